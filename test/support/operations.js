'use strict';
/**
 * Every operation of the package with three items, of which the second is refused by the vendor. `written` says what
 * the fake has really stored, item by item, so that outputs can be compared with it. New operations go in here once and
 * run through every test that is about all operations.
 */
const { byId, VENDORS } = require('./fakes');
const { mapped } = require('./mapped');

const ids = (fake) => fake.vendor.writes.map(({ id }) => id);

const IVVY = [
	{
		name: 'ivvy activity create',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			subType: 1,
			description: 'About it',
			belongsTo: 'contact',
			contactId: byId('={{ $json.contact }}'),
			additionalFields: {
				startDatetime: '2026-12-01T10:00:00',
				endDatetime: '2026-12-01T11:00:00',
				priority: 'high',
				location: 'Hall',
				purposeId: 3,
				assignedUserId: byId('4'),
			},
		},
		items: [
			{ name: 'one', contact: 45001 },
			{ name: 'two', contact: 1 },
			{ name: 'three', contact: 45003 },
		],
		refusal: 'The contact of the activity does not exist',
	},
	{
		name: 'ivvy activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { name: '={{ $json.name }}', priority: 'low' },
		},
		items: [
			{ id: 3001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: 3003, name: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy activity upsert',
		parameters: {
			resource: 'activity',
			operation: 'upsert',
			activityId: byId('={{ $json.id }}'),
			name: '={{ $json.name }}',
			subType: '={{ $json.id ? "unchanged" : 2 }}',
			description: 'About it',
			belongsTo: '={{ $json.id ? "unchanged" : "company" }}',
			companyId: byId('701'),
			additionalFields: {},
		},
		items: [
			{ id: 3001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: '', name: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy task create',
		parameters: {
			resource: 'task',
			operation: 'create',
			name: '={{ $json.name }}',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('={{ $json.lead }}'),
			additionalFields: {
				status: 1,
				priority: 'medium',
				description: 'Do it',
				assignedUserId: byId('4'),
			},
		},
		items: [
			{ name: 'one', lead: 2001 },
			{ name: 'two', lead: 99 },
			{ name: 'three', lead: 2003 },
		],
		refusal: 'The lead or opportunity of the task does not exist',
	},
	{
		name: 'ivvy task update',
		parameters: {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { status: 4, endDatetime: '2026-12-02T17:00:00' },
		},
		items: [{ id: 10001 }, { id: 1 }, { id: 10003 }],
		refusal: 'The task does not exist',
	},
	{
		name: 'ivvy task upsert',
		parameters: {
			resource: 'task',
			operation: 'upsert',
			taskId: byId('={{ $json.id }}'),
			name: '={{ $json.name }}',
			endDatetime: '2026-12-01T09:00:00',
			belongsTo: '={{ $json.id ? "unchanged" : "opportunity" }}',
			opportunityId: byId('5001'),
			venueId: byId('1'),
			additionalFields: {},
		},
		items: [
			{ id: 10001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: '', name: 'three' },
		],
		refusal: 'The task does not exist',
	},
	...['complete', 'cancel', 'reopen'].map((operation) => ({
		name: `ivvy task ${operation}`,
		parameters: {
			resource: 'task',
			operation,
			taskId: byId('={{ $json.id }}'),
			additionalFields: {},
		},
		items: [{ id: 10001 }, { id: 1 }, { id: 10003 }],
		refusal: 'The task does not exist',
	})),
	...[
		['activity', 'activityId', 3001, 3003],
		['task', 'taskId', 10001, 10003],
	].flatMap(([resource, idName, first, third]) => [
		{
			name: `ivvy ${resource} get`,
			effect: 'read',
			parameters: { resource, operation: 'get', [idName]: byId('={{ $json.id }}') },
			items: [{ id: first }, { id: 1 }, { id: third }],
			refusal: `The ${resource} 1 is not in the list`,
		},
		{
			name: `ivvy ${resource} getMany`,
			effect: 'read',
			parameters: {
				resource,
				operation: 'getMany',
				returnAll: false,
				limit: 1,
				filters: {},
				conditions: {
					values: [{ field: '={{ $json.field }}', comparison: '__CONTAINS', value: '1' }],
				},
			},
			items: [{ field: 'name' }, { field: 'na me' }, { field: 'Name' }],
			refusal: '"Field" can\'t be "na me"',
		},
	]),
	{
		name: 'ivvy activityPurpose create',
		parameters: {
			resource: 'activityPurpose',
			operation: 'create',
			name: '={{ $json.name }}',
			type: 3,
		},
		items: [{ name: 'one' }, { name: '' }, { name: 'three' }],
		refusal: '"Name" is empty',
	},
	{
		name: 'ivvy activityPurpose update',
		parameters: {
			resource: 'activityPurpose',
			operation: 'update',
			purposeId: byId('={{ $json.id }}'),
			updateFields: { name: 'New' },
		},
		items: [{ id: 1 }, { id: 999 }, { id: 3 }],
		refusal: 'The activity purpose does not exist',
	},
	{
		name: 'ivvy note create',
		parameters: {
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('={{ $json.lead }}'),
			note: 'A & B',
		},
		items: [{ lead: 2001 }, { lead: 1 }, { lead: 2003 }],
		refusal: 'The lead of the note does not exist',
	},
	{
		name: 'ivvy note update',
		parameters: {
			resource: 'note',
			operation: 'update',
			noteOn: 'lead',
			leadId: byId('2001'),
			noteId: byId('={{ $json.id }}'),
			note: 'New',
		},
		items: [{ id: 8001 }, { id: 1 }, { id: 8003 }],
		refusal: 'The note does not exist',
	},
	{
		name: 'ivvy note getMany',
		effect: 'read',
		parameters: {
			resource: 'note',
			operation: 'getMany',
			noteOn: '={{ $json.on }}',
			contactId: byId('45001'),
			companyId: byId('701'),
			returnAll: false,
			limit: 1,
		},
		items: [{ on: 'contact' }, { on: 'lead' }, { on: 'company' }],
		refusal: '"Lead" is empty',
	},
].map((operation) => ({
	node: 'ivvy',
	...operation,
	written: ids,
	wrote: ({ json }) => [json.id],
}));

const DESKERA = [
	{
		name: 'deskera activity create',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: {
				notes: 'Grüße 会議',
				contact_ids: { values: [{ id: byId('={{ $json.contact }}') }] },
				organization_ids: { values: [{ id: byId('196517') }] },
				assignee_ids: { values: [{ id: byId('46944') }] },
				linked_to: byId('1227'),
				visibility_type: 'team',
				is_status: false,
			},
		},
		items: [
			{ name: 'one', contact: 179001 },
			{ name: 'two', contact: 5 },
			{ name: 'three', contact: 179003 },
		],
		refusal: /contact/i,
	},
	{
		name: 'deskera activity create (external ID)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: { contact_ids: { values: [{ id: byId('={{ $json.contact }}') }] } },
			options: { externalId: '={{ $json.name }}' },
		},
		items: [
			{ name: 'one', contact: 179001 },
			{ name: 'two', contact: 5 },
			{ name: 'three', contact: 179003 },
		],
		refusal: /contact/i,
	},
	{
		name: 'deskera activity create (from a portable activity)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			valuesFrom: 'portable',
			portableActivity: '={{ $json }}',
			name: '',
			activity_type: '',
			start: '',
			end: '',
			additionalFields: {},
		},
		items: [
			{ subject: 'one', kind: 'call', start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' },
			{ subject: 'two', kind: 'dinner' },
			{ subject: 'three', kind: 'task', due: '2026-12-01T10:00:00Z' },
		],
		refusal: /^"kind" of the portable activity can't be "dinner"/,
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
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { name: '={{ $json.name }}' },
		},
		items: [{ name: 'Activity 1' }, { name: 'a,b' }, { name: 'Activity 3' }],
		refusal: '"Name" can\'t hold a comma, =, < or > in a filter',
	},
	{
		name: 'deskera activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { name: 'New name' },
		},
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity delete',
		parameters: { resource: 'activity', operation: 'delete', activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	...['complete', 'reopen'].map((operation) => ({
		name: `deskera activity ${operation}`,
		bulk: true,
		parameters: { resource: 'activity', operation, activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	})),
	{
		name: 'deskera activity updateMany',
		bulk: true,
		parameters: {
			resource: 'activity',
			operation: 'updateMany',
			activityIds: '={{ $json.id }}',
			updateFields: { is_status: true, visibility_type: 'private' },
		},
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity deleteMany',
		bulk: true,
		parameters: { resource: 'activity', operation: 'deleteMany', activityIds: '={{ $json.id }}' },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
].map((operation) => ({
	node: 'deskera',
	...operation,
	written: ids,
	wrote: ({ json }) => [json.id],
}));

const UNKNOWN = 99999;
const three = (more = {}) => [
	{ id: 1, ...more },
	{ id: UNKNOWN, ...more },
	{ id: 3, ...more },
];
const taskForm = (operation, more = {}) => ({
	resource: 'task',
	operation,
	taskId: byId('={{ $json.id }}'),
	...more,
});
const noTask = 'The task does not exist, or this is not possible in its state';

/** Brings tasks 1 and 3 into the state from which a change is possible. */
const tasksIn =
	(fields) =>
	({ vendor }) => {
		for (const id of [1, 3]) Object.assign(vendor.store.tasks.get(id), fields);
	};

const CHECKLIST = [
	{ id: 1, item: 2 },
	{ id: UNKNOWN, item: 2 },
	{ id: 1, item: 3 },
];
/** own messages of task chats */
const MESSAGES = [{ id: 2 }, { id: UNKNOWN }, { id: 62 }];
const COMMENTS = [
	{ id: 1, type: 2, owner: 1 },
	{ id: UNKNOWN, type: 2, owner: UNKNOWN },
	{ id: 3, type: 2, owner: 1 },
];
const NOTES = [
	{ id: 8, type: 4, owner: 9 },
	{ id: UNKNOWN, type: 4, owner: 9 },
	{ id: 12, type: 1, owner: 13 },
];

/** Gives the activities of NOTES a note each. */
function takeNotes({ vendor }) {
	for (const { id } of NOTES)
		vendor.store.notes.set(`2:${id}`, {
			text: 'Note',
			createdById: 1,
			createdTime: '',
			updatedById: 1,
			updatedTime: '',
		});
}

const TASK_CHANGES = [
	['start', tasksIn({ STATUS: '2' })],
	['pause', tasksIn({ STATUS: '3' })],
	['defer', tasksIn({ STATUS: '2' })],
	['complete', tasksIn({ STATUS: '3', TASK_CONTROL: 'N' })],
	['renew', tasksIn({ STATUS: '5' })],
	['approve', tasksIn({ STATUS: '4', TASK_CONTROL: 'Y', CREATED_BY: '1', RESPONSIBLE_ID: '2' })],
	['disapprove', tasksIn({ STATUS: '4', TASK_CONTROL: 'Y', CREATED_BY: '1', RESPONSIBLE_ID: '2' })],
	['watch'],
	['stopWatch', tasksIn({ AUDITORS: ['1'] })],
];

/** Tasks, checklists, comments and notes of the fake portal. */
const BITRIX24_TASKS = [
	{
		name: 'bitrix24 task create',
		parameters: {
			resource: 'task',
			operation: 'create',
			title: '={{ $json.title }}',
			responsible: byId('={{ $json.user }}'),
			additionalFields: {
				DESCRIPTION: 'A & B',
				DEADLINE: '2026-12-24T10:00:00',
				PRIORITY: 2,
				TAGS: 'a, b',
				AUDITORS: { values: [{ id: byId('3') }] },
				UF_CRM_TASK: { values: [{ id: byId('D_1') }] },
				timeEstimate: 30,
				TASK_CONTROL: true,
			},
			customFields: mapped({ UF_AUTO_123: 'x' }),
		},
		items: [
			{ title: 'one', user: 2 },
			{ title: 'two', user: UNKNOWN },
			{ title: 'three', user: 3 },
		],
		refusal: /responsible|assignee|user/i,
	},
	{
		name: 'bitrix24 task update',
		parameters: taskForm('update', {
			updateFields: { TITLE: 'New', PRIORITY: 0 },
			customFields: mapped({}),
		}),
		items: three(),
		refusal: noTask,
	},
	{
		name: 'bitrix24 task get',
		effect: 'read',
		parameters: taskForm('get'),
		items: three(),
		refusal: 'The task does not exist',
	},
	{
		name: 'bitrix24 task getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'task',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { deadlineAfter: '={{ $json.after }}' },
		},
		items: [{ after: '2020-01-01' }, { after: 'soon' }, { after: '2020-02-01' }],
		refusal: /^"Deadline After" is not a date/,
	},
	{ name: 'bitrix24 task delete', parameters: taskForm('delete'), items: three(), refusal: noTask },
	{
		name: 'bitrix24 task delegate',
		parameters: taskForm('delegate', { user: byId('4') }),
		items: three(),
		refusal: noTask,
	},
	...TASK_CHANGES.map(([operation, prepare]) => ({
		name: `bitrix24 task ${operation}`,
		prepare,
		parameters: taskForm(operation),
		items: three(),
		refusal: noTask,
	})),
	{
		name: 'bitrix24 taskChecklistItem create',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			title: 'Item',
			additionalFields: { isImportant: true, members: { values: [{ id: byId('3') }] } },
		},
		items: three(),
		refusal: noTask,
	},
	{
		name: 'bitrix24 taskChecklistItem update',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
			updateFields: { title: 'New', isComplete: true },
		},
		items: CHECKLIST,
		refusal: noTask,
	},
	...['complete', 'renew'].map((operation) => ({
		name: `bitrix24 taskChecklistItem ${operation}`,
		parameters: {
			resource: 'taskChecklistItem',
			operation,
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
		},
		items: [
			{ id: 1, item: 2 },
			{ id: 1, item: UNKNOWN },
			{ id: 1, item: 3 },
		],
		refusal: 'Bitrix24 did not do it and gave no reason',
	})),
	...['delete'].map((operation) => ({
		name: `bitrix24 taskChecklistItem ${operation}`,
		parameters: {
			resource: 'taskChecklistItem',
			operation,
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
		},
		items: CHECKLIST,
		refusal: noTask,
	})),
	{
		name: 'bitrix24 taskChecklistItem getMany',
		effect: 'read',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'getMany',
			taskId: byId('={{ $json.id }}'),
		},
		items: CHECKLIST,
		refusal: noTask,
	},
	{
		name: 'bitrix24 taskComment create',
		parameters: {
			resource: 'taskComment',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			comment: 'A & B',
			sendAs: 'comment',
			additionalFields: { AUTHOR_ID: byId('2') },
		},
		items: three(),
		refusal: 'The task does not exist, or the user of the credential may not comment on it',
	},
	{
		name: 'bitrix24 taskComment create (chat)',
		bulk: false,
		parameters: {
			resource: 'taskComment',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			comment: 'A & B',
			sendAs: 'chat',
		},
		items: three(),
		refusal: 'The task does not exist, or the user of the credential may not write into its chat',
		written: ({ vendor }) => vendor.writes.map(({ fields }) => fields.taskId),
		wrote: ({ json }) => [json.taskId],
	},
	{
		name: 'bitrix24 taskComment update',
		parameters: {
			resource: 'taskComment',
			operation: 'update',
			commentId: byId('={{ $json.id }}'),
			comment: 'New',
		},
		items: MESSAGES,
		refusal: 'This comment can not be changed',
	},
	{
		name: 'bitrix24 taskComment delete',
		parameters: {
			resource: 'taskComment',
			operation: 'delete',
			commentId: byId('={{ $json.id }}'),
		},
		items: MESSAGES,
		refusal: 'This comment can not be changed',
	},
	{
		name: 'bitrix24 taskComment getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'taskComment',
			operation: 'getMany',
			taskId: byId('={{ $json.id }}'),
			returnAll: true,
		},
		items: three(),
		refusal: 'The task does not exist',
	},
	{
		name: 'bitrix24 timelineComment create',
		parameters: {
			resource: 'timelineComment',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('={{ $json.id }}'),
			comment: 'Text & more',
		},
		items: three(),
		refusal: 'The CRM record does not exist',
	},
	{
		name: 'bitrix24 timelineComment update',
		parameters: {
			resource: 'timelineComment',
			operation: 'update',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			commentId: byId('={{ $json.id }}'),
			updateFields: { COMMENT: 'New' },
		},
		items: COMMENTS,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 timelineComment get',
		effect: 'read',
		parameters: {
			resource: 'timelineComment',
			operation: 'get',
			commentId: byId('={{ $json.id }}'),
		},
		items: COMMENTS,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 timelineComment delete',
		parameters: {
			resource: 'timelineComment',
			operation: 'delete',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			commentId: byId('={{ $json.id }}'),
		},
		items: COMMENTS,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 timelineComment getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'timelineComment',
			operation: 'getMany',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			returnAll: true,
		},
		items: COMMENTS,
		refusal: 'The user of the credential has no access to this record',
	},
	{
		name: 'bitrix24 timelineNote save',
		parameters: {
			resource: 'timelineNote',
			operation: 'save',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: '={{ $json.id }}',
			text: 'Note',
		},
		items: NOTES,
		refusal: /does not find|does not exist/,
		wrote: ({ json }) => [json.itemId],
	},
	{
		name: 'bitrix24 timelineNote get',
		prepare: takeNotes,
		effect: 'read',
		parameters: {
			resource: 'timelineNote',
			operation: 'get',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: '={{ $json.id }}',
		},
		items: NOTES,
		refusal: /does not find|does not exist/,
	},
	{
		name: 'bitrix24 timelineNote delete',
		prepare: takeNotes,
		parameters: {
			resource: 'timelineNote',
			operation: 'delete',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: '={{ $json.id }}',
		},
		items: NOTES,
		refusal: /does not find|does not exist/,
		wrote: ({ json }) => [json.itemId],
	},
	{
		name: 'bitrix24 apiCall call',
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'crm.activity.update',
			parameters: '={{ ({ id: $json.id, fields: { SUBJECT: "New" } }) }}',
		},
		items: [{ id: 4 }, { id: UNKNOWN }, { id: 8 }],
		refusal: 'The activity does not exist',
		wrote: (item) => [[4, undefined, 8][item.pairedItem.item]],
	},
	{
		name: 'bitrix24 apiCall batch',
		bulk: false,
		parameters: {
			resource: 'apiCall',
			operation: 'batch',
			commands: {
				values: [
					{
						method: '={{ $json.method }}',
						parameters: '={{ ({ id: $json.id, fields: { COMPLETED: "Y" } }) }}',
					},
				],
			},
		},
		items: [
			{ id: 4, method: 'crm.activity.update' },
			{ id: 4, method: '../profile' },
			{ id: 8, method: 'crm.activity.update' },
		],
		refusal: '"Method" can\'t be "../profile"',
		wrote: (item) => [[4, undefined, 8][item.pairedItem.item]],
	},
];

