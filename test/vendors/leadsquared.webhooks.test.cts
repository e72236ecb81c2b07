import { leadsquared } from './leadsquared.cts';
import { tenant, type Row, type Tenant } from './leadsquared.tenant.cts';
import { startFake } from './server.cts';

const ids = leadsquared();
const CREATE = 'Webhook.svc/Create';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

const hook = (more = {}) => ({
	Description: 'n8n',
	URL: 'https://n8n.example/webhook/1',
	Method: 'POST',
	ContentType: 'application/json',
	WebhookEvent: '7',
	IsSpecificLandingPage: false,
	NotifyOnFailure: false,
	WebhookProperties: null,
	CustomHeaders: [{ Key: 'X-Secret', Value: 's3cret' }],
	...more,
});
const ofActivity = (code?: string, more = {}) =>
	hook({
		WebhookEvent: '2',
		ActivityEvent: code,
		WebhookProperties: JSON.stringify({
			ActivityEvent: code,
			ActivityData: '[]',
			WebPageNames: '[]',
		}),
		...more,
	});
const list = async (Parameter = {}, more = {}) =>
	(
		await lsq.post('Webhook.svc/Retrieve', {
			Parameter: { Type: 'Webhook', ...Parameter },
			...more,
		})
	).body;

test('created, listed by the name of the event, changed, deleted by GET only', async () => {
	const { get, post, vendor } = lsq;
	const task = (await post(CREATE, hook())).body.Message.Id;
	const visit = (await post(CREATE, ofActivity('201'))).body.Message.Id;
	const all = await list();
	expect([all.RecordCount, all.Response.length]).toEqual([2, 2]);
	expect(await list({ WebhookEvent: 'LeadActivity_Post_Create', StatusCode: '0' })).toEqual({
		RecordCount: 1,
		Response: [
			expect.objectContaining({
				WebhookId: visit,
				EventCode: '2',
				URL: 'https://n8n.example/webhook/1',
				StatusCode: 0,
				WebhookProperties: expect.stringContaining('"201"'),
			}),
		],
	});
	expect(await list({ SearchText: 'nowhere' })).toEqual({ RecordCount: 0 });
	expect((await list({}, { Paging: { PageIndex: 2, PageSize: 1 } })).Response).toHaveLength(1);
	expect(
		(
			await post(
				'Webhook.svc/Update',
				hook({ WebhookId: task, URL: 'http://127.0.0.1:1/x', WebhookEvent: '17' }),
			)
		).body.Message.Id,
	).toBe(task);
	expect((await list({ WebhookId: task })).Response[0]).toMatchObject({
		URL: 'http://127.0.0.1:1/x',
		WebhookEvent: 'Task_Update',
	});
	expect((await post(`Webhook.svc/Delete?webhookId=${task}`, {})).status).toBe(405);
	expect((await get(`Webhook.svc/Delete?webhookId=${task}`)).body).toEqual({ Status: 'Success' });
	expect((await get(`Webhook.svc/Delete?webhookId=${task}`)).status).toBe(500);
	expect([...vendor.store.webhooks.keys()]).toEqual([visit]);
	expect(vendor.writes.map((write) => write.id)).toEqual([task, visit, task, task]);
});

test.each([
	['an unknown key', hook({ Secret: 'x' }), '400'],
	['properties as an object', ofActivity('201', { WebhookProperties: {} }), '400'],
	['an event as a number', hook({ WebhookEvent: 7 }), '400'],
	['a header without a value', hook({ CustomHeaders: [{ Key: 'x' }] }), '400'],
	['no address', hook({ URL: '' }), '500 MandatoryAttributeMissing'],
	['plain http elsewhere', hook({ URL: 'http://n8n.example/x' }), '500 InvalidInput'],
	['another scheme', hook({ URL: 'ftp://n8n.example/x' }), '500 InvalidInput'],
	['another verb', hook({ Method: 'GET' }), '500 InvalidInput'],
	['a stage change', hook({ WebhookEvent: '5' }), '500 InvalidInput'],
	['an activity event without a type at the top', ofActivity(undefined), '500 InvalidDataType'],
	[
		'an activity event without properties',
		ofActivity('201', { WebhookProperties: null }),
		'500 InvalidDataType',
	],
	['two different types', ofActivity('202', { ActivityEvent: '201' }), '500 InvalidInput'],
	['a type that is not listed', ofActivity('3001'), '500 InvalidActivity'],
	[
		'eleven headers',
		hook({ CustomHeaders: Array.from({ length: 11 }, (_, n) => ({ Key: `k${n}`, Value: 'v' })) }),
		'500 InvalidInput',
	],
])('%s is refused', async (_, body, refusal) => {
	expect(await lsq.refusal(CREATE, body)).toBe(refusal);
	expect([lsq.vendor.store.webhooks.size, lsq.vendor.writes]).toEqual([0, []]);
});

