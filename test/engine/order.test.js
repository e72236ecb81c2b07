'use strict';
/**
 * Items about one record change it in their order: whatever travels together or side by side, and also when the
 * first of them is slow, or is refused by a limit and goes again, the record is in the end what the last item
 * says.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const { operationsOf } = require('../support/operations');

jest.setTimeout(120_000);

const VALUE = '={{ $json.value }}';
const ID = byId('={{ $json.id }}');
const TEXTS = ['first', 'second', 'third'];
const HOURS = [9, 10, 11].map((hour) => `2026-12-01T${String(hour).padStart(2, '0')}:00:00+01:00`);
const utcHour = (text) => new Date(text).getUTCHours();

const inStore = (table, name) => (fake, id) => fake.vendor.store[table].get(id)[name];
const leadSquaredNote = (fake, id) => fake.vendor.store.activities.get(id).ActivityNote;
/** What is kept for an External ID; more than one record is a fault of its own. */
const only = (list) => (list.length === 1 ? list[0] : list);

/**
 * Every write that has a record. `like`: the operation in test/support/operations/ whose parameters it takes;
 * `write`: how its request is known; `records`: two of them; `values`: what the items of a record write, one after
 * the other, `wanted` what is stored of the last; `bulk`: whether it can batch.
 */
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
		stored: (fake, id) =>
			only(
				[...fake.vendor.store.activities.values()]
					.filter(({ Fields }) => Fields.mx_Custom_1 === id)
					.map(({ ActivityNote }) => ActivityNote),
			),
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
		stored: (fake, id) =>
			only(
				[...fake.vendor.store.activities.values()]
					.filter(({ Fields }) => Fields.mx_Custom_1 === id)
					.map(({ ActivityNote }) => ActivityNote),
			),
	},
	{
		node: 'leadSquared',
		like: 'leadSquared task update',
		change: { updateFields: { name: VALUE } },
		write: 'Task.svc/Update',
		recordsOf: (vendor) => [vendor.taskId(1), vendor.taskId(4)],
		stored: inStore('tasks', 'Name'),
	},
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
].map((one) => ({ name: one.like, values: TEXTS, wanted: (value) => value, ...one }));

const OPTIONS = {
	bitrix24: { bucket: { burst: 10_000, perSecond: 1000 } },
	bitrix24App: { bucket: { burst: 10_000, perSecond: 1000 } },
	leadSquared: { window: { calls: 10_000, seconds: 1 } },
	ivvy: { batchPolls: 0 },
};

/** Items about one record; the other one's stand between them. */
function itemsFor({ values }, [record, other], count) {
	return values
		.slice(0, count)
		.flatMap((value) => [
			{ id: record, value },
			...(other === undefined ? [] : [{ id: other, value }]),
		]);
}

/** Long enough for all others to be through, on a busy machine too. */
const LATE_MS = 1000;

/** What goes wrong on the way, for the first request and for the first that writes. */
const TROUBLES = {
	'all well': () => {},
	'the first request is late': (fake) => fake.fault('slow', { milliseconds: LATE_MS }),
	'the first write is late': (fake, isWrite) =>
		fake.fault('slow', { milliseconds: LATE_MS, match: isWrite }),
	'the first write is refused by a limit': (fake, isWrite) =>
		fake.fault('429', { match: isWrite, headers: { 'retry-after': '0.3' } }),
};
const WAYS = {
	'side by side': { batching: false, parallel: 5 },
	'in batches of two': { batching: true, batchSize: 2 },
	'in one batch': { batching: true },
};

