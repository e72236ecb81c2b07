'use strict';
/** Writes of Deskera that change a record; index.js says what each entry is. */
const { ID, VALUE, inStore, only } = require('./values');

const WRITES = [
	{
		node: 'deskera',
		like: 'deskera activity update',
		change: { updateFields: { name: VALUE } },
		write: 'PUT',
		records: [1, 3],
		stored: inStore('activities', 'name'),
	},
	{
		node: 'deskera',
		like: 'deskera activity create (external ID)',
		change: { name: VALUE, additionalFields: {}, options: { externalId: '={{ $json.id }}' } },
		write: 'POST',
		records: ['row-a', 'row-b'],
		stored: (fake, id) =>
			only(
				[...fake.vendor.store.activities.values()]
					.filter(({ source_id }) => source_id === id)
					.map(({ name }) => name),
			),
	},
	{
		node: 'deskera',
		like: 'deskera activity updateMany',
		change: { updateFields: { visibility_type: VALUE } },
		write: 'bulkUpdate',
		records: [1, 3],
		values: ['private', 'public', 'team'],
		stored: inStore('activities', 'visibility_type'),
		bulk: true,
	},
];

module.exports = { WRITES };
