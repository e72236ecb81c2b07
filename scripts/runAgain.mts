/**
 * `npm run run-again`: imports of 1,000 items with External IDs into each fake vendor, of which every tenth answer is
 * lost, and the same workflow started again (test/engine/runAgain.test.cts, against dist/); writes the table of
 * docs/external-id.md. `-- --only TEXT` for the imports whose names hold it: their rows alone are renewed.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import util from 'node:util';
import { temporaryFolder } from './lib/files.mts';
import { jest } from './lib/jest.mts';
import { onEnd, ROOT, say, Stop } from './lib/tools.mjs';

const ITEMS = 1000;
const DOCUMENT = path.join(ROOT, 'docs', 'external-id.md');
const PLACE =
	/(<!-- lost answers: written by npm run run-again -->\n\n)([^]*)(\n\n<!-- end of lost answers -->)/;

/** Of one import, as the test gives it. */
export interface Figures {
	name: string;
	way: string;
	/** The node sends several items in one call by itself. */
	isBulk: boolean;
	/** Records after the second run. */
	stored: number;
	/** Items that the first run told as unknown. */
	unknown: number;
	/** Requests of the first run, and of one without accidents. */
	calls: number;
	undisturbed: number;
}

const row = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

const COLUMNS = ['1,000 items', 'stored', 'unknown after the first run', 'requests', 'undisturbed'];
const HEAD = [row(COLUMNS), row(COLUMNS.map(() => '---'))];

/** They come as they end; one by one stands last. */
const byName = (a: Figures, b: Figures) =>
	a.name.localeCompare(b.name, 'en') || a.way.localeCompare(b.way, 'en');

/** @returns Markdown */
export function tableOf(figures: Figures[]): string {
	return [
		...HEAD,
		...[...figures]
			.sort(byName)
			.map(({ name, way, isBulk, stored, unknown, calls, undisturbed }) =>
				row([
					`${name}, ${way === 'one by one' ? way : isBulk ? 'in bulk' : 'by default'}`,
					stored,
					unknown,
					calls,
					undisturbed,
				]),
			),
	].join('\n');
}

/** The document with another table. @throws Stop where it has no place for one */
export function withTable(text: string, table: string): string {
	if (!PLACE.test(text)) throw new Stop('docs/external-id.md lacks the marks of the table.');
	return text.replace(
		PLACE,
		(_all, before: string, _old: string, after: string) => `${before}${table}${after}`,
	);
}

/** The table of the document with the rows of another in place of those of the same names. */
export function withRows(text: string, table: string): string {
	const rowsOf = (lines: string) => lines.split('\n').slice(HEAD.length);
	const renewed = rowsOf(table);
	const names = new Set(renewed.map(nameIn));
	const kept = rowsOf(PLACE.exec(text)?.[2] ?? '').filter((line) => !names.has(nameIn(line)));
	const sorted = [...kept, ...renewed].sort((a, b) => nameIn(a).localeCompare(nameIn(b), 'en'));
	return withTable(text, [...HEAD, ...sorted].join('\n'));
}

const nameIn = (line: string) => line.split('|')[1]?.trim() ?? '';

export async function main(args: string[]): Promise<number> {
	const { only } = util.parseArgs({ args, options: { only: { type: 'string' } } }).values;
	const file = path.join(await temporaryFolder('run-again', onEnd), 'figures');
	await rm(file, { force: true });
	const env = { ...process.env, LOST_CREATES: String(ITEMS), LOST_CREATES_FIGURES: file };
	const wanted = only === undefined ? [] : ['--testNamePattern', only];
	const all = ['--runInBand', '--maxConcurrency', '100'];
	const counts = await jest('run-again', ['test/engine/runAgain', ...all, ...wanted], { env });
	const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
	const table = tableOf(lines.filter(Boolean).map((line) => JSON.parse(line) as Figures));
	say(table);
	// The imports that were not asked for count as skipped, and so as failed.
	const isGood = only === undefined ? counts.failed === 0 : (counts.failures ?? []).length === 0;
	if (!isGood || lines.join('') === '') return 1;
	const write = only === undefined ? withTable : withRows;
	await writeFile(DOCUMENT, write(await readFile(DOCUMENT, 'utf8'), table));
	return 0;
}
