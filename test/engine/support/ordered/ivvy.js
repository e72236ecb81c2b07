'use strict';
/** Writes of iVvy that change a record; index.js says what each entry is. */
const { ID, VALUE, inStore } = require('./values');

const WRITES = [
	{
		node: 'ivvy',
		like: 'ivvy activity update',
		change: { updateFields: { name: VALUE } },
		write: 'addOrUpdateActivity',
		records: [3001, 3003],
		stored: inStore('activities', 'name'),
		bulk: true,
	},
	{
		node: 'ivvy',
		like: 'ivvy activity upsert',
		change: { name: VALUE, subType: 'unchanged', description: 'About it', belongsTo: 'unchanged' },
		write: 'addOrUpdateActivity',
		records: [3001, 3003],
		stored: inStore('activities', 'name'),
		bulk: true,
	},
	{
		node: 'ivvy',
		like: 'ivvy task update',
		change: { updateFields: { name: VALUE } },
		write: 'addOrUpdateTask',
		records: [10_001, 10_003],
		stored: inStore('tasks', 'name'),
		bulk: true,
	},
	{
		node: 'ivvy',
		like: 'ivvy task upsert',
		change: { name: VALUE, belongsTo: 'unchanged' },
		write: 'addOrUpdateTask',
		records: [10_001, 10_003],
		stored: inStore('tasks', 'name'),
		bulk: true,
	},
	{
		node: 'ivvy',
		like: 'ivvy activityPurpose update',
		change: { updateFields: { name: VALUE } },
		write: 'addOrUpdateActivityPurpose',
		records: [1, 3],
		stored: inStore('purposes', 'name'),
	},
	{
		node: 'ivvy',
		like: 'ivvy note update',
		change: { noteId: ID, note: VALUE },
		write: 'addOrUpdateLeadNote',
		records: [8001],
		stored: inStore('leadNotes', 'note'),
	},
];

module.exports = { WRITES };
