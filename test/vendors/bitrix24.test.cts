import { there } from '../support/there.cts';
import { type Answered, type Batch, type Client, portal, type Row } from './bitrix24.client.cts';
import type { Activity } from './bitrix24.records.cts';

const SUCCESS_TIME = [
	'start',
	'finish',
	'duration',
	'processing',
	'date_start',
	'date_finish',
	'operating',
	'operating_reset_at',
];

let it24: Client;
beforeAll(async () => void (it24 = await portal()));
afterAll(() => it24.fake.close());
beforeEach(() => it24.fake.reset());

const FIRST_CONTACT = { VALUE: '+49 1', ENTITY_ID: 1, ENTITY_TYPE_ID: 3 };

test('answers a right secret, with and without .json, by POST, form and GET; refuses a wrong one', async () => {
	const { base, fake, ask } = it24;
	const { body } = await ask('profile');
	expect(body.result).toEqual({ ID: '1', ADMIN: true, NAME: 'Boris', TIME_ZONE: 'Europe/Berlin' });
	expect(Object.keys(body.time).sort()).toEqual([...SUCCESS_TIME].sort());
	const got = await (await fetch(`${base}crm.activity.get.json?id=1`)).json();
	expect(got.result).toMatchObject({ ID: '1', TYPE_ID: '1', SETTINGS: [] });
	const form = await (
		await fetch(`${base}crm.activity.update`, {
			method: 'POST',
			body: new URLSearchParams({ id: '1', 'fields[SUBJECT]': 'a & b' }),
		})
	).json();
	expect(form.result).toBe(true);
	expect(it24.vendor.store.activities.get(1)?.SUBJECT).toBe('a & b');
	for (const path of [
		'/rest/1/wrong/profile',
		'/rest/2/f4k3s3cr3tw3bh00/profile',
		'/rest/profile',
	]) {
		const response = await fetch(fake.url + path);
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({
			error: 'NO_AUTH_FOUND',
			error_description: 'Wrong authorization data',
		});
	}
	expect((await fetch(`${base}profile`, { method: 'DELETE' })).status).toBe(405);
	expect((await fetch(`${base}profile?x=${'y'.repeat(2048)}`)).status).toBe(414);
	expect((await fetch(`${fake.url}/somewhere`)).status).toBe(404);
});

test(
	'the traces of an SDK in the query are no parameters, except to methods that count; ' +
		'anything else in the query is one',
	async () => {
		const ask = async (method: string, params: object) =>
			(await it24.ask<Row>(method, params)).body;
		const traces = 'bx24_request_id=fca04c53&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
		expect((await ask(`crm.activity.get?${traces}`, { id: 4 })).result.ID).toBe('4');
		expect((await ask(`crm.activity.get?${traces}&other=1`, { id: 4 })).error_description).toBe(
			'Unknown field other',
		);
		expect((await ask('task.checklistitem.getlist', { TASKID: 1 })).result).toHaveLength(4);
		expect((await ask(`task.checklistitem.getlist?${traces}`, { TASKID: 1 })).error).toBe(
			'ERROR_CORE',
		);
	},
);

test(
	'an unknown method is 404, an app-only method names its context, a missing scope is ' +
		'403, an inactive user has an empty profile',
	async () => {
		const { refusal } = it24;
		expect(await refusal('crm.activity.invented')).toEqual([
			404,
			'ERROR_METHOD_NOT_FOUND',
			'Method not found!',
		]);
		expect(await refusal('crm.activity.configurable.add')).toEqual([
			400,
			'ERROR_WRONG_CONTEXT',
			'The method can only be called in the context of an application',
		]);
		expect(await refusal('crm.activity.type.list')).toEqual([
			403,
			'ACCESS_DENIED',
			'Access denied! Application context required',
		]);
		const narrow = await portal({ scopes: ['user_brief'], userId: 10 });
		expect(await narrow.refusal('crm.activity.get', { id: 1 })).toEqual([
			403,
			'insufficient_scope',
			expect.any(String),
		]);
		expect((await narrow.ask<Row[]>('user.get', { start: -1 })).body.result[0]).not.toHaveProperty(
			'EMAIL',
		);
		expect((await narrow.ask('profile')).body.result).toEqual([]);
		await narrow.fake.close();
	},
);

