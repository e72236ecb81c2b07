'use strict';
/** What blanks, types, days and order mean for LeadSquared, and what its answers have to hold to be a yes. */
const { setTimeout: sleep } = require('node:timers/promises');
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');
const { mapped } = require('../support/mapped');
const { failureOf } = require('../support/failures');

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const started = async (options) => {
	const made = await fakeFor('leadSquared', { window: { calls: 1000, seconds: 5 }, ...options });
	open.push(made.fake);
	return made;
};
const run = async (base, parameters, more = {}) => await runNode({ ...base, parameters, ...more });
const good = ({ error, output }) => {
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return output.map(({ json }) => json);
};
const paths = (fake) => fake.calls.map(({ path }) => path.split('.svc/')[1]);
const activity = (fake, id) => fake.vendor.store.activities.get(id);

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const update = (more) => ({
	resource: 'customActivity',
	operation: 'update',
	activityType: byId('201'),
	fields: mapped({}),
	updateFields: {},
	...more,
});
const create = (more) => ({
	resource: 'customActivity',
	operation: 'create',
	activityType: byId('202'),
	leadBy: 'id',
	fields: mapped({}),
	additionalFields: {},
	...more,
});
const task = (operation, more) => ({ resource: 'task', operation, ...more });
const newTask = (more) =>
	task('create', {
		name: 'Call back',
		taskType: byId('Phone Call'),
		owner: byId('user2@account.example'),
		relatedTo: 0,
		additionalFields: {},
		...more,
	});
const ofActivity = (more) => ({ resource: 'activity', ...more });

describe('what joins a bulk call', () => {
	it('two updates with an attachment each: both are stored', async () => {
		const { fake, base } = await started();
		const items = [1, 2].map((n) => ({
			id: fake.vendor.extraId(n),
			url: `https://files.example/${n}.pdf`,
		}));
		for (const { id } of items) activity(fake, id).ActivityEvent = 207;
		const attachments = { values: [{ url: '={{ $json.url }}', name: 'Offer' }] };
		good(
			await run(
				base,
				update({
					activityType: byId('207'),
					activityId: byId('={{ $json.id }}'),
					updateFields: { note: 'New' },
					attachments,
				}),
				{ items },
			),
		);
		const stored = [...fake.vendor.store.attachments.values()].map(
			({ ProspectActivityId, AttachmentFile }) => [ProspectActivityId, AttachmentFile],
		);
		expect(stored.sort()).toEqual(items.map(({ id, url }) => [id, url]).sort());
		expect(paths(fake).sort()).toEqual([
			'Attachment/Add',
			'Attachment/Add',
			'Bulk/CustomActivity/Update',
		]);
	});

	it('the flag for drop-downs does, files in the background do not, whoever the owner is', async () => {
		const { fake, base } = await started();
		const items = [8, 16, 24].map((n) => ({ id: fake.vendor.activityId(n) }));
		const form = update({
			activityId: byId('={{ $json.id }}'),
			fields: mapped({ mx_Custom_4: 'Off the list' }),
			options: { validateDropDownOptions: true },
		});
		good(await run(base, form, { items }));
		expect(
			fake.calls.map(({ json }) =>
				json.map(({ ValidateDropDownOptions }) => ValidateDropDownOptions),
			),
		).toEqual([[true, true, true]]);
		fake.calls.length = 0;
		const files = {
			options: { processFilesAsync: true },
			additionalFields: { owner: byId('user2@account.example') },
		};
		const made = good(
			await run(
				base,
				create({
					leadBy: 'email',
					email: fake.vendor.store.leads.get(fake.vendor.leadId(4)).EmailAddress,
					...files,
				}),
				{ items: [{}, {}] },
			),
		);
		expect(paths(fake).filter((path) => path.startsWith('Bulk'))).toEqual([]);
		for (const { id } of made)
			expect(activity(fake, id)).toMatchObject({
				Owner: fake.vendor.userId(2),
				RelatedProspectId: fake.vendor.leadId(4),
			});
	});

	it('updates that were found by their External ID share one, too', async () => {
		const { fake, base } = await started();
		const form = create({
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.note }}',
			options: { externalId: '={{ $json.key }}', externalIdField: 'mx_Custom_1' },
		});
		const items = (note) => ['a', 'b', 'c'].map((key) => ({ key, note: `${note} ${key}` }));
		const first = good(await run(base, form, { items: items('first') }));
		fake.calls.length = 0;
		const second = good(await run(base, form, { items: items('second') }));
		expect(paths(fake).filter((path) => path !== 'Retrieve')).toEqual([
			'Bulk/CustomActivity/Update',
		]);
		expect(second.map(({ id, updated }) => [id, updated])).toEqual(
			first.map(({ id }) => [id, true]),
		);
		expect(first.map(({ id }) => activity(fake, id).ActivityNote)).toEqual([
			'second a',
			'second b',
			'second c',
		]);
	});
});

