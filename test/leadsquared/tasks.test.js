'use strict';
/** Tasks: completing is a call of its own, lists come whole, and nothing is made up where LeadSquared tells nothing. */
const { runNode, lookUp } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const started = async (options) => {
	const made = await fakeFor('leadSquared', options);
	open.push(made.fake);
	return made;
};
const run = async (base, parameters, more = {}) =>
	await runNode({ ...base, parameters: { resource: 'task', ...parameters }, ...more });
const rows = ({ error, output }) => {
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};
const create = (more) => ({
	operation: 'create',
	name: 'Call back',
	taskType: byId('Phone Call'),
	owner: byId('user2@account.example'),
	relatedTo: 0,
	additionalFields: {},
	...more,
});

it('creates to-dos and appointments with what each has', async () => {
	const { fake, base } = await started();
	const [todo] = rows(
		await run(
			base,
			create({
				relatedTo: 1,
				lead: byId(fake.vendor.leadId(4)),
				additionalFields: {
					due: '2026-12-01T10:00:00',
					end: '2026-12-01T12:00:00',
					ReminderBeforeDays: 1,
					ReminderTime: '09:00',
					NotifyBy: '1100',
					customFields: { values: [{ name: byId('mx_Custom_1'), value: '+49 30' }] },
				},
			}),
		),
	);
	expect(fake.calls[0].json).toEqual({
		Name: 'Call back',
		TaskType: { Name: 'Phone Call' },
		OwnerEmailAddress: 'user2@account.example',
		RelatedEntity: 1,
		RelatedEntityId: fake.vendor.leadId(4),
		DueDate: '2026-12-01 09:00:00',
		EndDate: '2026-12-01 11:00:00',
		ReminderBeforeDays: '1',
		ReminderTime: '09:00:00',
		NotifyBy: '1100',
		CustomFields: { mx_Custom_1: '+49 30' },
	});
	const [read] = rows(await run(base, { operation: 'get', taskId: byId(todo.id) }));
	expect(read).toEqual({
		id: todo.id,
		title: 'Call back',
		description: null,
		kind: 'To-Do',
		type: 'Phone Call',
		start: null,
		end: '2026-12-01T11:00:00Z',
		due: '2026-12-01T09:00:00Z',
		status: 'Open',
		done: false,
		assignedTo: {
			id: fake.vendor.userId(2),
			name: expect.any(String),
			email: 'user2@account.example',
		},
		relatedTo: [{ type: 'lead', id: fake.vendor.leadId(4), name: expect.any(String) }],
		priority: null,
		url: null,
		createdAt: expect.stringMatching(/Z$/),
		updatedAt: expect.stringMatching(/Z$/),
		externalId: null,
	});
	rows(
		await run(
			base,
			create({
				taskType: byId('Meeting'),
				owner: byId(fake.vendor.userId(3)),
				additionalFields: { due: '2026-12-01T10:00:00', Reminder: 15, Location: 'Mumbai' },
			}),
		),
	);
	expect(fake.calls.at(-1).json).toMatchObject({
		OwnerId: fake.vendor.userId(3),
		RelatedEntity: 0,
		Reminder: 15,
		Location: 'Mumbai',
	});
});

it.each([
	['no lead', { relatedTo: 1, lead: byId('={{ "" }}') }, '"Lead" is empty'],
	['no opportunity', { relatedTo: 5, opportunity: byId('={{ "" }}') }, '"Opportunity" is empty'],
	[
		'an end before the due date',
		{ additionalFields: { due: '2026-12-02', end: '2026-12-01' } },
		'"End" is before "Due"',
	],
	[
		'a time that is none',
		{ additionalFields: { ReminderTime: '9 am' } },
		'"Reminder Time" must be a time of day, not "9 am"',
	],
])('refuses %s before anything is sent', async (_name, more, message) => {
	const { fake, base } = await started();
	const { error } = await run(base, create(more));
	expect([error.message, fake.calls]).toEqual([message, []]);
});

