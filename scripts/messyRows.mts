/**
 * `npm run messy-rows`: writes test/data/messy-rows.csv: 500 rows as people's sheets have them, each with the
 * outcome it has to have at every vendor and with what has to be stored. `--check` says whether the file is what
 * this makes. The same file each time; what the columns mean is in test/data/README.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, Stop } from './lib/tools.mjs';
import { COLUMNS, WANTED } from './messyRows/columns.mts';
import { encoded, quoted } from './messyRows/csv.mts';
import { shuffled } from './messyRows/draw.mts';
import { OPERATIONS, outcome, wanted } from './messyRows/outcomes.mts';
import { sheet } from './messyRows/sheet.mts';

const FILE = path.join(ROOT, 'test', 'data', 'messy-rows.csv');

function made(): string {
	const header = [
		'row',
		'kind',
		'language',
		...COLUMNS,
		...Object.keys(OPERATIONS),
		...WANTED.map((column) => `want_${column}`),
	];
	const lines = shuffled([...sheet()]).map(({ kind, language, cells }, index) => [
		String(index + 1),
		kind,
		language,
		...COLUMNS.map((column) => encoded(cells[column].cell)),
		...Object.values(OPERATIONS).map((operation) => outcome(operation, cells)),
		...WANTED.map((column) => wanted(column, cells)),
	]);
	return `${[header, ...lines].map((line) => line.map(quoted).join(',')).join('\n')}\n`;
}

export async function main(args: string[]): Promise<number> {
	const text = made();
	if (!args.includes('--check')) await writeFile(FILE, text);
	else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text)
		throw new Stop('test/data/messy-rows.csv is not what npm run messy-rows makes.');
	return 0;
}
