'use strict';
/**
 * The LeadSquared triggers in n8n's contexts: webhooks that register themselves, deliveries that
 * are believed, and polling.
 */
const { triggerOf } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { unreadable } = require('../support/unreadable');

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const types = (...codes) => ({ values: codes.map((code) => ({ id: byId(String(code)) })) });

async function started(options, parameters, node = 'leadSquaredTrigger') {
	const { fake, base } = await fakeFor('leadSquared', options);
	open.push(fake);
	return { fake, trigger: await triggerOf({ ...base, node, parameters }) };
}

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

describe('deliveries that come again', () => {
	const all = {
		events: ['2', '15', '6', '7', '8', '17'],
		activityTypes: types(201),
		output: 'simplified',
	};
	const body = (fake, event, payload, as) => fake.vendor.deliver(event, payload, { as });
	const count = async (trigger, delivery) => (await trigger.deliver(delivery)).items?.length ?? 0;
	const activity = (status, more = {}) => ({
		ProspectActivityId: 'a1',
		RelatedProspectId: 'l1',
		ActivityEvent: '201',
		ActivityEventName: 'Call',
		CreatedOn: '2026-12-01 09:00:00',
		Data: { Status: status },
		...more,
	});
	const later = (minutes) => jest.spyOn(Date, 'now').mockReturnValue(Date.now() + minutes * 60_000);
	afterEach(() => jest.restoreAllMocks());
	const sent = async (event, payloads, options = {}) => {
		const { fake, trigger } = await started(options, all);
		await trigger.create();
		const counts = [];
		for (const payload of payloads) {
			if (typeof payload === 'number') later(payload);
			else
				counts.push(
					await count(
						trigger,
						body(fake, event, payload, Array.isArray(payload) ? 'array' : 'object'),
					),
				);
		}
		return counts;
	};

	it('an activity that is opened, closed and opened again is told three times', async () => {
		expect(
			await sent('activityUpdate', [activity('Open'), activity('Closed'), activity('Open')]),
		).toEqual([1, 1, 1]);
	});

	it('also when all three come together', async () => {
		expect(
			await sent('activityUpdate', [
				[activity('Open'), activity('Closed'), activity('Open')],
				[activity('Open')],
			]),
		).toEqual([3, 0]);
	});

	it('also when they say when they were changed', async () => {
		const at = (status, ModifiedOn) => activity(status, { ModifiedOn });
		const [first, second, third] = [
			at('Open', '2026-12-01 09:00:00'),
			at('Closed', '2026-12-01 09:00:05'),
			at('Open', '2026-12-01 09:00:09'),
		];
		expect(await sent('activityUpdate', [first, second, third, first, second, third])).toEqual([
			1, 1, 1, 0, 0, 0,
		]);
	});

	it('a task too, and a lead', async () => {
		const task = (StatusCode, ModifiedOn) => ({
			UserTaskId: 't1',
			Name: 'Call',
			StatusCode,
			ModifiedOn,
		});
		expect(
			await sent('taskUpdate', [
				task(0, '1'),
				task(1, '2'),
				task(0, '3'),
				task(0, '3'),
				task(0, '1'),
			]),
		).toEqual([1, 1, 1, 0, 0]);
		const lead = (Stage, ModifiedOn) => ({
			Before: { ProspectID: 'l1', ModifiedOn: '0' },
			After: { ProspectID: 'l1', Stage, ModifiedOn },
		});
		expect(
			await sent('leadUpdate', [
				lead('New', '1'),
				lead('Won', '2'),
				lead('New', '3'),
				lead('Won', '2'),
			]),
		).toEqual([1, 1, 1, 0]);
	});

	it('one that is delivered again within minutes is told once, whatever came in between about others', async () => {
		expect(
			await sent('activityUpdate', [
				activity('Open'),
				activity('Open', { ProspectActivityId: 'a2' }),
				activity('Open'),
				9,
				activity('Open'),
			]),
		).toEqual([1, 1, 0, 0]);
	});

	it('without a time the same is news after a while; with one it is not', async () => {
		expect(await sent('activityUpdate', [activity('Open'), 30, activity('Open')])).toEqual([1, 1]);
		const timed = activity('Open', { ModifiedOn: '2026-12-01 09:00:00' });
		expect(await sent('activityUpdate', [timed, 30, timed])).toEqual([1, 0]);
	});

	it('what is created is told once, though the payload has changed meanwhile', async () => {
		expect(
			await sent('activityCreate', [activity('Open'), activity('Closed'), 30, activity('Open')]),
		).toEqual([1, 0, 0]);
		expect(
			await sent('taskCreate', [
				{ UserTaskId: 't1', Name: 'A' },
				{ UserTaskId: 't1', Name: 'B' },
				{ UserTaskId: 't2', Name: 'A' },
			]),
		).toEqual([1, 0, 1]);
	});

	it('of unknown shape they are compared as a whole, for some minutes', async () => {
		const strange = (id) => ({ Task: { Number: id }, Owner: { Id: 'u1' } });
		expect(await sent('taskCreate', [strange(1), strange(2), strange(1), 30, strange(1)])).toEqual([
			1, 1, 0, 1,
		]);
	});

	it('of unknown shape are not told apart by the ID of something else', async () => {
		const task = (TaskGuid) => ({
			TaskGuid,
			Id: 'x',
			ProspectID: 'l1',
			RelatedEntityId: 'l1',
			Name: 'Call',
		});
		expect(await sent('taskCreate', [task(1), task(2), task(1), task(2)])).toEqual([1, 1, 0, 0]);
	});

	it('what is remembered has a limit', async () => {
		const { fake, trigger } = await started({}, all);
		await trigger.create();
		const many = Array.from({ length: 3000 }, (_, index) =>
			activity('Open', { ProspectActivityId: `a${index}` }),
		);
		expect(await count(trigger, body(fake, 'activityUpdate', many))).toBe(3000);
		expect(trigger.staticData().delivered.length).toBeLessThanOrEqual(1000);
		later(2 * 24 * 60);
		await count(trigger, body(fake, 'activityUpdate', [activity('Open')]));
		expect(trigger.staticData().delivered).toHaveLength(1);
	});

	it('of an event that is not chosen any more start nothing', async () => {
		const { fake, trigger } = await started({}, { ...all, events: ['7'] });
		await trigger.create();
		const delivery = body(fake, 'taskCreate', { UserTaskId: 't1', Name: 'A' }, 'object');
		expect(
			await trigger.deliver({ ...delivery, headers: { ...delivery.headers, 'x-n8n-event': '17' } }),
		).toMatchObject({ status: 200, items: undefined });
	});
});

