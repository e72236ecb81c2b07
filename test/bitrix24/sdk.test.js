'use strict';
/**
 * The node and the vendor's own client at the same portal: what one writes, the other reads. Where both agree, the fake
 * portal speaks as Bitrix24's client expects, and the node as its portal does.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { taskFields } = require('../support/taskForm.cts');
const { mapped } = require('../support/mapped');
const { startSdk } = require('./support/sdk');

let fake;
let base;
let sdk;
beforeAll(async () => {
	({ fake, base } = await fakeFor('bitrix24'));
	sdk = startSdk(fake);
});
afterAll(async () => {
	await sdk.close();
	await fake.close();
});
beforeEach(() => fake.reset());

/** What means something in a query string, in BB code or in a batch; and letters beyond ASCII. */
const HOSTILE = 'A & B = 100 % + [x] {y} ?# "quoted" größer 日本 $1';
const DEAL = 2;
const CONTACT = 3;
const utc = (iso) => new Date(iso).toISOString();

async function node(parameters, items = [{}]) {
	const { error, output } = await runNode({
		...base,
		parameters: { options: {}, ...parameters },
		items,
	});
	expect(error?.description).toBeUndefined();
	return output.map(({ json }) => json);
}
const call = (method, params) => sdk.ask('call', { method, params });

const todo = {
	resource: 'activity',
	operation: 'create',
	kind: 'todo',
	ownerType: byId(String(DEAL)),
	owner: byId('1'),
	deadline: '2026-12-24T10:00:00',
	title: '={{ $json.title }}',
};
const phoneCall = {
	resource: 'activity',
	operation: 'create',
	kind: 'call',
	ownerType: byId(String(DEAL)),
	owner: byId('1'),
	subject: HOSTILE,
	responsible: byId('2'),
	client: byId('C_1'),
	phone: byId('+49 30 100001'),
	direction: 1,
	start: '2026-12-01T10:00:00',
};

