import { there } from '../support/there.cts';
import { sign, stringToSign, contentMd5, type Settings } from './ivvy.cts';
import { DATE, open as start, type Account, type Told } from './ivvy.client.cts';

const JSON_TYPE = 'application/json';

let fake: Account;
const opened: Account[] = [];

async function open(settings: Settings = {}) {
	const started = await start(settings);
	opened.push(started);
	return started;
}

interface How {
	readonly date?: string;
	readonly key?: string;
	readonly secret?: string;
	readonly type?: string;
	/** Alters the headers after signing. */
	readonly change?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
}

beforeAll(async () => {
	fake = await open();
});
afterEach(() => fake.reset());
afterAll(async () => {
	for (const started of opened) await started.close();
});

/** Sends a signed call. */
async function send(
	target: Account,
	path: string,
	body: unknown,
	{
		date = DATE,
		key,
		secret,
		type = JSON_TYPE,
		change = {},
		headers = { 'IVVY-Date': date },
	}: How = {},
) {
	const requestString = `/api/1.0/${path}`;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const signed = { 'Content-Type': type, 'Content-MD5': contentMd5(text), ...headers };
	const { credentials } = target.vendor;
	const signature = sign(
		secret ?? credentials.secret,
		stringToSign({ method: 'POST', requestString, headers: signed }),
	);
	const response = await fetch(target.url + requestString, {
		method: 'POST',
		headers: {
			...signed,
			'X-Api-Authorization': `IWS ${key ?? credentials.key}:${signature}`,
			...change,
		},
		body: text,
	});
	return { status: response.status, body: (await response.json()) as Told };
}

const crm = async (action: string, body: unknown) => await send(fake, `crm?action=${action}`, body);
const addActivity = async (fields: object) =>
	await crm('addOrUpdateActivity', { name: 'Call', description: 'Hello', subType: 2, ...fields });
const addTask = async (fields: object) =>
	await crm('addOrUpdateTask', { name: 'Prepare', endDatetime: '2026-12-01 09:30:00', ...fields });

const C_BODY =
	'{"name":"Call back about gala dinner","endDatetime":"2026-12-01 ' +
	'09:30:00","status":0,"priority":"high","contactId":4521}';
const D_BODY = '{"name":"Visite – Café 会議","description":"é","subType":1,"companyId":77}';
const PING = '/api/1.0/test?action=ping';
const DEMO = 'demo-Secret-01';

/** docs/contracts/ivvy.md section 3.3, and what a right signature leads to */
const VECTORS: Array<
	[
		id: string,
		secret: string,
		body: string,
		type: string,
		requestString: string,
		date: string,
		md5: string,
		signature: string,
		specificCode: number | undefined,
	]
> = [
	[
		'A',
		'my secret key',
		'{"example":"body"}',
		JSON_TYPE,
		PING,
		'2012-04-03 22:23:24',
		'a09f600c77a6dbd947db24c61e8935ca',
		'74af7ec6fec55dc88543e05096c69cebaf391eb9',
		23016,
	],
	[
		'B',
		DEMO,
		'{}',
		JSON_TYPE,
		PING,
		DATE,
		'99914b932bd37a50b983c5e7c90ae93b',
		'718217f7052fd8fef8fdc35728a7767c501b0d03',
		undefined,
	],
	[
		'C',
		DEMO,
		C_BODY,
		JSON_TYPE,
		'/api/1.0/crm?action=addOrUpdateTask',
		DATE,
		'aad6ea4c70a3ade6b80859f9456ed6e8',
		'd2b48c3504814a79fb9789515b8e375682de672a',
		24390,
	],
	[
		'D',
		DEMO,
		D_BODY,
		JSON_TYPE,
		'/api/1.0/crm?action=addOrUpdateActivity',
		DATE,
		'a19942ff219394f77ab3864b0d561611',
		'81f02bf27b1b5153cf06b41cc9bed5e7dcabaf60',
		24399,
	],
	[
		'E',
		DEMO,
		'',
		JSON_TYPE,
		PING,
		DATE,
		'd41d8cd98f00b204e9800998ecf8427e',
		'f8118edd965111ba51dd348339c783d65b5d5d92',
		undefined,
	],
	[
		'F',
		DEMO,
		'{}',
		JSON_TYPE,
		PING,
		`${DATE} UTC`,
		'99914b932bd37a50b983c5e7c90ae93b',
		'96d8edb4f012c9c147ac3af225169e42e7be6c77',
		undefined,
	],
	[
		'G',
		DEMO,
		'{}',
		'application/json; charset=utf-8',
		PING,
		DATE,
		'99914b932bd37a50b983c5e7c90ae93b',
		'7a340d8eff576984d5991f3ceb0c414518974826',
		undefined,
	],
];