describe('rows of bulk answers', () => {
	const rowsOf = (rewrite) => ({
		rewrite: (answer) => ({
			...answer,
			body: { ...answer.body, Response: rewrite(answer.body.Response) },
		}),
	});
	const five = (fake) =>
		Array.from({ length: 5 }, (_, index) => ({
			name: `Task ${index}`,
			lead: fake.vendor.leadId(index + 1),
			id: fake.vendor.activityId(8 * (index + 1)),
		}));
	const CALLS = {
		'new tasks': [
			newTask({ name: '={{ $json.name }}', options: { batching: true } }),
			(fake, json, index) => fake.vendor.store.tasks.get(json.id).Name === `Task ${index}`,
		],
		'new activities': [
			create({ lead: byId('={{ $json.lead }}'), note: '={{ $json.name }}' }),
			(fake, json, index) => activity(fake, json.id).ActivityNote === `Task ${index}`,
		],
		'changed activities': [
			update({ activityId: byId('={{ $json.id }}'), updateFields: { note: '={{ $json.name }}' } }),
			(fake, json, index) => activity(fake, json.id).ActivityNote === `Task ${index}`,
		],
	};

	it.each(Object.entries(CALLS))(
		'%s: the one without a row is unknown, the others get theirs by its number, in any order',
		async (_name, [form, isRight]) => {
			const { fake, base } = await started();
			fake.fault(
				'rewrite',
				rowsOf((rows) => rows.filter((_, index) => index !== 2).reverse()),
			);
			const { output } = await run(base, form, {
				items: five(fake),
				onError: 'continueRegularOutput',
			});
			expect(output.map(({ json }) => json.details?.completed)).toEqual([
				undefined,
				undefined,
				'unknown',
				undefined,
				undefined,
			]);
			for (const index of [0, 1, 3, 4]) expect(isRight(fake, output[index].json, index)).toBe(true);
		},
	);

	it.each(Object.entries(CALLS).slice(0, 2))(
		"%s: rows without numbers are nobody's",
		async (_name, [form]) => {
			const { fake, base } = await started();
			fake.fault(
				'rewrite',
				rowsOf((rows) => rows.map(({ RowNumber: _number, ...row }) => row)),
			);
			const { output } = await run(base, form, {
				items: five(fake),
				onError: 'continueRegularOutput',
			});
			expect(output.map(({ json }) => json.details?.completed)).toEqual(Array(5).fill('unknown'));
		},
	);

	it('a changed activity is found by its ID where the rows have no numbers', async () => {
		const { fake, base } = await started();
		fake.fault(
			'rewrite',
			rowsOf((rows) => rows.map(({ RowNumber: _number, ...row }) => row).reverse()),
		);
		const items = five(fake);
		items[3].id = UNKNOWN;
		const { output } = await run(base, CALLS['changed activities'][0], {
			items,
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.details?.completed ?? json.id)).toEqual([
			items[0].id,
			items[1].id,
			items[2].id,
			'no',
			items[4].id,
		]);
	});

	it('a row about another activity, or two rows with one number, say nothing', async () => {
		const { fake, base } = await started();
		fake.fault(
			'rewrite',
			rowsOf((rows) => [
				{ ...rows[0], ProspectActivityId: UNKNOWN },
				rows[1],
				{ ...rows[2], RowNumber: 2 },
			]),
		);
		const { output } = await run(base, CALLS['changed activities'][0], {
			items: five(fake).slice(0, 3),
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.details?.completed)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
	});

	it('one activity alone in a bulk call is read in the same way', async () => {
		const { fake, base } = await started();
		const form = create({
			leadBy: 'email',
			email: fake.vendor.store.leads.get(fake.vendor.leadId(1)).EmailAddress,
		});
		for (const [rows, completed] of [
			[[{ ActivityCreated: true, ProspectActivityId: UNKNOWN }], undefined],
			[[{ RowNumber: 2, ActivityCreated: true, ProspectActivityId: UNKNOWN }], 'unknown'],
			[[{ RowNumber: 1, ActivityCreated: false }], 'no'],
			[[{ RowNumber: 1, ActivityCreated: true }], 'unknown'],
			[[], 'unknown'],
		]) {
			fake.fault(
				'rewrite',
				rowsOf(() => rows),
			);
			const {
				output: [{ json }],
			} = await run(base, form, { onError: 'continueRegularOutput' });
			expect(json.details?.completed).toBe(completed);
		}
	});
});

describe('an answer that proves nothing is no yes', () => {
	const SENSELESS = [{}, [], 5, { result: null }, { status: 'ok' }];
	const WRITES = {
		'activity create': (fake) => create({ lead: byId(fake.vendor.leadId(1)) }),
		'activity create with lead': () =>
			create({ leadBy: 'email', email: 'new@example.com', createLead: true, newLead: {} }),
		'activity create by field': (fake) =>
			create({
				leadBy: 'email',
				email: fake.vendor.store.leads.get(fake.vendor.leadId(1)).EmailAddress,
			}),
		'activity update': (fake) =>
			update({ activityId: byId(fake.vendor.activityId(8)), updateFields: { note: 'x' } }),
		attachment: (fake) =>
			update({
				activityType: byId('207'),
				activityId: byId(fake.vendor.extraId(1)),
				attachments: { values: [{ url: 'https://files.example/a.pdf' }] },
			}),
		'activity delete': (fake) =>
			ofActivity({
				operation: 'deleteMany',
				lead: byId(fake.vendor.leadId(1)),
				activityTypes: { values: [{ id: byId('202') }] },
				deleteAll: true,
			}),
		'activity type create': () => ({
			resource: 'activityType',
			operation: 'create',
			name: 'New',
			fields: {},
			additionalFields: {},
		}),
		'task create': () => newTask(),
		'task update': (fake) =>
			task('update', { taskId: byId(fake.vendor.taskId(1)), updateFields: { name: 'x' } }),
		'task complete': (fake) => task('complete', { taskId: byId(fake.vendor.taskId(1)) }),
		'task delete': (fake) => task('delete', { taskId: byId(fake.vendor.taskId(1)) }),
	};

	it.each(Object.entries(WRITES))(
		'%s: the outcome is unknown, and nothing is sent again',
		async (_name, form) => {
			const { fake, base } = await started();
			for (const body of SENSELESS) {
				fake.calls.length = 0;
				fake.fault('answer', { answer: { status: 200, body } });
				const {
					output: [{ json }],
				} = await run(base, form(fake), { onError: 'continueRegularOutput' });
				expect([body, json.details?.completed, fake.calls.length]).toEqual([body, 'unknown', 1]);
			}
		},
	);

	it.each([
		['new tasks', newTask({ options: { batching: true } })],
		['new activities', (fake) => create({ lead: byId(fake.vendor.leadId(1)) })],
		[
			'changes',
			(fake) => update({ activityId: byId('={{ $json.id }}'), updateFields: { note: 'x' } }),
		],
		['deletions', () => task('delete', { taskId: byId('={{ $json.task }}') })],
	])('%s in bulk: unknown as well', async (_name, form) => {
		const { fake, base } = await started();
		const items = [1, 2].map((n) => ({
			id: fake.vendor.activityId(8 * n),
			task: fake.vendor.taskId(n),
		}));
		for (const body of SENSELESS) {
			fake.calls.length = 0;
			fake.fault('answer', { answer: { status: 200, body } });
			const { output } = await run(base, typeof form === 'function' ? form(fake) : form, {
				items,
				onError: 'continueRegularOutput',
			});
			expect([body, output.map(({ json }) => json.details?.completed), fake.calls.length]).toEqual([
				body,
				['unknown', 'unknown'],
				1,
			]);
		}
	});

	const READS = {
		'activity get': (fake) =>
			ofActivity({ operation: 'get', activityId: byId(fake.vendor.activityId(8)) }),
		'activity list': (fake) =>
			ofActivity({
				operation: 'getMany',
				scope: 'lead',
				lead: byId(fake.vendor.leadId(1)),
				returnAll: true,
			}),
		'recent activities': () =>
			ofActivity({ operation: 'getMany', scope: 'recent', from: '2025-01-01', returnAll: true }),
		'activity types': () => ({ resource: 'activityType', operation: 'getMany' }),
		'activity type': () => ({
			resource: 'activityType',
			operation: 'get',
			activityType: byId('201'),
		}),
		'task get': (fake) => task('get', { taskId: byId(fake.vendor.taskId(1)) }),
		'tasks of a lead': (fake) =>
			task('getMany', {
				scope: 'lead',
				lead: byId(fake.vendor.leadId(1)),
				returnAll: true,
				status: 'all',
			}),
		'tasks of an owner': () =>
			task('getMany', {
				scope: 'owner',
				owner: byId('user2@account.example'),
				returnAll: true,
				status: 'all',
			}),
	};

	it.each(Object.entries(READS))(
		'%s: an error, no empty record or list',
		async (_name, form) => {
			const { fake, base } = await started();
			for (const body of [{}, 5, { result: null }]) {
				fake.fault('answer', { times: 4, answer: { status: 200, body } });
				const { error } = await run(base, form(fake), { items: [{}] });
				expect([body, error?.message]).toEqual([
					body,
					expect.stringMatching(/^LeadSquared answered without/),
				]);
				fake.reset();
			}
		},
		60_000,
	);

	it.each([
		[503, { Status: 'Error', ExceptionMessage: 'Service unavailable' }],
		[408, ''],
		[500, { Status: 'Error' }],
		[502, { message: 'Bad gateway' }],
	])(
		"status %s of somebody else's making leaves a write unknown and unrepeated",
		async (status, body) => {
			const { fake, base } = await started();
			fake.fault('answer', { answer: { status, headers: { 'retry-after': '0' }, body } });
			const {
				output: [{ json }],
			} = await run(base, create({ lead: byId(fake.vendor.leadId(1)) }), {
				onError: 'continueRegularOutput',
			});
			expect([json.details.completed, fake.calls.length]).toEqual(['unknown', 1]);
		},
	);
});

describe('deleting tasks', () => {
	const remove = task('delete', { taskId: byId('={{ $json.id }}') });
	const answer = (body) => ({
		answer: { status: 200, body: { Status: 'Success', Operation: 'Delete', ...body } },
	});

	it.each([
		[
			'a reason and no deleted task',
			{ TasksCount: 1, DeletedTasksCount: 0, FailureReason: 'Not allowed' },
			'LeadSquared refused the request: Not allowed',
		],
		[
			'a reason alone',
			{ FailureReason: 'Not allowed' },
			'LeadSquared refused the request: Not allowed',
		],
		[
			'no deleted task',
			{ TasksCount: 1, DeletedTasksCount: '0', FailureReason: null },
			'The task does not exist',
		],
	])('%s: one task fails', async (_name, body, message) => {
		const { fake, base } = await started();
		fake.fault('answer', answer(body));
		const { error } = await run(base, remove, { items: [{ id: fake.vendor.taskId(1) }] });
		expect([error.message, error.failure]).toEqual([titled(message), expect.anything()]);
	});

	it.each([[3], [40]])(
		'one of %s that is not there fails, the others are deleted',
		async (count) => {
			const { fake, base } = await started();
			const items = Array.from({ length: count }, (_, index) => ({
				id: index === 1 ? UNKNOWN : fake.vendor.taskId(index + 1),
			}));
			const { output, errorOutput } = await run(base, remove, {
				items,
				onError: 'continueErrorOutput',
			});
			expect([
				output.length,
				errorOutput.map(({ pairedItem, json }) => [pairedItem.item, failureOf(json).completed]),
			]).toEqual([count - 1, [[1, 'no']]]);
			fake.vendor.runQueue();
			expect(items.filter(({ id }) => fake.vendor.store.tasks.has(id))).toEqual([]);
			expect(fake.calls.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(count)));
		},
	);

	it('the others are deleted in Stop mode, too, and the error says so', async () => {
		const { fake, base } = await started();
		const items = [UNKNOWN, fake.vendor.taskId(2), fake.vendor.taskId(3)].map((id) => ({ id }));
		const { error } = await run(base, remove, { items });
		expect([error.message, error.context.itemIndex, error.description]).toEqual([
			titled('LeadSquared refused the request: Some tasks do not exist.'),
			0,
			expect.stringContaining('2 were completed (items 1-2)'),
		]);
	});

	it('where they are gone at once, nobody knows which one it was', async () => {
		const { fake, base } = await started({ queue: 'now' });
		const items = [fake.vendor.taskId(1), UNKNOWN, fake.vendor.taskId(3)].map((id) => ({ id }));
		const { output } = await run(base, remove, { items, onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => json.details.completed)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
		expect(output[0].json.error).toBe('LeadSquared completed 2 of 3 items and did not say which');
	});

	it('what is queued without a count is a yes', async () => {
		const { fake, base } = await started({ deleteTasksAnswer: 'queued' });
		const items = [1, 2].map((n) => ({ id: fake.vendor.taskId(n) }));
		expect(good(await run(base, remove, { items }))).toHaveLength(2);
		expect(fake.calls).toHaveLength(1);
	});
});

/** Such requests are long on their way, so that others overtake them. */
function slow({ vendor }, match) {
	const { handle } = vendor;
	vendor.handle = async (call) => {
		if (match(call)) await sleep(300);
		return await handle(call);
	};
}

describe('order', () => {
	it.each([true, false])(
		'one External ID, an owner by email and a lead that is missing: one lead, one ' +
			'activity, the last value (batched %s)',
		async (batching) => {
			const { fake, base } = await started();
			const before = fake.vendor.store.leads.size;
			const form = create({
				leadBy: 'email',
				email: '={{ $json.email }}',
				createLead: true,
				newLead: { FirstName: '={{ $json.note }}' },
				note: '={{ $json.note }}',
				additionalFields: { owner: byId('user2@account.example') },
				options: { batching, parallel: 5, externalId: 'x-1', externalIdField: 'mx_Custom_1' },
			});
			const result = good(
				await run(base, form, {
					items: [
						{ email: 'new@example.com', note: 'one' },
						{ email: 'New@Example.com ', note: 'two' },
						{ email: 'new@example.com', note: 'three' },
					],
				}),
			);
			expect(result.map(({ updated }) => updated === true)).toEqual([false, true, true]);
			expect(new Set(result.map(({ id }) => id)).size).toBe(1);
			expect([fake.vendor.store.leads.size, activity(fake, result[0].id)]).toEqual([
				before + 1,
				expect.objectContaining({ ActivityNote: 'three', Owner: fake.vendor.userId(2) }),
			]);
		},
	);

	it.each([
		[
			'emails in another case',
			{ leadBy: 'email', email: '={{ $json.email }}' },
			[
				{ email: 'a@example.com', name: 'one' },
				{ email: 'A@EXAMPLE.com', name: 'two' },
			],
		],
		[
			'phones with and without the country',
			{ leadBy: 'phone', phone: '={{ $json.phone }}' },
			[
				{ phone: '+91-98765 43210', name: 'one' },
				{ phone: '+91 (98765) 43210', name: 'two' },
			],
		],
		[
			'a unique field',
			{ leadBy: 'field', uniqueField: byId('Mobile'), uniqueValue: '={{ $json.phone }}' },
			[
				{ phone: '+49 30 1', name: 'one' },
				{ phone: '+49301', name: 'two' },
			],
		],
	])('items that create the same lead go one after another: %s', async (_name, found, items) => {
		const { fake, base } = await started();
		slow(fake, ({ json }) => JSON.stringify(json ?? '').includes('"one"'));
		const before = fake.vendor.store.leads.size;
		const result = good(
			await run(
				base,
				create({ ...found, createLead: true, newLead: { FirstName: '={{ $json.name }}' } }),
				{ items },
			),
		);
		expect([
			fake.vendor.store.leads.size,
			new Set(result.map(({ leadId }) => leadId)).size,
		]).toEqual([before + 1, 1]);
		expect(fake.vendor.store.leads.get(result[0].leadId).FirstName).toBe('two');
	});

	it('two changes of one activity and of one task: the last one wins', async () => {
		const { fake, base } = await started();
		const items = ['one', 'two', 'three'].map((note) => ({ note }));
		for (const options of [{ batching: true }, { batching: false, parallel: 5 }]) {
			good(
				await run(
					base,
					update({
						activityId: byId(fake.vendor.activityId(8)),
						updateFields: { note: '={{ $json.note }}' },
						options,
					}),
					{ items },
				),
			);
			expect(activity(fake, fake.vendor.activityId(8)).ActivityNote).toBe('three');
		}
		slow(fake, ({ json }) => json?.Name === 'one');
		good(
			await run(
				base,
				task('update', {
					taskId: byId(fake.vendor.taskId(1)),
					updateFields: { name: '={{ $json.note }}' },
				}),
				{ items },
			),
		);
		expect(fake.vendor.store.tasks.get(fake.vendor.taskId(1)).Name).toBe('three');
	});
});

describe('blanks', () => {
	const BLANK = ['', '  ', null, undefined];
	const gives = (value) => ({ items: [{ cell: value }] });

	it.each(BLANK)('a blank cell (%j) never wipes what a lead has', async (cell) => {
		const { fake, base } = await started();
		const before = structuredClone(fake.vendor.store.leads.get(fake.vendor.leadId(1)));
		const newLead = {
			LastName: '={{ $json.cell }}',
			Phone: '={{ $json.cell }}',
			FirstName: 'Known',
		};
		good(
			await run(
				base,
				create({ leadBy: 'email', email: before.EmailAddress, createLead: true, newLead }),
				gives(cell),
			),
		);
		expect(fake.calls[0].json.LeadDetails.map(({ Attribute }) => Attribute)).toEqual([
			'FirstName',
			'EmailAddress',
			'SearchBy',
		]);
		expect({ ...fake.vendor.store.leads.get(fake.vendor.leadId(1)), ModifiedOn: 0 }).toEqual({
			...before,
			ModifiedOn: 0,
			FirstName: 'Known',
		});
	});

	it('clears fields of a lead when that was asked for, but not the one it was found by', async () => {
		const { fake, base } = await started();
		const before = structuredClone(fake.vendor.store.leads.get(fake.vendor.leadId(1)));
		const newLead = { LastName: '={{ $json.cell }}', EmailAddress: '={{ $json.cell }}' };
		good(
			await run(
				base,
				create({
					leadBy: 'email',
					email: before.EmailAddress,
					createLead: true,
					newLead,
					options: { blankValues: 'clear' },
				}),
				gives(''),
			),
		);
		expect(fake.vendor.store.leads.get(fake.vendor.leadId(1))).toMatchObject({
			LastName: '',
			EmailAddress: before.EmailAddress,
			Phone: before.Phone,
		});
	});

	const EVERYTHING = {
		fields: mapped(
			{
				mx_Custom_2: '={{ $json.cell }}',
				mx_Custom_3: '={{ $json.cell }}',
				mx_Custom_10: '={{ ({ mx_CustomObject_1: $json.cell }) }}',
			},
			{ mx_Custom_2: 'number', mx_Custom_3: 'dateTime', mx_Custom_10: 'object' },
		),
		updateFields: {
			note: '={{ $json.cell }}',
			status: byId('={{ $json.cell }}'),
			owner: byId('={{ $json.cell }}'),
		},
	};

	it.each(BLANK)(
		'an update leaves alone what comes blank (%j), and says how many',
		async (cell) => {
			const { fake, base } = await started();
			const id = fake.vendor.activityId(8);
			const before = structuredClone(activity(fake, id));
			const result = await run(
				base,
				update({
					activityId: byId(id),
					...EVERYTHING,
					fields: {
						...EVERYTHING.fields,
						value: { ...EVERYTHING.fields.value, mx_Custom_1: 'New' },
					},
				}),
				gives(cell),
			);
			good(result);
			expect(fake.calls[0].json).toEqual({
				ProspectActivityId: id,
				ActivityEvent: 201,
				Fields: [{ SchemaName: 'mx_Custom_1', Value: 'New' }],
			});
			expect({ ...activity(fake, id), ModifiedOn: 0 }).toEqual({
				...before,
				ModifiedOn: 0,
				Fields: { ...before.Fields, mx_Custom_1: 'New' },
			});
			expect(result.hints[0].message).toMatch(/^6 blank values were ignored/);
		},
	);

	it.each([true, false])(
		'Clear the Field clears note, status, owner, fields and what is in a set (batched %s)',
		async (batching) => {
			const { fake, base } = await started();
			const ids = [8, 16].map(fake.vendor.activityId);
			const items = ids.map((id) => ({ id, cell: '' }));
			good(
				await run(
					base,
					update({
						activityId: byId('={{ $json.id }}'),
						...EVERYTHING,
						options: { blankValues: 'clear', batching },
					}),
					{ items },
				),
			);
			for (const id of ids)
				expect(activity(fake, id)).toMatchObject({
					ActivityNote: '',
					Status: '',
					Owner: '',
					Fields: { mx_Custom_2: '', mx_Custom_3: '', mx_Custom_10: { mx_CustomObject_1: '' } },
				});
		},
	);

	it('a new activity gets none of the blanks, whatever was asked for; one that is found is cleared', async () => {
		const { fake, base } = await started();
		const form = create({
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.cell }}',
			fields: mapped({ mx_Custom_2: '={{ $json.cell }}' }),
			additionalFields: { status: byId('={{ $json.cell }}'), owner: byId('={{ $json.cell }}') },
			options: { blankValues: 'clear', externalId: 'x-1', externalIdField: 'mx_Custom_1' },
		});
		const [{ id }] = good(await run(base, form, gives('')));
		expect(fake.calls.at(-1).json).toEqual({
			RelatedProspectId: fake.vendor.leadId(1),
			ActivityEvent: 202,
			Fields: [{ SchemaName: 'mx_Custom_1', Value: 'x-1' }],
		});
		Object.assign(activity(fake, id), { ActivityNote: 'Called', Status: 'Completed' });
		const [again] = good(await run(base, form, gives('')));
		expect([again.id, activity(fake, id)]).toEqual([
			id,
			expect.objectContaining({
				ActivityNote: '',
				Status: '',
				Owner: '',
				Fields: { mx_Custom_1: 'x-1', mx_Custom_2: '' },
			}),
		]);
	});

	it('a second import changes only what is filled in, and keeps the External ID', async () => {
		const { fake, base } = await started();
		const form = (more) =>
			create({
				lead: byId(fake.vendor.leadId(1)),
				fields: mapped({ mx_Custom_1: '={{ $json.cell }}' }),
				options: { externalId: '[1]', externalIdField: 'mx_Custom_1' },
				...more,
			});
		const other = await run(base, form({ note: 'Called' }), gives('other'));
		expect([other.error.message, fake.calls]).toEqual([
			'"External ID" and "mx_Custom_1" are different',
			[],
		]);
		const [{ id }] = good(await run(base, form({ note: 'Called' }), gives('[1]')));
		Object.assign(activity(fake, id), {
			Status: 'Completed',
			Owner: fake.vendor.userId(3),
			CreatedOn: 1,
		});
		const before = structuredClone(activity(fake, id));
		const [again] = good(await run(base, form({ note: '' }), gives('')));
		expect([again.id, { ...activity(fake, id), ModifiedOn: 0 }]).toEqual([
			id,
			{ ...before, ModifiedOn: 0 },
		]);
	});

	it.each([
		[
			'update',
			{
				updateFields: {
					Description: '={{ $json.cell }}',
					Location: '={{ $json.cell }}',
					name: 'New',
					end: '={{ $json.cell }}',
					ReminderTime: '={{ $json.cell }}',
					customFields: { values: [{ name: byId('mx_Custom_1'), value: '={{ $json.cell }}' }] },
				},
			},
		],
	])('a task keeps what comes blank (%s)', async (_name, more) => {
		const { fake, base } = await started({ taskUpdateKeys: 'all' });
		for (const cell of BLANK) {
			fake.calls.length = 0;
			good(
				await run(
					base,
					task('update', { taskId: byId(fake.vendor.taskId(2)), ...more }),
					gives(cell),
				),
			);
			expect(fake.calls[0].json).toEqual({ UserTaskId: fake.vendor.taskId(2), Name: 'New' });
		}
	});

	it('a task is cleared where LeadSquared can do that, else an error names the field', async () => {
		const { fake, base } = await started({ taskUpdateKeys: 'all' });
		const id = fake.vendor.taskId(2);
		const form = (updateFields) =>
			task('update', { taskId: byId(id), updateFields, options: { blankValues: 'clear' } });
		good(
			await run(
				base,
				form({
					Description: '',
					Location: '',
					customFields: { values: [{ name: byId('mx_Custom_1'), value: '' }] },
				}),
			),
		);
		expect(fake.calls[0].json).toEqual({
			UserTaskId: id,
			Description: '',
			Location: '',
			CustomFields: { mx_Custom_1: '' },
		});
		fake.calls.length = 0;
		for (const [field, label] of [
			['due', 'Due'],
			['end', 'End'],
			['name', 'Name'],
			['owner', 'Owner'],
			['ReminderTime', 'Reminder Time'],
		]) {
			const { error } = await run(
				base,
				form({ [field]: field === 'owner' ? byId('={{ "" }}') : '' }),
			);
			expect(error.message).toBe(`"${label}" is empty, and this field can't be cleared`);
		}
		expect(fake.calls).toEqual([]);
	});

	it.each([
		['From', { from: '={{ $json.cell }}', to: '2026-12-31' }],
		['To', { from: '2026-01-01', to: '={{ $json.cell }}' }],
		['From', { from: '={{ $json.cell }}', deleteAll: true }],
		[
			'Activity Types',
			{ from: '2026-01-01', activityTypes: { values: [{ id: byId('={{ $json.cell }}') }] } },
		],
		['Activity Types', { from: '2026-01-01', activityTypes: '={{ $json.cell }}' }],
		['Lead', { from: '2026-01-01', lead: byId('={{ $json.cell }}') }],
		['Delete Regardless of Date', { deleteAll: '={{ $json.cell }}' }],
	])('a deletion is never widened: %s (%j)', async (label, more) => {
		const { fake, base } = await started();
		for (const cell of BLANK) {
			const form = ofActivity({
				operation: 'deleteMany',
				lead: byId(fake.vendor.leadId(1)),
				activityTypes: { values: [{ id: byId('202') }] },
				...more,
			});
			const { error } = await run(base, form, gives(cell));
			expect([error.message, error.description, fake.calls]).toEqual([
				`"${label}" is empty`,
				expect.stringContaining('Nothing was sent.'),
				[],
			]);
		}
	});

	const LISTS = {
		'a type of the activities of a lead': [
			'Activity Type',
			(fake) =>
				ofActivity({
					operation: 'getMany',
					scope: 'lead',
					lead: byId(fake.vendor.leadId(1)),
					activityType: byId('={{ $json.cell }}'),
				}),
		],
		'the end of a period': [
			'To',
			() =>
				ofActivity({
					operation: 'getMany',
					scope: 'recent',
					from: '2026-01-01',
					to: '={{ $json.cell }}',
				}),
		],
		'the types of a history': [
			'Activity Types',
			() =>
				ofActivity({
					operation: 'getHistory',
					scope: 'types',
					from: '2026-01-01',
					activityTypes: { values: [{ id: byId('={{ $json.cell }}') }] },
				}),
		],
		'types that were not picked': [
			'Activity Types',
			() =>
				ofActivity({
					operation: 'getHistory',
					scope: 'types',
					from: '2026-01-01',
					activityTypes: {},
				}),
		],
		'the start of the tasks of an owner': [
			'From',
			() =>
				task('getMany', {
					scope: 'owner',
					owner: byId('user2@account.example'),
					from: '={{ $json.cell }}',
					status: 'all',
				}),
		],
		users: [
			'Users',
			() =>
				task('getMany', {
					scope: 'todos',
					users: { values: [{ id: byId('={{ $json.cell }}') }] },
					from: '2026-01-01',
					to: '2026-01-02',
					status: 'all',
				}),
		],
		'what activities are wanted': [
			'Activities',
			() => ofActivity({ operation: 'getMany', scope: '={{ $json.cell }}' }),
		],
		'the status': [
			'Status',
			() =>
				task('getMany', {
					scope: 'owner',
					owner: byId('user2@account.example'),
					status: '={{ $json.cell }}',
				}),
		],
		'what a task is related to': [
			'Related To',
			(fake) => newTask({ relatedTo: '={{ $json.cell }}', lead: byId(fake.vendor.leadId(1)) }),
		],
		'how a lead is found': [
			'Find Lead By',
			(fake) => create({ leadBy: '={{ $json.cell }}', lead: byId(fake.vendor.leadId(1)) }),
		],
		'an email to find a lead by': [
			'Email',
			() =>
				create({ leadBy: 'email', email: '={{ $json.cell }}', options: { blankValues: 'clear' } }),
		],
		'whom to notify': [
			'Notify',
			() => newTask({ additionalFields: { NotifyBy: '={{ $json.cell }}' } }),
		],
	};

	it.each(Object.entries(LISTS))(
		'%s that comes blank is an error',
		async (_name, [label, form]) => {
			const { fake, base } = await started();
			for (const cell of BLANK) {
				const { error } = await run(base, { returnAll: true, ...form(fake) }, gives(cell));
				expect([error?.message, fake.calls]).toEqual([`"${label}" is empty`, []]);
			}
		},
	);

	it('a blank switch is off: no lead is created', async () => {
		const { fake, base } = await started();
		for (const cell of BLANK) {
			const { error } = await run(
				base,
				create({ leadBy: 'email', email: 'a@example.com', createLead: '={{ $json.cell }}' }),
				gives(cell),
			);
			expect([error?.description, fake.vendor.writes]).toEqual([
				expect.stringContaining('LeadSquared says: Lead does not exist.'),
				[],
			]);
		}
	});
});

