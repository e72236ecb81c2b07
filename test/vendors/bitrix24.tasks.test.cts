import { there } from '../support/there.cts';
import { type Answered, type Client, portal, type Row } from './bitrix24.client.cts';
import type { ChecklistItem, DriveFile } from './bitrix24.records.cts';

let it24: Client;
beforeAll(async () => void (it24 = await portal()));
afterAll(() => it24.fake.close());
beforeEach(() => it24.fake.reset());

const WHOLE = {
	TITLE: 'T',
	RESPONSIBLE_ID: 2,
	DESCRIPTION: '[b]D[/b]',
	DEADLINE: '2026-12-01T10:00:00+01:00',
	START_DATE_PLAN: '2026-12-01T10:00:00+01:00',
	END_DATE_PLAN: '2026-12-02T10:00:00+01:00',
	PRIORITY: 2,
	ACCOMPLICES: [3, '4'],
	AUDITORS: [5],
	TAGS: ['a', 'b'],
	UF_CRM_TASK: ['D_10', 'C_5', 'CO_7', 'L_1', 'Tb1_6', 'SI_3'],
	UF_TASK_WEBDAV_FILES: ['n501'],
	TASK_CONTROL: 'Y',
	TIME_ESTIMATE: 3600,
	MARK: 'P',
	DEPENDS_ON: [1],
	GROUP_ID: 3,
	PARENT_ID: 7,
	SE_PARAMETER: [{ CODE: 2, VALUE: 'Y' }],
	UF_AUTO_123: 'x',
	UF_AUTO_456: 1,
};