test('the bucket holds its burst, then says 503 and executes nothing; a batch is one hit', async () => {
	const small = await portal({ bucket: { burst: 3, perSecond: 0 } });
	const cmd = Object.fromEntries(
		Array.from({ length: 50 }, (_, index) => [
			`k${index}`,
			`crm.activity.update?id=${index + 1}&fields[SUBJECT]=x`,
		]),
	);
	expect((await small.ask('batch', { cmd })).status).toBe(200);
	expect((await small.ask('profile')).status).toBe(200);
	expect((await small.ask('profile')).status).toBe(200);
	expect(await small.update(1, { SUBJECT: 'late' })).toEqual([
		503,
		'QUERY_LIMIT_EXCEEDED',
		'Too many requests',
	]);
	expect(small.vendor.writes).toHaveLength(50);
	expect(small.vendor.writes.every((write) => write.batch)).toBe(true);
	small.fake.reset();
	expect((await small.ask('profile')).status).toBe(200);
	await small.fake.close();
	const counted = async (plan: 'enterprise' | 'standard') => {
		const fresh = await portal({ plan, bucket: undefined });
		const statuses = await Promise.all(
			Array.from({ length: 300 }, async () => (await fresh.ask('profile')).status),
		);
		await fresh.fake.close();
		return statuses.filter((status) => status === 200).length;
	};
	const standard = await counted('standard');
	expect(standard).toBeGreaterThanOrEqual(50);
	expect(standard).toBeLessThan(200);
	expect(await counted('enterprise')).toBeGreaterThanOrEqual(250);
});

test('the activity list pages to the end by start and by id, each row once', async () => {
	const { ask, vendor } = it24;
	const byStart: Row[] = [];
	for (let start: number | undefined = 0; start !== undefined;) {
		const { body }: { body: Answered<Row[]> } = await ask('crm.activity.list', {
			select: ['ID', 'START_TIME'],
			start,
		});
		expect(body.total).toBe(3003);
		byStart.push(...body.result);
		start = body.next;
	}
	expect(new Set(byStart.map((row) => row.ID)).size).toBe(3003);
	expect(byStart.map((row) => row.START_TIME)).toEqual(
		byStart.map((row) => row.START_TIME).toSorted(),
	);
	const byId: number[] = [];
	for (let last: number | undefined = 0, size = 50; size === 50;) {
		const { body }: { body: Answered<Row[]> } = await ask('crm.activity.list', {
			select: ['ID'],
			order: { ID: 'ASC' },
			filter: { '>ID': last, '!PROVIDER_ID': 'CRM_TODO' },
			start: -1,
		});
		expect(body).not.toHaveProperty('total');
		byId.push(...body.result.map((row) => Number(row.ID)));
		[last, size] = [byId.at(-1), body.result.length];
	}
	expect(byId).toEqual(
		[...vendor.store.activities.values()]
			.filter((row) => row.PROVIDER_ID !== 'CRM_TODO')
			.map((row) => Number(row.ID)),
	);
});

