/**
 * `npm run test:faults`: every operation under every fault, in every mode. Prints the tables,
 * writes docs/fault-matrix.md, and exits with 1 when a cell is not as it has to be or the file was not up to date.
 * `-- --only TEXT` for the operations whose names hold it: their rows and the sums are written
 * anew. `-- --fault TEXT` for the faults whose names hold it, likewise; then nothing is written.
 */
import util from 'node:util';
import { faultMatrix, type MatrixSettings } from './lib/faults.mts';
import { say, seconds, Stop } from './lib/tools.mjs';

function settings(args: string[]): MatrixSettings {
	try {
		const options = { only: { type: 'string' }, fault: { type: 'string' } } as const;
		return util.parseArgs({ args, options }).values;
	} catch {
		throw new Stop(
			'Usage: npm run test:faults [-- --only "leadSquared task create" --fault "reset after"]',
		);
	}
}

export async function main(args: string[]): Promise<number> {
	const started = Date.now();
	const { only, fault } = settings(args);
	const { passed, failed } = await faultMatrix({ only, fault });
	say(`${passed} passed, ${failed} failed, ${seconds(Date.now() - started)}`);
	return failed === 0 ? 0 : 1;
}
