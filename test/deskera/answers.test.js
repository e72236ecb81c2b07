'use strict';
/** A yes of Deskera's has to prove itself; where it answers nothing by contract, the status is the whole answer. */
const { runNode } = require('../support/engine');
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
				expect([body, error, details.carriedOut]).toEqual([
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
			expect([body, error, details.carriedOut]).toEqual([
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
		['complete', { operation: 'complete', activityId: byId('5') }, { id: 5, is_status: true }],
		[
			'updateMany',
			{ operation: 'updateMany', activityIds: '5', updateFields: { visibility_type: 'public' } },
			{ updated: true, id: 5, visibility_type: 'public' },
		],
	];

	it.each(CALLS)('%s is done by its status alone', async (_name, parameters, wanted) => {
		for (const [status, body] of [
			[204, ''],
			[200, ''],
			[200, '{}'],
			[200, '{"message":"Done"}'],
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
		).toMatchObject({ details: { carriedOut: 'unknown' } });
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
			).toMatchObject({ details: { carriedOut: 'unknown' } });
			expect(fake.calls).toHaveLength(1);
		}
	},
);
