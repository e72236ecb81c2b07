/**
 * `npm run new:vendor -- NAME`: a vendor with the agreed files, one resource, a credential, icons and a fake account,
 * which compiles and passes the tests about all operations, but for what only its author can know.
 */
import { say, Stop } from './lib/tools.mjs';
import { newVendor } from './scaffold/vendor.mts';

const USAGE =
	'Usage: npm run new:vendor -- NAME, in PascalCase, such as\n  npm run new:vendor -- HubSpot';

export async function main([name, ...more]: string[]): Promise<number> {
	if (name === undefined || more.length > 0) throw new Stop(USAGE);
	const { files, changed, next } = await newVendor(name);
	say(`Made:\n${lines(files)}\n\nNamed there too:\n${lines(changed)}`);
	say(`\nNext:\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`);
	return 0;
}

const lines = (files: string[]) => files.map((file) => `  ${file}`).join('\n');
