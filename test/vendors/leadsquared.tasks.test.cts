import { there } from '../support/there.cts';
import { leadsquared } from './leadsquared.cts';
import type { TaskType } from './leadsquared.tasks.data.cts';
import { tenant, type Row, type Tenant } from './leadsquared.tenant.cts';

const ids = leadsquared();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

const task = (more = {}) => ({
	Name: 'Ring',
	TaskType: { Name: 'Phone Call' },
	RelatedEntity: 1,
	RelatedEntityId: ids.leadId(3),
	OwnerId: ids.userId(2),
	...more,
});
const one = async (id: string) => (await lsq.get<Row[]>(`Task.svc/Retrieve.GetById?id=${id}`)).body;
const WINDOW = { FromDate: '2026-01-01', ToDate: '2026-03-31' };

test('a to-do and an appointment come back as task objects', async () => {
	const { post, vendor } = lsq;
	const made = await post(
		'Task.svc/Create',
		task({
			DueDate: '2026-05-01 10:00:00',
			CustomFields: { mx_Custom_2: '3' },
			ReminderBeforeDays: '1',
			ReminderTime: '09:30:00',
			NotifyBy: '1100',
		}),
	);
	expect(made).toEqual({
		status: 200,
		body: { Status: 'Success', Message: { Id: ids.newRecordId(1) } },
	});
	expect(await one(ids.newRecordId(1))).toEqual([
		expect.objectContaining({
			UserTaskId: ids.newRecordId(1),
			Category: 1,
			TaskType: { Id: ids.taskTypeId(3), Name: 'Phone Call', Category: 1 },
			RelatedEntityIdName: expect.stringContaining(' '),
			DueDate: '2026-05-01 10:00:00.000',
			EndDate: '2026-05-01 10:30:00.000',
			CompletedOn: '0001-01-01 00:00:00.000',
			CreatedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000$/),
			ReminderBeforeDays: 1,
			OwnerEmailAddress: 'user2@account.example',
			CustomFields: { mx_Custom_2: '3' },
			StatusCode: 0,
		}),
	]);
	const appointment = task({
		TaskType: { Name: 'Meeting' },
		OwnerId: undefined,
		OwnerEmailAddress: 'user3@account.example',
		RelatedEntity: 0,
		Reminder: 20,
		Location: 'Pune',
	});
	const { Id } = (await post('Task.svc/Create', appointment)).body.Message;
	expect((await one(Id))[0]).toMatchObject({
		Category: 0,
		OwnerId: ids.userId(3),
		RelatedEntityId: '',
		Reminder: 20,
		Location: 'Pune',
	});
	expect(vendor.writes.map((write) => write.name)).toEqual(['Ring', 'Ring']);
	expect(await one(UNKNOWN)).toEqual([]);
});

test.each([
	['an unknown key', { StatusCode: 1 }, '400'],
	['the type as a text', { TaskType: 'Phone Call' }, '400'],
	['custom fields as a list', { CustomFields: [] }, '400'],
	['a number as custom field', { CustomFields: { mx_Custom_1: 5 } }, '400'],
	['no name', { Name: '' }, '500 MandatoryAttributeMissing'],
	['no type', { TaskType: undefined }, '500 MandatoryAttributeMissing'],
	['no owner', { OwnerId: undefined }, '500 MandatoryAttributeMissing'],
	['nothing it is about', { RelatedEntity: undefined }, '500 MandatoryAttributeMissing'],
	['no lead', { RelatedEntityId: undefined }, '500 MandatoryAttributeMissing'],
	['an unknown lead', { RelatedEntityId: UNKNOWN }, '500 InvalidLead'],
	['a lead as an opportunity', { RelatedEntity: 5 }, '500 InvalidEntityReference'],
	['another entity', { RelatedEntity: 2 }, '500 InvalidInput'],
	['an unknown type', { TaskType: { Name: 'Dance' } }, '500 InvalidInput'],
	['an inactive owner', { OwnerId: ids.userId(12) }, '500 InvalidEntityReference'],
	['an ISO date', { DueDate: '2026-05-01T10:00:00Z' }, '500 InvalidInput'],
	[
		'an end before the beginning',
		{ DueDate: '2026-05-01 10:00:00', EndDate: '2026-04-01 10:00:00' },
		'500 InvalidInput',
	],
	['another way to notify', { NotifyBy: '1' }, '500 InvalidInput'],
	['an unknown custom field', { CustomFields: { mx_Custom_9: 'x' } }, '500 UnknownAttribute'],
	[
		'no mandatory custom field',
		{ TaskType: { Name: 'Document Collection' } },
		'500 MandatoryFieldMissing',
	],
	[
		'a custom value off the list',
		{ TaskType: { Name: 'Document Collection' }, CustomFields: { mx_Custom_1: 'Song' } },
		'500 InvalidEntityReference',
	],
])('a task with %s is refused', async (_, more, refusal) => {
	expect(await lsq.refusal('Task.svc/Create', task(more))).toBe(refusal);
	expect([lsq.vendor.store.tasks.size, lsq.vendor.writes]).toEqual([60, []]);
});

