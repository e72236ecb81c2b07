'use strict';
/** Calls in a batch: what each of them is told. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const update = (more = {}) => ({
	resource: 'activity',
	operation: 'update',
	activityId: byId('4'),
	updateFields: {},
	options: {},
	...more,
});
const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: update(parameters), ...more });
const stored = (id) => fake.vendor.store.activities.get(id);

describe('batch', () => {
	it('needs ceil(n/50) requests', async () => {
		const items = Array.from({ length: 120 }, (_, n) => ({ id: 4 * (n + 1) }));
		const result = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: '={{ "Row " + $json.id + " [a]=b&c %20 + \\u20ac" }}' },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(fake.calls).toHaveLength(3);
		expect(stored(480).SUBJECT).toBe('Row 480 [a]=b&c %20 + €');
		expect(fake.vendor.writes.map(({ id }) => Number(id))).toEqual(items.map(({ id }) => id));
	});

	it('clears a list as a batch could not say it: alone', async () => {
		const { store } = fake.vendor;
		for (const id of [1, 3]) store.tasks.get(id).TAGS = ['old'];
		const parameters = {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			updateFields: { TAGS: '' },
			customFields: { mappingMode: 'defineBelow', value: null, schema: [] },
			options: { blankValues: 'clear' },
		};
		const result = await runNode({ ...base, parameters, items: [{ id: 1 }, { id: 3 }] });
		expect(result.error).toBeUndefined();
		expect([1, 3].map((id) => store.tasks.get(id).TAGS)).toEqual([[], []]);
		expect(fake.calls.map(({ json }) => json)).toEqual(
			expect.arrayContaining([
				{ taskId: 1, fields: { TAGS: [] } },
				{ taskId: 3, fields: { TAGS: [] } },
			]),
		);
	});

	it('uploads files of tasks outside the batch and links them', async () => {
		const binary = {
			data: {
				data: Buffer.from('hello').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'hello.txt',
			},
		};
		const parameters = {
			resource: 'task',
			operation: 'create',
			title: 'With file',
			responsible: byId('2'),
			additionalFields: { files: 'data', storage: byId('2') },
			customFields: { mappingMode: 'defineBelow', value: null, schema: [] },
			options: {},
		};
		const result = await runNode({
			...base,
			parameters,
			items: [
				{ json: {}, binary },
				{ json: {}, binary },
			],
		});
		expect(result.error).toBeUndefined();
		expect(result.output.map(({ json }) => json.fields.ufTaskWebdavFiles.length)).toEqual([1, 1]);
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual([
			'disk.storage.uploadfile',
			'disk.storage.uploadfile',
			'batch',
		]);
	});

	it('keeps a text that looks like a reference out of the batch', async () => {
		const items = [
			{ id: 4, text: 'a' },
			{ id: 8, text: 'see $result[i0][ID]' },
		];
		await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: '={{ $json.text }}' } },
			{ items },
		);
		expect(stored(8).SUBJECT).toBe('see $result[i0][ID]');
	});

	it('is repeated when refused before execution, and not when its answer is lost', async () => {
		const items = [{ id: 4 }, { id: 8 }];
		const parameters = { activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } };
		fake.fault('answer', {
			answer: {
				status: 503,
				body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
			},
		});
		expect((await run(parameters, { items })).output).toHaveLength(2);
		expect(fake.calls).toHaveLength(2);
		fake.reset();
		fake.fault('lost');
		const lost = await run(
			{ ...parameters, options: { afterLostAnswer: 'report' } },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(lost.output.map(({ json }) => json.details.completed)).toEqual(['unknown', 'unknown']);
		expect(fake.calls).toHaveLength(1);
	});

	it.each([
		['continueRegularOutput', { i0: true, i2: true }, ['crm.activity.update'], [8]],
		['stopWorkflow', { i0: true }, ['batch'], [8, 12]],
	])(
		'repeats only what met the operating limit, and what was left out because of it (%s)',
		async (onError, result, methods, written) => {
			const time = { operating_reset_at: Math.floor(Date.now() / 1000) + 1 };
			const refusal = {
				error: 'OPERATION_TIME_LIMIT',
				error_description: 'Method is blocked due to operation time limit.',
			};
			fake.fault('answer', {
				answer: {
					status: 200,
					body: {
						result: {
							result,
							result_error: { i1: refusal },
							result_total: [],
							result_next: [],
							result_time: Object.fromEntries(Object.keys(result).map((key) => [key, {}])),
						},
						time,
					},
				},
			});
			const items = [{ id: 4 }, { id: 8 }, { id: 12 }];
			const outcome = await run(
				{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
				{ items, onError },
			);
			expect(outcome.error).toBeUndefined();
			expect(outcome.output.map(({ json }) => json.id)).toEqual([4, 8, 12]);
			expect(fake.calls.slice(1).map(({ path }) => path.split('/').pop())).toEqual(methods);
			expect(fake.vendor.writes.map(({ id }) => Number(id))).toEqual(written);
		},
	);

	it('stops at the first refusal when the run does, and tells what was done', async () => {
		const items = [{ id: 4 }, { id: 99999 }, { id: 12 }, { id: 16 }];
		const { error } = await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
			{ items },
		);
		expect(error.description).toContain(
			'Of 4 items, 1 was completed (item 0), 2 were not sent (items 2-3).',
		);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it('can be smaller or off', async () => {
		const items = Array.from({ length: 6 }, (_, n) => ({ id: 4 * (n + 1) }));
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New' },
				options: { batchSize: 4 },
			},
			{ items },
		);
		expect(fake.calls).toHaveLength(2);
		fake.reset();
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New' },
				options: { batching: false },
			},
			{ items },
		);
		expect(fake.calls).toHaveLength(6);
	});
});
