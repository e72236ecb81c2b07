/** Runs one scenario in virtual time, through n8n's own engine, and gives back all that can be known of it. */
import { runNode } from './engine.cts';
import { loading } from '../support/nodeTypes.cts';
import { VENDORS } from '../support/fakes.cts';
import { echoOf } from '../faults/secrets.js';
import { wordsOf } from '../faults/vendors.js';
import { lineTo, speaker, type CallRecord, type FakeVendor } from './line.cts';
import { KEY, MARK, parametersOf, type Row } from './operations.cts';
import { Random } from './random.cts';
import type { Scenario, Workflow } from './scenario.cts';
import { connect } from './transport.cts';
import { Stuck, virtualTime } from './virtualTime.cts';
import { WATCHED, type Account } from './watched.cts';
import { watch, type WatchRecord } from './watchers.cts';
import { nodeIn, WORKERS } from './workers.cts';

/** How long the world goes on after the last run, so that what is still under way arrives. */
const AFTERMATH_MS = 15 * 60_000;

/** One run of a workflow: what went in, and what n8n made of it. */
export interface Run {
	workflow: Workflow;
	/** `w1`, and `w1 again` for the second run of the same workflow */
	name: string;
	items: Array<Record<string, unknown>>;
	/** of test/support/engine.cts; undefined when the worker was killed before it ended */
	seen: Seen | undefined;
	from: number;
	to: number;
	ended: 'done' | 'cancelled' | 'killed';
}

export interface Seen {
	status: string;
	error?: { message: string; description?: string; stack?: string };
	output: Item[];
	errorOutput: Item[];
	hints: Array<{ message: string }>;
	behind: { good: Item[]; bad: Item[] };
	stored: string;
	log: string;
	inputUntouched: boolean;
}
export interface Item {
	json: Record<string, unknown>;
	pairedItem: { item: number };
}

export interface History {
	scenario: Scenario;
	runs: Run[];
	watched: WatchRecord[];
	calls: CallRecord[];
	/** what the vendor holds in the end, by table */
	store: Record<string, unknown[]>;
	secrets: string[];
	/** virtual milliseconds */
	lasted: number;
	stuck: string | undefined;
}

