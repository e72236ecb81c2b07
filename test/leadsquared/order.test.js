'use strict';
/** The order of writes to one record of LeadSquared, and of deletions. */
const { setTimeout: sleep } = require('node:timers/promises');
const { byId } = require('../support/fakes');
const { titled } = require('../support/titles');
const { failureOf } = require('../support/failures');
const { UNKNOWN, activity, create, good, run, started, task, update } = require('./support/forms');

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
			new Set(result.map(({ relatedTo }) => relatedTo[0].id)).size,
		]).toEqual([before + 1, 1]);
		expect(fake.vendor.store.leads.get(result[0].relatedTo[0].id).FirstName).toBe('two');
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
