'use strict';
/** Writes of Bitrix24 that change a record; index.js says what each entry is. */
const { byId } = require('../../../support/fakes');
const { HOURS, ID, VALUE, inStore, only, utcHour } = require('./values');

const WRITES = [
	{
		node: 'bitrix24',
		like: 'bitrix24 activity update',
		change: { updateFields: { SUBJECT: VALUE } },
		write: 'crm.activity.update',
		records: [4, 8],
		stored: inStore('activities', 'SUBJECT'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 activity update (to-do, one property)',
		change: { updateFields: { DEADLINE: VALUE } },
		write: 'todo.updateDeadline',
		records: [7, 11],
		values: HOURS,
		wanted: (value) => utcHour(value),
		stored: (fake, id) => utcHour(fake.vendor.store.activities.get(id).DEADLINE),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 activity update (to-do, whole)',
		change: {
			updateFields: {
				SUBJECT: VALUE,
				pingOffsets: '0, 15',
				colorId: '3',
				parentActivityId: byId('19'),
			},
		},
		write: 'crm.activity.',
		records: [7, 11],
		stored: inStore('activities', 'SUBJECT'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 activity create (call, external ID)',
		change: { owner: byId('1'), subject: VALUE, options: { externalId: '={{ $json.id }}' } },
		write: 'crm.activity.add',
		records: ['call-a', 'call-b'],
		stored: (fake, id) =>
			only(
				[...fake.vendor.store.activities.values()]
					.filter(({ ORIGIN_ID }) => ORIGIN_ID === id)
					.map(({ SUBJECT }) => SUBJECT),
			),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 activityLink move',
		change: {
			activityId: byId('4'),
			owner: byId('={{ $json.value }}'),
			target: byId('={{ $json.value + 1 }}'),
		},
		write: 'binding.move',
		records: [4],
		values: [1, 2, 3],
		wanted: (value) => String(value + 1),
		stored: (fake, id) =>
			only(
				fake.vendor.store.activities
					.get(id)
					.BINDINGS.filter(({ OWNER_TYPE_ID }) => OWNER_TYPE_ID === '3')
					.map(({ OWNER_ID }) => OWNER_ID),
			),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 task update',
		change: { title: VALUE },
		write: 'tasks.task.update',
		records: [1, 3],
		stored: inStore('tasks', 'TITLE'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 task delegate',
		change: { user: byId(VALUE) },
		write: 'tasks.task.delegate',
		records: [1, 3],
		values: [4, 5, 6],
		wanted: String,
		stored: inStore('tasks', 'RESPONSIBLE_ID'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 taskChecklistItem update',
		change: { taskId: byId('1'), itemId: ID, updateFields: { title: VALUE } },
		write: 'checklistitem.update',
		records: [2, 3],
		stored: inStore('checklistItems', 'TITLE'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 taskComment update',
		change: { comment: VALUE },
		write: 'im.message.update',
		records: [2, 62],
		stored: inStore('messages', 'text'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 timelineComment update',
		change: { ownerType: byId('2'), owner: byId('1'), updateFields: { COMMENT: VALUE } },
		write: 'timeline.comment.update',
		records: [1, 3],
		stored: inStore('comments', 'COMMENT'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 apiCall call',
		change: {
			method: 'crm.activity.update',
			parameters: '={{ JSON.stringify({ id: $json.id, fields: { SUBJECT: $json.value } }) }}',
			readsOnly: false,
		},
		write: 'crm.activity.update',
		records: [4, 8],
		stored: inStore('activities', 'SUBJECT'),
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 timelineComment create',
		change: {
			ownerType: byId('2'),
			owner: byId(ID.value),
			comment: VALUE,
			files: '',
		},
		write: 'timeline.comment.add',
		records: [1, 2],
		stored: (fake, id) =>
			[...fake.vendor.store.comments.values()]
				.filter(({ BINDINGS: [owner] }) => Number(owner.id ?? owner.OWNER_ID) === id)
				.at(-1).COMMENT,
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 taskChecklistItem create',
		change: { taskId: ID, title: VALUE, additionalFields: {} },
		write: 'checklistitem.add',
		records: [1, 3],
		stored: (fake, id) =>
			[...fake.vendor.store.checklistItems.values()]
				.filter(({ TASK_ID }) => String(TASK_ID) === String(id))
				.at(-1).TITLE,
		bulk: true,
	},
	{
		node: 'bitrix24',
		like: 'bitrix24 timelineNote upsert',
		change: { ownerType: byId('4'), owner: byId('9'), itemId: ID, text: VALUE },
		write: 'timeline.note.save',
		records: [8],
		stored: (fake, id) => fake.vendor.store.notes.get(`2:${id}`).text,
		bulk: true,
	},
	{
		node: 'bitrix24App',
		like: 'bitrix24 customActivity update',
		change: { updateFields: { responsibleId: byId(VALUE) } },
		write: 'configurable.update',
		records: [9101, 9102],
		values: [3, 4, 5],
		wanted: String,
		stored: inStore('activities', 'RESPONSIBLE_ID'),
		bulk: true,
	},
	{
		node: 'bitrix24App',
		like: 'bitrix24 customActivity create',
		change: {
			owner: byId('1'),
			title: 'T',
			additionalFields: { responsibleId: byId(VALUE) },
			options: { externalId: '={{ $json.id }}' },
		},
		write: 'configurable.',
		records: ['visit-a', 'visit-b'],
		values: [3, 4, 5],
		wanted: String,
		stored: (fake, id) =>
			only(
				[...fake.vendor.store.activities.values()]
					.filter(({ ORIGIN_ID }) => ORIGIN_ID === id)
					.map(({ RESPONSIBLE_ID }) => RESPONSIBLE_ID),
			),
		bulk: true,
	},
];

module.exports = { WRITES };
