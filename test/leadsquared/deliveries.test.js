'use strict';
/** What is delivered to the LeadSquared Trigger: whether it is news, and what comes out whatever its shape. */
const { started, types } = require('./support/startedTrigger');

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
