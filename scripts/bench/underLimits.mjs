/**
 * Long runs of one node at the limits of its account, against the time that the limits and the answers alone would
 * take; at Bitrix24 against the vendor's own client as well.
 */
import {
	AHEAD,
	ANSWER_MS,
	AT_ONCE,
	atOnceAt,
	BITRIX24_BUCKET,
	BULK,
	COMMAND_MS,
	leadSquaredAccount,
	LEADSQUARED_PLANS,
	LEADSQUARED_SECONDS,
} from './conditions.mjs';
import { median, measure, perSecond, warmUp } from './measure.mjs';
import { physicalSeconds, timesPhysical } from './physical.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const WARM_UP = 25;
/** A limit that nothing reaches. */
const { unlimited } = WORK.bitrix24;
const count = (value) => value.toLocaleString('en');

/** A contestant, ready and warm, and a fresh account for each of its runs. */
async function contestantOf(name, who, { options, warm }) {
	const contestant = await contestantProcess(who);
	await warmUp(name, warm.options, [contestant], warm.job);
	return {
		close: contestant.close,
		async run(job) {
			const vendor = await vendorProcess(name, options);
			try {
				return await measure(vendor, contestant, job, ANSWER_MS[name]);
			} finally {
				vendor.close();
			}
		},
	};
}

const UPDATES = 1000;

/** 1,000 updates at so many bulk calls in 5 seconds, all at the same time: nearly all of it is waiting. */
export async function bulkUpdates({ quick }) {
	const plans = Object.values(LEADSQUARED_PLANS);
	return await Promise.all(
		plans.map(async (plan) => await updatesUnder(plan, quick ? 250 : UPDATES)),
	);
}

async function updatesUnder(plan, rows) {
	const { options, credentials } = leadSquaredAccount(plan);
	const { parameters, records } = WORK.leadSquared;
	const job = { credentials, parameters: { ...parameters, options: { maxWait: 3600 } } };
	const delay = ANSWER_MS.leadSquared;
	const physical = physicalSeconds({
		calls: rows / BULK.leadSquared,
		answer: delay / 1000,
		atOnce: atOnceAt('leadSquared'),
		limit: { window: { calls: plan.bulkCalls, seconds: LEADSQUARED_SECONDS } },
	});
	const node = await contestantOf('leadSquared', 'node', {
		options: { ...options, records: records(rows) },
		warm: {
			options: { records: records(WARM_UP) },
			job: { ...job, items: itemsOf('leadSquared', WARM_UP) },
		},
	});
	try {
		const run = await node.run({ ...job, items: itemsOf('leadSquared', rows) });
		return {
			name: `${count(rows)} updates at ${plan.bulkCalls} bulk ${plan.bulkCalls === 1 ? 'call' : 'calls'} per 5 s`,
			wanted: 'at most 1.05 × physical, at most 1 call refused',
			measured: `${timesPhysical(run.seconds, physical)}, ${run.refused} refused`,
			met: run.seconds <= 1.05 * physical && run.refused <= 1 && run.stored === rows,
			run,
		};
	} finally {
		node.close();
	}
}

const LIST = { method: 'crm.activity.list', params: { filter: {} } };
const READ = {
	resource: 'activity',
	operation: 'getMany',
	returnAll: true,
	filters: {},
	options: {},
};
const PAGE = 50;
/** Fewer rows are over before the vendor's answers have come twice: then it can't be as many a second. */
const ROWS_PER_SECOND = { all: 15_000, quick: 5000 };
const LIST_TURNS = 3;

