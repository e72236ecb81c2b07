/**
 * `npm run portable`: writes the tables of docs/portable.md: what each vendor keeps of a portable activity. Nothing in
 * them is told by hand: activities of all kinds are written through n8n's engine to the fake vendors and read back.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './lib/tools.mjs';

const load = createRequire(import.meta.url);
const { losses, markdown, withTables } = load(
	'../test/support/losses.cts',
) as typeof import('../test/support/losses.cts');
const { startSides } = load(
	'../test/support/portable.cts',
) as typeof import('../test/support/portable.cts');

const DOCUMENT = path.join(ROOT, 'docs', 'portable.md');

export async function main(): Promise<number> {
	const { sides, close } = await startSides();
	try {
		const text = await readFile(DOCUMENT, 'utf8');
		await writeFile(DOCUMENT, withTables(text, markdown(await losses(sides))));
	} finally {
		await close();
	}
	return 0;
}
