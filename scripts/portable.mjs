/**
 * Writes the tables of docs/portable.md: what each vendor keeps of a portable activity. Nothing
 * in them is told by hand:
 * activities of all kinds are written through n8n's engine to the fake vendors and read back.
 *
 *   node scripts/portable.mjs          after npm run build
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { ROOT } = require('../test/support/engine');
const { losses, markdown, withTables } = require('../test/support/losses');
const { startSides } = require('../test/support/portable');

const file = path.join(ROOT, 'docs', 'portable.md');
const { sides, close } = await startSides();
try {
	await writeFile(file, withTables(await readFile(file, 'utf8'), markdown(await losses(sides))));
} finally {
	await close();
}
