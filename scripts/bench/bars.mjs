/** The speed bars of each vendor: what has to be reached. Each gives a measured value and whether it is enough. */
import { measure, median, perSecond } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const ANSWER_MS = 50;
const WARM_UP = 200;
const bar = (name, wanted, measured, met, run) => ({ name, wanted, measured, met, run });
const requests = ({ requests: count }) => `${count} requests`;
const seconds = (value) => `${value.toFixed(2)} s`;
const count = (value) => value.toLocaleString('en');

async function bitrix24({ quick, run, runWork }) {
	const hundred = await runWork({ rows: 100 });
	const thousand = await runWork({ rows: 1000 });
	const free = await runWork({ rows: 1000, options: WORK.bitrix24.unlimited });
	const waited = Math.max(0, thousand.seconds - free.seconds);
	const records = quick ? 2000 : 10_000;
	const list = await run({
		options: { records: { activities: records } },
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			options: {},
		},
	});
	return [
		bar(
			'100 tasks created',
			'2 requests',
			requests(hundred),
			hundred.requests === 2 && hundred.stored === 100,
			hundred,
		),
		bar(
			'1,000 tasks created',
			'20 requests',
			requests(thousand),
			thousand.requests === 20 && thousand.stored === 1000,
			thousand,
		),
		bar(
			'1,000 tasks created: waiting for the limit',
			'under 1 s',
			seconds(waited),
			waited < 1 && thousand.refused === 0,
			thousand,
		),
		// The fake adds a few records of its own.
		bar(
			`${count(records)} activities read`,
			'at most 30 requests, several batches at once',
			requests(list),
			list.requests <= 30 && list.items >= records,
			list,
		),
	];
}

const LSQ_BULK = 25;

async function leadSquared({ quick, runWork }) {
	const rows = quick ? 500 : 1000;
	const run = await runWork({
		rows,
		options: WORK.leadSquared.unlimited,
		credentials: WORK.leadSquared.hurried,
	});
	const needed = rows / LSQ_BULK;
	return [
		bar(
			`${count(rows)} custom activities updated`,
			`${needed} requests, none fails`,
			`${run.requests} requests, ${run.refused} refused`,
			run.requests === needed && run.stored === rows,
			run,
		),
	];
}

/** How many times as fast as one after another so many at once have to be. */
const WANTED_TIMES = new Map([
	[5, 4],
	[10, 8],
]);

/**
 * Creates at 50 ms an answer: one after another (fewer, as each takes as long as the other), 5
 * and 10 at once, in turns.
 */
async function sideBySide({ quick, runWork }) {
	const rows = quick ? 200 : 1000;
	const runs = new Map([1, ...WANTED_TIMES.keys()].map((parallel) => [parallel, []]));
	for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
		for (const [parallel, mine] of runs)
			mine.push(
				await runWork({
					rows: parallel === 1 ? rows / 4 : rows,
					delay: ANSWER_MS,
					more: { parallel },
				}),
			);
	}
	const one = median(runs.get(1));
	return [...WANTED_TIMES].map(([parallel, times]) => {
		const run = median(runs.get(parallel));
		const faster = perSecond(run) / perSecond(one);
		return bar(
			`${count(rows)} creates at ${ANSWER_MS} ms, ${parallel} concurrently`,
			`at least ${times} times as fast as one by one`,
			`${faster.toFixed(1)} times`,
			faster >= times && runs.get(parallel).every(({ stored }) => stored === rows),
			run,
		);
	});
}

const DESKERA_MOST = 1000;
const DESKERA_CUT = 100;

async function deskera(settings) {
	const { quick, run } = settings;
	const rows = quick ? 2000 : 5000;
	const items = Array.from({ length: rows }, (_, index) => ({ id: index + 1 }));
	const many = quick ? 2000 : 10_000;
	const changed = async (operation, more = {}) =>
		await run({
			options: { records: { activities: rows } },
			parameters: {
				resource: 'activity',
				operation,
				activityIds: '={{ $json.id }}',
				...more,
				options: { batchSize: DESKERA_MOST, allowMany: true },
			},
			items,
		});
	const inBulk = (what, result) =>
		bar(
			`${count(rows)} ${what}, ${count(DESKERA_MOST)} in a request`,
			`${rows / DESKERA_MOST} requests`,
			requests(result),
			result.requests === rows / DESKERA_MOST && result.stored === rows,
			result,
		);
	const listed = async (options) =>
		await run({
			options: { records: { activities: many }, ties: 'kept', ...options },
			parameters: {
				resource: 'activity',
				operation: 'getMany',
				returnAll: true,
				filters: {},
				options: {},
			},
		});
	// The size that works has to be found first: 1,000 and 500 are refused.
	const [list, shuffled, cut, refused] = [
		await listed({}),
		await listed({ ties: 'other' }),
		await listed({ maxPageSize: DESKERA_CUT }),
		await listed({ refusedAbove: DESKERA_CUT }),
	];
	// The last page is full, and a total may be cut off right there: one more shows that there is nothing behind it.
	const inPages = (how, needed, result) =>
		bar(
			`${count(many)} activities listed${how}`,
			`${needed} requests`,
			requests(result),
			result.requests === needed && result.items === many,
			result,
		);
	return [
		inBulk('deletes', await changed('deleteMany')),
		inBulk(
			'changes of visibility',
			await changed('updateMany', { updateFields: { visibility_type: 'private' } }),
		),
		...(await sideBySide(settings)),
		inPages('', many / DESKERA_MOST + 1, list),
		bar(
			`${count(many)} activities listed where those that changed together change places`,
			`all of them, at most ${(2 * many) / DESKERA_MOST + 1} requests`,
			`${count(shuffled.items)}, ${requests(shuffled)}`,
			shuffled.items === many && shuffled.requests <= (2 * many) / DESKERA_MOST + 1,
			shuffled,
		),
		inPages(` where Deskera cuts pages to ${DESKERA_CUT}`, many / DESKERA_CUT + 1, cut),
		inPages(` where Deskera refuses pages above ${DESKERA_CUT}`, many / DESKERA_CUT + 3, refused),
	];
}

const BARS = { bitrix24, leadSquared, ivvy: sideBySide, deskera };

/** @returns {Promise<{name: string, wanted: string, measured: string, met: boolean, run: Run}[]>} */
export async function barsOf(name, { quick }) {
	const { parameters, records, unlimited, hurried } = WORK[name];
	const node = await contestantProcess('node');
	const run = async ({ options, delay, items = [{}], ...job }) => {
		const vendor = await vendorProcess(name, options);
		try {
			return await measure(vendor, node, { items, ...job }, delay);
		} finally {
			vendor.close();
		}
	};
	const runWork = async ({ rows, options = {}, more = {}, ...job }) =>
		await run({
			...job,
			options: { records: records?.(rows), ...options },
			parameters: { ...parameters, options: more },
			items: itemsOf(name, rows),
		});
	try {
		// n8n has been running for a while when a workflow starts.
		await runWork({ rows: WARM_UP, options: unlimited, credentials: hurried });
		return await BARS[name]({ quick, run, runWork });
	} finally {
		node.close();
	}
}
