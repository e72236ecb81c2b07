/**
 * `npm run tools`: writes the table of docs/ai-agents.md from the built nodes: how many tokens an
 * AI agent's model reads of each operation.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, say } from './lib/tools.mjs';

const load = createRequire(import.meta.url);
const { toolSizes } = load(
	'../test/support/toolSchemas.cts',
) as typeof import('../test/support/toolSchemas.cts');
const { withTable } = load(
	'../test/support/toolTable.cts',
) as typeof import('../test/support/toolTable.cts');

const DOCUMENT = path.join(ROOT, 'docs', 'ai-agents.md');

export async function main(): Promise<number> {
	const sizes = toolSizes();
	await writeFile(DOCUMENT, withTable(await readFile(DOCUMENT, 'utf8'), sizes));
	const largest = Math.max(...sizes.map(({ everything }) => everything));
	say(`${sizes.length} operations; the largest tool has ${largest} tokens.`);
	return 0;
}
