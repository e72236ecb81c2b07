'use strict';
/** Writes of LeadSquared that change a record; index.js says what each entry is. */
const { byId } = require('../../../support/fakes');
const { mapped } = require('../../../support/mapped');
const { ID, VALUE, inStore, only } = require('./values');

const leadSquaredNote = (fake, id) => fake.vendor.store.activities.get(id).ActivityNote;
/** The note of the activity that was made with an External ID. */
const noteOfExternalId = (fake, id) =>
	only(
		[...fake.vendor.store.activities.values()]
			.filter(({ Fields }) => Fields.mx_Custom_1 === id)
			.map(({ ActivityNote }) => ActivityNote),
	);

const WRITES = [
	{
		node: 'leadSquared',
		like: 'leadSquared customActivity update',
		change: { fields: mapped({}), updateFields: { note: VALUE } },
		write: 'CustomActivity/Update',
		recordsOf: (vendor) => [vendor.activityId(8), vendor.activityId(16)],
		stored: leadSquaredNote,
		bulk: true,
	},
	{
		node: 'leadSquared',
		like: 'leadSquared customActivity create (external ID)',
		write: 'ProspectActivity.svc/',
		records: ['row-a', 'row-b'],
		bulk: true,
		changeOf: (vendor) => ({
			lead: byId(vendor.leadId(1)),
			note: VALUE,
			options: { externalId: '={{ $json.id }}', externalIdField: 'mx_Custom_1' },
		}),
		stored: noteOfExternalId,
	},
	{
		node: 'leadSquared',
		like: 'leadSquared customActivity create (external ID)',
		name: 'leadSquared customActivity create (external ID, owner by email, missing lead)',
		write: 'ProspectActivity.svc/',
		records: ['row-a', 'row-b'],
		bulk: true,
		change: {
			leadBy: 'email',
			email: '={{ $json.id }}@example.com',
			createLead: true,
			newLead: { LastName: 'New' },
			note: VALUE,
			additionalFields: { owner: byId('user2@account.example') },
			options: { externalId: '={{ $json.id }}', externalIdField: 'mx_Custom_1' },
		},
		stored: noteOfExternalId,
	},
	{
		node: 'leadSquared',
		like: 'leadSquared task update',
		change: { updateFields: { name: VALUE } },
		write: 'Task.svc/Update',
		recordsOf: (vendor) => [vendor.taskId(1), vendor.taskId(4)],
		stored: inStore('tasks', 'Name'),
	},
];

module.exports = { WRITES };
