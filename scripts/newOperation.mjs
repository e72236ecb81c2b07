#!/usr/bin/env node
/**
 * `npm run new:operation -- VENDOR RESOURCE NAME`: an operation that compiles, its line in the resource's index.ts and
 * its row in test/support/operations/. A resource that is not there yet is made.
 * `--request "POST /v1/deals/{id}/close"`: the call to the vendor; without it the file holds FILL-IN for it.
 */
import util from 'node:util';
import { ensureDependencies } from './lib/deps.mjs';
import { say, script, Stop } from './lib/tools.mjs';

const USAGE =
	'Usage: npm run new:operation -- VENDOR RESOURCE NAME [--request CALL], such as\n' +
	'  npm run new:operation -- deskera deal close --request "POST /v1/crm/deals/{id}/close"';

function settings() {
	try {
		const { positionals, values } = util.parseArgs({
			allowPositionals: true,
			options: { request: { type: 'string' } },
		});
		if (positionals.length === 3) return [...positionals, values.request];
	} catch {
		// told below
	}
	throw new Stop(USAGE);
}

async function main() {
	const [vendor, resource, name, request] = settings();
	await ensureDependencies();
	const { newOperation } = await import('./scaffold/operation.mjs');
	const { files, next } = await newOperation(vendor, resource, name, request);
	say(files.map((file) => `  ${file}`).join('\n'));
	say(`\nNext:\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`);
	return 0;
}

await script(main);