test.each(VECTORS)(
	'vector %s of the contract is signed and verified',
	async (_id, secret, body, type, requestString, date, md5, signature, specificCode) => {
		const headers = { 'Content-Type': type, 'Content-MD5': md5, 'IVVY-Date': date };
		expect(contentMd5(body)).toBe(md5);
		expect(sign(secret, stringToSign({ method: 'POST', requestString, headers }))).toBe(signature);

		const target = await open({
			key: 'demo',
			secret,
			now: () => Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`),
		});
		const post = async (given: string) =>
			await fetch(target.url + requestString, {
				method: 'POST',
				headers: { ...headers, 'X-Api-Authorization': `IWS demo:${given}` },
				body,
			});
		const right = await post(signature);
		expect(right.status).toBe(specificCode === undefined ? 200 : 400);
		expect(((await right.json()) as Told).specificCode).toBe(specificCode);
		const wrong = await post([...signature].reverse().join(''));
		expect(wrong.status).toBe(401);
	},
);

test('the printed string to sign of vector C', () => {
	const headers = {
		'Content-Type': JSON_TYPE,
		'Content-MD5': contentMd5(C_BODY),
		'IVVY-Date': DATE,
	};
	expect(
		stringToSign({ method: 'POST', requestString: '/api/1.0/crm?action=addOrUpdateTask', headers }),
	).toBe(
		'postaad6ea4c70a3ade6b80859f9456ed6e8application/json/api/1.0/crm?action=addorupdatetask1.0ivvydate=2026-11-20 ' +
			'07:05:33',
	);
});

test('a call that is not signed rightly is refused with 401', async () => {
	expect((await send(fake, 'test?action=ping', {})).body).toEqual({ ack: `${DATE} UTC` });
	const tries: How[] = [
		{ secret: 'other' },
		{ key: 'other' },
		{ change: { 'X-Api-Authorization': '' } },
		{ change: { 'Content-MD5': contentMd5('other') } },
		{ change: { 'Content-Type': 'application/json; charset=utf-8' } },
		{ change: { 'IVVY-Date': '2026-11-20 07:05:34' } },
	];
	for (const how of tries)
		expect(await send(fake, 'test?action=ping', {}, how)).toMatchObject({
			status: 401,
			body: { errorCode: 401 },
		});
	const bare = await fetch(`${fake.url}/api/1.0/test?action=ping`, {
		method: 'POST',
		headers: { 'Content-Type': JSON_TYPE },
		body: '{}',
	});
	expect(bare.status).toBe(401);
});

test('a date more than five minutes away is stale; Date counts when IVVY-Date is absent', async () => {
	const stale = await send(fake, 'test?action=ping', {}, { date: '2026-11-20 07:00:32' });
	expect(stale).toMatchObject({ status: 401, body: { errorCode: 401, specificCode: 23005 } });
	expect((await send(fake, 'test?action=ping', {}, { date: '2026-11-20 07:10:33' })).status).toBe(
		200,
	);
	expect(
		(
			await send(
				fake,
				'test?action=ping',
				{},
				{ headers: { Date: 'Fri, 20 Nov 2026 07:05:00 UTC' } },
			)
		).status,
	).toBe(200);
	fake.vendor.options.clockOffset = 6 * 60_000;
	expect((await send(fake, 'test?action=ping', {})).body.specificCode).toBe(23005);
	const [first, second] = fake.vendor.signatures;
	expect(first).toEqual({
		signature: expect.stringMatching(/^[0-9a-f]{40}$/),
		date: '2026-11-20 07:00:32',
	});
	expect(there(first).signature).not.toBe(there(second).signature);
});

test('unknown places, other verbs and errors with status 200', async () => {
	expect(await crm('getActivityPurposeList', {})).toMatchObject({
		status: 404,
		body: { errorCode: 404 },
	});
	expect((await send(fake, 'nothing?action=ping', {})).status).toBe(404);
	expect((await send(fake, 'crm?action=toString', {})).status).toBe(404);
	expect((await fetch(`${fake.url}${PING}`)).status).toBe(405);
	expect((await send(fake, 'test?action=ping&x=1', {})).body).toMatchObject({
		errorCode: 400,
		specificCode: 23016,
	});
	fake.vendor.options.errorStatus = '200';
	expect(await crm('nothing', {})).toMatchObject({ status: 200, body: { errorCode: 404 } });
	expect(await addActivity({ name: '!463 revoked' })).toMatchObject({
		status: 400,
		body: { errorCode: 463 },
	});
	fake.reset();
	fake.vendor.revokeKey();
	expect(await crm('getTaskList', {})).toMatchObject({ status: 400, body: { errorCode: 463 } });
	fake.reset();
	expect((await crm('getTaskList', {})).status).toBe(200);
});

test('activities and tasks are added, partially updated and counted', async () => {
	const { body } = await addActivity({
		leadId: 2001,
		priority: 'low',
		startDatetime: '2026-12-01 09:30:00 UTC',
	});
	expect(body).toEqual({ success: true, id: 5501 });
	expect(await crm('addOrUpdateActivity', { id: 5501, location: 'Gold Coast' })).toMatchObject({
		body: { success: true, id: 5501 },
	});
	expect(fake.vendor.store.activities.get(5501)).toMatchObject({
		name: 'Call',
		subType: 2,
		leadId: 2001,
		location: 'Gold Coast',
		startDatetime: '2026-12-01 09:30:00',
		modifiedDate: DATE,
	});
	expect((await addTask({ contactId: 45219, companyId: 854, status: 4 })).body).toEqual({
		success: true,
		id: 12501,
	});
	expect(fake.vendor.store.tasks.get(12501)).toMatchObject({
		companyId: 854,
		companyContactId: 45219,
		contactId: null,
		status: 4,
	});
	expect(fake.vendor.store.contacts.get(45219)?.companies).toContain(854);
	expect(fake.vendor.writes.map(({ operation, id }) => [operation, id])).toEqual([
		['addOrUpdateActivity', 5501],
		['addOrUpdateActivity', 5501],
		['addOrUpdateTask', 12501],
	]);
});

test('parameters are checked: 23016 with a reason, 23017 when missing', async () => {
	const wrong = {
		leadId: '2001',
		subType: 4,
		priority: 'High',
		startDatetime: '2026-02-30 10:00:00',
		endDatetime: '2026-12-01T09:30:00Z',
		contactId: null,
	};
	for (const [name, value] of Object.entries(wrong)) {
		expect(await addActivity({ [name]: value })).toMatchObject({
			status: 400,
			body: {
				errorCode: 400,
				message: `'${name}' does not validate`,
				specificCode: 23016,
				additionalMessages: [expect.any(String)],
			},
		});
	}
	expect((await addActivity({ startDateTime: DATE })).body.additionalMessages).toEqual([
		'startDateTime: *Unknown parameter*',
	]);
	expect((await addTask({ status: 5 })).body.specificCode).toBe(23016);
	expect((await addTask({ subType: 1 })).body.specificCode).toBe(23016);
	expect((await crm('addOrUpdateActivity', { name: 'Call', subType: 1 })).body).toEqual({
		errorCode: 400,
		message: "'description' is required",
		specificCode: 23017,
	});
	expect((await crm('addOrUpdateTask', { name: 'Prepare' })).body.specificCode).toBe(23017);
	expect((await crm('addOrUpdateTask', '[1]')).body).toMatchObject({ errorCode: 400 });
	expect(fake.vendor.writes).toEqual([]);
});

test('owners: one only, existing, and an opportunity with its venue', async () => {
	const codes = async (fields: object) => [
		(await addActivity(fields)).body.specificCode,
		(await addTask(fields)).body.specificCode,
	];
	expect(await codes({ leadId: 2001, contactId: 45001 })).toEqual([24404, 24396]);
	expect(await codes({ leadId: 9 })).toEqual([24397, 24389]);
	expect(await codes({ contactId: 9 })).toEqual([24398, 24390]);
	expect(await codes({ companyId: 9 })).toEqual([24399, 24391]);
	expect(await codes({ id: 9 })).toEqual([24400, 24392]);
	expect(await codes({ assignedUserId: 99 })).toEqual([24403, 24395]);
	expect(await codes({ leadId: 5001 })).toEqual([24397, 24395]);
	expect(await codes({ leadId: 2001, venueId: 1 })).toEqual([24397, 24395]);
	expect((await addTask({ leadId: 5001 })).body).toEqual({
		errorCode: 400,
		message: 'The request contains invalid data',
		specificCode: 24395,
		additionalMessages: ['leadId: *Invalid item selected*'],
	});
	expect(await codes({ leadId: 5001, venueId: 1 })).toEqual([undefined, undefined]);
	expect(fake.vendor.writes).toHaveLength(2);
});

test('names that force the other codes, and success false', async () => {
	for (const code of [24401, 24402, 24403])
		expect((await addActivity({ name: `!${code} x` })).body.specificCode).toBe(code);
	for (const code of [24393, 24394, 24395])
		expect((await addTask({ name: `!${code} x` })).body.specificCode).toBe(code);
	expect((await addActivity({ name: '!24402' })).body.additionalMessages).toHaveLength(2);
	expect(await addTask({ name: '!false' })).toEqual({
		status: 200,
		body: { success: false, message: 'The task could not be saved' },
	});
	expect(fake.vendor.writes).toEqual([]);
});

test('purposes', async () => {
	const purpose = async (fields: object) => await crm('addOrUpdateActivityPurpose', fields);
	expect((await purpose({ name: 'Site visit', type: '2' })).body).toEqual({
		success: true,
		id: 31,
	});
	expect((await purpose({ id: 31, name: 'Visit' })).body.success).toBe(true);
	expect(fake.vendor.store.purposes.get(31)).toEqual({ id: 31, name: 'Visit', type: 2 });
	expect((await purpose({ id: 99, name: 'x' })).body.specificCode).toBe(24300);
	expect((await purpose({ name: '!24301', type: 1 })).body.specificCode).toBe(24301);
	expect((await purpose({ name: 'x', type: 5 })).body.specificCode).toBe(24302);
	expect((await purpose({ name: 'x' })).body.specificCode).toBe(23017);
});

test('lists are paged to the end, with a cap of 100', async () => {
	const seen = new Set<unknown>();
	for (let start = 0, total = 1; start < total;) {
		const { meta, results } = (await crm('getActivityList', { perPage: 500, start })).body;
		expect(meta).toEqual({ totalResults: 2500, start, perPage: 100, count: results.length });
		for (const { id } of results) seen.add(id);
		start += there(meta).count;
		total = there(meta).totalResults;
	}
	expect(seen.size).toBe(2500);
	expect((await crm('getTaskList', { start: 2500 })).body).toEqual({
		meta: { totalResults: 2500, start: 2500, perPage: 100, count: 0 },
		results: [],
	});
	expect((await crm('getTaskList', { perPage: '10' })).body.specificCode).toBe(23016);
	fake.vendor.store.tasks.clear();
	expect((await crm('getTaskList', {})).body).toEqual({
		meta: { totalResults: 0, start: 0, perPage: 100, count: 0 },
		results: [],
	});
	fake.vendor.store.activities.delete(3001);
	expect((await addActivity({})).body.id).toBe(5501);
});

test('every list answers with the fields of the contract', async () => {
	const first = async (path: string, input: object = {}) =>
		there((await send(fake, path, { perPage: 1, ...input })).body.results[0]);
	const activity = await first('crm?action=getActivityList', { filter: { id: 3002 } });
	expect(activity).toMatchObject({
		id: 3002,
		leadId: 5002,
		venueId: 2,
		description: '<p>Talk with Smith</p> ',
		purposeName: 'Purpose 2',
		purposeType: 2,
		assignedUserFullName: 'Björn Smith',
	});
	expect(activity.startDatetime).toMatch(/ UTC$/);
	expect(activity).not.toHaveProperty('priority');
	expect(await first('crm?action=getTaskList')).toMatchObject({
		id: 10001,
		status: 0,
		priority: 'low',
		progress: 0,
		bookingId: null,
	});
	expect(await first('crm?action=getLeadList')).toMatchObject({
		id: 2001,
		ownerUser: { id: 1 },
		stageName: 'Stage 1',
		company: null,
	});
	expect(await first('crm?action=getOpportunityList', { venueIds: [3] })).toMatchObject({
		id: 5003,
		venueId: 3,
	});
	expect(await first('crm?action=getLeadStageList')).toMatchObject({
		id: 41,
		reasons: [{ id: 410, reason: 'Price' }],
	});
	expect(await first('crm?action=getLeadTypeList')).toMatchObject({
		id: 1,
		subtypes: [{ id: 10 }],
	});
	expect(await first('account?action=getUserList', { filter: { currentStatus: 2 } })).toMatchObject(
		{ id: 8, userType: 1 },
	);
	expect(await first('venue?action=getVenueList')).toMatchObject({
		id: 1,
		venueIdentifier: 'VEN001',
	});
	expect(await first('contact?action=getContactList')).toMatchObject({
		id: 45001,
		companies: [701],
		companiesData: [{ id: 701 }],
	});
	expect(await first('contact?action=getCompanyList')).toMatchObject({
		id: 701,
		address: { city: 'Gold Coast' },
	});
	expect((await send(fake, 'contact?action=getContact', { id: 45001 })).body).toMatchObject({
		id: 45001,
		status: 1,
		externalUrls: [],
	});
	expect((await send(fake, 'contact?action=getCompany', { id: 701 })).body.id).toBe('701');
	expect((await send(fake, 'contact?action=getContact', { id: 1 })).body.specificCode).toBe(24096);
	expect((await send(fake, 'contact?action=getCompany', { id: 1 })).body.specificCode).toBe(24153);
	expect((await send(fake, 'contact?action=getContact', {})).body.specificCode).toBe(23017);
});

test('filters, their suffixes and the unknown ones', async () => {
	const total = async (filter: object, action = 'getActivityList', extra: object = {}) =>
		(await crm(action, { filter, ...extra })).body.meta?.totalResults;
	expect(await total({ name: 'Activity 3005' })).toBe(1);
	expect(await total({ name__CONTAINS: 'ity 500' })).toBe(10);
	expect(await total({ name__NOTCONTAINS: 'ity 500' })).toBe(2490);
	expect(await total({ name__BEGINS: 'activity 30' })).toBe(99);
	expect(await total({ name__ENDS: '01' })).toBe(25);
	expect(await total({ id__LESSTHAN: 3010 })).toBe(10);
	expect(await total({ id__GREATERTHAN: 5500 })).toBe(1);
	expect(await total({ subType__NOT: 1 })).toBe(1666);
	expect(await total({ leadId__EMPTY: true })).toBe(1500);
	expect(await total({ leadId: '__ISNULL__', subType: 2 })).toBe(500);
	expect(await total({ modifiedDate__GREATERTHAN: '2026-01-07 01:39:00' }, 'getTaskList')).toBe(1);
	expect(await total({}, 'getTaskList', { venueId: '1' })).toBeGreaterThan(0);
	expect((await crm('getTaskList', { filter: { nothing: 1 } })).body).toMatchObject({
		specificCode: 23016,
		additionalMessages: ['nothing: *Unknown filter field*'],
	});
	expect((await crm('getTaskList', { filter: { name__LIKE: 1 } })).body.specificCode).toBe(23016);
	expect(
		(
			await send(fake, 'contact?action=getContactList', {
				filter: { companyId: 701, fromModifiedDate: '2026-01-05 08:00:00 UTC' },
			})
		).body.meta?.totalResults,
	).toBe(5);
	fake.vendor.options.idFilter = 'refused';
	expect((await crm('getTaskList', { filter: { id: 10001 } })).body.specificCode).toBe(23016);
	fake.vendor.options.idFilter = 'ignored';
	expect(await total({ id: 10001 }, 'getTaskList')).toBe(2500);
});

test('a lost answer stores the record all the same; the rate refuses before anything is done', async () => {
	fake.fault('lost');
	await expect(addTask({})).rejects.toThrow();
	expect(fake.vendor.writes).toHaveLength(1);
	expect(fake.vendor.store.tasks.get(12501)?.name).toBe('Prepare');
	fake.reset();
	expect(fake.vendor.store.tasks.has(12501)).toBe(false);

	const slow = await open({ rate: { burst: 1, perSecond: 0 } });
	const task = { name: 'x', endDatetime: DATE };
	expect((await send(slow, 'crm?action=addOrUpdateTask', task)).status).toBe(200);
	expect(await send(slow, 'crm?action=addOrUpdateTask', task)).toMatchObject({
		status: 429,
		body: { errorCode: 429 },
	});
	expect(slow.vendor.writes).toHaveLength(1);
});