test('list filters, select and the doubles of a BINDINGS filter', async () => {
	const { ask, refusal } = it24;
	const { body } = await ask<Activity[]>('crm.activity.list', {
		filter: {
			'%SUBJECT': 'call 12',
			'@RESPONSIBLE_ID': ['1', 2, 4],
			COMPLETED: 'N',
			'>=START_TIME': '2026-01-06T00:00:00Z',
		},
		order: { ID: 'desc' },
		select: ['ID', 'COMMUNICATIONS', 'SUBJECT'],
	});
	expect(body.result.length).toBeGreaterThan(2);
	expect(body.result.every((row) => row.SUBJECT.startsWith('Call 12'))).toBe(true);
	expect(body.result[0]?.COMMUNICATIONS).toHaveLength(1);
	const pairs = { BINDINGS: [{ OWNER_TYPE_ID: 2 }, { OWNER_TYPE_ID: 3, OWNER_ID: 11 }] };
	const twice = await ask<Row[]>('crm.activity.list', { filter: { ...pairs, ID: 10 } });
	expect(twice.body.result.map((row) => row.ID)).toEqual(['10', '10']);
	expect(await refusal('crm.activity.list', { filter: { COLOUR: 1 } })).toEqual([
		400,
		'',
		'Unknown field COLOUR',
	]);
	expect(await refusal('crm.activity.list', { filter: 'x' })).toEqual([
		400,
		'',
		"Parameter 'filter' must be array.",
	]);
	expect(
		(await refusal('crm.activity.list', { filter: { '>START_TIME': '2026-01-06' } }))[2],
	).toContain('START_TIME');
});

test('crm.activity.update stores what was sent, in the portal zone, and completes', async () => {
	const { ask, vendor } = it24;
	const FILES = [{ fileData: ['a.txt', 'aGVsbG8='] }];
	const fields = {
		SUBJECT: 'New',
		START_TIME: '2026-09-30T15:00:00+02:00',
		COMPLETED: 'N',
		PRIORITY: 3,
		SETTINGS: { A: 'b' },
		FILES,
	};
	expect((await ask('crm.activity.update', { id: '4', fields })).body.result).toBe(true);
	const { body } = await ask('crm.activity.get', { id: 4 });
	expect(body.result).toMatchObject({
		SUBJECT: 'New',
		START_TIME: '2026-09-30T16:00:00+03:00',
		DEADLINE: '2026-09-30T16:00:00+03:00',
		PRIORITY: '3',
		STATUS: '1',
		SETTINGS: { A: 'b' },
	});
	expect(body.result).not.toHaveProperty('FILES');
	expect(vendor.store.activities.get(4)?.FILES).toEqual(FILES);
	expect(vendor.writes).toEqual([{ method: 'crm.activity.update', id: 4, fields, batch: false }]);
	const listed = await ask<Array<{ FILES: Row[] }>>('crm.activity.list', {
		filter: { ID: 4 },
		select: ['FILES'],
	});
	expect(listed.body.result[0]?.FILES[0]?.url).toContain(vendor.credentials.secret);
	await ask('crm.activity.update', { id: vendor.fixed.closedTodo, fields: { COMPLETED: 'N' } });
	expect(vendor.store.activities.get(vendor.fixed.closedTodo)).toMatchObject({
		COMPLETED: 'N',
		STATUS: '1',
	});
});

