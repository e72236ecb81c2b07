#!/usr/bin/env node
/**
 * `npm run images`: takes the pictures of README.md and examples/README.md anew, into
 * docs/images. Look at each before committing it.
 */
import { ensureDependencies } from './lib/deps.mjs';
import { checkNode, say, script } from './lib/tools.mjs';

const cleanUp = [];

async function main() {
	checkNode();
	await ensureDependencies();
	const { ensureHost } = await import('./lib/host.mjs');
	const { packed } = await import('./lib/pack.mjs');
	const { takeImages } = await import('./lib/images.mjs');
	const count = await takeImages({ host: await ensureHost(), packed: await packed() }, cleanUp);
	say(`${count} pictures taken`);
	return 0;
}

async function end() {
	for (const task of cleanUp.reverse()) await task();
}

await script(main, end);
