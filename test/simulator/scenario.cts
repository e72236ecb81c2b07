/** A scenario: all that happens in one simulation, drawn from a seed, as plain data that can be printed and shrunk. */
import { drawAccident, drawLimits, type Accident } from './accidents.cts';
import { drawWatcher, WATCH_START } from './drawWatchers.cts';
import { hasKey, hasMark, type Row } from './operations.cts';
import { Random } from './random.cts';
import { WATCHED, type ChangeKind } from './watched.cts';
import { WORKERS } from './workers.cts';

export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

export interface Workflow {
	name: string;
	/** which worker runs it; its second run has the next one */
	worker: number;
	/** of operations() */
	row: string;
	/** which of the row's items each item is like */
	picks: number[];
	/** which External ID each item has; equal numbers are equal IDs */
	keys: number[];
	onError: OnError;
	retryOnFail: boolean;
	/** options of the run */
	options: Record<string, unknown>;
	startsAt: number;
	/** the user cancels the run, or its worker is killed, at this moment */
	cancelAt?: number;
	killAt?: number;
	/** the same workflow is started once more, so long after it ended */
	again?: number;
}

/** What people do with the records that a trigger watches. */
export interface PersonChange {
	/** after the trigger became active */
	at: number;
	what: ChangeKind;
	/** from 0; of `count` new ones the first */
	record: number;
	count?: number;
	/** of webhooks: how late the delivery is, how long after an answer it comes again, and what of it is forged */
	lateMs?: number;
	copies?: number[];
	forge?: string;
}

/** A trigger and the people whose changes it has to tell. */
export interface Watcher {
	name: string;
	/** of WATCHED */
	of: string;
	worker: number;
	/** when n8n keeps what a polling trigger remembers, and whether it gives up polls (docs/polls.md) */
	engine: 'legacy' | 'durable' | 'cursors';
	everyMs: number;
	polls: number;
	startsAt: number;
	/** its worker is killed so long after it became active, and another one goes on */
	killAt?: number;
	changes: PersonChange[];
}

export interface Scenario {
	seed: string;
	vendor: string;
	start: number;
	delay: [number, number];
	workflows: Workflow[];
	watchers?: Watcher[];
	accidents: Accident[];
	/** jumps of the wall clock of n8n's machine */
	jumps: Array<{ at: number; by: number }>;
}

const YEAR_2026 = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 86_400_000;
const MINUTE = 60_000;
/** Of so many scenarios triggers are a part. */
const WATCHING = 0.2;

/** Facts about a row that decide how it may be used. */
export interface Traits {
	/** an item may stand several times in one run */
	repeatable: boolean;
	/** which of its items go well, and which are refused */
	good: number[];
	refused: number[];
}

/** Which scenarios are drawn. */
export interface Only {
	vendor?: string;
	triggers?: boolean;
}

export function drawScenario(
	seed: string,
	rows: ReadonlyMap<string, Row>,
	traitsOf: (row: string) => Traits,
	only: Only = {},
): Scenario {
	const random = new Random(seed);
	if (random.chance(WATCHING) || only.triggers === true)
		return drawWatching(seed, random.fork('watching'), rows, traitsOf, only);
	const names = [...rows.keys()].filter(
		(name) => only.vendor === undefined || rows.get(name)?.node === only.vendor,
	);
	const first = random.pick(names);
	const { vendor } = rows.get(first) as Row;
	const same = names.filter((name) => rows.get(name)?.vendor === vendor);
	const isIndependent = (name: string) =>
		isOwnRecord(rows.get(name) as Row) && traitsOf(name).repeatable;
	const isAlone = !isIndependent(first);
	const others = same.filter(isIndependent);
	const count =
		isAlone || others.length === 0
			? 1
			: random.weighted([
					[6, 1],
					[3, 2],
					[1, 3],
				] as const);
	const workflows = Array.from({ length: count }, (_, index) => {
		const row = index === 0 ? first : random.pick(others);
		return drawWorkflow(random, `w${index + 1}`, row, rows.get(row) as Row, traitsOf(row));
	});
	const accidents = random.chance(0.85) ? drawAccidents(random, workflows) : [];
	return {
		seed,
		vendor,
		start: YEAR_2026 + random.whole(0, YEAR_MS),
		delay: random.pick<[number, number]>([
			[0, 0],
			[1, 5],
			[20, 200],
			[100, 2000],
		]),
		workflows,
		accidents,
		jumps: random.chance(0.1)
			? [{ at: random.whole(0, 5000), by: random.pick([-3_600_000, -90_000, 90_000, 3_600_000]) }]
			: [],
	};
}