test.each([
	['an unknown id', 999999, { SUBJECT: 'x' }, 'Activity is not found.'],
	['an empty subject', 4, { SUBJECT: ' ' }, 'The field SUBJECT is not defined or empty'],
	['no such user', 4, { RESPONSIBLE_ID: 0 }, 'The field RESPONSIBLE_ID is not defined or invalid'],
	['a wrong type', 4, { TYPE_ID: 5 }, 'The field TYPE_ID is not defined or invalid'],
	[
		'communications that are no list',
		4,
		{ COMMUNICATIONS: FIRST_CONTACT },
		'The field COMMUNICATIONS is not defined or invalid',
	],
	[
		'two communications of a call',
		4,
		{ COMMUNICATIONS: [FIRST_CONTACT, FIRST_CONTACT] },
		'The only one communication is allowed for activity of specified type',
	],
	[
		'an owner that does not exist',
		4,
		{ OWNER_TYPE_ID: 2, OWNER_ID: 99999 },
		'Could not build binding. Please ensure that owner info and communications are defined correctly',
	],
	[
		'a custom type without provider',
		4,
		{ TYPE_ID: 6 },
		'The custom activity without provider is not supported in current context',
	],
	[
		'a configurable activity',
		9001,
		{ SUBJECT: 'x' },
		'Use crm.activity.configurable.update for this activity provider',
	],
	["an app's activity", 9002, { SUBJECT: 'x' }, 'Application context required'],
	["somebody else's activity", 9003, { SUBJECT: 'x' }, 'Access denied.'],
	['an unknown field', 4, { COLOUR: 'red' }, 'Unknown field COLOUR'],
	['a read-only field', 4, { AUTHOR_ID: 1 }, 'The field AUTHOR_ID is read-only'],
	[
		'a date without offset',
		4,
		{ START_TIME: '2026-09-30T15:00:00' },
		'The field START_TIME has an invalid value',
	],
	[
		'a day that is none',
		4,
		{ START_TIME: '2026-02-30T15:00:00Z' },
		'The field START_TIME has an invalid value',
	],
	['a flag in words', 4, { COMPLETED: true }, 'The field COMPLETED has an invalid value'],
	[
		'a file with a data: prefix',
		4,
		{ FILES: [{ fileData: ['a', 'data:text/plain;base64,aGk='] }] },
		'The field FILES has an invalid value',
	],
	['no fields', 4, {}, "The parameter 'fields' must be array."],
])(
	'crm.activity.update refuses %s with 400, an empty code and the vendor text',
	async (_, id, fields, text) => {
		expect(await it24.update(id, fields)).toEqual([400, '', text]);
		expect(it24.vendor.writes).toEqual([]);
	},
);

test('crm.activity.add makes calls and mails, and refuses tasks; a finished outgoing mail is really sent', async () => {
	const { ask, refusal, vendor } = it24;
	const call = {
		OWNER_TYPE_ID: 2,
		OWNER_ID: 7,
		TYPE_ID: 2,
		SUBJECT: 'Call',
		RESPONSIBLE_ID: 2,
		COMMUNICATIONS: [FIRST_CONTACT],
	};
	const { body } = await ask('crm.activity.add', { fields: call });
	expect(body.result).toBe(9005);
	expect(vendor.store.activities.get(9005)).toMatchObject({
		ID: '9005',
		BINDINGS: [{ OWNER_TYPE_ID: '2', OWNER_ID: '7' }],
		COMMUNICATIONS: [{ TYPE: 'PHONE' }],
	});
	for (const [name, text] of [
		['SUBJECT', /SUBJECT is not/],
		['TYPE_ID', /TYPE_ID is not/],
		['RESPONSIBLE_ID', /RESPONSIBLE_ID is not/],
		['COMMUNICATIONS', /COMMUNICATIONS is not/],
		['OWNER_ID', /Could not build binding/],
	] as const) {
		expect(
			(await refusal('crm.activity.add', { fields: { ...call, [name]: undefined } }))[2],
		).toMatch(text);
	}
	expect((await refusal('crm.activity.add', { fields: { ...call, TYPE_ID: 3 } }))[2]).toMatch(
		/TYPE_ID is not defined or invalid/,
	);
	expect(
		(
			await refusal('crm.activity.add', {
				fields: { ...call, PROVIDER_ID: 'CONFIGURABLE_REST_APP' },
			})
		)[2],
	).toMatch(/crm.activity.configurable.add/);
	const mail = {
		...call,
		TYPE_ID: 4,
		DIRECTION: 2,
		COMMUNICATIONS: [{ ...FIRST_CONTACT, VALUE: 'a@example.com' }],
	};
	await ask('crm.activity.add', { fields: { ...mail, COMPLETED: 'N' } });
	expect(vendor.store.sentMails).toEqual([]);
	await ask('crm.activity.add', { fields: { ...mail, COMPLETED: 'Y' } });
	expect(vendor.store.sentMails).toEqual([{ id: 9007, to: ['a@example.com'], subject: 'Call' }]);
	expect((await ask('crm.activity.delete', { id: 9007 })).body.result).toBe(true);
	expect(await refusal('crm.activity.get', { id: 9007 })).toEqual([
		400,
		'',
		'Activity is not found.',
	]);
});

