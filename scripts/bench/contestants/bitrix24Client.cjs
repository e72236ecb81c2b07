'use strict';
/**
 * Bitrix24's own client, @bitrix24/b24jssdk, as its documentation shows it: `batchByChunk` for many commands; for a
 * list `fetchList`, or the pages of the list as commands of batches, several of which are under way at once.
 */
const PAGE = 50;
const BATCH = 50;

/**
 * @param {object} job
 * @param {object} job.base credential with the webhook's address
 * @param {'batchByChunk'|'batches'|'fetchList'|'pagesInBatches'} job.way
 * @param {{path: string}} [job.request] of an item, whose path is the method
 * @param {object[]} [job.items] with the body of each
 * @param {number} [job.parallel] batches at once, where there may be several
 * @param {{method: string, params: object}} [job.list]
 * @param {object} [job.limits] instead of those of a standard plan
 */
async function run({ base, way, limits, ...job }) {
	const b24 = await clientOf(base.credentials.webhookUrl, limits);
	const started = performance.now();
	const items = await WAYS[way](b24.actions.v2, job);
	const seconds = (performance.now() - started) / 1000;
	b24.destroy?.();
	return { seconds, items: items.length };
}

async function clientOf(webhookUrl, limits) {
	const { ApiVersion, B24Hook, ParamsFactory } = await import('@bitrix24/b24jssdk');
	const hook = B24Hook.fromWebhookUrl(webhookUrl.replace(/^http:/, 'https:'));
	await hook.setRestrictionManagerParams(
		limits === 'enterprise' ? ParamsFactory.getEnterprise() : ParamsFactory.getDefault(),
	);
	// The client insists on https, and the fake portal stands on loopback without a certificate.
	const { interceptors, defaults } = hook.getHttpClient(ApiVersion.v2).ajaxClient;
	interceptors.request.use((config) => ({
		...config,
		url: config.url.replace(/^https:/, 'http:'),
	}));
	defaults.proxy = false;
	return hook;
}

const WAYS = {
	batchByChunk: async (v2, job) => answered(await v2.batchByChunk.make({ calls: callsOf(job) })),
	batches: async (v2, job) => await batches(v2, callsOf(job), job.parallel),
	async fetchList(v2, { list }) {
		const rows = [];
		for await (const page of v2.fetchList.make({ ...list, idKey: 'ID' })) rows.push(...page);
		return rows;
	},
	async pagesInBatches(v2, { list: { method, params }, parallel }) {
		const order = { ID: 'ASC' };
		const first = await v2.call.make({ method, params: { ...params, order } });
		const rows = [...answered(first).result];
		const starts = [];
		for (let start = rows.length; start < first.getTotal(); start += PAGE) starts.push(start);
		const pages = await batches(
			v2,
			starts.map((start) => [method, { ...params, order, start }]),
			parallel,
		);
		return rows.concat(...pages);
	},
};

function callsOf({ request, items }) {
	return items.map(({ body }) => [request.path.slice(1), body]);
}

/** Batches of up to 50 commands, a few under way at once, each with as many. */
async function batches(v2, calls, parallel = 1) {
	const chunks = [];
	const size = Math.min(BATCH, Math.ceil(calls.length / parallel));
	for (let start = 0; start < calls.length; start += size)
		chunks.push(calls.slice(start, start + size));
	const answers = new Array(chunks.length);
	let next = 0;
	const worker = async () => {
		while (next < chunks.length) {
			const index = next++;
			answers[index] = answered(await v2.batch.make({ calls: chunks[index] }));
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, chunks.length) }, worker));
	return answers.flatMap((answer) => Object.values(answer));
}

/** What the client read. @throws Error with what it took for errors */
function answered(result) {
	if (!result.isSuccess) throw new Error(result.getErrorMessages().join('; '));
	return result.getData();
}

module.exports = { run };