/** 10,000 activities: the node, and the vendor's client in each way it knows. */
export async function listOf({ quick }) {
	const [records, wanted] = quick ? [2000, ROWS_PER_SECOND.quick] : [10_000, ROWS_PER_SECOND.all];
	const options = { commandMs: COMMAND_MS, records: { activities: records } };
	const warm = { options: { records: { activities: 100 } } };
	const [node, client] = await Promise.all([
		contestantOf('bitrix24', 'node', {
			options,
			warm: { ...warm, job: { parameters: READ, items: [{}] } },
		}),
		contestantOf('bitrix24', 'bitrix24Client', {
			options,
			warm: { ...warm, job: { way: 'fetchList', list: LIST } },
		}),
	]);
	const median3 = async (contestant, job) => {
		const all = [];
		for (let turn = 0; turn < LIST_TURNS; turn++) all.push(await contestant.run(job));
		return { ...median(all), runs: LIST_TURNS };
	};
	try {
		const run = await median3(node, { parameters: READ, items: [{}] });
		const clients = [
			{
				label: "vendor's client, fetchList (d)",
				...(await client.run({ way: 'fetchList', list: LIST })),
			},
			{
				label: `vendor's client, pages in ${AT_ONCE} batches at once (d)`,
				...(await median3(client, { way: 'pagesInBatches', list: LIST, parallel: AT_ONCE })),
			},
		];
		const speed = perSecond(run);
		const best = Math.max(...clients.map(perSecond));
		const name = `${count(records)} activities listed, ${COMMAND_MS} ms a command`;
		return {
			tables: [
				{
					title:
						`${count(records)} activities listed, answers after ${ANSWER_MS.bitrix24} ms and ` +
						`${COMMAND_MS} ms a command`,
					runs: [{ label: 'this package', ...run, runs: LIST_TURNS }, ...clients],
				},
			],
			bars: [
				{
					name,
					wanted: `at least ${count(wanted)} rows a second`,
					measured: `${count(Math.round(speed))} rows a second`,
					// The fake adds a few records of its own.
					met: speed >= wanted && run.items >= records,
					run,
				},
				{
					name,
					wanted: "ahead of the vendor's own client (d)",
					measured: `${(speed / best).toFixed(2)} times as fast as its best way`,
					met: speed >= AHEAD * best,
					run,
				},
			],
		};
	} finally {
		node.close();
		client.close();
	}
}

const SLOW_COMMAND_MS = 200;
const CREATES = 2400;
/** The client is measured on a part of them, which it does at the speed of all: it sends one batch after another. */
const CREATES_OF_CLIENT = 600;

/** 2,400 creates, each of which takes Bitrix24 a while: 480 seconds of operating time in all. */
export async function createsOf({ quick }) {
	const rows = quick ? 600 : CREATES;
	const options = { commandMs: SLOW_COMMAND_MS };
	const delay = ANSWER_MS.bitrix24;
	const { parameters, request } = WORK.bitrix24;
	const physical = physicalSeconds({
		calls: rows / BULK.bitrix24,
		answer: (delay + BULK.bitrix24 * SLOW_COMMAND_MS) / 1000,
		atOnce: atOnceAt('bitrix24'),
		limit: { bucket: BITRIX24_BUCKET },
	});
	const warm = (job) => ({
		options,
		warm: { options: unlimited, job: { ...job, items: itemsOf('bitrix24', WARM_UP) } },
	});
	const alone = async (who, job, items) => {
		const contestant = await contestantOf('bitrix24', who, warm(job));
		try {
			return await contestant.run({ ...job, items: itemsOf('bitrix24', items) });
		} finally {
			contestant.close();
		}
	};
	const [run, client] = await Promise.all([
		alone('node', { parameters: { ...parameters, options: {} } }, rows),
		alone('bitrix24Client', { request, way: 'batchByChunk' }, quick ? 100 : CREATES_OF_CLIENT),
	]);
	const name = `${count(rows)} task creates, ${SLOW_COMMAND_MS} ms a command`;
	const faster = perSecond(run) / perSecond(client);
	const once = run.stored === rows && run.writes === rows && run.distinct === rows;
	return {
		tables: [
			{
				title: `Task creates, answers after ${delay} ms and ${SLOW_COMMAND_MS} ms a command`,
				runs: [
					{ label: `this package, ${count(rows)} items`, ...run, runs: 1 },
					{
						label: `vendor's client, batchByChunk, ${count(client.items)} items (d)`,
						...client,
						runs: 1,
					},
				],
			},
		],
		bars: [
			{
				name,
				wanted: 'at most 1.1 × physical, each once',
				measured: `${timesPhysical(run.seconds, physical)}, ${run.stored} stored, ${run.refused} refused`,
				met: run.seconds <= 1.1 * physical && once,
				run,
			},
			{
				name,
				wanted: "ahead of the vendor's own client (d)",
				measured: `${faster.toFixed(2)} times as fast`,
				met: faster >= AHEAD,
				run,
			},
		],
	};
}
