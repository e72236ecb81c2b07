#!/usr/bin/env node
// @ts-check
/**
 * `npm start`: a real n8n with the package and its examples, at an address it prints.
 * `npm start -- --port 5679` on another port; `npm start -- --check` runs the examples without a browser and ends.
 */
import util from 'node:util';
import { ensureDependencies } from './lib/deps.mjs';
import { checkPlace } from './lib/place.mjs';
import { inTypeScript } from './lib/typescript.mjs';
import { checkNode, script, Stop } from './lib/tools.mjs';

const DEFAULT_PORT = 5678;

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

await script(async () => {
	checkNode();
	const { check, port } = options();
	if (!check) await checkPlace(port);
	await ensureDependencies();
	const { checkDemo, runDemo } = await inTypeScript(async () => await import('./demo.mts'));
	return check ? await checkDemo() : await runDemo(port);
});
