/**
 * Under the limits that the vendors really have: the node against n8n's HTTP Request node, whose
 * Batching is set to what
 * the vendor allows for long. Nearly all of this is waiting, so everything runs at the same time.
 */
import { perSecond, turns } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';
import { itemsOf, WORK } from './work.mjs';

/**
 * One item each so many milliseconds; at LeadSquared a little more than 200, as answers and
 * requests don't arrive evenly.
 */
const BATCHING_MS = { bitrix24: 500, leadSquared: 205 };
const WARM_UP = 5;
const ONCE = { repetitions: 1, limitSeconds: Infinity };

export const LIMITED = Object.keys(BATCHING_MS);

/** @returns {Promise<{tables: {title: string, runs: object[]}[], bars: object[]}>} */
export async function limitsOf(names, { quick }) {
	const parts = await Promise.all(names.map(async (name) => await ofVendor(name, quick)));
	return { tables: parts.map(({ table }) => table), bars: parts.flatMap(({ bars }) => bars) };
}

async function ofVendor(name, quick) {
	const { parameters, request } = WORK[name];
	const [http, ...nodes] = await Promise.all([
		alone(name, 'httpRequest', quick ? 20 : 150, {
			label: 'HTTP Request node (b)',
			job: { request, everyMs: BATCHING_MS[name] },
		}),
		...(quick ? [1000] : [1000, 10_000]).map(
			async (rows) =>
				await alone(name, 'node', rows, {
					label: 'this package',
					job: { parameters: { ...parameters, options: {} } },
				}),
		),
	]);
	return {
		table: { title: `${name} under its limit`, runs: [...nodes, http] },
		bars: nodes.flatMap((node) => barsOf(name, node, http)),
	};
}

async function alone(name, contestantName, rows, { label, job }) {
	const [vendor, contestant] = await Promise.all([
		vendorProcess(name, { records: WORK[name].records?.(rows) }),
		contestantProcess(contestantName),
	]);
	try {
		const ofRows = async (count) =>
			await turns(
				vendor,
				[
					{
						label: `${label}, ${count.toLocaleString('en')} items`,
						contestant,
						job: { ...job, items: itemsOf(name, count) },
					},
				],
				ONCE,
			);
		// n8n has been running for a while when a workflow starts; the limit begins anew with each run here.
		await ofRows(WARM_UP);
		const [run] = await ofRows(rows);
		return { ...run, rows };
	} finally {
		vendor.close();
		contestant.close();
	}
}

function barsOf(vendor, node, http) {
	const name = `${vendor}, ${node.rows.toLocaleString('en')} items under the limit`;
	const complete = node.failed === undefined && node.stored === node.rows;
	const faster = perSecond(node) / perSecond(http);
	const fewer = node.rows / node.requests;
	return [
		{
			name,
			wanted: 'complete',
			measured: node.failed ?? `${node.stored} written, ${node.refused} refused`,
			met: complete,
			run: node,
		},
		{
			name,
			wanted: 'at least 15 times as fast as the HTTP Request node (b)',
			measured: http.failed ?? `${faster.toFixed(1)} times`,
			met: http.failed !== undefined || faster >= 15,
			run: node,
		},
		{
			name,
			wanted: 'at least 20 times fewer requests',
			measured: `${fewer.toFixed(0)} times`,
			met: fewer >= 20,
			run: node,
		},
	];
}