describe('what the node wrote, the client reads:', () => {
	it('a to-do', async () => {
		const [{ id }] = await node(
			{ ...todo, todoDetails: { description: 'Two\nlines', responsibleId: byId('2') } },
			[{ title: HOSTILE }],
		);
		const read = await call('crm.activity.get', { id });
		expect(read).toMatchObject({
			ID: String(id),
			PROVIDER_ID: 'CRM_TODO',
			TYPE_ID: '6',
			SUBJECT: HOSTILE,
			DESCRIPTION: 'Two\nlines',
			RESPONSIBLE_ID: '2',
			OWNER_TYPE_ID: '2',
			OWNER_ID: '1',
			COMPLETED: 'N',
		});
		expect(utc(read.DEADLINE)).toBe('2026-12-24T09:00:00.000Z');
	});

	it('a call with its communication', async () => {
		const [{ id }] = await node({
			...phoneCall,
			additionalFields: {
				DESCRIPTION: HOSTILE,
				END_TIME: '2026-12-01T11:00:00',
				ORIGINATOR_ID: 'erp',
				ORIGIN_ID: '77',
				PRIORITY: 3,
				completed: true,
			},
		});
		const [read, ...others] = await sdk.ask('callList', {
			method: 'crm.activity.list',
			params: { filter: { ORIGIN_ID: '77' }, select: ['*', 'COMMUNICATIONS'] },
		});
		expect(others).toEqual([]);
		expect(read).toMatchObject({
			ID: String(id),
			TYPE_ID: '2',
			DIRECTION: '1',
			SUBJECT: HOSTILE,
			DESCRIPTION: HOSTILE,
			ORIGINATOR_ID: 'erp',
			ORIGIN_ID: '77',
			PRIORITY: '3',
			COMPLETED: 'Y',
			RESPONSIBLE_ID: '2',
		});
		expect(read.COMMUNICATIONS).toEqual([
			expect.objectContaining({
				TYPE: 'PHONE',
				VALUE: '+49 30 100001',
				ENTITY_ID: '1',
				ENTITY_TYPE_ID: String(CONTACT),
			}),
		]);
		expect([read.START_TIME, read.END_TIME, read.DEADLINE].map(utc)).toEqual([
			'2026-12-01T09:00:00.000Z',
			'2026-12-01T10:00:00.000Z',
			'2026-12-01T09:00:00.000Z',
		]);
	});

	it('a task with links, people, tags and a custom field', async () => {
		const additionalFields = {
			DESCRIPTION: HOSTILE,
			DEADLINE: '2026-12-24T10:00:00',
			PRIORITY: 2,
			TAGS: 'one, zwölf',
			AUDITORS: { values: [{ id: byId('3') }, { id: byId('4') }] },
			UF_CRM_TASK: { values: [{ id: byId('D_1') }, { id: byId('C_5') }] },
			timeEstimate: 30,
			TASK_CONTROL: true,
		};
		const [{ id }] = await node({
			resource: 'task',
			operation: 'create',
			title: HOSTILE,
			responsible: byId('2'),
			...taskFields('additionalFields', additionalFields),
			customFields: mapped({ UF_AUTO_123: 'No. 7 & 8' }),
		});
		const { task } = await call('tasks.task.get', {
			taskId: id,
			select: ['*', 'UF_CRM_TASK', 'UF_AUTO_123'],
		});
		expect(task).toMatchObject({
			id: String(id),
			title: HOSTILE,
			description: HOSTILE,
			priority: '2',
			responsibleId: '2',
			auditors: ['3', '4'],
			ufCrmTask: ['D_1', 'C_5'],
			timeEstimate: '1800',
			taskControl: 'Y',
			ufAuto123: 'No. 7 & 8',
		});
		expect(Object.values(task.tags).map(({ title }) => title)).toEqual(['one', 'zwölf']);
		expect(utc(task.deadline)).toBe('2026-12-24T09:00:00.000Z');
	});

	it('a checklist, one inside the other', async () => {
		const add = (title, additionalFields) =>
			node({
				resource: 'taskChecklistItem',
				operation: 'create',
				taskId: byId('7'),
				title,
				additionalFields,
			});
		const [{ id: list }] = await add(HOSTILE, {});
		const [{ id: item }] = await add('Item', {
			parent: byId(String(list)),
			isComplete: true,
			isImportant: true,
			sortIndex: 5,
			participants: { values: [{ id: byId('3') }] },
		});
		const read = await call('task.checklistitem.getlist', { TASKID: 7, ORDER: { ID: 'asc' } });
		expect(read.find(({ ID }) => ID === String(list))).toMatchObject({
			TASK_ID: '7',
			TITLE: HOSTILE,
			PARENT_ID: 0,
			IS_COMPLETE: 'N',
			IS_IMPORTANT: 'N',
		});
		expect(read.at(-1)).toMatchObject({
			ID: String(item),
			TITLE: 'Item',
			PARENT_ID: String(list),
			IS_COMPLETE: 'Y',
			IS_IMPORTANT: 'Y',
			SORT_INDEX: '5',
			MEMBERS: [expect.objectContaining({ ID: '3', TYPE: 'A' })],
		});
	});

	it('sixty items of two batches, one of them with a text that a batch takes for a reference', async () => {
		const items = Array.from({ length: 60 }, (_, n) => ({
			title: `Row ${n} ${n === 30 ? '$result[i0][id]' : HOSTILE}`,
		}));
		const written = await node(todo, items);
		const pages = await sdk.ask('fetchList', {
			method: 'crm.activity.list',
			params: { filter: { '%SUBJECT': 'Row ' }, select: ['ID', 'SUBJECT'] },
		});
		expect(pages.map((page) => page.length)).toEqual([50, 10]);
		const read = new Map(pages.flat().map(({ ID, SUBJECT }) => [Number(ID), SUBJECT]));
		expect(written.map(({ id }) => read.get(id))).toEqual(items.map(({ title }) => title));
		const again = await sdk.ask('batch', {
			calls: written.slice(0, 50).map(({ id }) => ['crm.activity.get', { id }]),
		});
		expect(again.map(({ ID, SUBJECT }) => [Number(ID), SUBJECT])).toEqual(
			written.slice(0, 50).map(({ id, title }) => [id, title]),
		);
	});
});