describe('in bulk', () => {
	const items = Array.from({ length: 60 }, (_, index) => ({ name: `Task ${index}` }));
	const many = create({ name: '={{ $json.name }}', options: { batching: true } });

	it('is off unless asked for: each task tells its ID', async () => {
		const { fake, base } = await started();
		const made = rows(
			await run(base, create({ name: '={{ $json.name }}' }), { items: items.slice(0, 3) }),
		);
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual([
			'Create',
			'Create',
			'Create',
		]);
		expect(made.map(({ id }) => fake.vendor.store.tasks.get(id).Name)).toEqual([
			'Task 0',
			'Task 1',
			'Task 2',
		]);
	});

	it.each(['rows', 'plain'])(
		'sends 50 at once, whatever is answered (%s)',
		async (bulkTaskAnswer) => {
			const { fake, base } = await started({ bulkTaskAnswer });
			const made = rows(await run(base, many, { items }));
			expect(fake.calls.map(({ json }) => json.TaskList.length)).toEqual([50, 10]);
			expect(fake.vendor.writes.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
			expect(made.map(({ id, queued, title }) => [id !== undefined || queued, title])).toEqual(
				items.map(({ name }) => [true, name]),
			);
		},
	);
});

it('updates what was named, and completes by a call of its own', async () => {
	const { fake, base } = await started();
	const id = fake.vendor.taskId(1);
	rows(
		await run(base, {
			operation: 'update',
			taskId: byId(id),
			updateFields: { owner: byId('user5@account.example') },
		}),
	);
	expect(fake.calls[0].json).toEqual({
		UserTaskId: id,
		OwnerEmailAddress: 'user5@account.example',
	});
	expect(rows(await run(base, { operation: 'complete', taskId: byId(id) }))).toEqual([
		{ id, status: 'Completed', done: true },
	]);
	expect(fake.calls[1]).toMatchObject({ method: 'GET', path: '/v2/Task.svc/MarkComplete' });
	expect(fake.vendor.store.tasks.get(id).StatusCode).toBe(1);
});

it.each(['zero', 'error'])('a task that is not there is said so (%s)', async (unknownTask) => {
	const { base } = await started({ unknownTask });
	for (const operation of ['update', 'complete', 'get']) {
		const { error } = await run(base, {
			operation,
			taskId: byId('00000000-0000-4000-8000-000000000000'),
			updateFields: { name: 'x' },
		});
		expect(`${operation}: ${error?.message}`).toMatch(/task/i);
	}
});

it('a lost answer of completing is not repeated, and its outcome is unknown', async () => {
	const { fake, base } = await started();
	fake.fault('lost');
	const { error } = await run(base, {
		operation: 'complete',
		taskId: byId(fake.vendor.taskId(1)),
		options: { maxWait: 0 },
	});
	expect([error.failure.cause, fake.calls.length]).toEqual([expect.any(String), 1]);
	expect(error.description).toMatch(/outcome is unknown/);
});

describe('lists', () => {
	it.each(['rows', 'pages'])(
		'gives all tasks of an owner when Offset counts %s',
		async (taskOffsetCounts) => {
			const { fake, base } = await started({ taskOffsetCounts, records: { tasks: 4400 } });
			const mine = [...fake.vendor.store.tasks.values()].filter(
				({ OwnerId }) => OwnerId === fake.vendor.userId(3),
			);
			const all = rows(
				await run(base, {
					operation: 'getMany',
					scope: 'owner',
					owner: byId(fake.vendor.userId(3)),
					returnAll: true,
					status: 'all',
				}),
			);
			expect(mine.length).toBeGreaterThan(1000);
			expect(all.map(({ id }) => id).sort()).toEqual(
				mine.map(({ UserTaskId }) => UserTaskId).sort(),
			);
		},
	);

	it('gives those of a lead in the shape of the others, open or done', async () => {
		const { fake, base } = await started();
		const lead = fake.vendor.leadId(1);
		const ofLead = async (status) =>
			rows(
				await run(base, {
					operation: 'getMany',
					scope: 'lead',
					lead: byId(lead),
					returnAll: true,
					status,
				}),
			);
		const all = await ofLead('all');
		expect(all.length).toBeGreaterThan(0);
		expect((await ofLead('open')).length + (await ofLead('completed')).length).toBe(all.length);
		for (const task of all)
			expect(task).toMatchObject({
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				status: expect.stringMatching(/^(Open|Completed)$/),
				relatedTo: [{ type: 'lead', id: lead, name: null }],
			});
	});

	it.each([
		['todos', 'To-Do'],
		['appointments', 'Appointment'],
	])('gives %s of users in a period', async (scope, kind) => {
		const { base } = await started();
		const found = rows(
			await run(base, {
				operation: 'getMany',
				scope,
				users: {
					values: [{ id: byId('user1@account.example') }, { id: byId('user2@account.example') }],
				},
				from: '2026-01-01',
				to: '2026-02-28',
				returnAll: true,
				status: 'all',
			}),
		);
		expect(found.length).toBeGreaterThan(3);
		expect(new Set(found.map((task) => task.kind))).toEqual(new Set([kind]));
		expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
	});

	it.each([
		[
			'more than 100 days',
			{
				scope: 'todos',
				users: { values: [{ id: byId('a@b.example') }] },
				from: '2026-01-01',
				to: '2026-12-31',
			},
			/days apart/,
		],
		[
			'emails and IDs',
			{
				scope: 'todos',
				users: {
					values: [
						{ id: byId('a@b.example') },
						{ id: byId('093d5c54-6009-48d4-840e-84fd12e8d63a') },
					],
				},
				from: '2026-01-01',
				to: '2026-01-31',
			},
			/emails and IDs/,
		],
		['no owner', { scope: 'owner', owner: byId('={{ "" }}') }, /^"Assigned To" is empty/],
	])('refuses %s before anything is sent', async (_name, more, message) => {
		const { fake, base } = await started();
		const { error } = await run(base, {
			operation: 'getMany',
			returnAll: true,
			status: 'all',
			...more,
		});
		expect([error.message, fake.calls]).toEqual([expect.stringMatching(message), []]);
	});
});

it('deletes many in one call, a little later', async () => {
	const { fake, base } = await started();
	const items = [1, 2, 3].map((n) => ({ id: fake.vendor.taskId(n) }));
	expect(
		rows(await run(base, { operation: 'delete', taskId: byId('={{ $json.id }}') }, { items })),
	).toEqual(items.map(({ id }) => ({ deleted: true, queued: true, id })));
	expect(fake.calls).toHaveLength(1);
	fake.vendor.runQueue();
	expect(items.some(({ id }) => fake.vendor.store.tasks.has(id))).toBe(false);
});

describe('pickers', () => {
	const list = async (base, method, filter = '', parameters = {}) =>
		(await lookUp({ ...base, parameters, method, args: [filter] })).results;

	it.each(['Name', 'TaskTypeName'])('lists task types by name (%s)', async (taskTypeKey) => {
		const { base } = await started({ taskTypeKey });
		expect(await list(base, 'searchTaskTypes')).toEqual(
			expect.arrayContaining([
				{ name: 'Phone Call (to-do)', value: 'Phone Call' },
				{ name: 'Meeting (appointment)', value: 'Meeting' },
			]),
		);
	});

	it('lists leads by name, owners by email, fields of leads and tasks, open tasks of an owner', async () => {
		const { fake, base } = await started({ now: Date.now() });
		expect(await list(base, 'searchLeads', 'bina.1@')).toEqual(
			expect.arrayContaining([
				{ name: 'Bina Bose (bina.1@example.com)', value: fake.vendor.leadId(1) },
			]),
		);
		expect((await list(base, 'searchLeads')).length).toBeGreaterThan(10);
		expect(await list(base, 'searchOwners')).toEqual(
			expect.arrayContaining([
				{
					name: expect.stringContaining('(user2@account.example)'),
					value: 'user2@account.example',
				},
			]),
		);
		expect((await list(base, 'searchLeadFields')).map(({ value }) => value).slice(0, 3)).toEqual([
			'EmailAddress',
			'Phone',
			'Mobile',
		]);
		expect(await list(base, 'searchTaskFields')).toEqual(
			expect.arrayContaining([
				{ name: expect.stringContaining('(mx_Custom_1)'), value: 'mx_Custom_1' },
			]),
		);
		const tasks = await list(base, 'searchTasks', '', { owner: byId('user2@account.example') });
		expect(tasks.length).toBeGreaterThan(0);
		expect(tasks.every(({ value }) => fake.vendor.store.tasks.get(value).StatusCode === 0)).toBe(
			true,
		);
	});
});