describe('types', () => {
	const fieldsOf = async (value, type, more = {}) => {
		const { fake, base } = await started();
		const result = await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(8)),
				fields: mapped({ mx_Custom_8: '={{ $json.cell }}' }, { mx_Custom_8: type }),
				...more,
			}),
			{ items: [{ cell: value }] },
		);
		return result.error?.message ?? fake.calls[0].json.Fields[0].Value;
	};

	it.each([
		...['Y', 'yes', '1', 1, 'TRUE', true].map((value) => [value, 'true']),
		...['N', 'no', '0', 0, 'FALSE', false].map((value) => [value, 'false']),
		['maybe', '"mx_Custom_8" must be true or false, not "maybe"'],
	])('yes or no: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'boolean')).toBe(written);
	});

	it.each([
		['12', '12'],
		[0.0000001, '0.0000001'],
		[1e21, '1000000000000000000000'],
		['1.234,50', '"mx_Custom_8" must be a number, not "1.234,50"'],
		['abc', '"mx_Custom_8" must be a number, not "abc"'],
	])('number: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'number')).toBe(written);
	});

	it.each([
		[46357, '2026-11-30 23:00:00'],
		['46357.5', '2026-12-01 11:00:00'],
		[1_796_083_200, '2026-12-01 00:00:00'],
		['2026-12-01', '2026-11-30 23:00:00'],
		[12, '"mx_Custom_8" is not a date n8n can read: 12'],
		['1.12.2026', '"mx_Custom_8" is not a date n8n can read: "1.12.2026"'],
	])('date: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'dateTime')).toBe(written);
	});

	it('a time that an expression gives as such is one in a set, too', async () => {
		const { fake, base } = await started();
		await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(8)),
				fields: mapped(
					{
						mx_Custom_10:
							'={{ ({ mx_CustomObject_1: new Date(Date.UTC(2026, 11, 1)), mx_CustomObject_3: 7 }) }}',
					},
					{ mx_Custom_10: 'object' },
				),
			}),
		);
		expect(fake.calls[0].json.Fields).toEqual([
			{
				SchemaName: 'mx_Custom_10',
				Value: '',
				Fields: [
					{ SchemaName: 'mx_CustomObject_1', Value: '2026-12-01 00:00:00' },
					{ SchemaName: 'mx_CustomObject_3', Value: '7' },
				],
			},
		]);
	});

	const custom = (type, value) =>
		newTask({
			additionalFields: {
				customFields: {
					values: [{ name: byId('mx_Custom_1'), ...(type === undefined ? {} : { type }), value }],
				},
			},
		});
	it.each([
		[undefined, 'Y', 'Y'],
		['text', 'plain', 'plain'],
		['boolean', 'Y', 'true'],
		['boolean', 'soon', '"mx_Custom_1" must be true or false, not "soon"'],
		['number', '12', '12'],
		['number', '1.234,50', '"mx_Custom_1" must be a number, not "1.234,50"'],
		['dateTime', 46357, '2026-11-30 23:00:00'],
		['dateTime', 'soon', '"mx_Custom_1" is not a date n8n can read: "soon"'],
		['text', { a: 1 }, '"mx_Custom_1" must be text, not an object'],
	])('a custom field of a task, as %s: %j is %s', async (type, value, written) => {
		const { fake, base } = await started();
		const { error } = await run(base, custom(type, '={{ $json.cell }}'), {
			items: [{ cell: value }],
		});
		expect(error?.message ?? fake.calls[0].json.CustomFields.mx_Custom_1).toBe(written);
	});

	it('one custom field twice, or a value without a field, is an error', async () => {
		const { fake, base } = await started();
		const values = (...entries) =>
			newTask({
				additionalFields: {
					customFields: { values: entries.map(([name, value]) => ({ name: byId(name), value })) },
				},
			});
		expect(
			(await run(base, values(['mx_Custom_1', 'a'], ['mx_Custom_1', 'b']))).error.message,
		).toBe('"Custom Fields" holds mx_Custom_1 twice');
		expect((await run(base, values(['', 'a']))).error.message).toBe('"Field" is empty');
		expect(fake.calls).toEqual([]);
		good(await run(base, values(['', ''], ['mx_Custom_1', 'a'])));
		expect(fake.calls[0].json.CustomFields).toEqual({ mx_Custom_1: 'a' });
	});

	it.each([
		[{ mx_Custom_1: 'a', MX_CUSTOM_1: 'b' }, 'The columns "mx_Custom_1" and "MX_CUSTOM_1"'],
		[
			{ mx_Custom_10: { mx_CustomObject_1: 'a' }, 'mx_Custom_10~mx_CustomObject_1': 'b' },
			'"mx_Custom_10~mx_CustomObject_1" is filled in twice',
		],
		[
			{ 'mx_Custom_10~mx_CustomObject_1': 'b', mx_Custom_10: '' },
			'"mx_Custom_10" is filled in twice',
		],
		[
			{ mx_Custom_10: '', 'mx_Custom_10~mx_CustomObject_1': 'b' },
			'"mx_Custom_10~mx_CustomObject_1" is filled in twice',
		],
	])('two columns for one field are refused by name: %j', async (item, message) => {
		const { fake, base } = await started();
		const { error } = await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(1)),
				fields: { mappingMode: 'autoMapInputData', value: null, schema: [] },
				options: { blankValues: 'clear' },
			}),
			{ items: [item] },
		);
		expect(error.message).toContain(message);
		expect(fake.calls).toEqual([]);
	});

	it(
		'automatic mapping where the type of the activity is an expression writes what is ' +
			'named like a field',
		async () => {
			const { fake, base } = await started();
			const form = create({
				activityType: byId('={{ $json.type }}'),
				lead: byId(fake.vendor.leadId(1)),
				fields: { mappingMode: 'autoMapInputData', value: null, schema: [] },
			});
			good(
				await run(base, form, {
					items: [
						{
							type: 201,
							mx_Custom_1: 'Purpose',
							'mx_Custom_10~mx_CustomObject_1': 'Street',
							mx_Custom_51: 'none',
							Status: 'x',
							other: 1,
						},
					],
				}),
			);
			expect(fake.calls[0].json.Fields).toEqual([
				{ SchemaName: 'mx_Custom_1', Value: 'Purpose' },
				{
					SchemaName: 'mx_Custom_10',
					Value: '',
					Fields: [{ SchemaName: 'mx_CustomObject_1', Value: 'Street' }],
				},
			]);
		},
	);

	it.each([['Hot, Cold'], [['Hot', 'Cold']], ['["Hot","Cold"]']])(
		'options of a drop-down from %j',
		async (options) => {
			const { fake, base } = await started();
			good(
				await run(
					base,
					{
						resource: 'activityType',
						operation: 'create',
						name: 'New',
						fields: {
							values: [
								{
									schemaName: '',
									label: 'Bank',
									dataType: 'SearchableDropdown',
									options: '={{ $json.cell }}',
									mandatory: false,
									showInForm: true,
								},
							],
						},
						additionalFields: {},
					},
					{ items: [{ cell: options }] },
				),
			);
			expect(JSON.parse(fake.calls[0].json.Fields[0].OptionSet).map(({ Value }) => Value)).toEqual([
				'Hot',
				'Cold',
			]);
		},
	);
});

