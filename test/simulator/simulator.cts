/** Seeds in, violations out. */
import { violations, type Undisturbed, type Violation } from './checker.cts';
import { operations, type Row } from './operations.cts';
import { runScenario, type History } from './run.cts';
import { drawScenario, type Only, type Scenario, type Traits } from './scenario.cts';
import { keyOf, undisturbed } from './undisturbed.cts';

export interface Simulator {
	rows: ReadonlyMap<string, Row>;
	draw(seed: string, only?: Only): Scenario;
	run(scenario: Scenario): Promise<{ history: History; found: Violation[] }>;
}

/** @returns a simulator that knows what every operation does undisturbed */
export async function simulator(only: Only = {}): Promise<Simulator> {
	const rows = await operations();
	const { items, traits } = await undisturbed(rows, only.vendor);
	return {
		rows,
		draw: (seed, limit = only) => drawScenario(seed, rows, (row) => traits[row] as Traits, limit),
		async run(scenario) {
			const history = await runScenario(scenario, rows);
			const found = violations(
				history,
				rows,
				(row, pick, options) => items[keyOf(row, pick, options)] as Undisturbed,
			);
			return { history, found };
		},
	};
}
