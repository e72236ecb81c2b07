'use strict';
/** A yes of Deskera's has to prove itself; where it answers nothing by contract, the status is the whole answer. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const create = {
	operation: 'create',
	name: 'Call Ada',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
	additionalFields: {},
};
const update = { operation: 'update', activityId: byId('5'), updateFields: { name: 'New' } };
const NO_PROOF = [
	{},
	[],
	5,
	null,
	true,
	'yes',
	{ message: 'Created' },
	{ status: 'ok' },
	{ result: null },
	{ id: null },
	{ id: 0 },
	{ id: '' },
	{ id: {} },
	{ data: { id: 5 } },
];
const isWrite = ({ method }) => method === 'POST' || method === 'PUT';

/** One item, with an answer in place of the fake's to the calls that match. */
async function answered(parameters, { match = () => true, status = 200, ...answer }, options = {}) {
	fake.reset();
	fake.fault('answer', {
		times: 9,
		match,
		answer: {
			status,
			headers: { 'content-type': 'application/json', ...answer.headers },
			body:
				typeof answer.body === 'string' && answer.raw === true
					? answer.body
					: JSON.stringify(answer.body),
		},
	});
	const { output } = await runNode({
		...base,
		parameters: { resource: 'activity', ...parameters, options: { ...options, maxWait: 0 } },
		items: [{}],
		onError: 'continueRegularOutput',
	});
	return output[0].json;
}

it.each([
	['create', create, {}],
	['create with an External ID that nobody has', create, { externalId: 'new' }],
	['update', update, {}],
])(
	'%s without an ID in its answer is unknown, and sent once',
	async (_name, parameters, options) => {
		for (const status of [200, 201]) {
			for (const body of NO_PROOF) {
				const { error, details } = await answered(
					parameters,
					{ match: isWrite, status, body },
					options,
				);
				expect([body, error, details.completed]).toEqual([
					body,
					expect.stringMatching(/^Deskera answered with/),
					'unknown',
				]);
				expect(fake.calls.filter(isWrite)).toHaveLength(1);
			}
		}
	},
);

it.each([
	[create, 201, { id: 7 }],
	[create, 200, { id: '7', name: 'x' }],
	[update, 200, { id: 5 }],
])('with one it is done', async (parameters, status, body) => {
	expect(await answered(parameters, { match: isWrite, status, body })).toMatchObject({
		id: Number(body.id),
	});
});

it.each([
	['get', { operation: 'get', activityId: byId('5') }],
	['update', update],
	['getMany', { operation: 'getMany', returnAll: false, limit: 5 }],
	['create with an External ID', { ...create, more: { externalId: 'a' } }],
])(
	'a read of %s that answers something else is an error, never an empty record or list',
	async (_name, { more = {}, ...parameters }) => {
		for (const body of [
			{},
			[],
			5,
			{ status: 'ok' },
			{ paginationInfo: { totalRecords: 0 } },
			{ data: null },
			{ data: {} },
		]) {
			const { error, details } = await answered(
				parameters,
				{ match: ({ method }) => method === 'GET', body },
				more,
			);
			expect([body, error, details.completed]).toEqual([
				body,
				expect.stringMatching(/^Deskera answered without/),
				'no',
			]);
			expect(fake.vendor.writes).toEqual([]);
		}
	},
);

describe('calls that answer nothing', () => {
	const CALLS = [
		['delete', { operation: 'delete', activityId: byId('5') }, { deleted: true, id: 5 }],
		['deleteMany', { operation: 'deleteMany', activityIds: '5' }, { deleted: true, id: 5 }],
		[
			'complete',
			{ operation: 'complete', activityId: byId('5') },
			{ id: 5, status: 'Completed', done: true },
		],
		[
			'updateMany',
			{ operation: 'updateMany', activityIds: '5', updateFields: { visibility_type: 'public' } },
			{ updated: true, id: 5, fields: { visibility_type: 'public' } },
		],
	];

	it.each(CALLS)('%s is done by its status alone', async (_name, parameters, wanted) => {
		for (const [status, body] of [
			[204, ''],
			[200, ''],
			[200, '{}'],
		])
			expect(await answered(parameters, { status, body, raw: true })).toEqual(wanted);
	});

	it.each(CALLS)('%s is unknown where a page answers instead', async (_name, parameters) => {
		expect(
			await answered(parameters, {
				body: '<html>Sign in</html>',
				raw: true,
				headers: { 'content-type': 'text/html' },
			}),
		).toMatchObject({ details: { completed: 'unknown' } });
		expect(fake.calls).toHaveLength(1);
	});
});

it.each([503, 408, 502])(
	"a status %i of anybody's making says nothing about what was done",
	async (status) => {
		for (const [headers, body] of [
			[{ 'retry-after': '0' }, { error: 'busy' }],
			[{ 'retry-after': '1' }, '<html>busy</html>'],
			[{}, ''],
		]) {
			expect(
				await answered(create, { status, headers, body, raw: typeof body === 'string' }),
			).toMatchObject({ details: { completed: 'unknown' } });
			expect(fake.calls).toHaveLength(1);
		}
	},
);

