import { there } from '../support/there.cts';
import { deskera, type Settings } from './deskera.cts';
import type { ActivityAnswer } from './deskera.activities.cts';
import type { Pipeline } from './deskera.data.cts';
import { startFake } from './server.cts';

const PATH = '/v1/crm/activities';
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const FULL = {
	name: 'Act-001',
	activity_type: 'call',
	start: '2021-08-05T07:07:03Z',
	end: '2021-08-05T08:28:03Z',
	notes: base64('Test Note – é<br>'),
	is_send_invitation: true,
	is_send_contacts_invitation: true,
	user_timezone: 'Asia/Singapore',
	contact_ids: [179642, 179640],
	organization_ids: [196517, 196518],
	assignee_ids: [46944],
	linked_to: 1227,
	is_status: false,
};

const start = async (settings?: Settings) => await startFake(deskera(settings));
type Tenant = Awaited<ReturnType<typeof start>>;

let fake: Tenant;
const opened: Tenant[] = [];

async function open(settings?: Settings) {
	const started = await start(settings);
	opened.push(started);
	return started;
}

beforeAll(async () => {
	fake = await open();
});
afterEach(() => fake.reset());
afterAll(async () => {
	for (const started of opened) await started.close();
});

interface How {
	readonly target?: Tenant;
	readonly token?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A page of a list. */
interface Page<Row> {
	readonly data: Row[];
	readonly paginationInfo: { readonly page: number; readonly totalRecords: number };
}

/** @returns `json`: the answer as the test expects it, undefined where it is no JSON */
async function send<Json = unknown>(
	method: string,
	path: string,
	body?: unknown,
	{ target = fake, token = target.vendor.credentials.token, headers = {} }: How = {},
) {
	const typed = body === undefined ? undefined : { 'content-type': 'application/json' };
	const response = await fetch(target.url + path, {
		method,
		headers: { 'x-access-token': token, ...typed, ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json');
	return { status: response.status, text, json: (isJson ? JSON.parse(text) : undefined) as Json };
}

const get = async <Json = unknown,>(path: string, how?: How) =>
	await send<Json>('GET', path, undefined, how);
const list = async (query: string, how?: How) =>
	(await get<Page<ActivityAnswer>>(`${PATH}?${query}`, how)).json;
const search = async (query: string) =>
	(await list(`pageSize=5000&query=${encodeURIComponent(query)}`)).paginationInfo.totalRecords;

test('a missing or wrong token is refused with the gateway error, whatever the services answer', async () => {
	const expected = { status: 'error', code: 401, message: expect.any(String), requestPath: PATH };
	fake.vendor.options.errorShape = 'empty';
	expect((await get(PATH, { token: 'wrong' })).json).toEqual(expected);
	const bare = await fetch(fake.url + PATH);
	expect([bare.status, await bare.json()]).toEqual([401, expected]);
	expect((await get('/v1/iam/token/validate')).status).toBe(200);
	expect((await get('/v1/iam/token/validate', { token: 'wrong' })).status).toBe(401);
});

test('the number of activities is an option, and new ones come behind the last', async () => {
	const target = await open({ records: { activities: 5000 } });
	target.reset();
	expect((await list('', { target })).paginationInfo.totalRecords).toBe(5000);
	expect((await send('POST', PATH, FULL, { target })).json).toEqual({ id: 5001 });
});

test('sign-in, expiry and refresh', async () => {
	const { userName, password } = fake.vendor.credentials;
	const signIn = async (body: object) =>
		await send<{ accessToken: string; refreshToken: string }>(
			'POST',
			'/v1/iam/auth/sign-in/web/sign-in',
			body,
			{ token: '' },
		);
	expect([
		(await signIn({ userName })).status,
		(await signIn({ userName, password: 'x' })).status,
		(await signIn({ userName: 'x', password })).status,
	]).toEqual([400, 401, 404]);
	const { json } = await signIn({ userName, password });
	expect(json).toMatchObject({
		accessToken: expect.any(String),
		refreshToken: expect.any(String),
		expiresIn: 3600,
		isMFAEnabled: false,
	});
	expect((await get(`${PATH}/1`, { token: json.accessToken })).status).toBe(200);
	const encoded = there(json.accessToken.split('.')[1]);
	const payload: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
	expect(payload).toMatchObject({ userId: 5001, iamUserId: 46944, user_name: '5001:64797' });

	fake.vendor.expireToken();
	expect((await get(`${PATH}/1`, { token: json.accessToken })).status).toBe(401);
	const refresh = async (body: object) =>
		await send<{ accessToken: string }>('POST', '/v1/iam/auth/web/getrefreshtoken', body, {
			token: '',
		});
	const renewed = await refresh({ refreshToken: json.refreshToken, userName, tenantId: 64797 });
	expect((await get(`${PATH}/1`, { token: renewed.json.accessToken })).status).toBe(200);
	expect(renewed.json.accessToken).not.toBe(json.accessToken);
	expect((await refresh({ refreshToken: json.refreshToken, userName })).status).toBe(400);
	fake.vendor.expireRefreshToken();
	expect(
		(await refresh({ refreshToken: json.refreshToken, userName, tenantId: '64797' })).status,
	).toBe(401);
});

test('an account with MFA signs in with no token until the code is given', async () => {
	const target = await open({ mfa: true });
	const { userName, password } = target.vendor.credentials;
	const signIn = async (how: string, more: object = {}) =>
		await send<{ accessToken?: string }>(
			'POST',
			`/v1/iam/auth/sign-in/web/${how}`,
			{ userName, password, ...more },
			{ target },
		);
	const answer = await signIn('sign-in');
	expect(answer).toMatchObject({ status: 200, json: { isMFAEnabled: true } });
	expect(answer.json).not.toHaveProperty('accessToken');
	const code = async (mfaCode: string) => await signIn('mfa-signin', { mfaCode });
	expect((await code('000000')).status).toBe(401);
	expect((await code(target.vendor.mfaCode)).json.accessToken).toEqual(expect.any(String));
});

test('a created activity is answered in the shape of the sample', async () => {
	expect(await send('POST', PATH, FULL)).toMatchObject({ status: 201, json: { id: 3001 } });
	const { json } = await get<ActivityAnswer>(`${PATH}/3001`);
	expect(Object.keys(json)).toEqual(
		(
			'id name activity_type duration notes visibility_type is_availability ' +
			'is_send_invitation is_send_contacts_invitation assigned_to assignee_ids ' +
			'assignee_details contact_ids contact_details organization_ids organization_details ' +
			'linked_to deal_details owner_id owner_details tenant_id is_status created_at ' +
			'updated_at created_by updated_by is_deleted EmailSent consumer_id scheduled_status ' +
			'batch_id cron_status notification_error source source_id user_timezone start end'
		).split(' '),
	);
	expect(json).toMatchObject({
		notes: 'Test Note – é<br>',
		duration: '1h 21m',
		start: '2021-08-05T12:37:03+05:30',
		end: '2021-08-05T13:58:03+05:30',
		tenant_id: 64797,
		owner_id: 46944,
	});
	expect(json.contact_details.map(({ id, type }) => [id, type])).toEqual([
		[179642, 'person'],
		[179640, 'person'],
	]);
	expect(json.assignee_details[0]).toMatchObject({ id: 46944, first_name: 'Ada' });
	expect(json.deal_details).toMatchObject({
		id: 1227,
		stage: { name: expect.any(String) },
		amount: expect.any(String),
	});
	expect(json.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+05:30$/);
	expect(fake.vendor.writes).toEqual([{ operation: 'create', id: 3001, fields: FULL }]);
	expect((await get(`${PATH}/9999`)).status).toBe(404);
});

test('what the contract does not take is refused and nothing is stored', async () => {
	const wrong = [
		{ start: '2021-08-05T07:07:03+05:30' },
		{ start: '2021-08-05 07:07:03' },
		{ end: '2021-02-30T07:07:03Z' },
		{ notes: 'plain text' },
		{ notes: 'Note' },
		{ activity_type: 'Call' },
		{ activity_type: '' },
		{ visibility_type: 'everyone' },
		{ is_status: 'true' },
		{ linked_to: '1227' },
		{ contact_ids: [196517] },
		{ assignee_ids: [5001] },
		{ user_timezone: 'Singapore time' },
		...[
			'id',
			'duration',
			'owner_id',
			'tenant_id',
			'contact_details',
			'deal_details',
			'created_at',
			'is_deleted',
			'EmailSent',
		].map((name) => ({ [name]: 1 })),
		...['assigned', 'attendee', 'availability', 'nothing'].map((name) => ({ [name]: [] })),
	];
	for (const fields of wrong)
		expect({ fields, status: (await send('POST', PATH, { ...FULL, ...fields })).status }).toEqual({
			fields,
			status: 400,
		});
	expect((await send('POST', PATH, [FULL])).status).toBe(400);
	expect(
		(await send('POST', PATH, FULL, { headers: { 'content-type': 'text/plain' } })).status,
	).toBe(400);
	expect(fake.vendor.writes).toEqual([]);
	expect((await send('PATCH', `${PATH}/1`, { name: 'x' })).status).toBe(404);
	expect((await get(`${PATH}?limit=10`)).status).toBe(400);
});

test('PUT replaces: a writable field that is left out is emptied, and what a GET gave may come back', async () => {
	await send('POST', PATH, FULL);
	const before = there(fake.vendor.store.activities.get(3001));
	expect(await send('PUT', `${PATH}/3001`, { name: 'Renamed' })).toMatchObject({
		status: 200,
		json: { id: 3001 },
	});
	const { json } = await get<ActivityAnswer>(`${PATH}/3001`);
	expect(json).toMatchObject({
		name: 'Renamed',
		activity_type: '',
		notes: '',
		start: null,
		end: null,
		duration: '',
		contact_ids: [],
		contact_details: [],
		linked_to: 0,
		deal_details: null,
		is_send_invitation: false,
		owner_id: 46944,
	});
	expect(json.created_at).toBe(before.created_at);
	expect(json.updated_at > before.updated_at).toBe(true);
	expect(
		(
			await send('PUT', `${PATH}/3001`, {
				name: 'Again',
				activity_type: json.activity_type,
				start: json.start,
				linked_to: json.linked_to,
				contact_ids: [],
			})
		).status,
	).toBe(200);
	expect((await send('PUT', `${PATH}/9999`, { name: 'x' })).status).toBe(404);
	expect(fake.vendor.writes.map(({ operation }) => operation)).toEqual([
		'create',
		'update',
		'update',
	]);
});

test('DELETE answers 204 with no body', async () => {
	expect(await send('DELETE', `${PATH}/7`)).toEqual({ status: 204, text: '', json: undefined });
	expect((await send('DELETE', `${PATH}/7`)).status).toBe(404);
	expect((await get(`${PATH}/7`)).status).toBe(404);
	expect(fake.vendor.store.activities.size).toBe(2999);
});

test('bulk calls: all or nothing on an unknown id, or the known ones', async () => {
	const update = async (body: object) => await send('PATCH', `${PATH}/bulkUpdate`, body);
	const remove = async (body: object) => await send('POST', `${PATH}/bulkDelete`, body);
	expect(await update({ ids: [1, 2], visibility_type: 'private', is_status: true })).toEqual({
		status: 200,
		text: '',
		json: undefined,
	});
	expect(fake.vendor.store.activities.get(2)).toMatchObject({
		visibility_type: 'private',
		is_status: true,
	});
	expect((await update({ ids: [3, 9999], is_status: false })).status).toBe(404);
	expect((await remove([3, 9999])).status).toBe(404);
	expect(fake.vendor.writes).toHaveLength(2);
	expect((await update({ ids: [1], name: 'x' })).status).toBe(400);
	expect((await update({ is_status: true })).status).toBe(400);
	expect((await remove({ ids: [1] })).status).toBe(400);
	fake.vendor.options.bulkUnknown = 'ignore';
	expect(await remove([3, 4, 9999])).toMatchObject({ status: 204, text: '' });
	expect(fake.vendor.writes.slice(2)).toEqual([
		{ operation: 'bulkDelete', id: 3, fields: {} },
		{ operation: 'bulkDelete', id: 4, fields: {} },
	]);
});

test('the list is paged to the end and sorted', async () => {
	const newest = 'sortBy=updated_at&sortDir=DESC';
	const stamps: string[] = [];
	for (let page = 1, total = 1; (page - 1) * 250 < total; page += 1) {
		const { data, paginationInfo } = await list(`page=${page}&pageSize=250&${newest}`);
		expect(paginationInfo).toEqual({ page, totalRecords: 3000, isZeroState: false });
		stamps.push(...data.map(({ updated_at }) => updated_at));
		total = paginationInfo.totalRecords;
	}
	expect(new Set(stamps).size).toBe(3000);
	expect([...stamps].sort().reverse()).toEqual(stamps);
	expect(await list('page=301')).toEqual({
		data: [],
		paginationInfo: { page: 301, totalRecords: 3000, isZeroState: false },
	});
	await send('PATCH', `${PATH}/bulkUpdate`, { ids: [5], is_status: true });
	expect((await list(newest)).data[0]?.id).toBe(5);
	for (const wrong of ['page=0', 'pageSize=x', 'sortBy=nothing', 'sortDir=down'])
		expect((await get(`${PATH}?${wrong}`)).status).toBe(400);
});

test('query terms are all required; others are refused', async () => {
	expect(await search('name=activity 299')).toBe(11);
	expect(await search('activityType=call')).toBe(500);
	expect(await search('activityType=call,is_status=true,source=WEB')).toBe(500);
	expect(await search('activityType=meeting,is_status=true')).toBe(0);
	expect(await search('contact_id=179001')).toBe(3);
	expect(await search('deal_id=1001,assignee_id=46944')).toBe(3);
	expect(await search('organization_id=196401,source_id=1')).toBe(1);
	expect(await search(`date>${Date.UTC(2026, 0, 5, 8) / 1000 + 2998 * 3600}`)).toBe(1);
	for (const wrong of [
		'query=name=x',
		'activity_type=call',
		'date=1',
		'date<1',
		'contact_id=x',
		'is_status=yes',
		'name',
		'activityType=fax',
	]) {
		expect({
			wrong,
			status: (await get(`${PATH}?query=${encodeURIComponent(wrong)}`)).status,
		}).toEqual({ wrong, status: 400 });
	}
});

test('look-ups: contacts, deals, pipelines', async () => {
	expect((await get('/v1/crm/contacts?type=organization&limit=100&page=3')).json).toMatchObject({
		data: expect.any(Array),
		paginationInfo: { page: 3, totalRecords: 300 },
	});
	expect((await get('/v1/crm/contacts?search=person1200@')).json).toMatchObject({
		data: [expect.anything()],
	});
	expect((await get('/v1/crm/contacts?pageSize=10')).status).toBe(400);
	expect((await get('/v1/crm/contacts/179642')).json).toMatchObject({
		id: 179642,
		type: 'person',
		custom_field: [],
		view_only: false,
	});
	expect((await get('/v1/crm/contacts/1')).status).toBe(404);
	expect(
		(await send('POST', '/v1/crm/contacts/multiple', { contact_ids: [179642, 196517] })).json,
	).toMatchObject([{ id: 179642 }, { id: 196517 }]);
	const { json: deals } = await get<{ data: unknown[] }>('/v1/crm/deals?pipeline_id=13774&page=7');
	expect({ ...deals, data: deals.data.length }).toEqual({
		data: 14,
		page: 7,
		number_of_elements: 14,
		size_per_page: 20,
		total_pages: 7,
		number_of_records: 134,
	});
	expect((await get('/v1/crm/deals?contact_id=179001')).json).toMatchObject({
		data: [{ id: 1001 }],
	});
	expect((await get('/v1/crm/deals/1227')).json).toMatchObject({ id: 1227, pipeline_id: 13775 });
	const { json: pipelines } = await get<Pipeline[]>('/v1/crm/deals/pipelines');
	expect(pipelines.map(({ id, stages }) => [id, stages.length])).toEqual([
		[13774, 3],
		[13775, 3],
		[13776, 3],
	]);
});

test('look-ups: users in three envelopes, pages counted from 0', async () => {
	const page = (await get<{ data: unknown[] }>('/v1/users?limit=20&page=1')).json;
	expect(page.data).toHaveLength(10);
	expect(page.data[0]).toMatchObject({ id: 5021, iamUserId: 46964, tenantId: 64797 });
	fake.vendor.options.usersEnvelope = 'array';
	expect((await get('/v1/users?search=user30')).json).toHaveLength(1);
	fake.vendor.options.usersEnvelope = 'content';
	const { content } = (await get<{ content: unknown[] }>('/v1/users/all')).json;
	expect(content).toHaveLength(30);
	expect(content[0]).not.toHaveProperty('iamUserId');
	expect((await send('POST', '/v1/users/info', [5001])).json).toMatchObject([
		{ id: 5001, iamUserId: 46944 },
	]);
});

test('the four error shapes', async () => {
	const shapes: Record<string, string> = {};
	for (const shape of ['gateway', 'error', 'text', 'empty'] as const) {
		fake.vendor.options.errorShape = shape;
		const { status, text } = await get(`${PATH}/9999`);
		expect(status).toBe(404);
		shapes[shape] = text;
	}
	expect(shapes).toEqual({
		gateway:
			'{"status":"error","code":404,"message":"activity 9999 not found","requestPath":"/v1/crm/activities/9999"}',
		error: '{"error":"activity 9999 not found"}',
		text: 'activity 9999 not found',
		empty: '',
	});
});

test('a lost answer stores the record all the same; the rate refuses before anything is done', async () => {
	fake.fault('lost');
	await expect(send('POST', PATH, FULL)).rejects.toThrow();
	expect(fake.vendor.writes).toHaveLength(1);
	expect(fake.vendor.store.activities.get(3001)).toMatchObject({
		name: 'Act-001',
		start: '2021-08-05T07:07:03Z',
		notes: 'Test Note – é<br>',
	});
	fake.reset();
	expect([fake.vendor.writes, fake.vendor.store.activities.has(3001)]).toEqual([[], false]);

	const target = await open({ rate: { burst: 1, perSecond: 0 } });
	expect((await send('POST', PATH, FULL, { target })).status).toBe(201);
	expect(await send('POST', PATH, FULL, { target })).toMatchObject({
		status: 429,
		json: { code: 429 },
	});
	expect(target.vendor.writes).toHaveLength(1);
});
