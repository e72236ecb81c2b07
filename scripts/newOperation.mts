/**
 * `npm run new:operation -- VENDOR RESOURCE NAME`: an operation that compiles, its line in the resource's index.ts and
 * its row in test/support/operations/. A resource that is not there yet is made.
 * `--request "POST /v1/deals/{id}/close"`: the call to the vendor; without it the file holds FILL-IN for it.
 */
import util from 'node:util';
import { say, Stop } from './lib/tools.mjs';
import { newOperation } from './scaffold/operation.mts';

const USAGE =
	'Usage: npm run new:operation -- VENDOR RESOURCE NAME [--request CALL], such as\n' +
	'  npm run new:operation -- deskera deal close --request "POST /v1/crm/deals/{id}/close"';

function settings(args: string[]) {
	try {
		const { positionals, values } = util.parseArgs({
			args,
			allowPositionals: true,
			options: { request: { type: 'string' } },
		});
		const [vendor, resource, name, ...more] = positionals;
		if (vendor && resource && name && more.length === 0)
			return { vendor, resource, name, request: values.request };
	} catch {
		// told below
	}
	throw new Stop(USAGE);
}

export async function main(args: string[]): Promise<number> {
	const { vendor, resource, name, request } = settings(args);
	const { files, next } = await newOperation(vendor, resource, name, request);
	say(files.map((file) => `  ${file}`).join('\n'));
	say(`\nNext:\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`);
	return 0;
}
