'use strict';
/**
 * n8n's HTTP Request node, out of the n8n that `npm start` installs. Addresses and headers stand ready in the items,
 * as if a node before it had made them: only so can it call a vendor that wants each request signed.
 */
const path = require('node:path');
const { ROOT } = require('../../../test/support/n8n.cts');
const { registerType } = require('../../../test/support/nodeTypes.cts');
const { inEngine } = require('./engine.cjs');
const { signer } = require('./signed.cjs');

const TYPE = 'n8n-nodes-base.httpRequest';
const VERSION = 4.2;
const BASE =
	process.env.BENCH_NODES_BASE ?? path.join(ROOT, '.n8n-host', 'node_modules', 'n8n-nodes-base');

const unavailable = load();

/** @returns why it can't be loaded, or undefined */
function load() {
	try {
		const { HttpRequestV3 } = require(
			path.join(BASE, 'dist', 'nodes', 'HttpRequest', 'V3', 'HttpRequestV3.node.js'),
		);
		registerType(
			TYPE,
			new HttpRequestV3({
				displayName: 'HTTP Request',
				name: 'httpRequest',
				group: [],
				description: '',
				defaultVersion: VERSION,
			}),
		);
		return undefined;
	} catch (error) {
		return error.code === 'MODULE_NOT_FOUND'
			? 'n8n is not installed here (npm start does that)'
			: error.message.split('\n')[0];
	}
}

/**
 * @param {{size: number, everyMs: number}} [job.batching] so many items at once, the next ones so much later; all at
 * once when left out
 */
async function run({ base, request, items, batching }) {
	const sign = signer(base, request);
	const ready = [];
	for (const { body } of items) {
		const { url, headers } = await sign(body);
		ready.push({ url, headers: JSON.stringify(headers), body });
	}
	const parameters = {
		method: request.method,
		url: '={{ $json.url }}',
		sendHeaders: true,
		specifyHeaders: 'json',
		jsonHeaders: '={{ $json.headers }}',
		sendBody: true,
		contentType: 'json',
		specifyBody: 'json',
		jsonBody: '={{ $json.body }}',
		options:
			batching === undefined
				? {}
				: { batching: { batch: { batchSize: batching.size, batchInterval: batching.everyMs } } },
	};
	return await inEngine({
		node: TYPE,
		typeVersion: VERSION,
		credential: base.credential,
		credentials: base.credentials,
		parameters,
		items: ready,
	});
}

module.exports = { run, unavailable };
