#!/usr/bin/env node
/**
 * `npm run new:vendor -- NAME`: a vendor with the agreed files, one resource, a credential, icons and a fake account,
 * which compiles and passes the tests about all operations, but for what only its author can know.
 */
import { ensureDependencies } from './lib/deps.mjs';
import { say, script, Stop } from './lib/tools.mjs';

const USAGE =
	'Usage: npm run new:vendor -- NAME, in PascalCase, such as\n  npm run new:vendor -- HubSpot';

async function main() {
	const [name, ...more] = process.argv.slice(2);
	if (name === undefined || more.length > 0) throw new Stop(USAGE);
	await ensureDependencies();
	const { newVendor } = await import('./scaffold/vendor.mjs');
	const { files, changed, next } = await newVendor(name);
	say(`Made:\n${lines(files)}\n\nNamed there too:\n${lines(changed)}`);
	say(`\nNext:\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`);
	return 0;
}

const lines = (files) => files.map((file) => `  ${file}`).join('\n');

await script(main);
