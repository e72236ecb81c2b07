/**
 * Whether time and memory grow in step with the work: 10,000 rows and ten times as many, read and written; and how
 * soon a run ends when it is cancelled.
 */
import { measure, median } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const SMALL = 10_000;
const LARGE = 100_000;
const QUICKLY = 10;
const WARM_UP = 1000;
/** The middle of so many runs of the small work, in which a pause of the machine weighs more. */
const SMALL_TURNS = 3;
/** Ten times the work may take so many times as long, and each further row so many bytes. */
const LINEAR = 11;
const BYTES_A_ROW = 5000;
/** With fewer further rows it is the memory that n8n itself had not yet asked for. */
const ROWS_TO_TELL = 50_000;
const CANCEL_MS = 1000;
const CANCEL_AFTER_MS = 500;
const count = (value) => value.toLocaleString('en');

/** What is read: the vendor's longest list, and the fake's option for so many rows in it. */
const LISTS = {
	bitrix24: {
		parameters: { resource: 'activity', operation: 'getMany', filters: {} },
		options: (rows) => ({ records: { activities: rows }, ...WORK.bitrix24.unlimited }),
		credentials: WORK.bitrix24.hurried,
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

/** @returns {Promise<object[]>} bars */
export async function scaleOf(name, { quick }) {
	const [small, large] = [SMALL, LARGE].map((rows) => (quick ? rows / QUICKLY : rows));
	const bars = [await growthOf('rows read with Return All', { small, large }, readingOf(name))];
	bars.push(await growthOf('items written', { small, large }, writingOf(name)));
	const cancelled = await cancelledRun(name);
	bars.push({
		name: 'a run of 1,000 items cancelled while answers take 200 ms',
		wanted: `ends within ${CANCEL_MS} ms`,
		measured: `${Math.round(cancelled.seconds * 1000 - CANCEL_AFTER_MS)} ms`,
		met: cancelled.seconds * 1000 - CANCEL_AFTER_MS <= CANCEL_MS,
		run: cancelled,
	});
	return bars;
}

/** What a run over so many rows is: the vendor's name, the options of its fake, and the job. */
function readingOf(name) {
	const { parameters, options, credentials } = LISTS[name];
	return (rows) => ({
		name,
		options: options(rows),
		job: {
			credentials,
			parameters: { ...parameters, returnAll: true, output: 'simplified', options: {} },
			items: [{}],
		},
	});
}

function writingOf(name) {
	const { parameters, records, unlimited, hurried } = WORK[name];
	return (rows) => ({
		name,
		options: { ...unlimited, records: records?.(rows) },
		job: {
			credentials: hurried,
			// Where the node waits for its own limit, it may wait for long: that is not what is measured here.
			parameters: { ...parameters, options: { maxWait: 3600 } },
			items: itemsOf(name, rows),
		},
	});
}

/** Both sizes in processes of their own, each warm, so that neither starts with what the other has left. */
async function growthOf(what, { small, large }, workOf) {
	const warm = workOf(Math.min(WARM_UP, small));
	const few = await alone([warm, ...new Array(SMALL_TURNS).fill(workOf(small))]);
	const [, many] = await alone([warm, workOf(large)]);
	const least = [...few.slice(1)].sort((a, b) => a.cpu - b.cpu)[Math.floor(SMALL_TURNS / 2)];
	const longer = many.cpu / least.cpu;
	const bytes = ((many.megabytes - median(few.slice(1)).megabytes) * 1e6) / (large - small);
	return {
		name: `${count(large)} ${what}`,
		wanted:
			`all of them; at most ${LINEAR} times the CPU time of ${count(small)}, ` +
			`at most ${BYTES_A_ROW / 1000} kB for each further row`,
		measured: `${count(many.items)}; ${longer.toFixed(1)} times; ${(bytes / 1000).toFixed(1)} kB`,
		met:
			many.items >= large &&
			longer <= LINEAR &&
			(bytes <= BYTES_A_ROW || large - small < ROWS_TO_TELL),
		run: many,
	};
}

/** Runs one after another in one process of the node. @returns all of them */
async function alone(works, delay = 0) {
	const node = await contestantProcess('node');
	const runs = [];
	try {
		for (const { name, options, job } of works) {
			const vendor = await vendorProcess(name, options);
			try {
				runs.push(await measure(vendor, node, job, delay));
			} finally {
				vendor.close();
			}
		}
	} finally {
		node.close();
	}
	return runs;
}

async function cancelledRun(name) {
	const { options, job, ...work } = writingOf(name)(1000);
	const [run] = await alone(
		[{ ...work, options, job: { ...job, cancelAfter: CANCEL_AFTER_MS } }],
		200,
	);
	return run;
}
