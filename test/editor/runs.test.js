'use strict';
/** A node is run in the editor: the rows in the table view, or the panel of the error. */
const { NODES, credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { byTestId, openNode } = require('./support/panel');
const { errorPanel, executeStep, outputTable } = require('./support/output');

const { page, vendors } = realN8n;
const byId = (value) => ({ __rl: true, mode: 'id', value });
const open = async (node, parameters) =>
	await openNode({ type: typeOf(node), parameters, credentials: referenceTo(credentialOf(node)) });

beforeEach(() => {
	for (const fake of Object.values(vendors.fakes)) fake.reset();
});

const ROWS = 3;
/** The keys of activities in docs/output.md, and one that only a vendor has. */
const MOST_COLUMNS = 17;

/** node -> resource of which rows are read, and a column that each of them has to fill */
const LISTS = {
	bitrix24: [{ resource: 'activity' }, 'title'],
	deskera: [{ resource: 'activity' }, 'title'],
	ivvy: [{ resource: 'task' }, 'title'],
	leadSquared: [{ resource: 'activityType' }, 'name'],
};

test.each(NODES)(
	'%s: rows stand in a table whose columns all have names and none shows [object Object]',
	async (node) => {
		const [resource, column] = LISTS[node];
		await open(node, { ...resource, operation: 'getMany', limit: ROWS });
		await executeStep();
		const { columns, rows } = await outputTable();
		expect(columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
		expect(columns).toContain(column);
		// LeadSquared hands out all types; the others are asked for that many.
		expect(rows.length).toBeGreaterThanOrEqual(ROWS);
		for (const row of rows) {
			expect(row[columns.indexOf(column)]).not.toBe('');
			expect(row.join()).not.toMatch(/\[object|\bundefined\b/);
		}
	},
);

/** node -> what is asked of a record that is not there, the title and the advice */
const MISSING = {
	bitrix24: [
		{ resource: 'activity', operation: 'get', activityId: byId('999999') },
		/activity/i,
		/./,
	],
	deskera: [
		{ resource: 'activity', operation: 'get', activityId: byId('9999') },
		'The activity does not exist',
		/./,
	],
	ivvy: [
		{ resource: 'task', operation: 'complete', taskId: byId('1') },
		'The task does not exist',
		/Check "Task"\. .* Vendor code: 24392/,
	],
	leadSquared: [
		{ resource: 'task', operation: 'get', taskId: byId('00000000-0000-0000-0000-000000000000') },
		/task/i,
		/./,
	],
};

test.each(NODES)(
	'%s: the error panel says what is wrong and what to do, and shows no secret',
	async (node) => {
		const [parameters, title, advice] = MISSING[node];
		await open(node, parameters);
		await executeStep();
		const panel = await errorPanel();
		expect(panel.title).toMatch(title);
		expect(panel.advice).toMatch(advice);
		expect(vendors.secrets.filter((secret) => panel.everything.includes(secret))).toEqual([]);
	},
);

test('a required field that is empty is pointed at before anything is sent', async () => {
	await open('ivvy', { resource: 'task', operation: 'complete', taskId: byId('') });
	await page.locator(byTestId('node-execute-button')).click();
	await page.getByText('Parameter "Task" is required.').waitFor();
	expect(vendors.fakes.ivvy.calls).toEqual([]);
});
