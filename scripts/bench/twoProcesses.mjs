/**
 * Two n8n processes that share an account and don't know of each other, as two workers in queue mode: what both learn
 * from refusals has to be enough. Each has half of the items.
 */
import {
	ANSWER_MS,
	ASSUMED_BUCKET,
	atOnceAt,
	BITRIX24_BUCKET,
	BULK,
	COMMAND_MS,
	leadSquaredAccount,
	LEADSQUARED_PLANS,
	LEADSQUARED_SECONDS,
} from './conditions.mjs';
import { measureTogether, warmUp } from './measure.mjs';
import { physicalSeconds, timesPhysical } from './physical.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const PROCESSES = 2;
const MOST_REFUSED = 0.08;
const MOST_TIMES = 1.15;
const WARM_UP = 25;
const plan = LEADSQUARED_PLANS.pro;

/** Enough items that the account's limit, not its first burst, says how long it takes: more than a minute. */
const SHARED = {
	bitrix24: {
		rows: 10_000,
		options: { commandMs: COMMAND_MS },
		limit: { bucket: BITRIX24_BUCKET },
	},
	leadSquared: {
		rows: 2000,
		...leadSquaredAccount(plan),
		limit: { window: { calls: plan.bulkCalls, seconds: LEADSQUARED_SECONDS } },
	},
	ivvy: { rows: 800, options: { rate: ASSUMED_BUCKET }, limit: { bucket: ASSUMED_BUCKET } },
	deskera: { rows: 800, options: { rate: ASSUMED_BUCKET }, limit: { bucket: ASSUMED_BUCKET } },
};

/** @returns {Promise<object>} the bar */
export async function twoProcessesOf(name, { quick }) {
	const { rows: all, options, credentials, limit } = SHARED[name];
	const rows = quick ? all / 2 : all;
	const { parameters, records } = WORK[name];
	const [vendor, ...nodes] = await Promise.all([
		vendorProcess(name, { ...options, records: records?.(rows) }),
		...Array.from({ length: PROCESSES }, () => contestantProcess('node')),
	]);
	const each = rows / PROCESSES;
	const items = itemsOf(name, rows);
	const job = { credentials, parameters: { ...parameters, options: { maxWait: 3600 } } };
	try {
		await warmUp(name, { records: records?.(WARM_UP) }, nodes, {
			...job,
			items: itemsOf(name, WARM_UP),
		});
		const run = await measureTogether(
			vendor,
			nodes.map((contestant, index) => ({
				contestant,
				job: { ...job, items: items.slice(index * each, (index + 1) * each) },
			})),
			ANSWER_MS[name],
		);
		const commands = name === 'bitrix24' ? BULK.bitrix24 * COMMAND_MS : 0;
		const physical = physicalSeconds({
			calls: rows / (BULK[name] ?? 1),
			answer: (ANSWER_MS[name] + commands) / 1000,
			atOnce: PROCESSES * atOnceAt(name),
			limit,
		});
		const refused = run.refused / run.requests;
		return {
			name: `${name}, two processes on one account`,
			wanted: `at most ${MOST_REFUSED * 100} % of calls refused, at most ${MOST_TIMES} × physical`,
			measured: `${(refused * 100).toFixed(1)} % refused, ${timesPhysical(run.seconds, physical)}`,
			met:
				refused <= MOST_REFUSED &&
				run.seconds <= MOST_TIMES * physical &&
				run.stored === rows &&
				run.writes === rows,
			run,
		};
	} finally {
		for (const { close } of [vendor, ...nodes]) close();
	}
}