describe('payloads of a shape that nobody knows', () => {
	const PAYLOADS = [
		['another task', 'taskCreate', { Task: { Id: 7, Subject: 'Call', Extra: { deep: [1, 2] } } }],
		['a task by another name', 'taskUpdate', { TaskGuid: 'x', TaskName: 'Call' }],
		['a task without a name', 'taskComplete', { UserTaskId: 'x', Title: 'Call' }],
		[
			'an activity without an ID',
			'activityUpdate',
			{ ActivityEvent: '201', Data: { Status: 'Open' }, Unknown: [1] },
		],
		[
			'an activity whose fields are text',
			'activityUpdate',
			{ ProspectActivityId: 'x', ActivityEvent: '201', Data: 'Status=Open' },
		],
		['a lead without an ID', 'leadUpdate', { After: { Name: 'x' }, Trigger: 'automation' }],
		['a lead by another name', 'leadCreate', { Lead: { Id: 'x' } }],
	];

	it.each(
		PAYLOADS.flatMap((row) => ['simplified', 'portable', 'raw'].map((output) => [output, ...row])),
	)('come as they are in %s: %s', async (output, _name, event, payload) => {
		const { fake, trigger } = await started(
			{},
			{ events: ['2', '3', '6', '7', '15', '16', '17'], activityTypes: types(201), output },
		);
		await trigger.create();
		const { items } = await trigger.deliver(fake.vendor.deliver(event, [payload], { as: 'array' }));
		expect(items.map(({ json }) => json)).toEqual([
			{
				event: expect.stringMatching(/^(?:created|updated|completed)$/),
				recordType: /^[a-z]+/.exec(event)[0],
				...payload,
			},
		]);
	});

	const told = { event: 'created', recordType: 'lead' };
	it.each([
		['a list of text', ['a', 'b'], [{ ...told, payload: ['a', 'b'] }]],
		['text', 'text', [{ ...told, payload: 'text' }]],
		['a number', 7, [{ ...told, payload: 7 }]],
		[
			'a list that holds others than records',
			[{ Odd: 1 }, null, 'x'],
			[
				{ ...told, Odd: 1 },
				{ ...told, payload: null },
				{ ...told, payload: 'x' },
			],
		],
	])('come whole under one key: %s', async (_name, body, expected) => {
		const { fake, trigger } = await started({}, { events: ['3', '6', '7'], output: 'simplified' });
		await trigger.create();
		const delivery = fake.vendor.deliver('leadCreate', [{}], { as: 'array' });
		const { items } = await trigger.deliver({ ...delivery, body: JSON.stringify(body) });
		expect(items.map(({ json }) => json)).toEqual(expected);
	});
});