const NO_GUID = '00000000-0000-4000-8000-000000000000';
const emailOf = (vendor, n) => vendor.store.leads.get(vendor.leadId(n)).EmailAddress;
const phoneOf = (vendor, n) => vendor.store.leads.get(vendor.leadId(n)).Phone;

/** LeadSquared deletes a little later. */
const afterQueue = (fake) => {
	fake.vendor.runQueue();
	return ids(fake);
};

/** @param {object} vendor the LeadSquared fake, which knows its GUIDs */
const leadSquaredOperations = (vendor) =>
	[
		{
			name: 'leadSquared customActivity update',
			bulk: true,
			parameters: {
				resource: 'customActivity',
				operation: 'update',
				activityType: byId('201'),
				activityId: byId('={{ $json.id }}'),
				fields: mapped({ mx_Custom_1: '={{ $json.text }}', mx_Custom_2: '42' }),
				updateFields: { note: 'Called back', owner: byId(vendor.userId(2)) },
			},
			items: [
				{ id: vendor.activityId(8), text: 'one' },
				{ id: '00000000-0000-4000-8000-000000000000', text: 'two' },
				{ id: vendor.activityId(16), text: 'three' },
			],
			refusal: /activity/i,
		},
		{
			name: 'leadSquared customActivity create',
			bulk: true,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				activityType: byId('202'),
				leadBy: 'id',
				lead: byId('={{ $json.lead }}'),
				note: 'Called',
				fields: mapped({ mx_Custom_1: 'Topic' }),
				additionalFields: {
					date: '2026-11-20T10:00:00',
					owner: byId('user2@account.example'),
					status: byId('Completed'),
				},
			},
			items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
			refusal: /lead/i,
		},
		{
			name: 'leadSquared customActivity create (external ID)',
			bulk: true,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				activityType: byId('202'),
				leadBy: 'id',
				lead: byId('={{ $json.lead }}'),
				note: 'Called',
				fields: { mappingMode: 'defineBelow', value: null },
				additionalFields: {},
				options: { externalId: '={{ $json.lead }}', externalIdField: 'mx_Custom_1' },
			},
			items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
			refusal: /lead/i,
		},
		{
			name: 'leadSquared customActivity create (by unique field)',
			bulk: true,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				activityType: byId('202'),
				leadBy: 'email',
				email: '={{ $json.email }}',
				note: 'Called',
				fields: mapped({ mx_Custom_1: 'Topic' }),
				additionalFields: {},
			},
			items: [
				{ email: emailOf(vendor, 1) },
				{ email: 'nobody@example.com' },
				{ email: emailOf(vendor, 3) },
			],
			refusal: /lead/i,
		},
		{
			name: 'leadSquared customActivity create (by phone)',
			bulk: true,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				activityType: byId('202'),
				leadBy: 'phone',
				phone: '={{ $json.phone }}',
				note: 'Called',
				fields: mapped({}),
				additionalFields: {},
			},
			items: [{ phone: phoneOf(vendor, 1) }, { phone: '+49 000' }, { phone: phoneOf(vendor, 3) }],
			refusal: 'There is no lead with the phone number +49 000',
		},
		{
			name: 'leadSquared customActivity get',
			effect: 'read',
			parameters: {
				resource: 'customActivity',
				operation: 'get',
				activityId: byId('={{ $json.id }}'),
			},
			items: [{ id: vendor.activityId(8) }, { id: NO_GUID }, { id: vendor.activityId(16) }],
			refusal: /activity/i,
		},
		{
			name: 'leadSquared customActivity getMany',
			effect: 'read',
			parameters: {
				resource: 'customActivity',
				operation: 'getMany',
				activityType: byId('={{ $json.type }}'),
				from: '2025-01-01',
				returnAll: false,
				limit: 1,
			},
			items: [{ type: 201 }, { type: 'x' }, { type: 202 }],
			refusal: /^"Activity Type" must be/,
		},
		{
			name: 'leadSquared activity get',
			effect: 'read',
			parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
			items: [{ id: vendor.activityId(8) }, { id: NO_GUID }, { id: vendor.activityId(16) }],
			refusal: /activity/i,
		},
		{
			name: 'leadSquared activity getMany',
			effect: 'read',
			parameters: {
				resource: 'activity',
				operation: 'getMany',
				scope: 'lead',
				lead: byId('={{ $json.lead }}'),
				returnAll: false,
				limit: 1,
			},
			items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
			refusal: /^"Lead" must be/,
		},
		{
			name: 'leadSquared activity getMany (recent)',
			effect: 'read',
			parameters: {
				resource: 'activity',
				operation: 'getMany',
				scope: 'recent',
				from: '={{ $json.from }}',
				returnAll: false,
				limit: 1,
			},
			items: [{ from: '2025-01-01' }, { from: '' }, { from: '2025-02-01' }],
			refusal: '"From" is empty',
		},
		{
			name: 'leadSquared activity getHistory',
			effect: 'read',
			parameters: {
				resource: 'activity',
				operation: 'getHistory',
				scope: 'all',
				from: '={{ $json.from }}',
				returnAll: false,
				limit: 1,
			},
			items: [{ from: '2025-01-01' }, { from: 'x' }, { from: '2025-02-01' }],
			refusal: /^"From" is not a date/,
		},
		{
			name: 'leadSquared activity delete',
			parameters: {
				resource: 'activity',
				operation: 'delete',
				lead: byId('={{ $json.lead }}'),
				activityTypes: { values: [{ id: byId('202') }] },
				from: '2025-01-01',
				to: '2026-12-31',
			},
			items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
			refusal: /lead/i,
			wrote: ({ json }) => [json.leadId],
			written: afterQueue,
		},
		{
			name: 'leadSquared activityType create',
			parameters: {
				resource: 'activityType',
				operation: 'create',
				name: '={{ $json.name }}',
				fields: {
					values: [
						{
							schemaName: '',
							label: 'Bank',
							dataType: 'SearchableDropdown',
							options: 'A, B',
							mandatory: true,
							showInForm: true,
						},
					],
				},
				additionalFields: { AllowAttachments: true, Score: 5 },
			},
			items: [{ name: 'First' }, { name: 'Site Visit' }, { name: 'Third' }],
			refusal: /exists already/,
			wrote: ({ json }) => [json.code],
			written: (fake) => fake.vendor.writes.map(({ id }) => Number(id)),
		},
		{
			name: 'leadSquared activityType get',
			effect: 'read',
			parameters: {
				resource: 'activityType',
				operation: 'get',
				activityType: byId('={{ $json.type }}'),
			},
			items: [{ type: 201 }, { type: 999 }, { type: 202 }],
			refusal: /activity/i,
		},
		{
			name: 'leadSquared activityType getMany',
			effect: 'read',
			parameters: { resource: 'activityType', operation: 'getMany' },
			items: [{}, {}, {}],
			allGood: true,
		},
		{
			name: 'leadSquared task create',
			parameters: {
				resource: 'task',
				operation: 'create',
				name: '={{ $json.name }}',
				taskType: byId('={{ $json.type }}'),
				owner: byId('user2@account.example'),
				relatedTo: 1,
				lead: byId(vendor.leadId(1)),
				additionalFields: {
					due: '2026-12-01T10:00:00',
					end: '2026-12-01T11:00:00',
					Description: 'A & B',
					NotifyBy: '1100',
					ReminderBeforeDays: 1,
					ReminderTime: '09:00',
				},
			},
			items: [
				{ name: 'one', type: 'Phone Call' },
				{ name: 'two', type: 'No Such Type' },
				{ name: 'three', type: 'Phone Call' },
			],
			refusal: /type/i,
		},
		{
			name: 'leadSquared task update',
			parameters: {
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.id }}'),
				updateFields: {
					name: 'New',
					due: '2026-12-01T10:00:00',
					owner: byId('user2@account.example'),
				},
			},
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'The task does not exist',
		},
		{
			name: 'leadSquared task complete',
			parameters: { resource: 'task', operation: 'complete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: /task/i,
		},
		{
			name: 'leadSquared task get',
			effect: 'read',
			parameters: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'The task does not exist',
		},
		{
			name: 'leadSquared task getMany',
			effect: 'read',
			parameters: {
				resource: 'task',
				operation: 'getMany',
				scope: 'owner',
				owner: byId('={{ $json.owner }}'),
				returnAll: false,
				limit: 1,
			},
			items: [{ owner: 'user2@account.example' }, { owner: 'x' }, { owner: vendor.userId(1) }],
			refusal: /^"Owner" must be/,
		},
		{
			name: 'leadSquared task delete',
			bulk: true,
			parameters: { resource: 'task', operation: 'delete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: 'x' }, { id: vendor.taskId(4) }],
			refusal: /^"Task" must be/,
			written: afterQueue,
		},
		{
			name: 'leadSquared task delete (one that is not there)',
			bulk: true,
			parameters: { resource: 'task', operation: 'delete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'Some tasks do not exist.',
			written: afterQueue,
		},
	].map((operation) => ({
		node: 'leadSquared',
		written: ids,
		wrote: ({ json }) => [json.id],
		...operation,
	}));

const CONTACT = 3;

/** Gives activities 4, 8 and 12 a second link, to contacts 1 to 3, so that one can be removed or moved. */
function linkContacts({ vendor }) {
	for (const [index, id] of [4, 8, 12].entries())
		vendor.store.activities
			.get(id)
			.BINDINGS.push({ OWNER_TYPE_ID: String(CONTACT), OWNER_ID: String(index + 1) });
}

const linkForm = {
	activityId: byId('={{ $json.id }}'),
	ownerType: byId(String(CONTACT)),
	owner: byId('={{ $json.owner }}'),
};

const BITRIX24 = [
	{
		name: 'bitrix24 activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			kind: 'system',
			activityId: byId('={{ $json.id }}'),
			updateFields: {
				SUBJECT: '={{ $json.subject }}',
				DESCRIPTION: 'A & B = 100 % größer [x]',
				PRIORITY: 3,
				START_TIME: '2026-12-01T10:00:00',
				END_TIME: '2026-12-01T11:00:00',
				RESPONSIBLE_ID: byId('2'),
			},
		},
		items: [
			{ id: 4, subject: 'one' },
			{ id: 99999, subject: 'two' },
			{ id: 8, subject: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, one property)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			kind: 'todo',
			activityId: byId('={{ $json.id }}'),
			todoFields: { deadline: '2026-12-24T10:00:00' },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, title)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			kind: 'todo',
			activityId: byId('={{ $json.id }}'),
			todoFields: { title: 'New title' },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, whole)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			kind: 'todo',
			activityId: byId('={{ $json.id }}'),
			todoFields: { pingOffsets: '0, 15', colorId: '3', parentActivityId: byId('19') },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity create (to-do)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'todo',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			deadline: '2026-12-24T10:00:00',
			title: '={{ $json.title }}',
			todoDetails: {
				description: 'A & B',
				responsibleId: byId('2'),
				pingOffsets: '0,15',
				colorId: '3',
			},
		},
		items: [
			{ deal: 1, title: 'one' },
			{ deal: 99999, title: 'two' },
			{ deal: 3, title: 'three' },
		],
		refusal: 'The CRM record does not exist',
	},
	{
		name: 'bitrix24 activity create (call)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			subject: '={{ $json.subject }}',
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			start: '2026-12-01T10:00:00',
			additionalFields: {},
		},
		items: [
			{ deal: 1, subject: 'one' },
			{ deal: 99999, subject: 'two' },
			{ deal: 3, subject: 'three' },
		],
		refusal: 'Bitrix24 could not link the activity to its CRM records',
	},
	{
		name: 'bitrix24 activity create (call, external ID)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			subject: '={{ $json.subject }}',
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			start: '2026-12-01T10:00:00',
			additionalFields: {},
			options: { externalId: '={{ $json.subject }}' },
		},
		items: [
			{ deal: 1, subject: 'one' },
			{ deal: 99999, subject: 'two' },
			{ deal: 3, subject: 'three' },
		],
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
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { OWNER_TYPE_ID: '={{ $json.type }}', OWNER_ID: byId('={{ $json.id }}') },
		},
		items: [
			{ type: byId(2), id: 1 },
			{ type: byId(''), id: 1 },
			{ type: byId(2), id: 6 },
		],
		refusal: '"Owner Type" is empty',
	},
	{
		name: 'bitrix24 activityLink add',
		parameters: { resource: 'activityLink', operation: 'add', ...linkForm },
		items: [
			{ id: 4, owner: 7 },
			{ id: 8, owner: 99999 },
			{ id: 12, owner: 8 },
		],
		refusal: 'The CRM record does not exist',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink remove',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'remove', ...linkForm },
		items: [
			{ id: 4, owner: 1 },
			{ id: 8, owner: 900 },
			{ id: 12, owner: 3 },
		],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink move',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'move', ...linkForm, target: byId('20') },
		items: [
			{ id: 4, owner: 1 },
			{ id: 8, owner: 900 },
			{ id: 12, owner: 3 },
		],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink getMany',
		effect: 'read',
		parameters: {
			resource: 'activityLink',
			operation: 'getMany',
			activityId: byId('={{ $json.id }}'),
		},
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'Bitrix24 does not find this record',
	},
].map(ofPortal);

