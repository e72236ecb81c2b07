/**
 * Whether time and memory grow in step with the work: half of the rows and all of them, read and
 * written; and how soon a run ends when it is cancelled.
 */
import { measure } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const READ = 100_000;
const WRITTEN = 50_000;
const QUICKLY = 10;
/** Twice the work may take so many times as long, and so much more memory. */
const LINEAR = 2.6;
const CANCEL_MS = 1000;
const CANCEL_AFTER_MS = 500;
const count = (value) => value.toLocaleString('en');

/** What is read: the vendor's longest list, and the fake's option for so many rows in it. */
const LISTS = {
	bitrix24: {
		parameters: { resource: 'activity', operation: 'getMany', filters: {} },
		options: (rows) => ({ records: { activities: rows }, ...WORK.bitrix24.unlimited }),
	},
	leadSquared: {
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			scope: 'recent',
			from: '2000-01-01',
			to: '2100-01-01',
		},
		options: (rows) => ({ records: { activities: rows }, ...WORK.leadSquared.unlimited }),
		credentials: WORK.leadSquared.hurried,
	},
	ivvy: {
		parameters: { resource: 'activity', operation: 'getMany', filters: {}, conditions: {} },
		options: (rows) => ({ records: { activities: rows } }),
	},
	deskera: {
		parameters: { resource: 'activity', operation: 'getMany', filters: {} },
		options: (rows) => ({ records: { activities: rows } }),
	},
};

/**
 * Each measurement in processes of their own, so that none starts with what another has left.
 * @returns {Promise<object[]>} bars
 */
export async function scaleOf(name, { quick }) {
	const [read, written] = quick ? [READ / QUICKLY, WRITTEN / QUICKLY] : [READ, WRITTEN];
	const bars = [];
	const halves = async (what, rows, run) => {
		const [half, whole] = [await run(rows / 2), await run(rows)];
		// The node's own processor time: the fake looks through all its rows for each page, which no
		// vendor's database does.
		const [longer, more] = [whole.cpu / half.cpu, whole.megabytes / half.megabytes];
		bars.push({
			name: `${count(rows)} ${what}`,
			wanted: `all of them; at most ${LINEAR} times the CPU time and memory of ${count(rows / 2)}`,
			measured: `${count(whole.items)}; ${longer.toFixed(1)} and ${more.toFixed(1)} times`,
			met: whole.items >= rows && longer <= LINEAR && more <= LINEAR,
			run: whole,
		});
	};
	await halves(
		'rows read with Return All',
		read,
		async (rows) =>
			await alone(name, LISTS[name].options(rows), {
				credentials: LISTS[name].credentials,
				parameters: {
					...LISTS[name].parameters,
					returnAll: true,
					output: 'simplified',
					options: {},
				},
				items: [{}],
			}),
	);
	const { parameters, records, unlimited, hurried } = WORK[name];
	await halves(
		'items written',
		written,
		async (rows) =>
			await alone(
				name,
				{ ...unlimited, records: records?.(rows) },
				{
					credentials: hurried,
					parameters: { ...parameters, options: {} },
					items: itemsOf(name, rows),
				},
			),
	);
	const cancelled = await alone(
		name,
		{ ...unlimited, records: records?.(1000) },
		{
			credentials: hurried,
			parameters: { ...parameters, options: {} },
			items: itemsOf(name, 1000),
			cancelAfter: CANCEL_AFTER_MS,
		},
		200,
	);
	bars.push({
		name: 'a run of 1,000 items cancelled while answers take 200 ms',
		wanted: `ends within ${CANCEL_MS} ms`,
		measured: `${Math.round(cancelled.seconds * 1000 - CANCEL_AFTER_MS)} ms`,
		met: cancelled.seconds * 1000 - CANCEL_AFTER_MS <= CANCEL_MS,
		run: cancelled,
	});
	return bars;
}

async function alone(name, options, job, delay = 0) {
	const vendor = await vendorProcess(name, options);
	const node = await contestantProcess('node');
	try {
		return await measure(vendor, node, job, delay);
	} finally {
		vendor.close();
		node.close();
	}
}