it('both read every field of a record alike', async () => {
	const [activity] = await node({
		resource: 'activity',
		operation: 'get',
		activityId: byId('4'),
		output: 'raw',
	});
	expect(activity).toEqual(await call('crm.activity.get', { id: 4 }));
	const [task] = await node({
		resource: 'task',
		operation: 'get',
		taskId: byId('1'),
		output: 'raw',
	});
	expect({ task }).toEqual(
		await call('tasks.task.get', {
			taskId: 1,
			select: ['*', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_MAIL_MESSAGE'],
		}),
	);
});

describe('what the client wrote, the node reads:', () => {
	const todoOf = (title) => ({
		method: 'crm.activity.todo.add',
		params: {
			ownerTypeId: DEAL,
			ownerId: 1,
			deadline: '2026-12-24T10:00:00+01:00',
			title,
			responsibleId: 2,
		},
	});
	const taskOf = (TITLE) => ({
		method: 'tasks.task.add',
		params: {
			fields: {
				TITLE,
				RESPONSIBLE_ID: 2,
				DEADLINE: '2026-12-24T10:00:00+01:00',
				TAGS: ['a'],
				UF_CRM_TASK: ['D_1'],
			},
		},
	});

	it("a to-do, and the link that a reference inside the client's batch gave it", async () => {
		const { made } = await sdk.ask('batch', {
			calls: {
				made: todoOf(HOSTILE),
				link: {
					method: 'crm.activity.binding.add',
					params: { activityId: '$result[made][id]', entityTypeId: CONTACT, entityId: 7 },
				},
			},
		});
		const [read] = await node({
			resource: 'activity',
			operation: 'get',
			activityId: byId(String(made.id)),
		});
		expect({ ...read, due: utc(read.due) }).toMatchObject({
			id: made.id,
			kind: 'To-Do',
			title: HOSTILE,
			done: false,
			assignedTo: { id: 2 },
			relatedTo: [{ type: 'deal', id: 1, typeId: DEAL }],
			due: '2026-12-24T09:00:00.000Z',
		});
		const links = await node({
			resource: 'activityLink',
			operation: 'getMany',
			activityId: byId(String(made.id)),
		});
		expect(links.map(({ relatedTo: [{ typeId, id }] }) => [typeId, id])).toEqual([
			[DEAL, 1],
			[CONTACT, 7],
		]);
	});

	it('a call', async () => {
		const fields = {
			OWNER_TYPE_ID: DEAL,
			OWNER_ID: 1,
			TYPE_ID: 2,
			SUBJECT: HOSTILE,
			RESPONSIBLE_ID: 2,
			DIRECTION: 1,
			COMPLETED: 'Y',
			START_TIME: '2026-12-01T10:00:00+01:00',
			COMMUNICATIONS: [{ VALUE: '+49 30 100001', ENTITY_ID: 1, ENTITY_TYPE_ID: CONTACT }],
		};
		const id = await call('crm.activity.add', { fields });
		const [read] = await node({
			resource: 'activity',
			operation: 'get',
			activityId: byId(String(id)),
		});
		expect({ ...read, start: utc(read.start) }).toMatchObject({
			id,
			kind: 'Call',
			title: HOSTILE,
			done: true,
			assignedTo: { id: 2 },
			start: '2026-12-01T09:00:00.000Z',
		});
		const [raw] = await node({
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: { SUBJECT: HOSTILE, COMPLETED: 'completed' },
			output: 'raw',
			options: { select: 'COMMUNICATIONS' },
		});
		expect(raw).toMatchObject({
			ID: String(id),
			COMMUNICATIONS: [{ TYPE: 'PHONE', VALUE: '+49 30 100001' }],
		});
	});

	it('a task', async () => {
		const { task } = await call('tasks.task.add', taskOf(HOSTILE).params);
		const [read] = await node({ resource: 'task', operation: 'get', taskId: byId(task.id) });
		expect({ ...read, due: utc(read.due) }).toMatchObject({
			id: Number(task.id),
			title: HOSTILE,
			status: 'Waiting',
			assignedTo: { id: 2 },
			due: '2026-12-24T09:00:00.000Z',
		});
		const [raw] = await node({
			resource: 'task',
			operation: 'get',
			taskId: byId(task.id),
			output: 'raw',
		});
		expect(raw).toMatchObject({ ufCrmTask: ['D_1'], tags: { 1: { title: 'a' } } });
	});

	it.each([
		[
			'activities',
			todoOf,
			({ id }) => id,
			{ resource: 'activity', filters: { SUBJECT: 'Row ' } },
			'title',
		],
		[
			'tasks',
			taskOf,
			({ task }) => Number(task.id),
			{ resource: 'task', filters: { TITLE: 'Row ' } },
			'title',
		],
	])('120 %s of three batches, each once, newest first', async (_name, of, idOf, form, title) => {
		const titles = Array.from({ length: 120 }, (_, n) => `Row ${n} ${HOSTILE}`);
		const ids = (await sdk.ask('batchByChunk', { calls: titles.map(of) })).map(idOf);
		fake.calls.length = 0;
		const options = { lookUpNames: false };
		const rows = await node({ ...form, operation: 'getMany', returnAll: true, options });
		expect(rows.map((row) => [row.id, row[title]])).toEqual(
			ids.map((id, n) => [id, titles[n]]).reverse(),
		);
		expect(fake.calls.map(({ path }) => path.split('/').at(-1))).toEqual([
			form.resource === 'task' ? 'tasks.task.list' : 'crm.activity.list',
			'batch',
		]);
	});
});
