/** The package's node against others that do the same work at the same fake vendor, without the vendor's limit. */
import { perSecond, turns } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { bodyParameter, itemsOf, WORK } from './work.mjs';

const ANSWER_MS = 50;
const SIDE_BY_SIDE = 5;
/** Who has worked for so long in one table takes no further turn there. */
const LIMIT_SECONDS = 12;
/**
 * Bitrix24: so many requests, one by one and in batches, fit into the part of the largest plan's burst that the node
 * spends at once, so that nothing waits for the limit: what is left of it goes in small steps (http/ratePace.ts).
 */
const WITHIN_BURST = 100;
/**
 * Items: in the main table, in the one for large numbers, and where each answer takes its time;
 * and turns in the main table and in the others.
 */
const FULL = { rows: 1000, many: 10_000, late: 250, mainTurns: 9, repetitions: 5 };
const QUICK = { rows: 300, many: undefined, late: 100, mainTurns: 1, repetitions: 1 };

export const LABELS = {
	single: 'this package, one request an item, one by one',
	node: 'this package, as it is set',
	bare: 'bare node (a)',
	http: 'HTTP Request node (b)',
	raw: 'raw loop (c)',
	client: "vendor's client, batchByChunk (d)",
};

const USUAL = ['node', 'bare', 'http', 'raw'];
const ALL = ['single', ...USUAL];
/** The process in which each works. */
const CONTESTANTS = {
	single: 'node',
	node: 'node',
	bare: 'bare',
	http: 'httpRequest',
	raw: 'raw',
	client: 'bitrix24Client',
};
/** Whose vendor has a client of its own that can do the work. */
const WITH_CLIENT = ['bitrix24'];
/** How many times as long as that of the bare node one request may take at 0 ms. */
const MOST_OVERHEAD = 1.05;

/** @returns {Promise<{tables: {title: string, runs: object[]}[], bars: object[]}>} */
export async function comparisonOf(name, { quick }) {
	const { parameters, request, bulk, unlimited, hurried, records } = WORK[name];
	const { many, late, mainTurns, repetitions, ...usualRows } = quick ? QUICK : FULL;
	const rows = name === 'bitrix24' ? WITHIN_BURST : usualRows.rows;
	const account = async () =>
		await vendorProcess(name, { ...unlimited, records: records?.(many ?? rows) });
	const client = WITH_CLIENT.includes(name) ? ['client'] : [];
	const [usual, all] = [
		[...USUAL, ...client],
		[...ALL, ...client],
	];
	const processes = Object.fromEntries(
		await Promise.all(
			[...new Set(all.map((who) => CONTESTANTS[who]))].map(async (one) => [
				one,
				await contestantProcess(one),
			]),
		),
	);
	const jobs = {
		single: {
			parameters: { ...parameters, options: { parallel: 1, batching: false } },
			credentials: hurried,
		},
		node: { parameters: { ...parameters, options: {} }, credentials: hurried },
		bare: { request, body: bodyParameter(name) },
		http: { request },
		raw: { request, parallel: SIDE_BY_SIDE },
		client: { request, way: 'batchByChunk', limits: 'enterprise' },
	};
	const compared = async (who, count, settings = {}) => {
		const items = itemsOf(name, count);
		const entries = who.map((label) => ({
			label,
			contestant: processes[CONTESTANTS[label]],
			job: { ...jobs[label], items },
		}));
		const runs = await turns(account, entries, {
			repetitions,
			limitSeconds: LIMIT_SECONDS,
			...settings,
		});
		return {
			title: `${count.toLocaleString('en')} items, answers after ${settings.delay ?? 0} ms`,
			runs,
		};
	};
	try {
		// n8n has been running for a while when a workflow starts: what each does first does not count.
		await compared(all, rows, { repetitions: Math.ceil(usualRows.rows / rows) });
		const main = await compared(all, rows, { repetitions: mainTurns, limitSeconds: Infinity });
		const large = many === undefined ? [] : [await compared(usual, many)];
		const slow = bulk ? [] : [await compared(usual, late, { delay: ANSWER_MS })];
		return {
			tables: [main, ...large, ...slow],
			bars: [perRequest(main), ...slow.flatMap(sideBySide)],
		};
	} finally {
		for (const { close } of Object.values(processes)) close();
	}
}

/** The middle of the turns, in each of which the two worked one right after the other. */
function perRequest({ runs }) {
	const [single, bare] = ['single', 'bare'].map((wanted) =>
		runs.find(({ label }) => label === wanted),
	);
	const each = ({ seconds, requests }) => seconds / requests;
	const times = (single.all ?? [])
		.map((run, turn) => each(run) / each(bare.all?.[turn] ?? run))
		.sort((a, b) => a - b);
	const middle = times[Math.floor((times.length - 1) / 2)];
	return {
		name: 'time of one request at 0 ms',
		wanted: `at most ${MOST_OVERHEAD} times the bare node (a)`,
		measured: told(middle, single, bare),
		met: middle <= MOST_OVERHEAD,
		run: single,
	};
}

function sideBySide({ runs }) {
	const [node, bare, raw] = ['node', 'bare', 'raw'].map((wanted) =>
		runs.find(({ label }) => label === wanted),
	);
	const slower = node.seconds / raw.seconds;
	const faster = perSecond(node) / perSecond(bare);
	const name = `creates at ${ANSWER_MS} ms, ${SIDE_BY_SIDE} concurrently`;
	return [
		{
			name,
			wanted: 'at most 1.4 times the time of the raw loop (c)',
			measured: told(slower, node, raw),
			met: slower <= 1.4,
			run: node,
		},
		{
			name,
			wanted: 'at least 4 times as fast as the bare node (a)',
			measured: told(faster, node, bare),
			met: faster >= 4,
			run: node,
		},
	];
}

/** A comparison with somebody who failed is none; the bar counts as missed then. */
function told(times, ...runs) {
	return runs.find(({ failed }) => failed !== undefined)?.failed ?? `${times.toFixed(2)} times`;
}