/** @returns {Promise<string[]>} what is wrong after a run */
async function wrongAfter(write, { count, options, trouble, onError = 'stopWorkflow' }) {
	const { node, like, values, wanted, stored, change, changeOf, recordsOf } = write;
	const { fake, base } = await fakeFor(node, OPTIONS[node]);
	try {
		const operation = operationsOf(node).find(({ name }) => name === like);
		operation.prepare?.(fake);
		if (node === 'leadSquared') base.credentials.callsPer5Seconds = 1000;
		const records = recordsOf?.(fake.vendor) ?? write.records;
		const own = changeOf?.(fake.vendor) ?? change;
		const parameters = {
			...operation.parameters,
			...own,
			options: { ...operation.parameters.options, ...own.options, ...options },
		};
		const items = itemsFor(write, records, count);
		trouble(fake, ({ method, rawUrl, text }) =>
			`${method} ${rawUrl} ${text}`.includes(write.write),
		);
		const { error, output } = await runNode({ ...base, parameters, items, onError });
		const last = wanted(values[count - 1]);
		return [
			...(error === undefined ? [] : [`${error.message} ${error.description}`]),
			...(output.length === items.length
				? []
				: [`${output.length} outputs for ${items.length} items`]),
			...records
				.map((record) => [record, stored(fake, record)])
				.filter(([, value]) => JSON.stringify(value) !== JSON.stringify(last))
				.map(
					([record, value]) => `${record} is ${JSON.stringify(value)}, not ${JSON.stringify(last)}`,
				),
		];
	} finally {
		await fake.close();
	}
}

const CELLS = WRITES.flatMap((write) =>
	(write.bulk === true ? Object.keys(WAYS) : ['side by side']).flatMap((way) =>
		Object.keys(TROUBLES).map((trouble) => ({
			write,
			way,
			trouble,
			title: `${write.name}, ${way}, ${trouble}`,
		})),
	),
);

// Side by side (jest.config.js says how many), as most of the time is spent on waiting for limits.
it.concurrent.each(CELLS)('$title: the last item wins', async ({ write, way, trouble }) => {
	const counts = [2, 3];
	const wrong = await Promise.all(
		counts.map(
			async (count) =>
				await wrongAfter(write, { count, options: WAYS[way], trouble: TROUBLES[trouble] }),
		),
	);
	expect(
		counts.flatMap((count, index) => wrong[index].map((text) => `${count} items: ${text}`)),
	).toEqual([]);
});

/** A limit that refuses one of the requests inside a bulk call, in the words of the vendor. */
const INSIDE = {
	bitrix24: (fake, write) =>
		fake.vendor.refuseNext(METHOD[write] ?? write, {
			error: 'QUERY_LIMIT_EXCEEDED',
			description: 'Too many requests',
			status: 503,
		}),
	leadSquared: (fake) => fake.vendor.limitRows(1),
	ivvy(fake) {
		fake.vendor.options.batchFailures = { 0: { errorCode: 429, message: 'Too Many Requests' } };
		fake.fault('change', {
			match: ({ rawUrl }) => !rawUrl.includes('action=run'),
			change: () => void (fake.vendor.options.batchFailures = {}),
		});
	},
};
/** How a request is known -> the whole name of its method */
const METHOD = {
	'todo.updateDeadline': 'crm.activity.todo.updateDeadline',
	'checklistitem.update': 'task.checklistitem.update',
};
const LIMITED = WRITES.filter(
	({ node, like, bulk }) =>
		bulk === true &&
		[
			'bitrix24 activity update',
			'bitrix24 activity update (to-do, one property)',
			'bitrix24 task update',
			'bitrix24 task delegate',
			'bitrix24 taskChecklistItem update',
			'leadSquared customActivity update',
			'ivvy task update',
			'ivvy activity update',
		].includes(like) &&
		Object.hasOwn(INSIDE, node),
);

const LIMITED_CELLS = LIMITED.flatMap((write) =>
	['stopWorkflow', 'continueRegularOutput'].map((onError) => ({
		write,
		onError,
		title: `${write.name}, ${onError}`,
	})),
);

it.concurrent.each(LIMITED_CELLS)(
	'$title, a limit that refuses the first request inside a batch: the last item wins',
	async ({ write, onError }) => {
		expect(
			await wrongAfter(write, {
				count: 3,
				options: { batching: true },
				onError,
				trouble: (fake) => INSIDE[write.node](fake, write.write),
			}),
		).toEqual([]);
	},
);
