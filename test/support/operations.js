'use strict';
/**
 * Every operation of the package with three items, of which the second is refused by the vendor. `written` says what
 * the fake has really stored, item by item, so that outputs can be compared with it. New operations go in here once and
 * run through every test that is about all operations.
 */
const { byId, VENDORS } = require('./fakes');

const ids = (fake) => fake.vendor.writes.map(({ id }) => id);

const IVVY = [
	{
		name: 'ivvy activity create',
		parameters: { resource: 'activity', operation: 'create', name: '={{ $json.name }}', subType: 1, description: 'About it', belongsTo: 'contact', contactId: byId('={{ $json.contact }}'), additionalFields: { startDatetime: '2026-12-01T10:00:00', endDatetime: '2026-12-01T11:00:00', priority: 'high', location: 'Hall', purposeId: 3, assignedUserId: byId('4') } },
		items: [{ name: 'one', contact: 45001 }, { name: 'two', contact: 1 }, { name: 'three', contact: 45003 }],
		refusal: 'The contact of the activity does not exist',
	},
	{
		name: 'ivvy activity update',
		parameters: { resource: 'activity', operation: 'update', activityId: byId('={{ $json.id }}'), belongsTo: 'unchanged', updateFields: { name: '={{ $json.name }}', priority: 'low' } },
		items: [{ id: 3001, name: 'one' }, { id: 1, name: 'two' }, { id: 3003, name: 'three' }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy activity upsert',
		parameters: { resource: 'activity', operation: 'upsert', activityId: byId('={{ $json.id }}'), name: '={{ $json.name }}', subType: '={{ $json.id ? "unchanged" : 2 }}', description: 'About it', belongsTo: '={{ $json.id ? "unchanged" : "company" }}', companyId: byId('701'), additionalFields: {} },
		items: [{ id: 3001, name: 'one' }, { id: 1, name: 'two' }, { id: '', name: 'three' }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy task create',
		parameters: { resource: 'task', operation: 'create', name: '={{ $json.name }}', endDatetime: '2026-12-01', belongsTo: 'lead', leadId: byId('={{ $json.lead }}'), additionalFields: { status: 1, priority: 'medium', description: 'Do it', assignedUserId: byId('4') } },
		items: [{ name: 'one', lead: 2001 }, { name: 'two', lead: 99 }, { name: 'three', lead: 2003 }],
		refusal: 'The lead or opportunity of the task does not exist',
	},
	{
		name: 'ivvy task update',
		parameters: { resource: 'task', operation: 'update', taskId: byId('={{ $json.id }}'), belongsTo: 'unchanged', updateFields: { status: 4, endDatetime: '2026-12-02T17:00:00' } },
		items: [{ id: 10001 }, { id: 1 }, { id: 10003 }],
		refusal: 'The task does not exist',
	},
	{
		name: 'ivvy task upsert',
		parameters: { resource: 'task', operation: 'upsert', taskId: byId('={{ $json.id }}'), name: '={{ $json.name }}', endDatetime: '2026-12-01T09:00:00', belongsTo: '={{ $json.id ? "unchanged" : "opportunity" }}', opportunityId: byId('5001'), venueId: byId('1'), additionalFields: {} },
		items: [{ id: 10001, name: 'one' }, { id: 1, name: 'two' }, { id: '', name: 'three' }],
		refusal: 'The task does not exist',
	},
].map((operation) => ({ node: 'ivvy', ...operation, written: ids, wrote: ({ json }) => [json.id] }));

const DESKERA = [
	{
		name: 'deskera activity create',
		parameters: { resource: 'activity', operation: 'create', name: '={{ $json.name }}', activity_type: 'call', start: '2026-12-01T10:00:00', end: '2026-12-01T11:00:00', additionalFields: { notes: 'Grüße 会議', contact_ids: { values: [{ id: byId('={{ $json.contact }}') }] }, organization_ids: { values: [{ id: byId('196517') }] }, assignee_ids: { values: [{ id: byId('46944') }] }, linked_to: byId('1227'), visibility_type: 'team', is_status: false } },
		items: [{ name: 'one', contact: 179001 }, { name: 'two', contact: 5 }, { name: 'three', contact: 179003 }],
		refusal: /contact/i,
	},
	{
		name: 'deskera activity get',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity getMany',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'getMany', returnAll: false, limit: 1, filters: { name: '={{ $json.name }}' } },
		items: [{ name: 'Activity 1' }, { name: 'a,b' }, { name: 'Activity 3' }],
		refusal: '"Name" can\'t hold a comma, =, < or > in a filter',
	},
	{
		name: 'deskera activity update',
		parameters: { resource: 'activity', operation: 'update', activityId: byId('={{ $json.id }}'), updateFields: { name: 'New name' } },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity delete',
		parameters: { resource: 'activity', operation: 'delete', activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity updateMany',
		bulk: true,
		parameters: { resource: 'activity', operation: 'updateMany', activityIds: '={{ $json.id }}', updateFields: { is_status: true, visibility_type: 'private' } },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'One of the activities does not exist',
	},
	{
		name: 'deskera activity deleteMany',
		bulk: true,
		parameters: { resource: 'activity', operation: 'deleteMany', activityIds: '={{ $json.id }}' },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'One of the activities does not exist',
	},
].map((operation) => ({ node: 'deskera', ...operation, written: ids, wrote: ({ json }) => [json.id] }));

const mapped = (value, types = {}) => ({ mappingMode: 'defineBelow', value, schema: Object.keys(value).map((id) => ({ id, displayName: id, required: false, defaultMatch: false, display: true, type: types[id] ?? 'string' })) });

/** @param {object} vendor the LeadSquared fake, which knows its GUIDs */
const leadSquaredOperations = (vendor) => [
	{
		node: 'leadSquared',
		name: 'leadSquared customActivity update',
		bulk: true,
		parameters: { resource: 'customActivity', operation: 'update', activityType: byId('201'), activityId: byId('={{ $json.id }}'), fields: mapped({ mx_Custom_1: '={{ $json.text }}', mx_Custom_2: '42' }), updateFields: { note: 'Called back', owner: byId(vendor.userId(2)) } },
		items: [{ id: vendor.activityId(8), text: 'one' }, { id: '00000000-0000-4000-8000-000000000000', text: 'two' }, { id: vendor.activityId(16), text: 'three' }],
		refusal: /activity/i,
		written: ids,
		wrote: ({ json }) => [json.id],
	},
];

const CONTACT = 3;

/** Gives activities 4, 8 and 12 a second link, to contacts 1 to 3, so that one can be removed or moved. */
function linkContacts({ vendor }) {
	for (const [index, id] of [4, 8, 12].entries()) vendor.store.activities.get(id).BINDINGS.push({ OWNER_TYPE_ID: String(CONTACT), OWNER_ID: String(index + 1) });
}

const linkForm = { activityId: byId('={{ $json.id }}'), ownerType: byId(String(CONTACT)), owner: byId('={{ $json.owner }}') };

const BITRIX24 = [
	{
		name: 'bitrix24 activity update',
		parameters: { resource: 'activity', operation: 'update', kind: 'system', activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: '={{ $json.subject }}', DESCRIPTION: 'A & B = 100 % größer [x]', PRIORITY: 3, START_TIME: '2026-12-01T10:00:00', END_TIME: '2026-12-01T11:00:00', RESPONSIBLE_ID: byId('2') } },
		items: [{ id: 4, subject: 'one' }, { id: 99999, subject: 'two' }, { id: 8, subject: 'three' }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, one property)',
		parameters: { resource: 'activity', operation: 'update', kind: 'todo', activityId: byId('={{ $json.id }}'), todoFields: { deadline: '2026-12-24T10:00:00' } },
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, whole)',
		parameters: { resource: 'activity', operation: 'update', kind: 'todo', activityId: byId('={{ $json.id }}'), todoFields: { title: 'New title' } },
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity create (to-do)',
		parameters: { resource: 'activity', operation: 'create', kind: 'todo', ownerType: byId('2'), owner: byId('={{ $json.deal }}'), deadline: '2026-12-24T10:00:00', title: '={{ $json.title }}', todoDetails: { description: 'A & B', responsibleId: byId('2'), pingOffsets: '0,15', colorId: '3' } },
		items: [{ deal: 1, title: 'one' }, { deal: 99999, title: 'two' }, { deal: 3, title: 'three' }],
		refusal: 'The CRM record of the activity does not exist',
	},
	{
		name: 'bitrix24 activity create (call)',
		parameters: { resource: 'activity', operation: 'create', kind: 'call', ownerType: byId('2'), owner: byId('={{ $json.deal }}'), subject: '={{ $json.subject }}', responsible: byId('2'), client: byId('C_1'), phone: byId('+49 30 1'), direction: 2, start: '2026-12-01T10:00:00', additionalFields: {} },
		items: [{ deal: 1, subject: 'one' }, { deal: 99999, subject: 'two' }, { deal: 3, subject: 'three' }],
		refusal: 'Bitrix24 could not link the activity to its CRM records',
	},
	...['complete', 'reopen', 'delete'].map((operation) => ({
		name: `bitrix24 activity ${operation}`,
		parameters: { resource: 'activity', operation, activityId: byId('={{ $json.id }}') },
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'The activity does not exist',
	})),
	{
		name: 'bitrix24 activity get',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity getMany',
		effect: 'read',
		bulk: false,
		parameters: { resource: 'activity', operation: 'getMany', returnAll: false, limit: 1, filters: { OWNER_TYPE_ID: '={{ $json.type }}', OWNER_ID: byId('={{ $json.id }}') } },
		items: [{ type: byId(2), id: 1 }, { type: byId(''), id: 1 }, { type: byId(2), id: 6 }],
		refusal: '"Owner Type" is empty',
	},
	{
		name: 'bitrix24 activityLink add',
		parameters: { resource: 'activityLink', operation: 'add', ...linkForm },
		items: [{ id: 4, owner: 7 }, { id: 8, owner: 99999 }, { id: 12, owner: 8 }],
		refusal: 'The CRM record of the activity does not exist',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink remove',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'remove', ...linkForm },
		items: [{ id: 4, owner: 1 }, { id: 8, owner: 900 }, { id: 12, owner: 3 }],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink move',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'move', ...linkForm, target: byId('20') },
		items: [{ id: 4, owner: 1 }, { id: 8, owner: 900 }, { id: 12, owner: 3 }],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink getMany',
		effect: 'read',
		parameters: { resource: 'activityLink', operation: 'getMany', activityId: byId('={{ $json.id }}') },
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'Bitrix24 does not find this record',
	},
].map((operation) => ({ node: 'bitrix24', bulk: true, written: (fake) => fake.vendor.writes.map(({ id }) => Number(id)), wrote: ({ json }) => [json.id], ...operation }));

/** All of them for one node. */
function operationsOf(node) {
	return { ivvy: () => IVVY, deskera: () => DESKERA, bitrix24: () => BITRIX24, leadSquared: () => leadSquaredOperations(VENDORS.leadSquared.make()) }[node]();
}

module.exports = { operationsOf, mapped };
