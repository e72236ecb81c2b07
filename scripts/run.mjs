#!/usr/bin/env node
// @ts-check
/**
 * Runs a script in TypeScript from a bare clone on: `node scripts/run.mjs NAME` is `scripts/NAME.mts`, whose
 * `main` gets the arguments behind the name and gives the exit code. The scripts of package.json begin here.
 */
import { existsSync } from 'node:fs';
import { ensureDependencies } from './lib/deps.mjs';
import { inTypeScript } from './lib/typescript.mjs';
import { checkNode, script, Stop } from './lib/tools.mjs';

/** These run or describe the built nodes. */
const FROM_DIST = new Set([
	'bench',
	'coverageContracts',
	'faults',
	'operationsTable',
	'portable',
	'runAgain',
	'schemas',
	'simulate',
	'toolSizes',
	'verify',
]);

await script(async () => {
	checkNode();
	const [name = '', ...args] = process.argv.slice(2);
	if (!/^\w+$/.test(name) || !existsSync(new URL(`./${name}.mts`, import.meta.url)))
		throw new Stop('Usage: node scripts/run.mjs NAME [ARGUMENTS], where scripts/NAME.mts is there');
	await ensureDependencies();
	const { main } = await inTypeScript(async () => {
		if (FROM_DIST.has(name)) await (await import('./lib/pack.mts')).built();
		return await import(`./${name}.mts`);
	});
	return await main(args);
});