test('one webhook for a field; an unknown one can not be changed', async () => {
	const { post, refusal } = lsq;
	const stage = hook({ WebhookEvent: '26', WebhookProperties: '{"SchemaName":"ProspectStage"}' });
	expect((await post(CREATE, stage)).status).toBe(200);
	expect(await refusal(CREATE, stage)).toBe('500 InvalidInput');
	expect(await refusal('Webhook.svc/Update', hook({ WebhookId: UNKNOWN }))).toBe(
		'500 InvalidInput',
	);
	expect(await refusal('Webhook.svc/Update', hook())).toBe('500 MandatoryAttributeMissing');
});

test('keys of someone who is no administrator', async () => {
	for (const notAdminStatus of [401, 500] as const) {
		const plain = await tenant({ isAdmin: false, notAdminStatus });
		for (const body of [
			await plain.refusal(CREATE, hook()),
			await plain.refusal('Webhook.svc/Retrieve', {}),
		])
			expect(body).toBe(`${notAdminStatus} UnAuthorizedAccess`);
		expect((await plain.get('Webhook.svc/Delete?webhookId=x')).status).toBe(notAdminStatus);
		expect((await plain.get('Authentication.svc/UserByAccessKey.Get')).body).toMatchObject({
			Role: 'Sales_User',
		});
		await plain.fake.close();
	}
});

test('the address is asked with HEAD if the account does so, and has to answer 200', async () => {
	let status = 404;
	const receiver = await startFake({ name: 'receiver', handle: () => ({ status }), reset() {} });
	const asking = await tenant({ headCheck: true });
	expect(await asking.refusal(CREATE, hook({ URL: `${receiver.url}/hook` }))).toBe(
		'500 InvalidInput',
	);
	status = 200;
	expect((await asking.post(CREATE, hook({ URL: `${receiver.url}/hook` }))).status).toBe(200);
	expect(receiver.calls.map(({ method, path, text }) => [method, path, text])).toEqual([
		['HEAD', '/hook', ''],
		['HEAD', '/hook', ''],
	]);
	await receiver.close();
	expect(await asking.refusal(CREATE, hook({ URL: `${receiver.url}/hook` }))).toBe(
		'500 InvalidInput',
	);
	await asking.fake.close();
});

test('activities are delivered as an array, with the headers of the webhook of their type', async () => {
	const { post, vendor } = lsq;
	await post(CREATE, ofActivity('202', { URL: 'https://n8n.example/other', CustomHeaders: [] }));
	const { Id } = (await post(CREATE, ofActivity('201'))).body.Message;
	const { method, url, headers, body } = vendor.deliver('activityCreate', [
		ids.activityId(8),
		ids.activityId(16),
	]);
	expect([method, url, headers]).toEqual([
		'POST',
		'https://n8n.example/webhook/1',
		{ 'content-type': 'application/json', 'x-secret': 's3cret' },
	]);
	const payloads: Row[] = JSON.parse(body);
	expect(payloads.map((one) => one.ProspectActivityId)).toEqual([
		ids.activityId(8),
		ids.activityId(16),
	]);
	expect(payloads[0]).toEqual({
		ProspectActivityId: ids.activityId(8),
		RelatedProspectId: expect.any(String),
		ActivityEvent: '201',
		ActivityEventName: 'Site Visit',
		ActivityType: '2',
		CreatedBy: ids.userId(1),
		CreatedOn: '2026-01-01 00:00:00',
		Score: 0,
		Data: expect.objectContaining({
			Status: 'Cancelled',
			Owner: expect.any(String),
			Note: 'Note 8',
			mx_Custom_1: 'Visit 8',
		}),
	});
	expect(
		vendor.deliver('2', ids.activityId(8), { webhook: Id, headers: { 'x-secret': 'wrong' } })
			.headers['x-secret'],
	).toBe('wrong');
	expect(JSON.parse(vendor.deliver('LeadActivity_Post_Update', { any: 1 }).body)).toEqual([
		{ any: 1 },
	]);
	expect(() => vendor.deliver('activityCreate', UNKNOWN)).toThrow(UNKNOWN);
	expect(() => vendor.deliver('dance', UNKNOWN)).toThrow('dance');
});

test('leads and tasks are delivered one by one or as an array', async () => {
	const { vendor } = lsq;
	const told = (...all: Parameters<typeof vendor.deliver>): unknown =>
		JSON.parse(vendor.deliver(...all).body);
	expect(told('leadCreate', ids.leadId(3))).toEqual(vendor.store.leads.get(ids.leadId(3)));
	expect(told('leadUpdate', ids.leadId(3))).toMatchObject({
		Before: { ProspectID: ids.leadId(3) },
		After: { ProspectID: ids.leadId(3) },
	});
	expect(told('taskComplete', ids.taskId(3))).toMatchObject({
		UserTaskId: ids.taskId(3),
		StatusCode: 1,
		DueDate: '2026-01-04 10:00:00.000',
	});
	expect(told('taskCreate', [ids.taskId(1), ids.taskId(2)], { as: 'array' })).toHaveLength(2);
	expect(() => vendor.deliver('taskCreate', [ids.taskId(1), ids.taskId(2)])).toThrow('array');
	const other = leadsquared({ deliverAs: 'array', afterKey: 'Current' });
	expect(JSON.parse(other.deliver('leadFieldChange', ids.leadId(3)).body)).toEqual([
		{ Before: expect.anything(), Current: expect.anything() },
	]);
});