test('to-dos: add, change by part, reset of what is left out, and every code', async () => {
	const { ask, refusal, vendor } = it24;
	const whose = { ownerTypeId: 2, ownerId: 7 };
	const { body } = await ask('crm.activity.todo.add', {
		...whose,
		deadline: '2026-09-30T15:00:00+02:00',
		title: 'T',
		description: 'D',
		pingOffsets: [0, 15],
		colorId: '3',
	});
	const { id } = body.result;
	const todo = { id, ...whose };
	expect(vendor.store.todos.get(id)).toEqual({
		pingOffsets: [0, 15],
		colorId: '3',
		parentActivityId: null,
	});
	expect(vendor.store.activities.get(id)).toMatchObject({
		TYPE_ID: '6',
		PROVIDER_ID: 'CRM_TODO',
		SUBJECT: 'T',
		DEADLINE: '2026-09-30T16:00:00+03:00',
	});
	expect((await ask('crm.activity.todo.updateColor', { ...todo, colorId: 5 })).body.result).toEqual(
		{ id },
	);
	await ask('crm.activity.todo.updateDescription', { ...todo, value: 'E' });
	expect(vendor.store.activities.get(id)?.DESCRIPTION).toBe('E');
	await ask('crm.activity.todo.update', {
		...todo,
		deadline: '2026-10-01T15:00:00+02:00',
		responsibleId: 3,
	});
	expect(vendor.store.activities.get(id)).toMatchObject({
		SUBJECT: 'T',
		DESCRIPTION: '',
		RESPONSIBLE_ID: '3',
	});
	expect(vendor.store.todos.get(id)).toEqual({
		pingOffsets: [],
		colorId: '',
		parentActivityId: null,
	});
	const code = async (method: string, params: object) =>
		(await refusal(`crm.activity.todo.${method}`, params))[1];
	expect(await code('update', { id, ...whose })).toBe('100');
	expect(await code('updateDeadline', { ...todo, value: 'tomorrow' })).toBe(
		'WRONG_DATETIME_FORMAT',
	);
	expect(await code('updateDeadline', { ...todo, id: 4, value: '2026-10-01T15:00:00Z' })).toBe(
		'NOT_FOUND',
	);
	expect(await code('updateDescription', { ...todo, ownerId: 99999, value: '' })).toBe(
		'OWNER_NOT_FOUND',
	);
	expect(
		await code('updateDescription', {
			id: vendor.fixed.denied,
			ownerTypeId: 2,
			ownerId: 1,
			value: '',
		}),
	).toBe('ACCESS_DENIED');
	expect(await code('updateColor', { ...todo, colorId: '8' })).toBe(
		'CAN_NOT_UPDATE_WRONG_COLOR_TODO',
	);
	expect(await code('updateResponsibleUser', { ...todo, responsibleId: 99 })).toBe(
		'INVALID_ARG_VALUE',
	);
	expect(
		await code('add', {
			...whose,
			deadline: '2026-10-01T15:00:00Z',
			parentActivityId: vendor.fixed.closedTodo,
		}),
	).toBe('ERROR_PARENT_ACTIVITY_RESTRICT');
	const closed = { id: vendor.fixed.closedTodo, ownerTypeId: 2, ownerId: 1 };
	expect(await code('updateDescription', { ...closed, value: '' })).toBe(
		'CAN_NOT_UPDATE_COMPLETED_TODO',
	);
	expect(await code('updateColor', { ...closed, colorId: '1' })).toBe(
		'CAN_NOT_UPDATE_COLOR_COMPLETED_TODO',
	);
	expect(await code('updateResponsibleUser', { ...closed, responsibleId: 1 })).toBe(
		'CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO',
	);
});

