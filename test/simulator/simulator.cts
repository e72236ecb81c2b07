/** Seeds in, violations out. */
import { violations, type Undisturbed, type Violation } from './checker.cts';
import { countsAsWrite, operations, type Row } from './operations.cts';
import { runScenario, type History } from './run.cts';
import { drawScenario, type Only, type Scenario, type Traits } from './scenario.cts';
import { told } from './told.cts';
import { UNDISTURBED } from './workers.cts';

/** Options that change what a run does without an accident. */
const WAYS = [{ batching: false }, { batching: true }];

export interface Simulator {
	rows: ReadonlyMap<string, Row>;
	draw(seed: string, only?: Only): Scenario;
	run(scenario: Scenario): Promise<{ history: History; found: Violation[] }>;
}

/** @returns a simulator that knows what every operation does undisturbed; that takes it some seconds */
export async function simulator(only: Only = {}): Promise<Simulator> {
	const rows = await operations();
	const known = new Map<string, Undisturbed>();
	const traits = new Map<string, Traits>();
	const alone = async (row: string, picks: number[], options: object) => {
		const history = await runScenario(
			{
				seed: `alone ${row} ${picks.join()} ${JSON.stringify(options)}`,
				vendor: (rows.get(row) as Row).vendor,
				start: Date.UTC(2026, 10, 28),
				delay: [0, 0],
				workflows: [
					{
						name: 'w1',
						worker: UNDISTURBED,
						row,
						picks,
						keys: picks.map((_, item) => item),
						onError: 'continueRegularOutput',
						retryOnFail: false,
						options: { ...options, parallel: 1, maxWait: 300, timeout: 60 },
						startsAt: 0,
					},
				],
				accidents: [],
				jumps: [],
			},
			rows,
		);
		const [run] = history.runs;
		if (run === undefined) throw new Error(`${row} did not run: ${history.stuck}`);
		const { outcomes, good } = told(run);
		const wrote = history.calls.flatMap((call) =>
			call.wrote.filter((write) => countsAsWrite((rows.get(row) as Row).vendor, write)),
		);
		return { outcomes, writes: wrote.length, good };
	};
	const keyOf = (row: string, pick: number, { batching }: Record<string, unknown>) =>
		`${row} ${pick} ${batching === true}`;
	for (const [name, row] of rows) {
		if (only.vendor !== undefined && row.node !== only.vendor) continue;
		const good: number[] = [];
		const refused: number[] = [];
		for (const way of row.ways.includes('in bulk') ? WAYS : WAYS.slice(0, 1))
			for (const pick of row.entry.items.keys()) {
				const {
					outcomes,
					writes,
					good: shown,
				} = await alone(name, [pick], row.ways.includes('in bulk') ? way : {});
				const outcome = outcomes[0] ?? 'none';
				known.set(keyOf(name, pick, way), { outcome, writes, rows: shown[0]?.rows ?? [] });
				if (way === WAYS[0]) (outcome === 'ok' || outcome === 'none' ? good : refused).push(pick);
			}
		const [first] = good;
		const twice = first === undefined ? undefined : await alone(name, [first, first], {});
		const once = first === undefined ? undefined : known.get(keyOf(name, first, {}));
		traits.set(name, {
			good,
			refused,
			repeatable:
				twice !== undefined &&
				twice.outcomes.every((outcome) => outcome === 'ok') &&
				twice.writes === 2 * (once?.writes ?? 0),
		});
	}
	return {
		rows,
		draw: (seed, limit = only) =>
			drawScenario(seed, rows, (row) => traits.get(row) as Traits, limit),
		async run(scenario) {
			const history = await runScenario(scenario, rows);
			const found = violations(
				history,
				rows,
				(row, pick, options) => known.get(keyOf(row, pick, options)) as Undisturbed,
			);
			return { history, found };
		},
	};
}