describe('days', () => {
	const zones = {
		'Europe/Berlin': ['2026-12-01 22:59:59', '2026-11-30 23:00:00'],
		'America/New_York': ['2026-12-02 04:59:59', '2026-12-01 05:00:00'],
	};

	it.each(Object.entries(zones))(
		'a day in %s is that day: its end for what is due and To, its start for From and Date',
		async (timezone, [end, start]) => {
			const { fake, base } = await started();
			for (const day of ['2026-12-01', 46357, '46357']) {
				fake.calls.length = 0;
				const at = { timezone, items: [{ day }] };
				good(
					await run(
						base,
						newTask({ additionalFields: { due: '={{ $json.day }}', end: '={{ $json.day }}' } }),
						at,
					),
				);
				good(
					await run(
						base,
						create({
							lead: byId(fake.vendor.leadId(1)),
							additionalFields: { date: '={{ $json.day }}' },
						}),
						at,
					),
				);
				good(
					await run(
						base,
						ofActivity({
							operation: 'deleteMany',
							lead: byId(fake.vendor.leadId(1)),
							activityTypes: { values: [{ id: byId('202') }] },
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
						}),
						at,
					),
				);
				good(
					await run(
						base,
						ofActivity({
							operation: 'getMany',
							scope: 'recent',
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
							returnAll: true,
						}),
						at,
					),
				);
				good(
					await run(
						base,
						task('getMany', {
							scope: 'owner',
							owner: byId('user2@account.example'),
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
							status: 'all',
							returnAll: true,
						}),
						at,
					),
				);
				const window = { FromDate: start, ToDate: end };
				// What a due day means depends on the task type, which is read.
				const [types, ...sent] = fake.calls.map(({ json }) => json);
				expect(types).toBeUndefined();
				expect(sent).toEqual(
					[
						{ DueDate: end, EndDate: end },
						{ ActivityDateTime: start },
						window,
						{ Parameter: window },
						{ Parameter: window },
					].map((part) =>
						expect.objectContaining(
							'Parameter' in part ? { Parameter: expect.objectContaining(window) } : part,
						),
					),
				);
			}
		},
	);

	it.each(['appointments', 'todos'])(
		'%s are asked for by days, and one day is a whole one',
		async (scope) => {
			const { fake, base } = await started();
			const users = { values: [1, 2, 3, 4].map((n) => ({ id: byId(`user${n}@account.example`) })) };
			const form = (from, to) =>
				task('getMany', { scope, users, from, to, status: 'all', returnAll: true });
			const [kind, expected] = scope === 'todos' ? ['To-Do', 1] : ['Appointment', 0];
			const ofDay = [...fake.vendor.store.tasks.values()].filter(
				({ Category, DueDate }) =>
					Category === expected && new Date(DueDate).toISOString().startsWith('2026-01'),
			);
			const day = new Date(ofDay[0].DueDate).toISOString().slice(0, 10);
			const rows = good(await run(base, form(day, day)));
			expect(fake.calls[0].json).toMatchObject({ FromDate: day, ToDate: day });
			expect(rows.map(({ id, kind: its }) => [id, its])).toEqual(
				ofDay
					.filter(({ DueDate }) => new Date(DueDate).toISOString().startsWith(day))
					.map(({ UserTaskId }) => [UserTaskId, kind]),
			);
			expect(good(await run(base, form('2026-01-01', '2026-04-11'))).length).toBeGreaterThan(1);
			expect((await run(base, form('2026-01-01', '2026-04-12'))).error.message).toBe(
				'"From" and "To" are 101 days apart',
			);
			expect((await run(base, form('2026-01-02', '2026-01-01'))).error.message).toBe(
				'"From" is after "To"',
			);
			// All of them are due at 10:00 UTC.
			expect(good(await run(base, form(`${day}T10:00:00Z`, `${day}T10:00:00Z`)))).toHaveLength(
				rows.length,
			);
			expect(good(await run(base, form(`${day}T10:00:01Z`, `${day}T12:00:00Z`)))).toEqual([]);
		},
	);

	it('an appointment has the end that was set, not the time when it was done', async () => {
		const { fake, base } = await started();
		const [done] = [...fake.vendor.store.tasks.values()].filter(
			({ Category, StatusCode }) => Category === 0 && StatusCode === 1,
		);
		const [read] = good(await run(base, task('get', { taskId: byId(done.UserTaskId) })));
		expect(read).toMatchObject({
			kind: 'Appointment',
			status: 'Completed',
			end: new Date(done.EndDate).toISOString().replace('.000', ''),
		});
		const ofLead = good(
			await run(
				base,
				task('getMany', {
					scope: 'lead',
					lead: byId(fake.vendor.leadId(1)),
					returnAll: true,
					status: 'completed',
				}),
			),
		);
		expect(ofLead.map(({ end }) => end)).toEqual(ofLead.map(() => null));
	});
});