function ofPortal(operation) {
	return {
		node: 'bitrix24',
		bulk: true,
		written: (fake) =>
			fake.vendor.writes.map(({ id }) => (Number.isNaN(Number(id)) ? id : Number(id))),
		wrote: ({ json }) => [json.id],
		...operation,
	};
}

const ownerForm = { ownerType: byId('2'), owner: byId('={{ $json.deal }}') };
const layoutForm = {
	layoutMode: 'form',
	title: '={{ $json.title }}',
	lines: { values: [{ kind: 'text', label: 'Address', value: 'Here', url: '', bold: false }] },
	tags: { values: [{ title: 'New', type: 'success' }] },
	buttons: {
		values: [{ title: 'Confirm', type: 'primary', action: 'restEvent', event: 'confirm', url: '' }],
	},
	layoutOptions: {},
};

/** Three custom activities of the app: 9001 is there, two more are made like it. */
function threeCustom({ vendor }) {
	for (const id of [9101, 9102]) {
		vendor.store.activities.set(id, {
			...structuredClone(vendor.store.activities.get(9001)),
			ID: String(id),
		});
		vendor.store.configurables.set(id, structuredClone(vendor.store.configurables.get(9001)));
	}
}
const CUSTOM = [
	{ id: 9101, title: 'one' },
	{ id: UNKNOWN, title: 'two' },
	{ id: 9102, title: 'three' },
];