test('an update changes what it names and completes nothing; an unknown task is no rows or a refusal', async () => {
	const { post, refusal, vendor } = lsq;
	const UserTaskId = ids.taskId(4);
	const before = vendor.store.tasks.get(UserTaskId);
	const kept = { ...before };
	expect((await post('Task.svc/Update', { UserTaskId, OwnerId: ids.userId(7) })).body).toEqual({
		Status: 'Success',
		Message: { AffectedRows: 1, AutoId: 4 },
	});
	expect(vendor.store.tasks.get(UserTaskId)).toEqual({
		...kept,
		OwnerId: ids.userId(7),
		ModifiedOn: expect.any(Number),
	});
	await post('Task.svc/Update', { UserTaskId, DueDate: '2026-06-01 08:00:00' });
	expect((await one(UserTaskId))[0]).toMatchObject({
		DueDate: '2026-06-01 08:00:00.000',
		EndDate: '2026-06-01 10:00:00.000',
		StatusCode: 0,
	});
	expect(
		(await post('Task.svc/Update', { UserTaskId: UNKNOWN, Name: 'x' })).body.Message.AffectedRows,
	).toBe(0);
	expect(await refusal('Task.svc/Update', { UserTaskId, TaskType: { Name: 'Meeting' } })).toBe(
		'400',
	);
	expect(await refusal('Task.svc/Update', { UserTaskId, CustomFields: { mx_Custom_1: '' } })).toBe(
		'500 MandatoryFieldMissing',
	);
	expect(vendor.writes).toHaveLength(2);
	const strict = await tenant({ unknownTask: 'error', taskUpdateKeys: 'all' });
	expect(await strict.refusal('Task.svc/Update', { UserTaskId: UNKNOWN, Name: 'x' })).toBe(
		'500 InvalidInput',
	);
	expect((await strict.get(`Task.svc/MarkComplete?id=${UNKNOWN}`)).status).toBe(500);
	expect((await strict.post('Task.svc/Update', { UserTaskId, Location: 'Delhi' })).status).toBe(
		200,
	);
	await strict.fake.close();
});

test('a task is completed by GET only, and again without harm', async () => {
	const { get, post, vendor } = lsq;
	const id = ids.taskId(4);
	expect((await post(`Task.svc/MarkComplete?id=${id}`, {})).status).toBe(405);
	expect((await get(`Task.svc/MarkComplete?id=${id}`)).body).toEqual({
		Status: 'Success',
		Message: { AffectedRows: 1 },
	});
	const { StatusCode, CompletedOn } = there((await one(id))[0]);
	expect([StatusCode, String(CompletedOn).startsWith('0001')]).toEqual([1, false]);
	await get(`Task.svc/MarkComplete?id=${id}`);
	expect((await one(id))[0]?.CompletedOn).toBe(CompletedOn);
	expect(vendor.writes.map((write) => write.id)).toEqual([id, id]);
	const plain = await tenant({ completeAnswer: 'plain' });
	expect((await plain.get(`Task.svc/MarkComplete?id=${id}`)).body).toEqual({ Status: 'Success' });
	await plain.fake.close();
});

