/** The table of docs/external-id.md: written whole by `npm run run-again`, row by row by `-- --only TEXT`. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const figures = (name: string, calls: number) => ({
	name,
	way: 'one by one',
	isBulk: false,
	stored: 1000,
	unknown: 0,
	calls,
	undisturbed: 2000,
});

/** @returns the rows, without the head, after one was measured anew */
function rowsAfter(measured: object): string[] {
	const program = `
		import { tableOf, withRows, withTable } from './scripts/runAgain.mts';
		const [begun, measured] = ${JSON.stringify([[figures('A', 2100), figures('C', 2100)], measured])};
		const empty = '<!-- lost answers: written by npm run run-again -->\\n\\n\\n\\n<!-- end of lost answers -->';
		console.log(withRows(withTable(empty, tableOf(begun)), tableOf([measured])));
	`;
	const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
	const output = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
	return output
		.split('\n')
		.filter((line) => line.startsWith('| ') && !/---|1,000 items/.test(line));
}

it('renews the row of an import that is there', () => {
	expect(rowsAfter(figures('C', 2200))).toEqual([
		'| A, one by one | 1000 | 0 | 2100 | 2000 |',
		'| C, one by one | 1000 | 0 | 2200 | 2000 |',
	]);
});

it('puts a new one where its name stands', () => {
	expect(rowsAfter(figures('B', 2200)).map((line) => line[2])).toEqual(['A', 'B', 'C']);
});
