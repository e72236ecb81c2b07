'use strict';
/** No n8n at all: a loop over kept connections, a few requests at once. */
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { signer } = require('./signed.cjs');

function send(agent, method, { url, headers, body }) {
	return new Promise((resolve, reject) => {
		const request = http.request(
			url,
			{ agent, method, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } },
			async (response) => {
				const chunks = [];
				for await (const chunk of response) chunks.push(chunk);
				const text = Buffer.concat(chunks).toString();
				if (response.statusCode < 300) resolve(JSON.parse(text));
				else reject(new Error(`${response.statusCode} ${text}`));
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}

/** A little slower than the limit, as calls don't arrive evenly: one that comes a moment too early is refused. */
const slower = ({ window, bucket }) =>
	window === undefined
		? { bucket: { burst: bucket.burst - 1, perSecond: bucket.perSecond * 0.98 } }
		: { window: { ...window, seconds: window.seconds + 0.1 } };

/**
 * @param {number} [job.parallel] requests at once
 * @param {object} [job.limit] of the vendor (physical.mjs), which the loop keeps, so that nothing is refused
 */
async function run({ base, request, items, parallel = 1, limit }) {
	const sign = signer(base, request);
	const agent = new http.Agent({ keepAlive: true, maxSockets: parallel });
	const answers = new Array(items.length);
	let next = 0;
	const { startsUnder } = await import('../physical.mjs');
	const startOf = startsUnder(limit === undefined ? undefined : slower(limit));
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			if (limit !== undefined) {
				const now = (performance.now() - started) / 1000;
				await sleep((startOf(now) - now) * 1000);
			}
			answers[index] = await send(agent, request.method, await sign(items[index].body));
		}
	};
	const started = performance.now();
	await Promise.all(Array.from({ length: parallel }, worker));
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	return { seconds, items: answers.length };
}

module.exports = { run };