it('what is wrong with the input is told before anything is read', async () => {
	const { fake, base } = await started();
	const byOwner = {
		leadBy: 'email',
		email: 'a@example.com',
		createLead: true,
		newLead: {},
		additionalFields: { owner: byId('user2@account.example') },
	};
	for (const [more, message] of [
		[{ ...byOwner, activityType: byId('12000') }, 'Activity type 12000 is an opportunity type'],
		[
			{
				...byOwner,
				fields: mapped(
					Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`mx_Custom_${n + 1}`, 'x'])),
				),
			},
			'"Fields" holds 51 custom fields',
		],
		[
			{ ...byOwner, attachments: { values: [{ url: 'a.pdf' }] } },
			'"File URL" of an attachment must be a web address, not "a.pdf"',
		],
		[
			{ ...byOwner, options: { externalId: 'x' } },
			'"External ID Field" is empty or no schema name',
		],
		[{ leadBy: 'phone', phone: '---' }, '"Phone" is empty'],
	]) {
		const { error } = await run(base, create(more), { items: [{}, {}] });
		expect([error.description, fake.calls]).toEqual([expect.stringContaining(message), []]);
	}
});

describe('a day of a task', () => {
	const due = async (run, fake, parameters, items) => {
		good(await run(parameters, { items }));
		const { DueDate, EndDate } = fake.calls.at(-1).json;
		return [DueDate, EndDate];
	};
	const MORNING = '2026-11-30 23:00:00';
	const EVENING = '2026-12-01 22:59:59';

	it.each([
		['Meeting', MORNING],
		['To-Do', EVENING],
	])('is its start for an appointment, its end for a to-do: %s', async (type, expected) => {
		const { fake, base } = await started();
		const day = '2026-12-01';
		const typed = (more) => newTask({ taskType: byId(type), ...more });
		const made = (more, items) =>
			due((parameters, rest) => run(base, parameters, rest), fake, typed(more), items);
		expect(await made({ additionalFields: { due: day, end: day } })).toEqual([expected, EVENING]);
		expect(
			await made({ valuesFrom: 'portable', portableActivity: '={{ $json }}', name: '' }, [
				{ kind: 'meeting', subject: 'Visit', start: day, end: day },
			]),
		).toEqual([expected, EVENING]);
	});

	it.each([
		[0, MORNING],
		[1, EVENING],
	])('is the same when a task is changed (category %i)', async (category, expected) => {
		const { fake, base } = await started();
		const [task] = [...fake.vendor.store.tasks.values()].filter(
			({ Category }) => Category === category,
		);
		const form = (value) => ({
			resource: 'task',
			operation: 'update',
			taskId: byId(task.UserTaskId),
			updateFields: { due: value },
		});
		const changed = (value) => due((parameters) => run(base, parameters), fake, form(value));
		expect(await changed('2026-12-01')).toEqual([expected, undefined]);
		fake.calls.length = 0;
		await changed('2026-12-01T10:00:00');
		expect(fake.calls).toHaveLength(1);
	});
});

