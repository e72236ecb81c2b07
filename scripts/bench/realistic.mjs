/**
 * The package against others that do the same work where answers take as long as the vendor's and its limits hold.
 * Nearly all of this is waiting, so all contestants of a vendor work at the same time, each with an account of its own.
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
import { perSecond, turns, warmUp } from './measure.mjs';
import { physicalSeconds, timesPhysical } from './physical.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

const WARM_UP = 5;
const ONCE = { repetitions: 1, limitSeconds: Infinity };
const plan = LEADSQUARED_PLANS.super;
const count = (value) => value.toLocaleString('en');

/**
 * @typedef {object} Conditions
 * @property {object} [options] of the fake
 * @property {object} [credentials] what a user of such an account changes in the credential
 * @property {object} [limit] of single calls (physical.mjs)
 * @property {object} [batching] of the HTTP Request node: as much at once as is allowed, and again when that is
 *   forgotten, and so much later that nothing is refused on a slow machine either, where what is sent at once takes
 *   most of a second to arrive
 * @property {{calls: number, answer: number, limit: object}} [bulk] of the physical time of 1,000 items
 * @property {number[]} rows the package is given
 * @property {number} faster than the HTTP Request node the package has to be, by the rows: no more than the limits
 * allow
 */
/** @type {Record<string, Conditions>} */
const CONDITIONS = {
	bitrix24: {
		options: { commandMs: COMMAND_MS },
		limit: { bucket: BITRIX24_BUCKET },
		batching: { size: BITRIX24_BUCKET.burst, everyMs: 27_000 },
		rows: [1000, 10_000],
		faster: new Map([
			[1000, 15],
			[10_000, 15],
		]),
	},
	leadSquared: {
		...leadSquaredAccount(plan),
		limit: { window: { calls: plan.calls, seconds: LEADSQUARED_SECONDS } },
		batching: { size: plan.calls, everyMs: 6000 },
		rows: [1000, 10_000],
		faster: new Map([
			[1000, 15],
			[10_000, 11],
		]),
	},
	ivvy: { rows: [1000], faster: new Map() },
	deskera: { rows: [1000], faster: new Map() },
};

/** @returns {Promise<{tables: {title: string, runs: object[]}[], bars: object[]}>} */
export async function realisticOf(name, { quick }) {
	const { limit, batching, rows, faster } = CONDITIONS[name];
	const { parameters, request } = WORK[name];
	const others = batching === undefined ? (quick ? 100 : 1000) : quick ? 60 : 150;
	const own = quick ? rows.slice(0, 1) : rows;
	const [http, raw, client, ...nodes] = await Promise.all([
		alone(name, 'httpRequest', others, 'HTTP Request node (b)', { request, batching }),
		alone(name, 'raw', others, 'raw loop (c)', { request, limit, parallel: AT_ONCE }),
		name === 'bitrix24' && !quick
			? alone(name, 'bitrix24Client', own[0], "vendor's client, batchByChunk (d)", {
					request,
					way: 'batchByChunk',
				})
			: undefined,
		...own.map((many) =>
			alone(name, 'node', many, 'this package', { parameters: { ...parameters, options: {} } }),
		),
	]);
	return {
		table: {
			title: `${name}, answers after ${ANSWER_MS[name]} ms, under its limits`,
			runs: [...nodes, http, raw, ...(client === undefined ? [] : [client])],
		},
		bars: nodes.flatMap((node) => [
			complete(name, node),
			...(WORK[name].bulk ? [fewer(name, node)] : []),
			...(faster.has(node.rows) ? [ahead(name, node, http, faster.get(node.rows))] : []),
			...(client === undefined || node.rows !== client.rows ? [] : [aheadOf(name, node, client)]),
		]),
	};
}

async function alone(name, contestantName, rows, label, job) {
	const { options, credentials } = CONDITIONS[name];
	const records = WORK[name].records?.(rows);
	const [vendor, contestant] = await Promise.all([
		vendorProcess(name, { ...options, records }),
		contestantProcess(contestantName),
	]);
	const jobOf = (many) => ({ ...job, credentials, items: itemsOf(name, many) });
	try {
		await warmUp(name, { records: WORK[name].records?.(WARM_UP) }, [contestant], jobOf(WARM_UP));
		const [run] = await turns(
			vendor,
			[{ label: `${label}, ${count(rows)} items`, contestant, job: jobOf(rows) }],
			{ ...ONCE, delay: ANSWER_MS[name] },
		);
		return { ...run, rows };
	} finally {
		vendor.close();
		contestant.close();
	}
}

const nameOf = (vendor, { rows }) => `${vendor}, ${count(rows)} items at real answer times`;

function complete(vendor, run) {
	return {
		name: nameOf(vendor, run),
		wanted: 'each once',
		measured:
			run.failed ??
			`${run.stored} written, ${run.refused} refused; ${timesPhysical(run.seconds, physicalOf(vendor, run))}`,
		met: run.failed === undefined && run.stored === run.rows && run.writes === run.rows,
		run,
	};
}

/** Of so many items as the node sends them: in bulk calls where the vendor has them. */
export function physicalOf(vendor, { rows }) {
	const { limit, options: { bulkWindow } = {} } = CONDITIONS[vendor];
	const calls = rows / (BULK[vendor] ?? 1);
	const commands = vendor === 'bitrix24' ? BULK.bitrix24 * COMMAND_MS : 0;
	return physicalSeconds({
		calls,
		answer: (ANSWER_MS[vendor] + commands) / 1000,
		atOnce: atOnceAt(vendor),
		limit: bulkWindow === undefined ? limit : { window: bulkWindow },
	});
}

function fewer(vendor, run) {
	const times = run.rows / run.requests;
	return {
		name: nameOf(vendor, run),
		wanted: 'at least 20 times fewer requests',
		measured: run.failed ?? `${times.toFixed(0)} times`,
		met: times >= 20,
		run,
	};
}

function ahead(vendor, run, http, wanted) {
	const times = perSecond(run) / perSecond(http);
	return {
		name: nameOf(vendor, run),
		wanted: `at least ${wanted} times as fast as the HTTP Request node (b)`,
		measured: run.failed ?? http.failed ?? `${times.toFixed(1)} times`,
		met: run.failed === undefined && (http.failed !== undefined || times >= wanted),
		run,
	};
}

function aheadOf(vendor, run, client) {
	const times = perSecond(run) / perSecond(client);
	return {
		name: nameOf(vendor, run),
		wanted: "faster than the vendor's own client (d)",
		measured: run.failed ?? client.failed ?? `${times.toFixed(1)} times as fast`,
		met: times >= AHEAD,
		run,
	};
}