describe('polling', () => {
	const form = (event) => ({ activityType: byId('201'), event, output: 'simplified' });
	const now = Date.now();
	const poll = async (event, more = {}) =>
		await started(
			{ now, records: { activities: 400 } },
			{ ...form(event), ...more },
			'leadSquaredPollingTrigger',
		);
	const ids = (items) => (items === null ? [] : items[0].map(({ json }) => json.id));
	let serial = 0;
	const add = (fake, at, more = {}) => {
		const id = `0000000${++serial % 10}-0000-4000-8000-${String(serial).padStart(12, '0')}`;
		const like = fake.vendor.store.activities.get(fake.vendor.activityId(8));
		fake.vendor.store.activities.set(id, {
			...structuredClone(like),
			ProspectActivityId: id,
			CreatedOn: at,
			ModifiedOn: at,
			...more,
		});
		return id;
	};

	it('takes the first run to look where to begin, then gives each new activity once', async () => {
		const { fake, trigger } = await poll('created');
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		const made = [add(fake, now), add(fake, now)];
		expect(ids(await trigger.poll()).sort()).toEqual(made.sort());
		expect(await trigger.poll()).toBeNull();
		const late = add(fake, now - 1000);
		expect(ids(await trigger.poll())).toEqual([late]);
	});

	it('tells new ones from changed ones', async () => {
		const [created, updated, both] = [
			await poll('created'),
			await poll('updated'),
			await poll('both'),
		];
		for (const { fake, trigger } of [created, updated, both]) {
			await trigger.poll();
			fake.vendor.store.activities.get(fake.vendor.activityId(8)).ModifiedOn = now;
		}
		const made = [created, updated, both].map(({ fake }) => add(fake, now + 1000));
		const found = [
			ids(await created.trigger.poll()),
			ids(await updated.trigger.poll()),
			ids(await both.trigger.poll()),
		];
		expect(found).toEqual([
			[made[0]],
			[updated.fake.vendor.activityId(8)],
			[both.fake.vendor.activityId(8), made[2]],
		]);
	});

	it.each(['simplified', 'portable', 'raw'])(
		'says what happened in the output %s',
		async (output) => {
			const { fake, trigger } = await poll('both', { output });
			await trigger.poll();
			fake.vendor.store.activities.get(fake.vendor.activityId(8)).ModifiedOn = now;
			add(fake, now + 1000);
			const items = await trigger.poll();
			expect(items[0].map(({ json }) => json.event)).toEqual(['updated', 'created']);
		},
	);

	it('gives a second change within the second of the first, once', async () => {
		const { fake, trigger } = await poll('both');
		await trigger.poll();
		const id = add(fake, now);
		expect(ids(await trigger.poll())).toEqual([id]);
		fake.vendor.store.activities.get(id).ActivityNote = 'Changed at once';
		expect(ids(await trigger.poll())).toEqual([id]);
		expect(await trigger.poll()).toBeNull();
		expect(Object.values(trigger.staticData().known).every((time) => time.length < 45)).toBe(true);
	});

	it('loses no change where the items could not be made', async () => {
		const { fake, base } = await fakeFor('leadSquared', { now, records: { activities: 400 } });
		open.push(fake);
		let isDown = false;
		const trigger = await triggerOf({
			...base,
			credentials: unreadable(base.credentials, () => isDown && fake.calls.length > 0),
			node: 'leadSquaredPollingTrigger',
			parameters: form('both'),
		});
		await trigger.poll();
		const id = add(fake, now);
		fake.calls.length = 0;
		isDown = true;
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.any(String) });
		isDown = false;
		expect(ids(await trigger.poll())).toEqual([id]);
	});

	it('goes on from where it was after a restart, and repeats nothing after a poll that failed', async () => {
		const { fake, trigger } = await poll('created');
		await trigger.poll();
		const made = add(fake, now);
		fake.fault('500', { times: 20 });
		fake.fault('answer', { times: 20, answer: { status: 401, body: '' } });
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.any(String) });
		fake.reset();
		const again = add(fake, now);
		expect(ids(await trigger.poll())).toEqual([again]);
		expect(made).not.toBe(again);
	});

	it('shows a sample when it is tested by hand, and moves nothing', async () => {
		const { fake, trigger } = await poll('created');
		expect(ids(await trigger.poll('manual'))).toHaveLength(3);
		expect(trigger.staticData()).toEqual({});
		expect(fake.calls).toHaveLength(1);
	});
});