it.each(['todos', 'appointments'])(
	'%s of users are those of the days of the workflow',
	async (scope) => {
		const { fake, base } = await started();
		const category = scope === 'todos' ? 1 : 0;
		const mine = [...fake.vendor.store.tasks.values()].filter(
			({ Category, OwnerEmailAddress, OwnerId }) =>
				Category === category &&
				(OwnerEmailAddress ?? OwnerId) !== undefined &&
				[OwnerEmailAddress, OwnerId].some((owner) =>
					['user2@account.example', fake.vendor.userId(2)].includes(owner),
				),
		);
		const times = ['2027-11-30T18:29:59Z', '2027-11-30T20:00:00Z', '2027-12-01T18:29:59Z'];
		const late = '2027-12-01T20:00:00Z';
		for (const [index, time] of [...times, late].entries())
			mine[index].DueDate =
				typeof mine[index].DueDate === 'number' ? Date.parse(time) : new Date(time);
		const found = good(
			await run(
				base,
				task('getMany', {
					scope,
					users: { values: [{ id: byId('user2@account.example') }] },
					from: '2027-12-01',
					to: '2027-12-01',
					status: 'all',
					returnAll: true,
				}),
				{ timezone: 'Asia/Kolkata' },
			),
		);
		expect(found.map(({ due: at }) => at)).toEqual(times.slice(1));
	},
);