test('bindings: add, list, move, delete, and their codes', async () => {
	const { ask, refusal, vendor } = it24;
	const link = { activityId: 9004, entityTypeId: 3, entityId: 5 };
	const code = async (method: string, params: object) =>
		(await refusal(`crm.activity.binding.${method}`, params))[1];
	expect((await ask('crm.activity.binding.add', link)).body.result).toBe(true);
	expect(await code('add', link)).toBe('ACTIVITY_IS_ALREADY_BOUND');
	expect((await ask('crm.activity.binding.list', { activityId: 9004 })).body.result).toEqual([
		{ entityTypeId: 2, entityId: 1 },
		{ entityTypeId: 3, entityId: 5 },
	]);
	const move = {
		activityId: 9004,
		sourceEntityTypeId: 2,
		sourceEntityId: 1,
		targetEntityTypeId: 2,
		targetEntityId: 9,
	};
	expect((await ask('crm.activity.binding.move', move)).body.result).toBe(true);
	expect(vendor.store.activities.get(9004)).toMatchObject({ OWNER_TYPE_ID: '2', OWNER_ID: '9' });
	expect(await code('move', move)).toBe('BINDING_NOT_FOUND');
	expect(await code('move', { ...move, targetEntityTypeId: 3 })).toBe(
		'SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR',
	);
	expect(await code('move', { ...move, targetEntityId: 1 })).toBe(
		'SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR',
	);
	expect((await ask('crm.activity.binding.delete', link)).body.result).toBe(true);
	expect(await code('delete', { ...link, entityTypeId: 2, entityId: 9 })).toBe(
		'LAST_BINDING_CANNOT_BE_DELETED',
	);
	expect(await code('add', { ...link, entityId: 99999 })).toBe('OWNER_NOT_FOUND');
	expect(await code('add', { activityId: 9004 })).toBe('100');
	expect(await code('list', { activityId: vendor.fixed.denied })).toBe('ACCESS_DENIED');
});

test('a batch answers 200 whatever failed, keeps keys, writes empty maps as [], and stops with halt', async () => {
	const { ask, vendor } = it24;
	const cmd = {
		a: 'crm.activity.update?id=4&fields[SUBJECT]=a%26b+c&fields[COMMUNICATIONS][0][VALUE]=1&fields[COMMUNICATIONS][0][ENTITY_ID]=1&fields[COMMUNICATIONS][0][ENTITY_TYPE_ID]=3',
		b: 'crm.activity.update?id=999999&fields[SUBJECT]=x',
		c: 'crm.activity.list?filter[%3EID]=10&order[ID]=ASC',
		d: 'batch?cmd[x]=profile',
		e: 'no.method',
	};
	const all = await ask<Batch>('batch', { halt: 0, cmd });
	expect(all.status).toBe(200);
	const {
		result,
		result_error: errors,
		result_total: totals,
		result_next: nexts,
		result_time: times,
	} = all.body.result;
	expect(result.a).toBe(true);
	expect(result.c).toHaveLength(50);
	expect(errors).toEqual({
		b: { error: '', error_description: 'Activity is not found.' },
		d: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED', error_description: expect.any(String) },
		e: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
	});
	expect([totals, nexts, Object.keys(times)]).toEqual([{ c: 2993 }, { c: 50 }, ['a', 'c']]);
	expect(vendor.store.activities.get(4)).toMatchObject({
		SUBJECT: 'a&b c',
		COMMUNICATIONS: [{ VALUE: '1' }],
	});
	const halted = await ask<Batch>('batch', { halt: 1, cmd: { b: cmd.b, a: cmd.a } });
	expect(halted.body.result).toEqual({
		result: [],
		result_error: { b: expect.any(Object) },
		result_total: [],
		result_next: [],
		result_time: [],
	});
	expect(vendor.writes).toHaveLength(1);
	const asList = await ask<Batch>('batch', { cmd: [cmd.b, 'server.time'] });
	expect(asList.body.result.result_error).toEqual([
		{ error: '', error_description: 'Activity is not found.' },
	]);
	expect(asList.body.result.result).toEqual({ 1: expect.any(String) });
});