test(
	'a task is made with every field, shown in camelCase, and its custom fields only ' +
		'when they are named',
	async () => {
		const { ask, vendor, task } = it24;
		const { body } = await ask('tasks.task.add', { fields: WHOLE });
		expect(body.result.task).toMatchObject({
			id: '9005',
			title: 'T',
			responsibleId: '2',
			deadline: '2026-12-01T12:00:00+03:00',
			accomplices: ['3', '4'],
			groupId: '3',
			chatId: 59005,
		});
		expect(body.result.task).not.toHaveProperty('ufCrmTask');
		expect(task(9005)).toMatchObject({
			UF_AUTO_123: 'x',
			UF_AUTO_456: '1',
			SE_PARAMETER: [{ CODE: '2', VALUE: 'Y' }],
			CREATED_BY: '1',
			SUBORDINATE: 'Y',
		});
		const select = ['*', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_AUTO_456'];
		const got = (await ask('tasks.task.get', { taskId: 9005, select })).body.result.task;
		expect(got).toMatchObject({
			ufCrmTask: WHOLE.UF_CRM_TASK,
			ufAuto456: '1',
			responsible: { id: '2', name: 'Clara Keller' },
			tags: { 1: { id: 1, title: 'a' } },
		});
		expect(vendor.store.attachments.get(there(got.ufTaskWebdavFiles?.[0]))).toEqual({
			fileId: 501,
			taskId: 9005,
		});
		expect(vendor.writes).toEqual([
			{ method: 'tasks.task.add', id: 9005, fields: WHOLE, batch: false },
		]);
		expect(
			(await ask('tasks.task.get', { taskId: 5, select: ['ID', 'UF_AUTO_123'] })).body.result.task,
		).toEqual({ id: '5', ufAuto123: null });
	},
);

test.each([
	['no title', { TITLE: undefined }, 'Task title is not specified<br>'],
	[
		'an empty title and nobody responsible',
		{ TITLE: ' ', RESPONSIBLE_ID: '' },
		'Task title is not specified<br>Responsible person not specified<br>',
	],
	[
		'an unknown responsible user',
		{ RESPONSIBLE_ID: 99 },
		'User specified in the "Responsible" field not found<br>',
	],
	[
		'an unknown parent',
		{ PARENT_ID: 99999 },
		'Task specified in the "Parent Task" field not found<br>',
	],
	[
		'planned dates in the wrong order',
		{ START_DATE_PLAN: WHOLE.END_DATE_PLAN, END_DATE_PLAN: WHOLE.START_DATE_PLAN },
		'The end date in scheduling is earlier than the start date<br>',
	],
	[
		'one planned date',
		{ START_DATE_PLAN: WHOLE.START_DATE_PLAN },
		'START_DATE_PLAN and END_DATE_PLAN must be passed together<br>',
	],
	[
		'a plan of centuries',
		{ START_DATE_PLAN: '2026-01-01T00:00:00Z', END_DATE_PLAN: '2226-01-01T00:00:00Z' },
		'The specified task duration is too long<br>',
	],
	['a bad status', { STATUS: 9 }, 'Incorrect status<br>'],
	[
		'a date without offset',
		{ DEADLINE: '2026-12-01T10:00:00' },
		'Incorrect value of the field DEADLINE<br>',
	],
	['a file without n', { UF_TASK_WEBDAV_FILES: ['501'] }, 'File not found<br>'],
	['a file that is not on Drive', { UF_TASK_WEBDAV_FILES: ['n502'] }, 'File not found<br>'],
	[
		'a link in other letters',
		{ UF_CRM_TASK: ['TB1_6'] },
		'Incorrect value of the field UF_CRM_TASK<br>',
	],
	[
		'a link to nothing',
		{ UF_CRM_TASK: ['D_99999'] },
		'Incorrect value of the field UF_CRM_TASK<br>',
	],
	['a switch in words', { TASK_CONTROL: true }, 'Incorrect value of the field TASK_CONTROL<br>'],
	['an unknown field', { COLOUR: 1 }, 'Unknown field COLOUR<br>'],
	['a field in camelCase', { title: 'T' }, 'Unknown field title<br>'],
	[
		'a read-only field',
		{ CLOSED_DATE: '2026-12-01T10:00:00Z' },
		'The field CLOSED_DATE is read-only<br>',
	],
	[
		'a parameter that does not exist',
		{ SE_PARAMETER: [{ CODE: 4, VALUE: 'Y' }] },
		'Incorrect value of the field SE_PARAMETER<br>',
	],
])('tasks.task.add refuses %s', async (_, fields, text) => {
	expect(
		await it24.refusal('tasks.task.add', { fields: { TITLE: 'T', RESPONSIBLE_ID: 1, ...fields } }),
	).toEqual([400, 'ERROR_CORE', text]);
	expect(it24.vendor.writes).toEqual([]);
});

test('an update changes only what is sent, overwrites the list of files, and has words of its own', async () => {
	const { ask, refusal, task, vendor } = it24;
	await ask('tasks.task.update', {
		taskId: 10,
		fields: { UF_TASK_WEBDAV_FILES: ['n501'], TAGS: ['x'] },
	});
	expect((await ask('tasks.task.files.attach', { taskId: 10, fileId: 501 })).body.result).toEqual({
		attachmentId: expect.any(Number),
	});
	expect(task(10)?.UF_TASK_WEBDAV_FILES).toHaveLength(2);
	await ask('tasks.task.update', { taskId: 10, fields: { TITLE: 'New' } });
	expect(task(10)).toMatchObject({ TITLE: 'New', TAGS: ['x'], DESCRIPTION: 'About task 10' });
	expect(task(10)?.UF_TASK_WEBDAV_FILES).toHaveLength(2);
	await ask('tasks.task.update', {
		taskId: 10,
		fields: { UF_TASK_WEBDAV_FILES: [], DEADLINE: '' },
	});
	expect(task(10)).toMatchObject({ UF_TASK_WEBDAV_FILES: [], DEADLINE: null });
	const update = (fields: object) => refusal('tasks.task.update', { taskId: 10, fields });
	expect(await update({ RESPONSIBLE_ID: 99 })).toEqual([
		400,
		'ERROR_CORE',
		'The user specified in the "Responsible" field was not found<br>',
	]);
	expect((await update({ PARENT_ID: 10 }))[2]).toBe('Cannot bind the node to itself<br>');
	expect((await update({ TITLE: '' }))[2]).toBe('Task title is not specified<br>');
	expect(await update({})).toEqual([
		400,
		'100',
		'Could not find value for parameter {fields} (internal error)',
	]);
	expect((await refusal('tasks.task.files.attach', { taskId: 10, fileId: 1 }))[2]).toBe(
		'Insufficient permissions.<br>',
	);
	expect(vendor.writes.map(({ method }) => method)).toEqual([
		'tasks.task.update',
		'tasks.task.files.attach',
		'tasks.task.update',
		'tasks.task.update',
	]);
	const strict = await portal({ requiredTaskFields: ['UF_AUTO_123'] });
	expect(
		(await strict.refusal('tasks.task.add', { fields: { TITLE: 'T', RESPONSIBLE_ID: 1 } }))[2],
	).toBe('Required field UF_AUTO_123 value not entered<br>');
	await strict.fake.close();
});

test('a task that is missing or hidden: get answers an empty list, each other method its own code', async () => {
	const { ask, refusal, vendor } = it24;
	const { hidden } = vendor.fixed.tasks;
	for (const taskId of [99999, hidden]) {
		expect(await ask('tasks.task.get', { taskId })).toMatchObject({
			status: 200,
			body: { result: [] },
		});
		const code = async (verb: string, more: object = {}) =>
			(await refusal(`tasks.task.${verb}`, { taskId, ...more }))[1];
		expect(await Promise.all(['start', 'complete'].map((verb) => code(verb)))).toEqual(['0', '0']);
		expect(
			await Promise.all(
				['pause', 'defer', 'renew', 'approve', 'disapprove', 'delete'].map((verb) => code(verb)),
			),
		).toEqual(new Array(6).fill('1048582'));
		expect(await code('update', { fields: { TITLE: 'x' } })).toBe('0');
		expect(await code('delegate', { userId: 2 })).toBe('0');
		expect([
			await code('favorite.add'),
			await code('favorite.remove'),
			await code('startwatch'),
			await code('stopwatch'),
		]).toEqual(['1', '1', '1048584', '1048584']);
		expect(await refusal('tasks.task.files.attach', { taskId, fileId: 501 })).toEqual([
			400,
			'0',
			'Access denied (internal error)',
		]);
	}
	expect(await refusal('tasks.task.get', { taskId: 'x' })).toEqual([400, '0', 'wrong task id']);
	expect((await refusal('tasks.task.get'))[1]).toBe('100');
	expect(vendor.writes).toEqual([]);
	const other = await portal({ userId: 7 });
	expect((await other.ask('tasks.task.get', { taskId: 3 })).body.result).toEqual([]);
	expect((await other.ask('tasks.task.get', { taskId: 6 })).body.result.task.id).toBe('6');
	await other.fake.close();
});

test("states: what may follow what, approval only by the creator of somebody else's work", async () => {
	const { ask, refusal, task, vendor } = it24;
	const { waiting, awaiting, ownAwaiting, completed, deferred, needsResult } = vendor.fixed.tasks;
	const move = async (verb: string, taskId: number) =>
		(await ask(`tasks.task.${verb}`, { taskId })).body;
	const started = await move('start', waiting);
	expect(started).not.toHaveProperty('time');
	expect(started.result).toMatchObject({
		task: { status: '3' },
		time: { operating: expect.any(Number) },
	});
	expect((await move('start', waiting)).error).toBe('0');
	expect((await move('pause', waiting)).result.task.status).toBe('2');
	expect((await move('pause', waiting)).error).toBe('1048582');
	expect((await move('defer', waiting)).result.task.status).toBe('6');
	expect((await move('complete', waiting)).result.task).toMatchObject({
		status: '5',
		closedBy: '1',
		closedDate: expect.any(String),
	});
	expect((await move('renew', waiting)).result.task).toMatchObject({
		status: '2',
		closedBy: '0',
		closedDate: null,
	});
	expect((await move('renew', deferred)).result.task.status).toBe('2');
	expect((await move('approve', awaiting)).result.task.status).toBe('5');
	expect((await move('approve', completed)).error).toBe('1048582');
	expect((await move('disapprove', ownAwaiting)).error).toBe('1048582');
	expect((await move('complete', needsResult)).error).toBe('0');
	await ask('tasks.task.update', { taskId: awaiting, fields: { STATUS: 4 } });
	expect((await move('disapprove', awaiting)).result.task.status).toBe('2');
	const { body } = await ask('tasks.task.delegate', { taskId: waiting, userId: 4 });
	expect(body.result.task).toMatchObject({ responsibleId: '4', auditors: ['2'] });
	expect(await refusal('tasks.task.delegate', { taskId: waiting })).toEqual([
		400,
		'100',
		'Could not find value for parameter {userId} (internal error)',
	]);
	await ask('tasks.task.startwatch', { taskId: waiting });
	expect(task(waiting)?.AUDITORS).toEqual(['2', '1']);
	expect(
		(await ask('tasks.task.stopwatch', { taskId: waiting })).body.result.task.auditors,
	).toEqual(['2']);
	expect((await ask('tasks.task.favorite.add', { taskId: waiting })).body.result).toBe(true);
	expect((await ask('tasks.task.delete', { taskId: waiting })).body.result).toEqual({ task: true });
	expect(task(waiting)).toBeUndefined();
	const worker = await portal({ userId: 2 });
	there(worker.task(waiting)).TASK_CONTROL = 'Y';
	expect(
		(await worker.ask('tasks.task.complete', { taskId: waiting })).body.result.task.status,
	).toBe('4');
	expect((await worker.ask('tasks.task.approve', { taskId: waiting })).body.error).toBe('1048582');
	await worker.fake.close();
});

test('the task list pages by start and by id, both ways', async () => {
	const { ask } = it24;
	const first = (await ask('tasks.task.list', { select: ['ID'] })).body;
	expect([first.total, first.next, first.result.tasks[0]]).toEqual([1999, 50, { id: '2000' }]);
	for (const [order, prefix] of [
		['ASC', '>'],
		['DESC', '<'],
	]) {
		const ids: number[] = [];
		for (let last: number | undefined, size = 50; size === 50;) {
			const filter: object = last === undefined ? {} : { [`${prefix}ID`]: last };
			const { body }: { body: Answered } = await ask('tasks.task.list', {
				select: ['ID'],
				order: { ID: order },
				filter,
				start: -1,
			});
			expect(body).not.toHaveProperty('total');
			ids.push(...body.result.tasks.map(({ id }) => Number(id)));
			[last, size] = [ids.at(-1), body.result.tasks.length];
		}
		expect(ids).toHaveLength(1999);
		expect(new Set(ids).size).toBe(1999);
	}
	const byDeadline = (
		await ask('tasks.task.list', {
			select: ['ID', 'DEADLINE'],
			order: { DEADLINE: 'asc' },
			filter: { '>DEADLINE': '2025-01-01T00:00:00Z' },
		})
	).body;
	const dates = byDeadline.result.tasks.map(({ deadline }) => deadline);
	expect(dates).toEqual(dates.toSorted());
});

test('list filters: five prefixes, patterns of titles, people, tags, links, favourites and overdue', async () => {
	const { ask, refusal, vendor } = it24;
	const rows = async (filter: object, select = ['ID', 'TITLE', 'STATUS']) =>
		(await ask('tasks.task.list', { filter, select })).body;
	const ids = async (filter: object) =>
		(await rows(filter)).result.tasks.map(({ id }) => Number(id));
	expect(await ids({ TITLE: '%visit%', '<=ID': 20 })).toEqual([18, 11, 4]);
	expect(await ids({ TITLE: 'task _ plan%' })).toEqual([4]);
	expect(await ids({ TITLE: 'visit' })).toEqual([]);
	expect(await ids({ TAG: 'urgent', '<ID': 30 })).toEqual([20, 10]);
	expect(await ids({ ACCOMPLICE: 4, '<ID': 20 })).toEqual([14, 7]);
	expect(await ids({ AUDITOR: [5], '<ID': 20 })).toEqual([16, 8]);
	expect(await ids({ UF_CRM_TASK: ['D_13'] })).toEqual([1512, 12]);
	expect(await ids({ PARENT_ID: 24 })).toEqual([25]);
	expect((await rows({ REAL_STATUS: 3 })).result.tasks.every(({ status }) => status === '3')).toBe(
		true,
	);
	expect(
		(await rows({ '!REAL_STATUS': [2, 3], RESPONSIBLE_ID: 3 })).result.tasks.every(({ status }) =>
			['5', '6', '4'].includes(status),
		),
	).toBe(true);
	const overdue = await rows({ STATUS: -1 }, ['ID', 'STATUS', 'DEADLINE']);
	expect(overdue.total).toBeGreaterThan(300);
	expect(
		overdue.result.tasks.every(
			({ subStatus, status, deadline }) =>
				subStatus === '-1' && status !== '5' && Date.parse(there(deadline)) < Date.now(),
		),
	).toBe(true);
	expect(
		await ids({ STATUS: -1, ID: [vendor.fixed.tasks.overdue, vendor.fixed.tasks.waiting] }),
	).toEqual([vendor.fixed.tasks.overdue]);
	await ask('tasks.task.favorite.add', { taskId: 3 });
	expect(await ids({ '::SUBFILTER-PARAMS': { FAVORITE: 'Y' } })).toEqual([3]);
	for (const filter of [
		{ '%TITLE': 'x' },
		{ '=ID': 1 },
		{ '@ID': [1] },
		{ COLOUR: 1 },
		{ '>CHANGED_DATE': '2026-01-01' },
		{ id: 1 },
	]) {
		expect((await refusal('tasks.task.list', { filter })).slice(0, 2)).toEqual([400, '0']);
	}
	expect(await refusal('tasks.task.list', { order: { COLOUR: 'asc' } })).toEqual([
		400,
		'0',
		'Invalid sorting key (internal error)',
	]);
});

test('fields of tasks hold the two that the portal added', async () => {
	const { fields } = (await it24.ask('tasks.task.getFields')).body.result;
	expect(Object.keys(fields).filter((name) => name.startsWith('UF_'))).toEqual([
		'UF_CRM_TASK',
		'UF_TASK_WEBDAV_FILES',
		'UF_MAIL_MESSAGE',
		'UF_AUTO_123',
		'UF_AUTO_456',
	]);
	expect([fields.UF_AUTO_123?.type, fields.UF_AUTO_456]).toEqual([
		'string',
		{ title: 'Legal review', type: 'boolean' },
	]);
});

const item = (id: number) => it24.vendor.store.checklistItems.get(id);
const WRONG = (text: string) => [
	400,
	'ERROR_CORE',
	`TASKS_ERROR_EXCEPTION_#256; ${text}; 256/TE/WRONG_ARGUMENTS<br>`,
];

test('checklists: arguments count by their order, as names, as indices, and in a batch', async () => {
	const { ask, refusal, batch, task, vendor } = it24;
	const FIELDS = { TITLE: 'x', PARENT_ID: 1, MEMBERS: { 5: { TYPE: 'A' } } };
	expect((await ask('task.checklistitem.add', { TASKID: 1, FIELDS })).body.result).toBe(9005);
	expect(item(9005)).toMatchObject({
		TASK_ID: '1',
		PARENT_ID: '1',
		TITLE: 'x',
		MEMBERS: [{ ID: '5', TYPE: 'A' }],
	});
	expect(task(1)?.ACCOMPLICES).toEqual(['5']);
	expect((await ask('task.checklistitem.add', { 0: 1, 1: { TITLE: 'y' } })).body.result).toBe(9006);
	expect(item(9006)).toMatchObject({ PARENT_ID: '1', TITLE: 'y' });
	const { result } = await batch(
		'task.checklistitem.add?TASKID=30&FIELDS%5BTITLE%5D=z&FIELDS%5BPARENT_ID%5D=0',
		'task.checklistitem.complete?0=1&1=3',
		'task.checklistitem.update?TASKID=1&ITEMID=4&FIELDS[TITLE]=new',
	);
	expect(result).toEqual({ i0: 9007, i1: true, i2: null });
	expect([item(9007)?.PARENT_ID, item(3)?.IS_COMPLETE, item(4)?.TITLE]).toEqual([0, 'Y', 'new']);
	const writes = vendor.writes.length;
	expect(await refusal('task.checklistitem.add', { sessid: 'a', TASKID: 1, FIELDS })).toEqual(
		WRONG('Too many params given for method ctaskchecklistitem::add()'),
	);
	expect(await refusal('task.checklistitem.getlist', { auth: 'token', TASKID: 1 })).toEqual(
		WRONG(
			'Param #0 (taskId) for method ctaskchecklistitem::getlist() expected to be of type ' +
				'"integer", but given something else.',
		),
	);
	expect(await refusal('task.checklistitem.add', { FIELDS, TASKID: 1 })).toEqual(
		WRONG(
			'Param #0 (taskId) for method ctaskchecklistitem::add() expected to be of type ' +
				'"integer", but given something else.',
		),
	);
	expect(await refusal('task.checklistitem.add', { TASKID: 1 })).toEqual(
		WRONG('Param #1 (arFields) expected by method ctaskchecklistitem::add(), but not given.'),
	);
	expect((await ask('task.checklistitem.complete', { ITEMID: 2, TASKID: 20 })).body.result).toBe(
		true,
	);
	expect(item(20)?.IS_COMPLETE).toBe('Y');
	expect(vendor.writes).toHaveLength(writes + 1);
});

test('checklists: list, get, renew, delete with what is below, and the refusals', async () => {
	const { ask, refusal, vendor } = it24;
	const rows = (
		await ask<ChecklistItem[]>('task.checklistitem.getlist', {
			TASKID: 1,
			ORDER: { SORT_INDEX: 'asc' },
		})
	).body.result;
	expect(rows.map(({ ID, PARENT_ID, TITLE }) => [ID, PARENT_ID, TITLE])).toEqual([
		['1', 0, 'Checklist'],
		['2', '1', 'First'],
		['3', '1', 'Second'],
		['4', '1', 'Third'],
	]);
	expect(
		(await ask<ChecklistItem[]>('task.checklistitem.getlist', { TASKID: 1 })).body.result[0]?.ID,
	).toBe('4');
	expect((await ask('task.checklistitem.renew', { TASKID: 1, ITEMID: 2 })).body.result).toBe(true);
	expect(item(2)).toMatchObject({ IS_COMPLETE: 'N', TOGGLED_BY: '1' });
	expect((await ask('task.checklistitem.renew', { TASKID: 1, ITEMID: 99999 })).body.result).toBe(
		false,
	);
	expect(await refusal('task.checklistitem.complete', { TASKID: 0, ITEMID: 2 })).toEqual([
		400,
		'ERROR_CORE',
		'TASKS_ERROR_ASSERT_EXCEPTION<br>',
	]);
	expect((await refusal('task.checklistitem.get', { TASKID: 2, ITEMID: 1 }))[2]).toContain(
		'ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE',
	);
	expect(
		(await refusal('task.checklistitem.add', { TASKID: 1, FIELDS: { PARENT_ID: 1 } }))[2],
	).toBe(
		'TASKS_ERROR_EXCEPTION_#8; Item name not specified; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>',
	);
	expect(
		(await refusal('task.checklistitem.add', { TASKID: 99999, FIELDS: { TITLE: 'x' } }))[2],
	).toContain('Adding item: action not allowed');
	expect(
		(
			await refusal('task.checklistitem.update', { TASKID: 1, ITEMID: 2, FIELDS: { COLOUR: 1 } })
		)[2],
	).toContain('must not contain key "COLOUR"');
	expect(
		(await refusal('task.checklistitem.getlist', { TASKID: 1, ORDER: { IS_COMPLETED: 'asc' } }))[2],
	).toContain('must not contain key "IS_COMPLETED"');
	expect((await refusal('task.checklistitem.delete', { TASKID: 2, ITEMID: 1 }))[2]).toContain(
		'Deleting item: action not allowed',
	);
	expect((await ask('task.checklistitem.delete', { TASKID: 1, ITEMID: 1 })).body.result).toBe(true);
	expect([1, 2, 3, 4, 5].map((id) => vendor.store.checklistItems.has(id))).toEqual([
		false,
		false,
		false,
		false,
		true,
	]);
});

test('comments of a task are messages of its chat: legacy, REST 3.0, reading, changing', async () => {
	const { ask, refusal, post, vendor } = it24;
	const { chatId } = (await ask('tasks.task.get', { taskId: 1 })).body.result.task;
	const DIALOG_ID = `chat${chatId}`;
	const said = (
		await ask<number>('task.commentitem.add', {
			TASKID: 1,
			FIELDS: { POST_MESSAGE: 'Hello', UF_FORUM_MESSAGE_DOC: ['n501'] },
		})
	).body.result;
	expect(
		await refusal('task.commentitem.add', { TASKID: 1, FIELDS: { POST_MESSAGE: '' } }),
	).toEqual([400, 'ERROR_CORE', 'Comment text is not specified<br>']);
	const path = `/rest/api/1/${vendor.credentials.secret}/tasks.task.chat.message.send`;
	const sent = { fields: { taskId: 1, text: 'Hi' } };
	expect((await post(path, sent, { 'idempotency-key': 'k' })).body.result).toEqual({
		result: true,
	});
	expect((await post(path, sent, { 'idempotency-key': 'k' })).body.result).toEqual({
		result: true,
	});
	expect(
		(await post(path, { fields: { taskId: 2, text: 'Hi' } }, { 'idempotency-key': 'k' })).status,
	).toBe(422);
	expect((await post(path, { fields: { taskId: 1 } })).body).toEqual({
		error: {
			code: 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
			message: expect.any(String),
			validation: [{ message: expect.stringContaining('text'), field: 'text' }],
		},
	});
	expect((await post(path, { fields: { taskId: 99999, text: 'x' } })).status).toBe(403);
	expect(await post(`${path}.json`, sent)).toMatchObject({
		status: 404,
		body: { error: { code: 'ERROR_METHOD_NOT_FOUND' } },
	});
	expect((await refusal('tasks.task.chat.message.send', sent))[1]).toBe('ERROR_METHOD_NOT_FOUND');
	const read = async (more: object = {}) =>
		(await ask('im.dialog.messages.get', { DIALOG_ID, ...more })).body.result.messages;
	const newest = await read();
	expect(newest.map(({ text }) => text).slice(0, 3)).toEqual(['Hi', 'Hello', 'Message 60']);
	expect(newest).toHaveLength(20);
	expect(await read({ LIMIT: 100 })).toHaveLength(50);
	expect((await read({ LAST_ID: 3 })).map(({ id }) => id)).toEqual([2, 1]);
	expect((await read({ FIRST_ID: 60 })).map(({ text }) => text)).toEqual(['Hi', 'Hello']);
	expect((await ask('im.message.update', { MESSAGE_ID: said, MESSAGE: 'Bye' })).body.result).toBe(
		true,
	);
	expect(vendor.store.messages.get(said)?.text).toBe('Bye');
	expect((await ask('im.message.delete', { MESSAGE_ID: said })).body.result).toBe(true);
	expect((await refusal('im.message.delete', { MESSAGE_ID: 3 }))[1]).toBe('CANT_EDIT_MESSAGE');
	expect((await refusal('im.dialog.messages.get', { DIALOG_ID: '1' }))[1]).toBe('DIALOG_ID_EMPTY');
	expect((await refusal('im.dialog.messages.get', { DIALOG_ID: 'chat1' })).slice(0, 2)).toEqual([
		403,
		'ACCESS_ERROR',
	]);
	expect(vendor.writes.map(({ method }) => method)).toEqual([
		'task.commentitem.add',
		'tasks.task.chat.message.send',
		'im.message.update',
		'im.message.delete',
	]);
});

test('timeline comments: add, replace files, read, page, take away a link, and their codes', async () => {
	const { ask, refusal, vendor } = it24;
	const at = { ENTITY_ID: 7, ENTITY_TYPE: 'deal' };
	const id = (
		await ask<number>('crm.timeline.comment.add', {
			fields: {
				...at,
				COMMENT: 'C',
				FILES: [
					['a.txt', 'aGk='],
					['b.txt', 'aGk='],
				],
			},
		})
	).body.result;
	const got = (await ask<{ FILES: Record<string, Row> }>('crm.timeline.comment.get', { id })).body
		.result;
	expect(got).toMatchObject({
		ID: String(id),
		ENTITY_ID: '7',
		ENTITY_TYPE: 'deal',
		COMMENT: 'C',
		AUTHOR_ID: '1',
	});
	expect(Object.values(got.FILES).map(({ name, size }) => [name, size])).toEqual([
		['a.txt', 2],
		['b.txt', 2],
	]);
	expect(
		(
			await ask('crm.timeline.comment.update', {
				id,
				fields: { FILES: [['c.txt', 'aGk=']] },
				ownerTypeId: 2,
				ownerId: 7,
			})
		).body.result,
	).toBe(id);
	expect(vendor.store.comments.get(id)).toMatchObject({ COMMENT: 'C', FILES: [{ name: 'c.txt' }] });
	expect(
		(
			await ask('crm.timeline.comment.add', {
				fields: { ENTITY_ID: 6, ENTITY_TYPE: 'DYNAMIC_177', COMMENT: 'S' },
			})
		).status,
	).toBe(200);
	const page = (
		await ask<Row[]>('crm.timeline.comment.list', {
			filter: { ENTITY_ID: 1, ENTITY_TYPE: 'deal' },
			order: { ID: 'DESC' },
			select: ['ID'],
			start: 100,
		})
	).body;
	expect([page.total, page.next, page.result.length, page.result[0]]).toEqual([
		120,
		undefined,
		20,
		{ ID: '20' },
	]);
	const { sharedComment: shared, deniedComment: locked } = vendor.fixed;
	const code = async (method: string, params: object) =>
		(await refusal(`crm.timeline.comment.${method}`, params)).slice(0, 2);
	expect(await code('delete', { id: shared })).toEqual([400, 'MULTIPLE_BINDINGS']);
	expect(
		(await ask('crm.timeline.comment.delete', { id: shared, ownerTypeId: 2, ownerId: 2 })).body
			.result,
	).toBeNull();
	expect(vendor.store.comments.get(shared)?.BINDINGS).toEqual([{ type: 3, id: 2 }]);
	expect((await ask('crm.timeline.comment.delete', { id: shared })).body.result).toBeNull();
	expect(await code('delete', { id: shared })).toEqual([400, 'NOT_FOUND']);
	expect(await code('get', { id: shared })).toEqual([400, '']);
	expect(await code('update', { id: locked, fields: { COMMENT: 'x' } })).toEqual([
		400,
		'ACCESS_DENIED',
	]);
	expect(
		await code('update', { id, fields: { COMMENT: 'x' }, ownerTypeId: 2, ownerId: 8 }),
	).toEqual([400, 'OWNER_NOT_FOUND']);
	expect(await code('add', { fields: { ...at, COMMENT: '' } })).toEqual([400, 'INVALID_ARG_VALUE']);
	expect(await code('add', { fields: { ...at, ENTITY_ID: 99999, COMMENT: 'x' } })).toEqual([
		400,
		'OWNER_NOT_FOUND',
	]);
	expect(
		await code('add', { fields: { ENTITY_ID: 1, ENTITY_TYPE: 'dynamic_7', COMMENT: 'x' } }),
	).toEqual([400, 'OWNER_NOT_FOUND']);
	expect(await code('add', { FIELDS: { ...at, COMMENT: 'x' } })).toEqual([400, '100']);
	expect(await code('list', { filter: { ENTITY_ID: 1, ENTITY_TYPE: 'deal', '>ID': 5 } })).toEqual([
		400,
		'',
	]);
	expect(
		await code('list', {
			filter: { ENTITY_ID: 1, ENTITY_TYPE: 'deal' },
			order: { COMMENT: 'ASC' },
		}),
	).toEqual([400, '']);
});

test('timeline notes: one for each entry of a record', async () => {
	const { ask, refusal } = it24;
	const place = { ownerTypeId: 2, ownerId: 1, itemType: 2, itemId: 9004 };
	const code = async (method: string, params: object) =>
		(await refusal(`crm.timeline.note.${method}`, params))[1];
	expect(await code('get', place)).toBe('NOT_FOUND');
	expect((await ask('crm.timeline.note.save', { ...place, text: 'N' })).body.result).toBe(true);
	await ask('crm.timeline.note.save', { ...place, text: 'M' });
	expect((await ask('crm.timeline.note.get', place)).body.result).toEqual({
		text: 'M',
		createdById: 1,
		createdTime: expect.any(String),
		updatedById: 1,
		updatedTime: expect.any(String),
	});
	expect(
		(await ask('crm.timeline.note.save', { ...place, itemType: 1, itemId: 5, text: 'H' })).body
			.result,
	).toBe(true);
	expect(await code('save', { ...place, ownerId: 2, text: 'x' })).toBe('NOT_FOUND');
	expect(await code('save', { ...place, text: '' })).toBe('INVALID_ARG_VALUE');
	expect(await code('save', place)).toBe('100');
	expect((await ask('crm.timeline.note.delete', place)).body.result).toBe(true);
	expect(await code('delete', place)).toBe('NOT_FOUND');
});

test('Drive takes a file once by its name, never in a batch; groups and storages are listed', async () => {
	const { ask, refusal, batch, task, vendor } = it24;
	const file = { id: 2, data: { NAME: 'offer.pdf' }, fileContent: ['offer.pdf', 'aGVsbG8='] };
	expect((await refusal('disk.storage.uploadfile', file))[1]).toBe('DISK_OBJ_22000');
	const { ID, NAME, SIZE, DOWNLOAD_URL } = (
		await ask<DriveFile & { DOWNLOAD_URL: string }>('disk.storage.uploadfile', {
			...file,
			generateUniqueName: true,
		})
	).body.result;
	expect([typeof ID, NAME, SIZE, DOWNLOAD_URL.includes(vendor.credentials.secret)]).toEqual([
		'number',
		'offer (1).pdf',
		'5',
		true,
	]);
	await ask('tasks.task.update', { taskId: 1, fields: { UF_TASK_WEBDAV_FILES: [`n${ID}`] } });
	expect(task(1)?.UF_TASK_WEBDAV_FILES).toHaveLength(1);
	expect((await refusal('disk.storage.uploadfile', { ...file, id: 9 })).slice(1)).toEqual([
		'ERROR_NOT_FOUND',
		'Could not find entity with id `9`',
	]);
	expect((await refusal('disk.storage.uploadfile', { ...file, data: {} }))[1]).toBe(
		'DISK_BASE_SERVICE_22001',
	);
	expect(
		(
			await refusal('disk.storage.uploadfile', {
				...file,
				fileContent: ['a', 'data:text/plain;base64,aGk='],
			})
		)[1],
	).toBe('ERROR_COULD_NOT_SAVE_FILE');
	const query =
		'disk.storage.uploadfile?id=2&data[NAME]=b.txt&fileContent[0]=b.txt&fileContent[1]=aGk%3D';
	expect((await batch(query)).result_error.i0?.error).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED');
	const storages = (await ask<Row[]>('disk.storage.getlist', { start: 0 })).body;
	expect([storages.total, storages.result.map(({ ENTITY_TYPE }) => ENTITY_TYPE)]).toEqual([
		3,
		['common', 'user', 'group'],
	]);
	const groups = (
		await ask<Row[]>('sonet_group.get', {
			ORDER: { NAME: 'ASC' },
			FILTER: { '%NAME': 'sales' },
			start: 0,
		})
	).body;
	expect([groups.total, groups.result[0]?.NAME]).toEqual([3, 'Sales group 10']);
});

test('each family needs its scope; a method that answers null may be missing in a batch', async () => {
	const narrow = await portal({ scopes: ['tasks', 'crm', 'task'], batchNulls: 'missing' });
	for (const [method, params] of [
		['disk.storage.getlist', {}],
		['sonet_group.get', {}],
		['im.message.delete', { MESSAGE_ID: 1 }],
	] as const) {
		expect((await narrow.refusal(method, params)).slice(0, 2)).toEqual([403, 'insufficient_scope']);
	}
	const { result, result_error: errors } = await narrow.batch(
		'task.checklistitem.update?TASKID=1&ITEMID=4&FIELDS[TITLE]=new',
		'tasks.task.get?taskId=1&select[0]=ID',
	);
	expect([Object.keys(result), errors]).toEqual([['i1'], []]);
	await narrow.fake.close();
	const old = await portal({ scopes: ['tasks'] });
	expect((await old.refusal('tasks.task.get', { taskId: 1 }))[1]).toBe('insufficient_scope');
	expect((await old.refusal('task.checklistitem.getlist', { TASKID: 1 }))[1]).toBe(
		'insufficient_scope',
	);
	await old.fake.close();
});