describe('a set of fields that comes as an object', () => {
	const INNER = 'mx_Custom_10~mx_CustomObject_';
	const given = (value, types) => {
		const fields = mapped({ mx_Custom_10: value }, { mx_Custom_10: 'object' });
		const inner = mapped(
			Object.fromEntries(Object.keys(types).map((n) => [INNER + n, 0])),
			Object.fromEntries(Object.entries(types).map(([n, type]) => [INNER + n, type])),
		);
		return { ...fields, schema: [...fields.schema, ...inner.schema] };
	};
	const TYPES = { 1: 'dateTime', 2: 'number', 3: 'boolean' };

	it.each([
		['1', '2026-12-01T10:00:00+01:00', '2026-12-01 09:00:00'],
		['1', 'soon', '"mx_Custom_10~mx_CustomObject_1" is not a date n8n can read: "soon"'],
		['2', ' 12 ', '12'],
		['2', '1.234,50', '"mx_Custom_10~mx_CustomObject_2" must be a number, not "1.234,50"'],
		['3', 'Y', 'true'],
		['4', ['a', 'b'], '"mx_Custom_10: mx_CustomObject_4" must be text, not a list'],
		['4', { a: 1 }, '"mx_Custom_10: mx_CustomObject_4" must be text, not an object'],
		['4', 'plain', 'plain'],
	])('is typed like its fields by themselves: %s, %j', async (n, value, expected) => {
		for (const set of ['={{ $json.set }}', '={{ JSON.stringify($json.set) }}']) {
			const { fake, base } = await started();
			const { error } = await run(
				base,
				update({ activityId: byId(fake.vendor.activityId(8)), fields: given(set, TYPES) }),
				{ items: [{ set: { [`mx_CustomObject_${n}`]: value } }] },
			);
			const [sent] = fake.calls;
			expect(sent?.json.Fields[0].Fields[0].Value ?? error.message).toBe(expected);
		}
	});
});

