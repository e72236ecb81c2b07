'use strict';
/** Webhooks of the LeadSquared Trigger: registered, found again among others, and removed. */
const { started, types } = require('./support/startedTrigger');

describe('webhooks', () => {
	const wanted = { events: ['2', '7'], activityTypes: types(201, 202), output: 'simplified' };
	const registered = (fake) => [...fake.vendor.store.webhooks.values()];

	it('registers one for each type and each other event, once, and removes just those', async () => {
		const { fake, trigger } = await started({}, wanted);
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(registered(fake)).toHaveLength(3);
		expect(await trigger.exists()).toBe(true);
		await trigger.create();
		expect(registered(fake)).toHaveLength(3);
		expect(fake.calls.filter(({ path }) => path.endsWith('Create'))).toHaveLength(3);
		await trigger.remove();
		expect(registered(fake)).toEqual([]);
	});

	it('registers again what LeadSquared has switched off', async () => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const [first] = registered(fake);
		first.StatusCode = 2;
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(await trigger.exists()).toBe(true);
	});

	it('removes what an activation left behind whose answer was lost, and nothing that points elsewhere', async () => {
		const { fake, trigger } = await started({}, wanted);
		let isDown = false;
		fake.fault('lost', { match: ({ path }) => path.endsWith('Create') && (isDown = true) });
		fake.fault('reset', { times: 99, match: () => isDown });
		await expect(trigger.create()).rejects.toMatchObject({ message: expect.any(String) });
		expect(registered(fake)).toHaveLength(1);
		isDown = false;
		const [left] = registered(fake);
		fake.vendor.store.webhooks.set('other', {
			...left,
			WebhookId: 'other',
			URL: `${left.URL}/other`,
		});
		await trigger.create();
		expect(registered(fake).map(({ WebhookId }) => WebhookId)).not.toContain(left.WebhookId);
		expect(
			registered(fake)
				.map(({ URL }) => URL)
				.filter((url) => url === left.URL),
		).toHaveLength(3);
		expect(registered(fake).map(({ WebhookId }) => WebhookId)).toContain('other');
	});

	it('takes back what it made when one can not be registered', async () => {
		const { fake, trigger } = await started({}, { ...wanted, activityTypes: types(201, 3001) });
		await expect(trigger.create()).rejects.toMatchObject({ message: expect.any(String) });
		expect(registered(fake)).toEqual([]);
	});

	it.each([401, 500])(
		"says that the keys have to be an administrator's (%i)",
		async (notAdminStatus) => {
			const { trigger } = await started({ isAdmin: false, notAdminStatus }, wanted);
			await expect(trigger.create()).rejects.toMatchObject({
				description: expect.stringMatching(/administrator/),
			});
		},
	);

	it.each([
		[{ events: [] }, '"Events" is empty'],
		[{ events: ['2'], activityTypes: {} }, '"Activity Types" is empty'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { fake, trigger } = await started({}, parameters);
		await expect(trigger.create()).rejects.toMatchObject({ message });
		expect(fake.calls).toEqual([]);
	});

	it('answers the check without a body, and starts nothing', async () => {
		const { trigger } = await started({}, wanted);
		expect(await trigger.deliver({ method: 'HEAD' }, 'setup')).toMatchObject({
			status: 200,
			items: undefined,
		});
	});

	it('makes an item of each activity in a delivery, drops doubles, and always answers 200', async () => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const ids = [8, 16].map(fake.vendor.activityId);
		const delivery = fake.vendor.deliver('activityCreate', ids);
		const first = await trigger.deliver(delivery);
		expect(first.status).toBe(200);
		expect(
			first.items.map(({ json }) => [json.event, json.id, json.typeCode, json.relatedTo[0].id]),
		).toEqual(
			ids.map((id) => ['created', id, 201, fake.vendor.store.activities.get(id).RelatedProspectId]),
		);
		const again = await trigger.deliver(
			fake.vendor.deliver('activityCreate', [...ids, fake.vendor.activityId(24)]),
		);
		expect(again.items.map(({ json }) => json.id)).toEqual([fake.vendor.activityId(24)]);
		expect(await trigger.deliver(delivery)).toMatchObject({ status: 200, items: undefined });
	});

	it.each([
		[
			'no secret',
			(delivery) => ({ ...delivery, headers: { ...delivery.headers, 'x-n8n-secret': undefined } }),
		],
		[
			'a wrong secret',
			(delivery) => ({
				...delivery,
				headers: { ...delivery.headers, 'x-n8n-secret': 'x'.repeat(72) },
			}),
		],
		['no headers', ({ body }) => ({ body })],
	])('answers 200 to a delivery with %s, and starts nothing', async (_name, forge) => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const { status, items, body } = await trigger.deliver(
			forge(fake.vendor.deliver('activityCreate', [fake.vendor.activityId(8)])),
		);
		expect([status, items, body.Status]).toEqual([200, undefined, 'Error']);
	});

	it.each([
		['object', 'After'],
		['array', 'Current'],
	])('hands on tasks and leads (%s, %s)', async (deliverAs, afterKey) => {
		const { fake, trigger } = await started(
			{ deliverAs, afterKey },
			{ events: ['7', '16', '6'], output: 'simplified' },
		);
		await trigger.create();
		const task = await trigger.deliver(fake.vendor.deliver('taskCreate', fake.vendor.taskId(1)));
		expect(task.items[0].json).toMatchObject({
			event: 'created',
			recordType: 'task',
			id: fake.vendor.taskId(1),
			title: 'Task 1',
		});
		const lead = await trigger.deliver(fake.vendor.deliver('leadUpdate', fake.vendor.leadId(1)));
		expect(lead.items[0].json).toMatchObject({
			event: 'updated',
			recordType: 'lead',
			id: fake.vendor.leadId(1),
		});
	});
});

