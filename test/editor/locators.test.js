'use strict';
/** Records are searched for and picked from the list of a resource locator. */
const { credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { field, openNode, pickFound, searchLocator } = require('./support/panel');
const { executeStep, outputTable } = require('./support/output');

/** node, parameters, the locator, a text to search by, the entry to pick, a column and what has to stand in it then */
const SEARCHES = [
	[
		'bitrix24',
		{ resource: 'activity', operation: 'get' },
		'activityId',
		'Meeting 29',
		/^Meeting 29/,
		'title',
		/^Meeting 29/,
	],
	[
		'deskera',
		{ resource: 'activity', operation: 'get' },
		'activityId',
		'Activity 2990',
		/^Activity 2990\b/,
		'title',
		/^Activity 2990$/,
	],
	[
		'ivvy',
		{ resource: 'task', operation: 'get' },
		'taskId',
		'Task 1001',
		/^Task 10011\b/,
		'title',
		/^Task 10011$/,
	],
	[
		'leadSquared',
		{ resource: 'activityType', operation: 'get' },
		'activityType',
		'visit',
		/visit/i,
		'name',
		/visit/i,
	],
];

test.each(SEARCHES)(
	'%s: what is searched for is found, picked and read',
	async (node, parameters, name, text, entry, column, wanted) => {
		await openNode({
			type: typeOf(node),
			parameters,
			credentials: referenceTo(credentialOf(node)),
		});
		const found = await searchLocator(name, text);
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) expect(one.toLowerCase()).toContain(text.toLowerCase());
		const picked = await pickFound(entry);
		expect(await field(name).locator('input').last().inputValue()).toBe(picked);
		await executeStep();
		const { columns, rows } = await outputTable();
		expect(rows[0][columns.indexOf(column)]).toMatch(wanted);
	},
);