test("an owner's tasks: filters, columns, Offset to the end, a shared task with both", async () => {
	const { post, refusal } = lsq;
	const list = async (Parameter: object, more: object = {}) =>
		(
			await post('Task.svc/Retrieve', {
				Parameter: { LookupName: 'OwnerId', LookupValue: ids.userId(1), ...Parameter },
				...more,
			})
		).body;
	const found: unknown[] = [];
	for (let Offset = 0; ; Offset += 4) {
		const { RecordCount, List } = await list(
			{},
			{ Sorting: { ColumnName: 'Duedate', Direction: 0 }, Paging: { Offset, RowCount: 4 } },
		);
		expect(RecordCount).toBe(15);
		if (List === undefined) break;
		found.push(...List.map((row) => row.DueDate));
	}
	expect(found).toHaveLength(15);
	expect(found).toEqual(found.toSorted());
	expect((await list({ StatusCode: 1 })).RecordCount).toBe(5);
	expect((await list({ TypeName: ids.taskTypeId(1) })).RecordCount).toBe(3);
	expect((await list({ TypeName: 'Meeting' })).RecordCount).toBe(0);
	expect(
		(await list({ FromDate: '2026-01-05 00:00:00', ToDate: '2026-01-09 23:59:59' })).RecordCount,
	).toBe(2);
	const { List } = await list({}, { Columns: { Exclude_CSV: 'Description, CustomFields' } });
	expect(List?.[0]).not.toHaveProperty('Description');
	expect(List?.[0]).toHaveProperty('Name');
	const shared = await list({
		LookupName: 'OwnerEmailAddress',
		LookupValue: 'user2@account.example',
	});
	expect([
		shared.RecordCount,
		shared.List?.some((other) => other.UserTaskId === ids.taskId(12)),
	]).toEqual([16, true]);
	expect(await refusal('Task.svc/Retrieve', { Parameter: {} })).toBe(
		'500 MandatoryAttributeMissing',
	);
	expect(
		await refusal('Task.svc/Retrieve', { Parameter: { LookupName: 'Name', LookupValue: 'x' } }),
	).toBe('500 InvalidInput');
	const pages = await tenant({ taskOffsetCounts: 'pages', emptyList: 'empty' });
	const page = async (Offset: number) =>
		await pages.post('Task.svc/Retrieve', {
			Parameter: { LookupName: 'OwnerId', LookupValue: ids.userId(1) },
			Paging: { Offset, RowCount: 10 },
		});
	expect((await page(1)).body.List).toHaveLength(5);
	expect((await page(2)).body.List).toEqual([]);
	await pages.fake.close();
});

test("a lead's tasks have keys of their own", async () => {
	const { body } = await lsq.get(`LeadManagement.svc/RetrieveTaskByLeadId?leadId=${ids.leadId(4)}`);
	expect(body.RecordCount).toBe(6);
	expect(body.TaskList[0]).toEqual({
		TaskID: ids.taskId(3),
		Name: 'Task 3',
		Description: 'Description 3',
		DueDate: '2026-01-04 10:00:00.000',
		CreatedOn: '2026-01-01 00:03:00.000',
		OwnerID: ids.userId(4),
		OwnerName: expect.any(String),
		CreatedBy: ids.userId(1),
		CreatedByName: expect.any(String),
		Status: 'Completed',
		Reminder: '0',
	});
	expect((await lsq.get(`LeadManagement.svc/RetrieveTaskByLeadId?leadId=${UNKNOWN}`)).body).toEqual(
		{ RecordCount: 0 },
	);
});

test('to-dos and appointments of users, by days, at most a hundred', async () => {
	const { post, refusal } = lsq;
	const Users = [ids.userId(1), ids.userId(2)];
	const toDos = (
		await post('Task.svc/RetrieveToDos/ByUserId', {
			...WINDOW,
			Users,
			Paging: { PageIndex: 1, PageSize: 200 },
		})
	).body;
	expect(new Set(toDos.List?.map((row) => row.Category))).toEqual(new Set([1]));
	interface Appointments {
		readonly RecordCount: number;
		readonly List: Array<{ UserTaskId: string; Category?: number; TaskType: TaskType }>;
	}
	const appointments = (
		await post<Appointments>('Task.svc/RetrieveAppointments/ByUserEmailAddress', {
			...WINDOW,
			Users: ['user1@account.example', 'user2@account.example'],
		})
	).body;
	expect(appointments.RecordCount + toDos.RecordCount).toBe(30);
	expect(
		new Set(appointments.List.map(({ Category, TaskType }) => `${Category} ${TaskType.Category}`)),
	).toEqual(new Set(['undefined 0']));
	expect(
		await refusal('Task.svc/RetrieveAppointments/ByUserId', {
			FromDate: '2026-01-01 00:00:00',
			ToDate: '2026-01-02',
			Users,
		}),
	).toBe('500 InvalidInput');
	expect(
		(
			await post('Task.svc/RetrieveToDos/ByUserEmailAddress', {
				...WINDOW,
				Users: ['user1@account.example'],
			})
		).body.RecordCount,
	).toBe(9);
	const paged = (
		await post('Task.svc/RetrieveAppointments/ByUserId', {
			...WINDOW,
			Users,
			Paging: { PageIndex: '2', PageSize: '5' },
		})
	).body;
	expect(paged.List?.[0]?.UserTaskId).toBe(there(appointments.List[5]).UserTaskId);
	const LONG = { FromDate: '2026-01-01', ToDate: '2026-04-12', Users };
	expect(await refusal('Task.svc/RetrieveToDos/ByUserId', LONG)).toBe('500 InvalidInput');
	expect(
		(await post('Task.svc/RetrieveToDos/ByUserId', { ...LONG, ToDate: '2026-04-11' })).status,
	).toBe(200);
	expect((await post('Task.svc/RetrieveAppointments/ByUserId', LONG)).status).toBe(200);
	expect(
		await refusal('Task.svc/RetrieveToDos/ByUserId', {
			...WINDOW,
			FromDate: '2026-01-01 00:00:00',
			Users,
		}),
	).toBe('500 InvalidInput');
	expect(await refusal('Task.svc/RetrieveToDos/ByUserId', { ...WINDOW, Users: [] })).toBe(
		'500 MandatoryAttributeMissing',
	);
});

