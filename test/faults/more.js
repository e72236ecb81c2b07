'use strict';
/**
 * Entries beside those of test/support/operations/: some write twice, so that an item can end half-way; some read
 * something else before they look for their record.
 */
const { byId, VENDORS } = require('../support/fakes.cts');
const { mapped } = require('../support/mapped.cts');

const UNKNOWN = 99999;
const idsOf = (fake) => fake.vendor.writes.map(({ id }) => Number(id));
const file = {
	data: {
		data: Buffer.from('content').toString('base64'),
		mimeType: 'text/plain',
		fileName: 'note.txt',
	},
};

const leadSquared = VENDORS.leadSquared.make();
const emailOf = (n) => leadSquared.store.leads.get(leadSquared.leadId(n)).EmailAddress;

/** A lead may be written beside them. */
const activitiesOf = ({ vendor }) =>
	vendor.writes.map(({ id }) => id).filter((id) => vendor.store.activities.has(id));
const byEmail = (more) => ({
	resource: 'customActivity',
	operation: 'create',
	activityType: byId('202'),
	leadBy: 'email',
	email: '={{ $json.email }}',
	note: 'Called',
	fields: mapped({}),
	...more,
	additionalFields: { owner: byId('user2@account.example') },
	options: { externalId: '={{ $json.email }}', externalIdField: 'mx_Custom_1' },
});

const MORE = {
	leadSquared: [
		{
			name: 'leadSquared customActivity create (external ID, by email)',
			parameters: byEmail({ createLead: false }),
			items: [{ email: emailOf(1) }, { email: 'nobody@example.com' }, { email: emailOf(3) }],
			wrote: ({ json }) => [json.id],
			written: activitiesOf,
			refusal: /lead/i,
		},
		{
			name: 'leadSquared customActivity create (external ID, by email, missing lead)',
			parameters: byEmail({ createLead: true, newLead: {} }),
			items: [{ email: emailOf(1) }, { email: emailOf(2) }, { email: emailOf(3) }],
			allGood: true,
			wrote: ({ json }) => [json.id],
			written: activitiesOf,
		},
	],
	bitrix24: [
		{
			name: 'bitrix24 activity update (to-do, two properties)',
			parameters: {
				resource: 'activity',
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				updateFields: { DEADLINE: '2026-12-24T10:00:00', DESCRIPTION: 'New' },
			},
			items: [{ id: 7 }, { id: UNKNOWN }, { id: 11 }],
			wrote: ({ json }) => [json.id],
			written: idsOf,
		},
		{
			name: 'bitrix24 task create (with a file)',
			parameters: {
				resource: 'task',
				operation: 'create',
				title: '={{ $json.title }}',
				responsible: byId('2'),
				additionalFields: { files: 'data', storage: byId('1') },
				customFields: mapped({}),
			},
			items: ['one', '', 'three'].map((title) => ({ json: { title }, binary: file })),
			refusal: '"Title" is empty',
			wrote: ({ json }) => [json.id],
			written: idsOf,
		},
	],
};

/** @param {string} vendor as in test/support/fakes.cts */
const moreOf = (vendor) => MORE[vendor] ?? [];

module.exports = { moreOf };
