/** One measurement: a node of the package runs in n8n's own engine in this process, against a fake vendor in another. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const VENDOR = fileURLToPath(new URL('vendor.cjs', import.meta.url));

/**
 * @param {string} name as in test/support/fakes.js
 * @param {object} [options] of the fake vendor
 * @param {{delay?: number}} [server]
 * @returns {Promise<{base: object, ask: (question: unknown) => Promise<object>, close: () => void}>}
 */
export async function vendorProcess(name, options = {}, server = {}) {
	const child = fork(VENDOR, [JSON.stringify([name, options, server])], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const answer = () => new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) => reject(new Error(`the fake vendor ended with code ${code}`)));
	});
	const { base } = await answer();
	return { base, ask: async (question) => { const answered = answer(); child.send(question); return await answered; }, close: () => child.kill() };
}

/**
 * @param {object} work
 * @param {string} work.vendor
 * @param {object} [work.options] of the fake vendor
 * @param {{delay?: number}} [work.server]
 * @param {object} [work.credentials] changes of the credential
 * @param {object} work.parameters of the node
 * @param {(ask: Function) => object[] | Promise<object[]>} [work.items] input items
 * @returns requests, refused ones, seconds, items out, failed ones, and the most memory used (MB, resident)
 */
export async function measure({ vendor, options, server, credentials, parameters, items = () => [{}] }) {
	const { runNode } = require('../../test/support/engine.js');
	const { base, ask, close } = await vendorProcess(vendor, options, server);
	try {
		const input = await items(ask);
		await ask('reset');
		globalThis.gc?.();
		let peak = process.memoryUsage().rss;
		const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
		const started = performance.now();
		const { output, error } = await runNode({ ...base, credentials: { ...base.credentials, ...credentials }, parameters, items: input });
		const seconds = (performance.now() - started) / 1000;
		clearInterval(watch);
		if (error !== undefined) throw new Error(`${error.message} ${error.description ?? ''}`);
		const { calls, refused, stored } = await ask('count');
		return { requests: calls, refused, stored, seconds, items: output.length, megabytes: Math.round(peak / 1e6) };
	} finally {
		close();
	}
}
