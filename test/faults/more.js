'use strict';
/** Entries beside those of test/support/operations.js, which write once for an item: these write twice, so that one can end half-way. */
const { byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

const UNKNOWN = 99999;
const idsOf = (fake) => fake.vendor.writes.map(({ id }) => Number(id));
const file = { data: { data: Buffer.from('content').toString('base64'), mimeType: 'text/plain', fileName: 'note.txt' } };

const MORE = {
	bitrix24: [
		{
			name: 'bitrix24 activity update (to-do, two properties)',
			parameters: { resource: 'activity', operation: 'update', kind: 'todo', activityId: byId('={{ $json.id }}'), todoFields: { deadline: '2026-12-24T10:00:00', description: 'New' } },
			items: [{ id: 7 }, { id: UNKNOWN }, { id: 11 }],
			wrote: ({ json }) => [json.id],
			written: idsOf,
		},
		{
			name: 'bitrix24 task create (with a file)',
			parameters: { resource: 'task', operation: 'create', title: '={{ $json.title }}', responsible: byId('2'), files: 'data', storage: byId('1'), additionalFields: {}, customFields: mapped({}) },
			items: ['one', '', 'three'].map((title) => ({ json: { title }, binary: file })),
			wrote: ({ json }) => [json.id],
			written: idsOf,
		},
	],
};

/** @param {string} vendor as in test/support/fakes.js */
const moreOf = (vendor) => MORE[vendor] ?? [];

module.exports = { moreOf };