test('a batch takes 50 commands, resolves references, takes files and shows a planned inner refusal', async () => {
	const { ask, vendor } = it24;
	const cmd = Object.fromEntries(
		Array.from({ length: 52 }, (_, index) => [`k${index}`, 'server.time']),
	);
	const { result } = (await ask<Batch>('batch', { cmd })).body;
	expect(Object.keys(result.result)).toHaveLength(50);
	expect(Object.keys(result.result_error)).toEqual(['k50', 'k51']);
	expect(result.result_error.k50?.error).toBe('ERROR_BATCH_LENGTH_EXCEEDED');
	const chain = await ask<Batch>('batch', {
		halt: 1,
		cmd: {
			todo: 'crm.activity.todo.add?ownerTypeId=2&ownerId=7&deadline=2026-09-30T15%3A00%3A00%2B02%3A00&pingOffsets[0]=5',
			user: 'user.search?FIND=clara',
			done: 'crm.activity.update?id=%24result%5Btodo%5D%5Bid%5D&fields[RESPONSIBLE_ID]=$result[user][0][ID]&fields[COMPLETED]=Y&fields[FILES][0][fileData][0]=a&fields[FILES][0][fileData][1]=aGk%3D',
		},
	});
	expect(chain.body.result.result_error).toEqual([]);
	expect(vendor.store.activities.get(9005)).toMatchObject({
		COMPLETED: 'Y',
		RESPONSIBLE_ID: '2',
		FILES: [{ fileData: ['a', 'aGk='] }],
	});
	expect(vendor.writes.at(-1)).toMatchObject({
		method: 'crm.activity.update',
		id: 9005,
		batch: true,
	});
	vendor.refuseNext('crm.activity.get', {
		status: 429,
		error: 'OPERATION_TIME_LIMIT',
		match: (params) => params.id === '2',
	});
	const limited = await ask<Batch>('batch', {
		cmd: { one: 'crm.activity.get?id=1', two: 'crm.activity.get?id=2' },
	});
	expect(limited.body.result.result_error).toEqual({
		two: { error: 'OPERATION_TIME_LIMIT', error_description: '' },
	});
});

test('look-ups: users, records of each type, owner types', async () => {
	const { ask, refusal } = it24;
	expect((await ask('user.get', { FILTER: { ACTIVE: true } })).body).toMatchObject({ total: 27 });
	expect(
		(await ask<Row[]>('user.get', { ACTIVE: 'N', sort: 'ID', order: 'desc' })).body.result.map(
			(user) => user.ID,
		),
	).toEqual(['30', '20', '10']);
	expect(
		(
			await ask<Row[]>('user.get', {
				filter: { NAME_SEARCH: 'clara' },
				select: ['ID', 'NAME', 'SHOE_SIZE'],
			})
		).body.result[0],
	).toEqual({ ID: '2', NAME: 'Clara' });
	expect((await refusal('user.search', { FILTER: { FIND: 'a', NAME: 'b' } }))[1]).toBe(
		'INVALID_ARG_VALUE',
	);
	const totals = await Promise.all(
		[1, 2, 3, 4, 7, 31, 177].map(
			async (entityTypeId) => (await ask('crm.item.list', { entityTypeId })).body.total,
		),
	);
	expect(totals).toEqual([200, 500, 1200, 300, 20, 20, 40]);
	const either = await ask('crm.item.list', {
		entityTypeId: 3,
		filter: { logic: 'OR', '%name': 'clara', '%lastName': 'clara' },
		select: ['id', 'name', 'fm'],
	});
	expect(either.body).toMatchObject({ total: 100, next: 50 });
	expect(either.body.result.items[0]).toEqual({ id: 2, name: 'Clara' });
	const nested = await ask('crm.item.list', {
		entityTypeId: 2,
		filter: {
			'>id': 400,
			0: { logic: 'OR', 0: { '%title': 'bakery' }, 1: { '%title': 'clinic' } },
		},
		order: { id: 'ASC' },
		start: -1,
	});
	expect(
		nested.body.result.items.every(
			(item) => item.id > 400 && /Bakery|Clinic/.test(there(item.title)),
		),
	).toBe(true);
	expect((await ask('crm.item.get', { entityTypeId: 3, id: 9 })).body.result.item.fm).toHaveLength(
		2,
	);
	expect(await refusal('crm.item.get', { entityTypeId: 3, id: 99999 })).toEqual([
		400,
		'NOT_FOUND',
		'Element not found',
	]);
	expect((await refusal('crm.item.list', { entityTypeId: 999 }))[1]).toBe('NOT_FOUND');
	expect(await refusal('crm.item.list', { entityTypeId: 2, filter: { FIELD: 1 } })).toEqual([
		400,
		'INVALID_ARG_VALUE',
		"Invalid filter: field 'FIELD' is not allowed in filter",
	]);
	expect((await ask('crm.enum.ownertype')).body.result).toContainEqual({
		ID: 177,
		NAME: 'Projects',
		SYMBOL_CODE: 'DYNAMIC_177',
		SYMBOL_CODE_SHORT: 'Tb1',
	});
	expect((await ask<Row>('crm.activity.fields')).body.result.SUBJECT).toMatchObject({
		type: 'string',
		isRequired: true,
	});
	expect((await ask('server.time')).body.result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/);
});

