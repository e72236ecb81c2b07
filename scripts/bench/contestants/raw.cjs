'use strict';
/** No n8n at all: a loop over kept connections, a few requests at once. */
const http = require('node:http');
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

/** @param {number} [job.parallel] requests at once */
async function run({ base, request, items, parallel = 1 }) {
	const sign = signer(base, request);
	const agent = new http.Agent({ keepAlive: true, maxSockets: parallel });
	const answers = new Array(items.length);
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
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
