'use strict';
/**
 * Large imports as background jobs: off unless asked for, each item its own result, and nothing
 * claimed that nobody knows.
 */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.vendor.options.batchPolls = 1;
});

const items = (count) =>
	Array.from({ length: count }, (_, index) => ({
		n: index,
		contact: index === 7 ? 1 : 45001 + (index % 3),
	}));
const run = async (count, options = {}, more = {}) =>
	await runNode({
		...base,
		parameters: {
			resource: 'task',
			operation: 'create',
			name: '={{ "Task " + $json.n }}',
			endDatetime: '2026-12-01',
			belongsTo: 'contact',
			contactId: byId('={{ $json.contact }}'),
			additionalFields: {},
			options: { batching: true, ...options },
		},
		items: items(count),
		...more,
	});
const actions = () => fake.calls.map(({ query }) => query.get('action'));

it('sends 200 in one job, asks until it is done, and gives each item its own result', async () => {
	const { output, errorOutput } = await run(250, {}, { onError: 'continueErrorOutput' });
	expect([output.length, errorOutput.map(({ pairedItem }) => pairedItem.item)]).toEqual([249, [7]]);
	// Two jobs at once, each asked for by itself.
	for (const action of ['run', 'results'])
		expect(actions().filter((one) => one === action)).toHaveLength(2);
	expect(fake.calls[0].json.jobs).toHaveLength(200);
	const made = new Map([...fake.vendor.store.tasks].map(([id, { name }]) => [name, id]));
	expect(output.map(({ json }) => json.id)).toEqual(output.map(({ json }) => made.get(json.title)));
	expect(output.map(({ json }) => json.title)).toEqual(
		items(250)
			.filter(({ n }) => n !== 7)
			.map(({ n }) => `Task ${n}`),
	);
	expect(errorOutput[0].json.error).toBe('The contact of the task does not exist ("Contact": 1)');
});

it('never says that nothing was sent when it can not ask how far a job is', async () => {
	let isBegun = false;
	fake.fault('answer', {
		times: 99,
		answer: { status: 429, headers: { 'retry-after': '60' } },
		match: ({ query }) => query.get('action') !== 'run' && (isBegun = true),
	});
	const { error } = await run(3, { maxWait: 1 });
	expect(isBegun).toBe(true);
	expect(error.description).toContain('The outcome is unknown.');
	expect(error.description).toContain('The background job continues without n8n.');
	expect(error.description).not.toContain('Nothing was sent');
});

it('is off unless it is asked for', async () => {
	await run(3, { batching: false });
	await runNode({
		...base,
		parameters: {
			resource: 'task',
			operation: 'complete',
			taskId: byId('10001'),
			additionalFields: {},
		},
		items: [{}, {}],
	});
	expect(new Set(actions())).toEqual(new Set(['addOrUpdateTask']));
});

it.each([
	[
		'the job does not end in time',
		{ maxWait: 1 },
		() => {
			fake.vendor.options.batchPolls = 1000;
		},
		'The background job did not end in time',
	],
	[
		'its progress can not be read',
		{},
		() =>
			fake.fault('answer', {
				times: 9,
				match: ({ query }) => query.get('action') === 'progress',
				answer: {
					status: 400,
					body: { errorCode: 400, specificCode: 24105, message: 'Could not find batch' },
				},
			}),
		'iVvy could not find the background job',
	],
	[
		'it is not named',
		{},
		() => fake.fault('answer', { answer: { status: 200, body: {} } }),
		'iVvy did not say which job it has begun',
	],
])(
	'when %s the outcome is unknown, and nothing is sent again',
	async (_name, options, prepare, message) => {
		prepare();
		const { output } = await run(3, options, { onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => [json.error, json.details.completed])).toEqual(
			Array(3).fill([message, 'unknown']),
		);
		expect(actions().filter((action) => action === 'run')).toHaveLength(1);
	},
);

