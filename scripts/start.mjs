#!/usr/bin/env node
/**
 * `npm start`: a real n8n with the package and its examples, at an address it prints.
 * `npm start -- --port 5679` on another port; `npm start -- --check` runs the examples without a browser and ends.
 */
import util from 'node:util';
import { ensureDependencies } from './lib/deps.mjs';
import { checkNode, say, script, Stop } from './lib/tools.mjs';

const DEFAULT_PORT = 5678;
const cleanUp = [];

function options() {
	try {
		const { values } = util.parseArgs({
			options: { check: { type: 'boolean' }, port: { type: 'string' } },
		});
		const port = Number(values.port ?? DEFAULT_PORT);
		if (Number.isInteger(port) && port > 0 && port < 65536)
			return { check: values.check === true, port };
	} catch {
		// told below
	}
	throw new Stop('Usage: npm start [-- --check] [-- --port NUMBER]');
}

async function main() {
	checkNode();
	const { check, port } = options();
	// What follows is loaded late, so that an old Node.js gets a sentence instead of a syntax error.
	const { checkPlace, startDemo } = await import('./lib/demo.mjs');
	if (!check) await checkPlace(port);
	await ensureDependencies();
	const { ensureHost } = await import('./lib/host.mjs');
	const { packed } = await import('./lib/pack.mjs');
	const host = await ensureHost();
	const made = { host, packed: await packed() };
	if (check) {
		const { checkExamples } = await import('./lib/check.mjs');
		return (await checkExamples(made, cleanUp)) === 0 ? 0 : 1;
	}
	const server = await startDemo({ ...made, port }, cleanUp);
	await server.ended;
	throw new Stop(
		`n8n ended by itself; its log is ${server.logFile}. Its last words:\n${server.log().trimEnd().split('\n').slice(-5).join('\n')}`,
	);
}

async function end() {
	for (const task of cleanUp.reverse()) await task();
}

await script(main, end);