describe('the list of webhooks', () => {
	const wanted = { events: ['7', '16'], output: 'simplified' };
	const stranger = (index) => ({
		WebhookId: `0000${String(index).padStart(4, '0')}-0000-4000-8000-000000000000`,
		WebhookEvent: '7',
		URL: `https://elsewhere.example/${index}`,
		StatusCode: 0,
		CreatedOn: 1,
		CustomHeaders: [],
	});
	const crowd = (fake, count) => {
		for (let index = 0; index < count; index++)
			fake.vendor.store.webhooks.set(stranger(index).WebhookId, stranger(index));
	};
	const mine = (fake, trigger) =>
		[...fake.vendor.store.webhooks.values()].filter(({ URL }) => URL === trigger.url());
	const isList = ({ path }) => path.endsWith('Webhook.svc/Retrieve');
	const rewrite = (fake, change) =>
		fake.fault('rewrite', {
			times: 999,
			match: isList,
			rewrite: (answer) =>
				answer.status === 200 ? { ...answer, body: change(answer.body) } : answer,
		});

	it.each([
		['right', (body) => body],
		['missing', ({ RecordCount, ...body }) => ({ Response: [], ...body })],
		['0', (body) => ({ ...body, RecordCount: 0 })],
		['capped at a page', (body) => ({ ...body, RecordCount: 200 })],
		['no number', (body) => ({ ...body, RecordCount: 'many' })],
	])('is read to its end where the total is %s', async (_name, change) => {
		const { fake, trigger } = await started({ emptyList: 'empty' }, wanted);
		crowd(fake, 450);
		rewrite(fake, change);
		await trigger.create();
		for (const one of mine(fake, trigger)) one.CreatedOn = 1;
		expect(await trigger.exists()).toBe(true);
		await trigger.create();
		expect(mine(fake, trigger)).toHaveLength(2);
		await trigger.remove();
		expect([mine(fake, trigger), fake.vendor.store.webhooks.size]).toEqual([[], 450]);
	});

	it('is read to its end where pages are shorter than asked for', async () => {
		const { fake, trigger } = await started({}, wanted);
		crowd(fake, 60);
		const { handle } = fake.vendor;
		fake.vendor.handle = (call) =>
			handle(
				isList(call)
					? { ...call, json: { ...call.json, Paging: { ...call.json.Paging, PageSize: 25 } } }
					: call,
			);
		await trigger.create();
		expect(await trigger.exists()).toBe(true);
		await trigger.create();
		expect(mine(fake, trigger)).toHaveLength(2);
	});

	it('is read where it can not be sorted by ID', async () => {
		const { fake, trigger } = await started({}, wanted);
		const refusal = {
			status: 500,
			body: {
				Status: 'Error',
				ExceptionType: 'MXInvalidInputException',
				ExceptionMessage: 'Invalid ColumnName WebhookId.',
			},
		};
		fake.fault('answer', {
			times: 999,
			match: (call) => isList(call) && call.json.Sorting?.ColumnName === 'WebhookId',
			answer: refusal,
		});
		await trigger.create();
		expect([await trigger.exists(), mine(fake, trigger).length]).toEqual([true, 2]);
	});

	it('ends where every page is the same', async () => {
		const { fake, trigger } = await started({}, wanted);
		crowd(fake, 10);
		const { handle } = fake.vendor;
		fake.vendor.handle = (call) =>
			handle(
				isList(call)
					? { ...call, json: { ...call.json, Paging: { PageIndex: 1, PageSize: 200 } } }
					: call,
			);
		await trigger.create();
		expect(await trigger.exists()).toBe(true);
	});

	it.each([
		['nothing', {}],
		['something else', { Response: { WebhookId: 'x' } }],
		['a list without a name', []],
	])('is an error where the answer is %s', async (_name, body) => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		fake.fault('answer', { times: 99, match: isList, answer: { status: 200, body } });
		for (const step of ['exists', 'create', 'remove'])
			await expect(trigger[step]()).rejects.toMatchObject({ message: expect.any(String) });
		expect(mine(fake, trigger)).toHaveLength(2);
	});
});