/** What needs the OAuth2 credential of a local app. */
const BITRIX24_APP = [
	{
		name: 'bitrix24 customActivity create',
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			...ownerForm,
			...layoutForm,
			additionalFields: {
				typeId: byId('SITE_VISIT'),
				deadline: '2026-12-24T10:00:00',
				responsibleId: byId('2'),
			},
		},
		items: [
			{ deal: 1, title: 'one' },
			{ deal: UNKNOWN, title: 'two' },
			{ deal: 3, title: 'three' },
		],
		refusal: 'The user of the credential has no access to this record',
	},
	{
		name: 'bitrix24 customActivity update',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { completed: true },
			layoutMode: 'form',
			layoutOptions: {},
		},
		items: CUSTOM,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 customActivity complete',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'complete',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 customActivity get',
		prepare: threeCustom,
		effect: 'read',
		parameters: {
			resource: 'customActivity',
			operation: 'get',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: 'Bitrix24 does not find this record',
	},
	{
		name: 'bitrix24 customActivity getMany',
		prepare: threeCustom,
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'customActivity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { RESPONSIBLE_ID: byId('={{ $json.user }}') },
		},
		items: [{ user: 4 }, { user: 'Ann' }, { user: 4 }],
		refusal: /^"Responsible User" must be a whole number/,
	},
	{
		name: 'bitrix24 customActivity delete',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'delete',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 customActivityType create',
		parameters: {
			resource: 'customActivityType',
			operation: 'create',
			typeId: '={{ $json.type }}',
			name: 'Name',
			configurable: true,
		},
		items: [{ type: 'T1' }, { type: 'SITE_VISIT' }, { type: 'T3' }],
		refusal: 'Bitrix24 does not accept one of the values',
		wrote: ({ json }) => [json.typeId],
	},
	{
		name: 'bitrix24 customActivityType getMany',
		effect: 'read',
		parameters: { resource: 'customActivityType', operation: 'getMany', options: {} },
		items: [{}, {}, {}],
		allGood: true,
	},
	{
		name: 'bitrix24 customActivityType delete',
		parameters: {
			resource: 'customActivityType',
			operation: 'delete',
			typeId: byId('={{ $json.type }}'),
		},
		items: [{ type: 'SITE_VISIT' }, { type: 'NOT_THERE' }, { type: 'OLD_STYLE' }],
		refusal: 'Bitrix24 does not accept one of the values',
		wrote: ({ json }) => [json.typeId],
	},
	{
		name: 'bitrix24 badge create',
		parameters: {
			resource: 'badge',
			operation: 'create',
			code: '={{ $json.code }}',
			title: 'Visit',
			badgeValue: '={{ $json.value }}',
			type: 'success',
		},
		items: [
			{ code: 'a', value: 'x' },
			{ code: '', value: 'x' },
			{ code: 'c', value: 'x' },
		],
		refusal: '"Code" is empty',
		wrote: ({ json }) => [json.code],
	},
	{
		name: 'bitrix24 badge getMany',
		effect: 'read',
		parameters: { resource: 'badge', operation: 'getMany' },
		items: [{}, {}, {}],
		allGood: true,
	},
	{
		name: 'bitrix24 badge delete',
		parameters: { resource: 'badge', operation: 'delete', code: byId('={{ $json.code }}') },
		items: [{ code: 'missedCall' }, { code: 'notThere' }, { code: 'visitDone' }],
		refusal: /does not find|not accept/,
		wrote: ({ json }) => [json.code],
	},
];

/** By the names of test/support/fakes.js. */
const LISTED = {
	ivvy: () => IVVY,
	deskera: () => DESKERA,
	bitrix24: () => [...BITRIX24, ...BITRIX24_TASKS.map(ofPortal)],
	bitrix24App: () => BITRIX24_APP.map(ofPortal),
	leadSquared: () => leadSquaredOperations(VENDORS.leadSquared.make()),
};

/** All of them for one node. */
function operationsOf(node) {
	return LISTED[node]();
}

module.exports = { operationsOf, LISTED: Object.keys(LISTED) };