it('a portable activity without a description keeps the one that is there', async () => {
	const { fake, base } = await started();
	const form = create({
		lead: byId(fake.vendor.leadId(1)),
		note: '',
		valuesFrom: 'portable',
		portableActivity: '={{ $json }}',
		options: { externalId: 'p-1', externalIdField: 'mx_Custom_1' },
	});
	const imported = async (item) => good(await run(base, form, { items: [item] }))[0].id;
	const id = await imported({ kind: 'call', subject: 'One' });
	activity(fake, id).ActivityNote = 'One\nBy hand';
	for (const description of [undefined, '']) {
		await imported({ kind: 'call', subject: 'Two', description });
		expect(activity(fake, id).ActivityNote).toBe('Two\nBy hand');
	}
	await imported({ kind: 'call', description: 'Written' });
	expect(activity(fake, id).ActivityNote).toBe('Two\nWritten');
	await imported({ kind: 'call', subject: 'Three', description: 'All' });
	expect(activity(fake, id).ActivityNote).toBe('Three\nAll');
});

describe('fields of a new activity type', () => {
	const type = (...names) => ({
		resource: 'activityType',
		operation: 'create',
		name: 'Visit',
		fields: {
			values: names.map((schemaName, index) => ({
				schemaName,
				label: `Field ${index}`,
				dataType: 'String',
				options: '',
				mandatory: false,
				showInForm: true,
			})),
		},
		additionalFields: {},
	});

	it.each([
		[
			['', ''],
			[1, 2],
		],
		[
			['mx_Custom_2', ''],
			[2, 1],
		],
		[
			['', 'mx_Custom_1', ''],
			[2, 1, 3],
		],
		[
			['mx_Custom_7', ''],
			[7, 2],
		],
	])('without a name take the next that is free: %j', async (names, numbers) => {
		const { fake, base } = await started();
		await run(base, type(...names));
		expect(fake.calls[0].json.Fields.map(({ SchemaName }) => SchemaName)).toEqual(
			numbers.map((number) => `mx_Custom_${number}`),
		);
	});

	it('can not have one name twice', async () => {
		const { fake, base } = await started();
		const { error } = await run(base, type('mx_Custom_2', 'MX_Custom_2'));
		expect([error.message, fake.calls]).toEqual([
			'"Fields" holds the schema name MX_Custom_2 twice',
			[],
		]);
	});
});