/** A trigger, alone or beside a workflow on the same account. */
function drawWatching(
	seed: string,
	random: Random,
	rows: ReadonlyMap<string, Row>,
	traitsOf: (row: string) => Traits,
	only: Only,
): Scenario {
	const all = Object.keys(WATCHED).filter(
		(name) => only.vendor === undefined || WATCHED[name]?.vendor === only.vendor,
	);
	const of = random.pick(all);
	const { vendor, kind } = WATCHED[of] as (typeof WATCHED)[string];
	const others = [...rows.keys()].filter(
		(name) =>
			rows.get(name)?.vendor === vendor &&
			isOwnRecord(rows.get(name) as Row) &&
			traitsOf(name).repeatable,
	);
	const watcher = drawWatcher(random, 't1', of);
	const workflows =
		others.length > 0 && random.chance(0.4)
			? [random.pick(others)].map((row) =>
					drawWorkflow(random, 'w1', row, rows.get(row) as Row, traitsOf(row)),
				)
			: [];
	const accidents = random.chance(0.8) ? drawAccidents(random, workflows, watcher) : [];
	return {
		seed,
		vendor,
		start: WATCH_START + random.whole(0, 30 * 86_400_000),
		delay: random.pick<[number, number]>([
			[0, 0],
			[20, 200],
			[100, 2000],
		]),
		workflows,
		watchers: [watcher],
		accidents,
		jumps:
			kind === 'poll' && random.chance(0.15)
				? [{ at: random.whole(0, 5 * MINUTE), by: random.pick([-90_000, 90_000]) }]
				: [],
	};
}

/** Creates with a mark don't disturb each other, whoever else is at work. */
const isOwnRecord = (row: Row): boolean =>
	hasMark(row) && String(row.entry.parameters.operation).startsWith('create');

function drawWorkflow(
	random: Random,
	name: string,
	row: string,
	found: Row,
	traits: Traits,
): Workflow {
	const { repeatable, good, refused } = traits;
	const size = random.weighted([
		[2, 1],
		[5, 3],
		[6, 8],
		[4, 30],
		[1, 120],
	] as const);
	const most = repeatable ? random.whole(size === 1 ? 0 : 1, size) : good.length + refused.length;
	const picks: number[] = [];
	for (let item = 0; item < most; item++) {
		const from = random.chance(0.15) && refused.length > 0 ? refused : good;
		const pick = random.pick(from.length > 0 ? from : refused);
		if (repeatable || !picks.includes(pick)) picks.push(pick);
	}
	const isKeyed = hasKey(found);
	const keys = picks.map((_, item) =>
		isKeyed && item > 0 && random.chance(0.2) ? random.whole(0, item - 1) : item,
	);
	// An ID may count for one lead, say, so those that share it are alike.
	for (const [item, key] of keys.entries()) picks[item] = picks[key] as number;
	const killAt = random.chance(0.1) ? random.whole(0, 20_000) : undefined;
	return {
		name,
		worker: random.whole(0, WORKERS - 1),
		row,
		picks,
		keys,
		onError: random.pick(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const),
		retryOnFail: random.chance(0.15),
		options: {
			...(found.ways.includes('in bulk') ? { batching: random.chance(0.7) } : {}),
			parallel: random.pick([1, 2, 5, 20]),
			maxWait: random.pick([5, 60, 300, 300, 300]),
			timeout: random.pick([10, 60, 60]),
		},
		startsAt: random.whole(0, 3000),
		...(killAt === undefined ? {} : { killAt }),
		...(killAt === undefined && random.chance(0.06) ? { cancelAt: random.whole(0, 20_000) } : {}),
		...(isKeyed && random.chance(0.4) ? { again: random.whole(0, 5 * MINUTE) } : {}),
	};
}

function drawAccidents(
	random: Random,
	workflows: readonly Workflow[],
	watcher?: Watcher,
): Accident[] {
	const items = workflows.reduce((sum, { picks }) => sum + picks.length, 0) + (watcher?.polls ?? 0);
	const count = random.weighted([
		[5, 1],
		[4, 2],
		[3, 4],
		[2, 8],
	] as const);
	const latest = random.pick([2, 5, Math.max(5, items)]);
	const hits = Array.from({ length: count }, () => drawAccident(random, random.whole(0, latest)));
	if (random.chance(0.12)) hits.push(drawLimits(random));
	if (!random.chance(0.08)) return hits;
	const from = random.whole(0, 10_000);
	return [...hits, { kind: 'outage', from, to: from + random.pick([2000, 30_000, 10 * MINUTE]) }];
}
