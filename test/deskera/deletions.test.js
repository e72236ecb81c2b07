'use strict';
/** Deletions, and calls for many records. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			additionalFields: {},
			updateFields: {},
			filters: {},
			options: {},
			...parameters,
		},
		...more,
	});
const create = {
	operation: 'create',
	name: 'Call Ada',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
};
const stored = (id) => fake.vendor.store.activities.get(id);
const json = (result) => result.output.map((item) => item.json);

describe('delete and many', () => {
	it('delete tells what was deleted', async () => {
		expect(json(await run({ operation: 'delete', activityId: byId('5') }))).toEqual([
			{ deleted: true, id: 5 },
		]);
		expect(stored(5)).toBeUndefined();
	});

	it('gathers ids from items into as few calls as the batch size allows', async () => {
		const items = Array.from({ length: 250 }, (_, index) => ({ id: index + 1 }));
		const result = await run(
			{ operation: 'deleteMany', activityIds: '={{ $json.id }}', options: { allowMany: true } },
			{ items },
		);
		expect(fake.calls.map(({ json: body }) => body.length)).toEqual([100, 100, 50]);
		expect(json(result)).toEqual(items.map(({ id }) => ({ deleted: true, id })));
		expect(fake.vendor.store.activities.size).toBe(2750);
	});

	it.each([
		['deleteMany', 'delete'],
		['updateMany', 'change'],
	])('%s asks before it touches more than 100', async (operation, would) => {
		const items = Array.from({ length: 101 }, (_, index) => ({ id: index + 1 }));
		const many = (more) =>
			run(
				{
					operation,
					activityIds: '={{ $json.id }}',
					updateFields: { visibility_type: 'public' },
					...more,
				},
				{ items },
			);
		const { error } = await many();
		expect([error.message, error.description]).toEqual([
			`This run would ${would} 101 activities`,
			'Nothing was sent. If that is what you want, add the option "Allow More Than 100".',
		]);
		expect(fake.calls).toEqual([]);
		const list = await run({
			operation,
			activityIds: items.map(({ id }) => id).join(','),
			updateFields: { visibility_type: 'public' },
		});
		expect(list.error.message).toBe(`This run would ${would} 101 activities`);
		expect((await many({ options: { allowMany: true } })).output).toHaveLength(101);
	});

	it('counts each activity once', async () => {
		const items = Array.from({ length: 150 }, (_, index) => ({ id: (index % 100) + 1 }));
		expect(
			(
				await run(
					{
						operation: 'updateMany',
						activityIds: '={{ $json.id }}',
						updateFields: { visibility_type: 'public' },
					},
					{ items },
				)
			).output,
		).toHaveLength(150);
	});

	it('uses as few calls as the option allows', async () => {
		const items = Array.from({ length: 2500 }, (_, index) => ({ id: index + 1 }));
		await run(
			{
				operation: 'updateMany',
				activityIds: '={{ $json.id }}',
				updateFields: { visibility_type: 'public' },
				options: { allowMany: true, batchSize: 1000 },
			},
			{ items },
		);
		expect(fake.calls.map(({ json: { ids } }) => ids.length)).toEqual([1000, 1000, 500]);
	});

	it.each([
		['complete', true],
		['reopen', false],
	])('%s sets just that, many in one call', async (operation, done) => {
		const before = { ...stored(3) };
		const result = await run(
			{ operation, activityId: byId('={{ $json.id }}') },
			{ items: [{ id: 1 }, { id: 2 }, { id: 3 }] },
		);
		const status = done ? 'Completed' : 'Open';
		expect(json(result)).toEqual([1, 2, 3].map((id) => ({ id, status, done })));
		expect(fake.calls.map(({ method, path, json: body }) => [method, path, body])).toEqual([
			['PATCH', '/v1/crm/activities/bulkUpdate', { ids: [1, 2, 3], is_status: done }],
		]);
		expect(stored(3)).toEqual({
			...before,
			is_status: done,
			updated_at: stored(3).updated_at,
			updated_by: stored(3).updated_by,
		});
	});

	it('takes a list in one item', async () => {
		expect(
			json(
				await run({
					operation: 'updateMany',
					activityIds: '1, 2,3',
					updateFields: { visibility_type: 'public' },
				}),
			),
		).toEqual([{ updated: true, ids: [1, 2, 3], fields: { visibility_type: 'public' } }]);
		expect(fake.calls[0].json).toEqual({ ids: [1, 2, 3], visibility_type: 'public' });
	});

	it('finds the unknown ones in a refused call and does the rest', async () => {
		const items = Array.from({ length: 64 }, (_, index) => ({
			id: index === 40 ? 99999 : index + 1,
		}));
		const result = await run(
			{ operation: 'deleteMany', activityIds: '={{ $json.id }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(result.errorOutput.map(({ json: { id } }) => id)).toEqual([99999]);
		expect(result.output).toHaveLength(63);
		expect(fake.calls.length).toBeLessThan(15);
	});

	it('sends different changes apart, those of one activity in their order and others together', async () => {
		const items = [
			{ id: 1, seen: 'private' },
			{ id: 2, seen: 'private' },
			{ id: 1, seen: 'public' },
			{ id: 3, seen: 'private' },
		];
		await run(
			{
				operation: 'updateMany',
				activityIds: '={{ $json.id }}',
				updateFields: { visibility_type: '={{ $json.seen }}' },
			},
			{ items },
		);
		expect(fake.calls.map(({ json: body }) => body)).toEqual([
			{ ids: [1, 2, 3], visibility_type: 'private' },
			{ ids: [1], visibility_type: 'public' },
		]);
		expect([1, 2, 3].map((id) => stored(id).visibility_type)).toEqual([
			'public',
			'private',
			'private',
		]);
	});
});

describe('errors', () => {
	it.each([
		[
			'gateway',
			{ status: 'error', code: 400, message: 'Start is wrong', requestPath: '/v1' },
			'Deskera refused the request: Start is wrong',
		],
		['error', { error: 'Start is wrong' }, 'Deskera refused the request: Start is wrong'],
		['text', 'Start is wrong', 'Deskera refused the request: Start is wrong'],
		['empty', '', 'Deskera refused the request (status 400)'],
		['page', '<html>400</html>', 'Deskera refused the request (status 400)'],
	])('reads the shape %s', async (_shape, body, message) => {
		fake.fault('answer', { answer: { status: 400, body } });
		expect((await run(create)).error.message).toBe(message);
	});

	it('a refused token says what to do', async () => {
		fake.vendor.expireToken();
		const { error } = await run(create);
		expect([error.message, error.description, error.failure]).toEqual([
			'Deskera does not accept the token',
			expect.stringMatching(/expired/),
			{ cause: 'credential-invalid' },
		]);
	});

	it('an answer without the new id is not taken for success', async () => {
		fake.fault('empty');
		expect((await run(create)).error.description).toMatch(/outcome is unknown/);
	});
});
