/** The fake's time entries, results, log entries and calls, against the contract, sections 2.7, 2.9 and 2.12. */
import { type Client, portal as started, type Row, type Told } from './bitrix24.client.cts';

let portal: Client;
beforeAll(async () => void (portal = await started()));
afterAll(() => portal.fake.close());
beforeEach(() => portal.fake.reset());

const ask = async <Result = Told,>(method: string, params: object) =>
	(await portal.ask<Result>(method, params)).body;
const ask3 = async <Result = Told,>(method: string, params: object) => {
	const { userId, secret } = portal.vendor.credentials;
	const path = `/rest/api/${userId}/${secret}/${method}`;
	return (await portal.post<Result, { code: string }>(path, params)).body;
};
const asApp = async (method: string, params: object) =>
	(await portal.post(`/rest/${method}`, { ...params, auth: portal.vendor.oauth.accessToken })).body;

test('time entries count their parameters, want time and comment, and come fifty a page', async () => {
	const added = await ask<number>('task.elapseditem.add', {
		TASKID: 3,
		ARFIELDS: { SECONDS: 60, COMMENT_TEXT: 'Work' },
	});
	expect(portal.vendor.store.elapsed.get(added.result)).toMatchObject({
		USER_ID: '1',
		MINUTES: '1',
	});
	const turned = await ask('task.elapseditem.add', { ARFIELDS: { SECONDS: 60 }, TASKID: 3 });
	expect(turned.error_description).toMatch(/WRONG_ARGUMENTS/);
	const half = await ask('task.elapseditem.update', {
		TASKID: 1,
		ITEMID: 1,
		ARFIELDS: { SECONDS: 5 },
	});
	expect(half.error).toBe('0x000040');
	const list = await ask<Row[]>('task.elapseditem.getlist', { TASKID: 1, ORDER: { ID: 'desc' } });
	expect([list.result.length, list.total, list.result[0]?.ID]).toEqual([50, 60, '60']);
	const rest = await ask<Row[]>('task.elapseditem.getlist', {
		TASKID: 1,
		ORDER: { ID: 'desc' },
		FILTER: { '<ID': '11' },
		SELECT: ['*'],
		PARAMS: { NAV_PARAMS: { nPageSize: 4, iNumPage: 2 } },
	});
	expect([rest.result.map(({ ID }) => ID), rest.total]).toEqual([['6', '5', '4', '3'], 10]);
	expect((await ask('task.elapseditem.get', { TASKID: 99999, ITEMID: 1 })).error).toBe('0x000001');
	expect((await ask('task.elapseditem.get', { TASKID: 3, ITEMID: 1 })).error).toBe('0x000004');
});

test('results are of REST 3.0: the list has to name the task, and only authors change them', async () => {
	expect((await ask('tasks.task.result.add', {})).error).toBe('ERROR_METHOD_NOT_FOUND');
	const { result } = await ask3('tasks.task.result.add', { fields: { taskId: 3, text: 'Done' } });
	expect(result.item).toMatchObject({ taskId: 3, status: 'open', rights: { edit: true } });
	const codes = [
		await ask3('tasks.task.result.add', { fields: { taskId: 3, text: 'x', fileIds: [1] } }),
		await ask3('tasks.task.result.add', { fields: { taskId: 99999, text: 'x' } }),
		await ask3('tasks.task.result.list', { filter: [['id', 1]] }),
		await ask3('tasks.task.result.update', { id: 2, fields: { text: 'x' } }),
	].map(({ error }) => error.code.replace('BITRIX_REST_V3_EXCEPTION_', ''));
	expect(codes).toEqual([
		'UNKNOWNDTOPROPERTYEXCEPTION',
		'VALIDATION_REQUESTVALIDATIONEXCEPTION',
		'VALIDATION_REQUESTFILTERVALIDATIONEXCEPTION',
		'ACCESSDENIEDEXCEPTION',
	]);
	const { result: page } = await ask3('tasks.task.result.list', {
		filter: [
			['taskId', 1],
			['id', '<', 4],
		],
		order: { id: 'DESC' },
	});
	expect(page.items.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('log entries come ten a page, and only what made one deletes it', async () => {
	const page = await ask<Row[]>('crm.timeline.logmessage.list', { entityTypeId: 2, entityId: 1 });
	expect([page.result.length, page.total, page.next, page.result[0]?.id]).toEqual([10, 25, 10, 25]);
	expect((await ask('crm.timeline.logmessage.delete', { id: 27 })).error).toBe('REMOVING_DISABLED');
	expect((await ask('crm.timeline.logmessage.delete', { id: 26 })).result).toBe(true);
});

test('calls are registered and finished by apps only; the same call within half an hour is one', async () => {
	const call = { USER_ID: 2, PHONE_NUMBER: '+49 30 1234', TYPE: 2, EXTERNAL_CALL_ID: 'a' };
	expect((await ask('telephony.externalCall.register', call)).error).toBe('WRONG_AUTH_TYPE');
	const register = async (more: object) =>
		(await asApp('telephony.externalCall.register', { ...call, ...more })).result.CALL_ID;
	const id = await register({});
	expect(await register({ CALL_START_DATE: '2026-01-01T10:00:00+01:00' })).toBe(id);
	expect(await register({ EXTERNAL_CALL_ID: 'b' })).not.toBe(id);
	const record = { CALL_ID: id, FILENAME: 'a.mp3', FILE_CONTENT: 'AAAA' };
	const early = await asApp('telephony.externalCall.attachRecord', record);
	expect(early.error_description).toMatch(/not finished yet/);
	const { result } = await asApp('telephony.externalCall.finish', {
		CALL_ID: id,
		USER_ID: 2,
		DURATION: 0,
	});
	expect(result).toMatchObject({ CALL_ID: id, CALL_FAILED_CODE: '304', INCOMING: '2' });
	expect(
		(await asApp('telephony.externalCall.attachRecord', record)).result.FILE_ID,
	).toBeGreaterThan(0);
	const wrong = await asApp('telephony.externalCall.attachRecord', {
		...record,
		FILENAME: 'a.ogg',
	});
	expect(wrong.error_description).toMatch(/Wrong file extension/);
});

test('a transcript is null where the AI has written nothing', async () => {
	const ofActivity = async (activityId: number) =>
		(await ask('crm.activity.call.getTranscript', { activityId })).result;
	expect(await ofActivity(1)).toEqual({ transcription: expect.stringMatching(/quote/) });
	expect(await ofActivity(2)).toBeNull();
});