test('up to fifty tasks in one call, told row by row or not at all', async () => {
	const { post, refusal, vendor } = lsq;
	const { body } = await post('Task.svc/Bulk/Create', {
		TaskList: [task(), task({ RelatedEntityId: UNKNOWN }), task()],
	});
	expect(body.Response).toEqual([
		{ RowNumber: 1, Id: ids.newRecordId(1), ExceptionMessage: null },
		{
			RowNumber: 2,
			Id: null,
			ExceptionType: 'MXInvalidLeadException',
			ExceptionMessage: 'Lead does not exist.',
		},
		{ RowNumber: 3, Id: ids.newRecordId(2), ExceptionMessage: null },
	]);
	expect(vendor.writes).toHaveLength(2);
	expect(
		await refusal('Task.svc/Bulk/Create', { TaskList: Array.from({ length: 51 }, () => task()) }),
	).toBe('500 InvalidInput');
	expect(await refusal('Task.svc/Bulk/Create', [task()])).toBe('400');
	const plain = await tenant({ bulkTaskAnswer: 'plain' });
	expect((await plain.post('Task.svc/Bulk/Create', { TaskList: [task()] })).body).toEqual({
		Status: 'Success',
		Message: { Message: expect.stringContaining('queued') },
	});
	expect(plain.vendor.store.tasks.size).toBe(61);
	await plain.fake.close();
});

test('tasks are deleted when the queue runs, or at once', async () => {
	const { post, refusal, vendor } = lsq;
	const TaskIds = [ids.taskId(1), ids.taskId(2).toUpperCase(), UNKNOWN];
	expect((await post('Task.svc/DeleteTasks', { TaskIds })).body).toEqual({
		Status: 'Success',
		Operation: 'Delete',
		TasksCount: 3,
		DeletedTasksCount: 2,
		FailureReason: 'Some tasks do not exist.',
	});
	expect([vendor.store.tasks.size, vendor.store.queued[0]?.ids]).toEqual([
		60,
		[ids.taskId(1), ids.taskId(2)],
	]);
	vendor.runQueue();
	expect([vendor.store.tasks.size, vendor.store.queued]).toEqual([58, []]);
	expect(vendor.writes.map((write) => write.id)).toEqual([ids.taskId(1), ids.taskId(2)]);
	expect(await refusal('Task.svc/DeleteTasks', { TaskIds: [] })).toBe('500 InvalidInput');
	expect(await refusal('Task.svc/DeleteTasks', { TaskIds: [1] })).toBe('400');
	const now = await tenant({ queue: 'now', deleteTasksAnswer: 'queued' });
	expect((await now.post('Task.svc/DeleteTasks', { TaskIds })).body.Message.Message).toContain(
		'queued',
	);
	expect(now.vendor.store.tasks.size).toBe(58);
	await now.fake.close();
});

test('task types: all, by id, name or kind; their names and filters are not certain', async () => {
	const { get } = lsq;
	const types = async (query = '') => (await get<Row[]>(`Task.svc/RetrieveTaskType${query}`)).body;
	const all = await types();
	expect(all.map((type) => [type.Name, type.Category])).toEqual([
		['Meeting', 0],
		['Site Visit', 0],
		['Phone Call', 1],
		['To-Do', 1],
		['Document Collection', 1],
	]);
	expect(all[4]).toMatchObject({
		CreatedOn: expect.stringMatching(/^\/Date\(\d{13}\+0000\)\/$/),
		ColumnConfiguration: [{ SchemaName: 'mx_Custom_1', Mandatory: true, DataType: 0 }, {}],
	});
	expect(await types(`?ColumnName=TaskTypeId&ColumnValue=${ids.taskTypeId(2)}`)).toEqual([all[1]]);
	expect(await types('?ColumnName=TaskTypeName&ColumnValue=To-Do')).toEqual([all[3]]);
	expect(await types('?ColumnName=Category&ColumnValue=0')).toEqual([all[0], all[1]]);
	expect((await get('Task.svc/RetrieveTaskType?ColumnName=TaskName&ColumnValue=x')).status).toBe(
		500,
	);
	const other = await tenant({ taskTypeKey: 'TaskTypeName', taskTypeFilter: 'TaskName' });
	const meeting = 'Task.svc/RetrieveTaskType?ColumnName=TaskName&ColumnValue=Meeting';
	expect((await other.get<Row[]>(meeting)).body[0]).toMatchObject({ TaskTypeName: 'Meeting' });
	await other.fake.close();
});