/** @param rows of operations() */
export async function runScenario(
	scenario: Scenario,
	rows: ReadonlyMap<string, Row>,
): Promise<History> {
	await loading;
	const random = new Random(scenario.seed);
	const time = virtualTime(scenario.start, random.fork('time'));
	try {
		const { make, credential, fixed, node, credentials, secrets } = VENDORS[
			scenario.vendor
		] as VendorEntry;
		const watchers = scenario.watchers ?? [];
		const options = watchers.map(({ of }) => WATCHED[of]?.options(scenario.start) ?? {});
		const vendor = make(Object.assign({}, ...options) as object);
		const host = nextHost();
		const fake = { url: `https://${host}`, vendor };
		const hidden = secrets(fake);
		const typed = credentials(fake);
		const line = lineTo({
			vendor,
			accidents: scenario.accidents,
			time,
			random: random.fork('line'),
			delay: scenario.delay,
			words: wordsOf(scenario.vendor),
			echo: echoOf(hidden),
		});
		connect(async (config) => await line.transport(config));
		for (const { row } of scenario.workflows) rows.get(row)?.entry.prepare?.({ vendor });
		for (const { at, by } of scenario.jumps) void time.sleep(at).then(() => time.jump(by));

		const start = async (workflow: Workflow, name: string): Promise<Run> => {
			const row = rows.get(workflow.row) as Row;
			const items = itemsOf(workflow, row, name);
			const from = time.passed();
			const who = { workflow: name, dead: false };
			const isAgain = name !== workflow.name;
			const worker = isAgain ? (workflow.worker + 1) % WORKERS : workflow.worker;
			const type = await nodeIn(worker, node ?? scenario.vendor);
			let ended: Run['ended'] = 'done';
			const seen = speaker.run(
				who,
				async () =>
					(await runNode({
						...{ fixed, credentialId: host, executionId: name },
						node: type,
						credential,
						credentials: structuredClone(typed),
						parameters: {
							...parametersOf(row),
							options: { ...(parametersOf(row).options as object), ...workflow.options },
						},
						items,
						onError: workflow.onError,
						...(workflow.retryOnFail
							? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 }
							: {}),
						during: (cancel: () => void) => {
							if (workflow.cancelAt === undefined) return;
							void time.sleep(workflow.cancelAt).then(() => {
								if (ended === 'done') ended = 'cancelled';
								cancel();
							});
						},
					})) as Seen,
			);
			const killed =
				workflow.killAt === undefined || name.endsWith('again')
					? undefined
					: time.sleep(workflow.killAt).then(() => {
							who.dead = true;
							ended = 'killed';
							return undefined;
						});
			let isOver = false;
			const first = await Promise.race([
				seen.finally(() => (isOver = true)),
				...(killed ? [killed] : []),
			]);
			if (isOver) ended = first?.status === 'canceled' ? 'cancelled' : 'done';
			return { workflow, name, items, seen: first, from, to: time.passed(), ended };
		};
		const runs: Run[] = [];
		const lives = scenario.workflows.map(async (workflow) => {
			await time.sleep(workflow.startsAt);
			runs.push(await start(workflow, workflow.name));
			if (workflow.again === undefined) return;
			await time.sleep(workflow.again);
			runs.push(await start(workflow, `${workflow.name} again`));
		});
		const watched: WatchRecord[] = [];
		const watching = watchers.map(async (watcher) => {
			const setup = { fixed, credential, credentialId: host, credentials: structuredClone(typed) };
			const hit = () => line.calls.filter(({ accident }) => accident !== undefined);
			const disturbed = () => hit().length;
			const falsified = () => hit().filter(({ status }) => status === 200).length;
			watched.push(
				await watch(watcher, {
					account: vendor as unknown as Account,
					time,
					place: placeOf(host),
					setup,
					disturbed,
					falsified,
				}),
			);
		});
		let stuck: string | undefined;
		try {
			await time.until(Promise.all([...lives, ...watching]));
			await time.until(time.sleep(AFTERMATH_MS));
		} catch (error) {
			if (!(error instanceof Stuck)) throw error;
			stuck = error.message;
		}
		return {
			scenario,
			runs: runs.sort((one, other) => one.name.localeCompare(other.name)),
			watched,
			calls: line.calls,
			store: storeOf(vendor),
			secrets: hidden,
			lasted: time.passed(),
			stuck,
		};
	} finally {
		connect(undefined);
		time.end();
	}
}

interface VendorEntry {
	make(options: object): FakeVendor & { store: Record<string, unknown> };
	node?: string;
	fixed?: Record<string, unknown>;
	credential: string;
	credentials(fake: object): Record<string, unknown>;
	secrets(fake: object): string[];
}

let simulations = 0;

/** A host of its own for each simulation, so that nothing that is remembered of an account reaches another one. */
const placeOf = (host: string): string => host.split('.')[0] ?? host;
const nextHost = (): string => `simulation${++simulations}.example`;

/** Two runs of one workflow bring the same keys, and marks of their own. */
function itemsOf({ name, picks, keys }: Workflow, { entry }: Row, run: string): Run['items'] {
	return picks.map((pick, index) => {
		const item = entry.items[pick] as Record<string, unknown>;
		const more = { [MARK]: markOf(run, index), [KEY]: `key${name}n${keys[index]}` };
		return 'json' in item
			? { ...item, json: { ...(item.json as object), ...more } }
			: { ...item, ...more };
	});
}

/** Letters and digits, so that no encoding changes it; none is the beginning of another. */
export const markOf = (run: string, index: number): string =>
	`mark${run.replaceAll(' ', '')}n${index}x`;

function storeOf({ store }: { store: Record<string, unknown> }): History['store'] {
	return Object.fromEntries(
		Object.entries(store).flatMap(([table, held]) =>
			held instanceof Map ? [[table, [...held.values()] as unknown[]]] : [],
		),
	);
}