test('a lost answer was stored; a reset brings the first state back', async () => {
	const { fake, ask, vendor } = it24;
	fake.fault('lost', { match: (call) => call.path.endsWith('crm.activity.update') });
	await expect(
		ask('crm.activity.update', { id: 4, fields: { SUBJECT: 'written' } }),
	).rejects.toThrow();
	expect(vendor.store.activities.get(4)?.SUBJECT).toBe('written');
	expect(vendor.writes).toHaveLength(1);
	fake.fault('html');
	await expect(ask('profile')).rejects.toThrow();
	fake.reset();
	expect(vendor.store.activities.get(4)?.SUBJECT).toBe('Call 4');
	expect(vendor.writes).toHaveLength(0);
});

test('many more records than the default keep their order and the fixed ids', async () => {
	const big = await portal({ records: { activities: 12_000 } });
	const ids = [...big.vendor.store.activities.keys()];
	expect(ids).toEqual(ids.toSorted((left, right) => left - right));
	expect(big.vendor.store.activities.get(9001)?.PROVIDER_ID).toBe('CONFIGURABLE_REST_APP');
	const { body } = await big.ask<Row[]>('crm.activity.list', {
		order: { ID: 'ASC' },
		filter: { '>ID': 12_000 },
		start: -1,
	});
	expect(body.result.map((row) => Number(row.ID))).toEqual([
		12001, 12002, 12003, 12004, 12005, 12006, 12007, 12008, 12009, 12010,
	]);
	await big.fake.close();
});

test('records are found by email or phone, and the answer does not say by which', async () => {
	const { ask, refusal } = it24;
	const find = async (params: object) =>
		(await ask('crm.duplicate.findbycomm', params)).body.result;
	const phones = ['+49 30 100007', '4930100008'];
	expect(await find({ type: 'PHONE', values: phones })).toEqual({
		LEAD: [7, 8],
		CONTACT: [7, 8],
		COMPANY: [7, 8],
	});
	expect(await find({ type: 'PHONE', values: phones, entity_type: 'CONTACT' })).toEqual({
		CONTACT: [7, 8],
	});
	expect(await find({ type: 'EMAIL', values: ['nobody@example.org'] })).toEqual([]);
	for (const wrong of [
		{ values: phones },
		{ type: 'FAX', values: phones },
		{ type: 'PHONE' },
		{ type: 'PHONE', values: Array.from({ length: 21 }, () => '1234') },
		{ type: 'PHONE', values: phones, entity_type: 'DEAL' },
	])
		expect((await refusal('crm.duplicate.findbycomm', wrong))[0]).toBe(400);
});