describe('each result belongs to the call that it names', () => {
	/** Runs five items, with what `change` makes of the results. @returns for each item its name and what it was told */
	const told = async (change, more = {}) => {
		fake.fault('rewrite', {
			match: ({ query }) => query.get('action') === 'results',
			rewrite: ({ status, body }) => ({ status, body: { ...body, results: change(body.results) } }),
		});
		const { output } = await run(5, {}, { onError: 'continueRegularOutput', ...more });
		return output.map(({ json, pairedItem }) => [
			pairedItem.item,
			json.error === undefined
				? fake.vendor.store.tasks.get(json.id)?.name
				: `${json.details.completed}: ${json.error}`,
		]);
	};
	const done = [0, 1, 2, 3, 4].map((n) => [n, `Task ${n}`]);
	const UNKNOWN = 'unknown: iVvy did not say how this item ended';
	const withUnknown = (...places) =>
		done.map(([n, name]) => [n, places.includes(n) ? UNKNOWN : name]);
	const of = (results, n) => results.find(({ request }) => request.name === `Task ${n}`);
	const pick = (results, ...places) => places.map((n) => of(results, n));

	it.each([
		['in their order', (results) => pick(results, 0, 1, 2, 3, 4), done],
		['in another order', (results) => pick(results, 3, 1, 4, 0, 2), done],
		['one missing', (results) => pick(results, 4, 3, 1, 0), withUnknown(2)],
		['the first and the last missing', (results) => pick(results, 1, 2, 3), withUnknown(0, 4)],
		['one twice and one missing', (results) => pick(results, 0, 1, 1, 3, 4), withUnknown(2)],
		[
			'one that nobody asked for',
			(results) => [
				{ ...of(results, 1), request: { name: 'Another' } },
				...pick(results, 0, 1, 2, 3, 4),
			],
			done,
		],
		[
			'something that is none among them',
			(results) => [null, 5, 'x', [], ...pick(results, 0, 2, 3, 4)],
			withUnknown(1),
		],
		[
			'one without what was asked',
			(results) => [...pick(results, 0, 1, 2, 3), { ...of(results, 4), request: undefined }],
			withUnknown(4),
		],
		[
			'one of another call',
			(results) => [
				...pick(results, 0, 1, 2, 3),
				{ ...of(results, 4), action: 'addOrUpdateActivity' },
			],
			withUnknown(4),
		],
		[
			'one of another place',
			(results) => [...pick(results, 0, 1, 2, 3), { ...of(results, 4), namespace: 'venue' }],
			withUnknown(4),
		],
		[
			'one without an answer',
			(results) => [...pick(results, 0, 1, 2, 3), { ...of(results, 4), response: undefined }],
			withUnknown(4),
		],
		[
			'what was asked in another order, and numbers as text',
			(results) =>
				pick(results, 2, 0, 1, 3, 4).map((result) => ({
					...result,
					request: Object.fromEntries(
						Object.entries(result.request)
							.reverse()
							.map(([key, value]) => [key, String(value)]),
					),
				})),
			done,
		],
		[
			'a yes and a no for the same',
			(results) => [
				...pick(results, 0, 1, 2, 3, 4),
				{ ...of(results, 4), response: { success: false } },
			],
			withUnknown(4),
		],
		[
			'one that another one has too',
			(results) => [
				...pick(results, 0, 1, 2, 3),
				{ ...of(results, 4), response: of(results, 3).response },
			],
			withUnknown(3, 4),
		],
		['none at all', () => [], withUnknown(0, 1, 2, 3, 4)],
	])('%s', async (_name, change, wanted) => {
		expect(await told(change)).toEqual(wanted);
	});

	it.each([
		[{}],
		[[]],
		[5],
		[null],
		['yes'],
		[{ status: 'ok' }],
		[{ success: true }],
		[{ success: true, id: null }],
		[{ result: null }],
	])('an answer that proves nothing is unknown, as for a single call: %j', async (response) => {
		const outcomes = await told((results) => [
			...pick(results, 0, 1, 2, 3),
			{ ...of(results, 4), response },
		]);
		expect(outcomes).toEqual([
			...done.slice(0, 4),
			[4, expect.stringMatching(/^unknown: iVvy answered with/)],
		]);
	});

	it("a refusal inside is that item's alone", async () => {
		const outcomes = await told((results) => [
			...pick(results, 4, 0, 1, 2),
			{ ...of(results, 3), response: { success: false } },
		]);
		expect(outcomes).toEqual([
			...done.slice(0, 3),
			[3, 'no: iVvy refused the request and gave no reason'],
			done[4],
		]);
	});

	it('two items that ask for the very same make two records, and each is told one', async () => {
		const { output } = await run(
			4,
			{},
			{ items: Array.from({ length: 4 }, () => ({ n: 1, contact: 45001 })) },
		);
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(4);
		const outcomes = await told((results) => results.slice(1), {
			items: Array.from({ length: 3 }, () => ({ n: 1, contact: 45001 })),
		});
		expect(outcomes.filter(([, what]) => what === UNKNOWN)).toHaveLength(1);
		const doubled = await told((results) => [results[0], results[0]], {
			items: Array.from({ length: 2 }, () => ({ n: 1, contact: 45001 })),
		});
		expect(doubled.filter(([, what]) => what === UNKNOWN)).toHaveLength(1);
	});

	it.each([[{}], [{ results: null }], [{ results: {} }]])(
		'results that are no list say nothing about any item: %j',
		async (body) => {
			fake.fault('answer', {
				times: 9,
				match: ({ query }) => query.get('action') === 'results',
				answer: { status: 200, body },
			});
			const { output } = await run(2, { maxWait: 5 }, { onError: 'continueRegularOutput' });
			expect(output.map(({ json }) => json.details.completed)).toEqual(['unknown', 'unknown']);
			expect(actions().filter((action) => action === 'run')).toHaveLength(1);
		},
	);

	it('a progress that is none is asked for again, and then unknown', async () => {
		fake.fault('answer', {
			times: 9,
			match: ({ query }) => query.get('action') === 'progress',
			answer: { status: 200, body: { status: 'ok' } },
		});
		const { output } = await run(2, {}, { onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => json.details.completed)).toEqual(['unknown', 'unknown']);
		expect(actions().filter((action) => action === 'progress').length).toBeLessThan(6);
	});
});

it.each([
	[
		'activity create',
		{
			resource: 'activity',
			operation: 'create',
			name: 'a',
			subType: 1,
			description: 'x',
			belongsTo: 'contact',
			contactId: byId('45001'),
		},
	],
	[
		'activity update',
		{
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id + 3000 }}'),
			belongsTo: 'unchanged',
			updateFields: { name: 'a' },
		},
	],
	[
		'task complete',
		{
			resource: 'task',
			operation: 'complete',
			taskId: byId('={{ $json.id + 10000 }}'),
			additionalFields: {},
		},
	],
	[
		'purpose update',
		{
			resource: 'activityPurpose',
			operation: 'update',
			purposeId: byId('={{ $json.id }}'),
			updateFields: { name: 'a' },
		},
	],
	[
		'note create',
		{
			resource: 'note',
			operation: 'create',
			noteOn: 'contact',
			contactId: byId('={{ 45000 + $json.id }}'),
			note: 'a',
		},
	],
])('every write travels in a job: %s', async (_name, parameters) => {
	const { error, output } = await runNode({
		...base,
		parameters: { ...parameters, options: { batching: true } },
		items: [{ id: 1 }, { id: 2 }],
	});
	expect([error, output.length, actions()]).toEqual([undefined, 2, ['run', 'progress', 'results']]);
});
