/** How many outcomes of the fault matrix may stay unknown, over all and in the rows of creates. */
import { isOverBar, linesOf, matrixDocument, sharesOf } from '../../scripts/lib/faultTables.mts';

const line = (operation: string, cells: number, unknown: number) => ({
	node: 'vendor',
	operation,
	numbers: [cells, unknown, 0, 0],
	failed: 0,
	words: [],
});

it('counts the cells of all rows, and those of creates by themselves', () => {
	const lines = [
		line('task create', 100, 5),
		line('task create (with a file)', 100, 3),
		line('activity upsert', 100, 2),
		line('activityLink add', 50, 0),
		line('call start', 50, 10),
		line('task start', 100, 30),
		line('task get', 100, 0),
		line('taskResult createLater', 100, 0),
	];
	expect(sharesOf(lines)).toEqual([
		{ of: 'all rows', cells: 700, unknown: 50, most: 0.12 },
		{ of: 'creates', cells: 400, unknown: 20, most: 0.05 },
	]);
});

it('is over the bar with one cell more than it allows', () => {
	expect(isOverBar({ of: 'creates', cells: 400, unknown: 20, most: 0.05 })).toBe(false);
	expect(isOverBar({ of: 'creates', cells: 400, unknown: 21, most: 0.05 })).toBe(true);
});

it('prints the shares and names the rows, and reads them back', () => {
	const lines = [line('task create', 100, 60), line('task get', 100, 0)];
	const text = matrixDocument(lines, []);
	expect(text).toContain('| creates | 100 | 60 | 60.0 % | 5.0 % |');
	expect(text).toContain('| all rows | 200 | 60 | 30.0 % | 12.0 % |');
	expect(text).toContain('stays unknown: vendor task create.');
	expect(linesOf(text)?.map(({ numbers }) => numbers)).toEqual(lines.map(({ numbers }) => numbers));
});