describe('a delete', () => {
	const NO_NOTHING = [
		{ error: 'not permitted' },
		{ success: false },
		{ message: 'Service moved' },
		5,
		[],
	];
	it.each(NO_NOTHING)('is unknown where the answer says something: %j', async (body) => {
		for (const parameters of [
			{ operation: 'delete', activityId: byId('5') },
			{ operation: 'deleteMany', activityIds: '5' },
			{ operation: 'complete', activityId: byId('5') },
		]) {
			fake.reset();
			fake.fault('answer', { times: 9, answer: { status: 200, body } });
			const { output } = await runNode({
				...base,
				parameters: { resource: 'activity', ...parameters },
				items: [{}],
				onError: 'continueRegularOutput',
			});
			expect(output[0].json.details.completed).toBe('unknown');
		}
	});
});

describe('a bulk delete that is refused after a part of it was carried out', () => {
	const partly = () =>
		fake.fault('change', {
			match: ({ path }) => path.endsWith('/bulkDelete'),
			change() {
				for (const id of [1, 3]) fake.vendor.store.activities.delete(id);
			},
		});
	const items = [{ id: 1 }, { id: 9999 }, { id: 3 }];

	it.each(['continueRegularOutput', 'stopWorkflow'])(
		'is said to have done nothing of none (%s)',
		async (onError) => {
			partly();
			const { output, error } = await runNode({
				...base,
				parameters: {
					resource: 'activity',
					operation: 'deleteMany',
					activityIds: '={{ $json.id }}',
				},
				items,
				onError,
			});
			if (onError === 'stopWorkflow') {
				expect(`${error.message} ${error.description}`).toMatch(
					/0 were completed, 3 may have been/,
				);
				expect(`${error.message} ${error.description}`).not.toMatch(/not sent/i);
			} else
				expect(output.map(({ json }) => json.details.completed)).toEqual(Array(3).fill('unknown'));
		},
	);

	it('in one item is unknown', async () => {
		partly();
		const { output } = await runNode({
			...base,
			parameters: { resource: 'activity', operation: 'deleteMany', activityIds: '1, 9999, 3' },
			items: [{}],
			onError: 'continueRegularOutput',
		});
		expect(output[0].json.details.completed).toBe('unknown');
	});
});

describe('another activity than the one that was asked for', () => {
	const other = (method) =>
		fake.fault('rewrite', {
			match: (call) => call.method === method,
			rewrite: (answer) => ({ ...answer, body: { ...answer.body, id: 777 } }),
		});
	it.each([
		['Get', { operation: 'get', activityId: byId('5') }, 'GET', 'no'],
		['the reading of Update', update, 'GET', 'no'],
		['the writing of Update', update, 'PUT', 'unknown'],
	])('is no answer to %s', async (_name, parameters, method, completed) => {
		other(method);
		const { output } = await runNode({
			...base,
			parameters: { resource: 'activity', ...parameters },
			items: [{}],
			onError: 'continueRegularOutput',
		});
		expect([output[0].json.error, output[0].json.details.completed]).toEqual([
			expect.stringMatching(/without/),
			completed,
		]);
	});
});

describe('the look-up by External ID', () => {
	const imported = async (count) =>
		await runNode({
			...base,
			parameters: {
				resource: 'activity',
				...create,
				name: '={{ $json.key }}',
				options: { externalId: '={{ $json.key }}' },
			},
			items: Array.from({ length: count }, (_, index) => ({ key: `row ${index}` })),
			onError: 'continueRegularOutput',
		});
	const kept = () =>
		[...fake.vendor.store.activities.values()].filter(({ source }) => source === 'n8n').length;
	/** Deskera passes over the filter: it gives all activities that there are. */
	const unfiltered = (rows) => {
		let page;
		fake.fault('rewrite', {
			times: 1000,
			match({ method, query }) {
				page = Number(query.get('page'));
				return method === 'GET';
			},
			rewrite: ({ body, ...answer }) => ({ ...answer, body: { ...body, data: rows(page) } }),
		});
	};

	it('reads on where the filter is not obeyed, so that a second import makes no doubles', async () => {
		unfiltered((page) =>
			[...fake.vendor.store.activities.values()]
				.slice(-250)
				.reverse()
				.slice(100 * (page - 1), 100 * page),
		);
		for (const _time of [1, 2]) await imported(15);
		expect(kept()).toBe(15);
	});

	it('says so where it can not be told whether the activity exists', async () => {
		unfiltered((page) => Array.from({ length: 100 }, (_, index) => ({ id: 100 * page + index })));
		const { output } = await imported(1);
		expect(output[0].json).toMatchObject({
			error: 'Deskera did not filter its activities by the External ID',
			details: { completed: 'no' },
		});
		expect([kept(), fake.calls.length <= 12]).toEqual([0, true]);
	});

	it.each([[{}], [null], [{ id: null }], [{ id: 'abc' }], [{ source: 'n8n', source_id: 'row 0' }]])(
		'is an error where a row has no ID: %j',
		async (row) => {
			unfiltered((page) => (page === 1 ? [row] : []));
			const { output } = await imported(1);
			expect([output[0].json.details.completed, kept()]).toEqual(['no', 0]);
		},
	);
});
