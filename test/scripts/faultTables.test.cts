/** docs/fault-matrix.md: some rows can be written anew, as the others and the sums can be read back from it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** What a program says that has the module and some lines of a document at hand. */
function said(program: string) {
	const before = `
		import { COLUMNS, linesOf, matrixDocument } from './scripts/lib/faultTables.mts';
		const rows = ['create', 'get'].flatMap((operation) => ['ivvy', 'deskera'].map((node) => ({ node, entry: { name: node + ' task ' + operation, parameters: { resource: 'task', operation } } })))
			.sort((one, other) => one.node.localeCompare(other.node));
		const lines = rows.map(({ node, entry }, place) => ({ node, operation: entry.name.slice(node.length + 1), numbers: [10 * place, place, 10, 2 * place], failed: 0, words: COLUMNS.map((name, index) => (index % 2 === 0 ? 'read: again; write: unknown' : '–')) }));
		const text = matrixDocument(lines, rows);
	`;
	const script = `${before}\nconsole.log(JSON.stringify(${program}));`;
	return JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
			cwd: ROOT,
			encoding: 'utf8',
		}),
	);
}

it('is read back as it was written', () => {
	const { is, should } = said('({ is: linesOf(text), should: lines })');
	expect(is).toEqual(should);
});

it('holds the sums of its rows', () => {
	expect(
		said('text.split("\\n").filter((line) => /^\\| (?:all|ivvy|deskera) /.test(line))'),
	).toEqual([
		'| deskera | 2 | 2 | 10 | 1 | 20 | 2 | 0 |',
		'| ivvy | 2 | 2 | 50 | 5 | 20 | 10 | 0 |',
		'| all | 4 | 4 | 60 | 6 | 40 | 12 | 0 |',
		'| all rows | 60 | 6 | 10.0 % | 12.0 % |',
	]);
});

it('is not read when it is about other faults, or about none', () => {
	expect(
		said(
			'[linesOf(text.replaceAll("stall", "pause")), linesOf("")].map((lines) => lines === undefined)',
		),
	).toEqual([true, true]);
});
