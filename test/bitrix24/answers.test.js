'use strict';
/**
 * A yes proves itself: what each method has to answer (contract, sections 2, 4 and 9), alone and in a batch. Anything
 * else leaves a write unknown, and is an error of a read; it is never a success without what was asked for.
 */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { operationsOf } = require('../support/operations');

const READS = /(?:\.get|\.list|\.getlist|\.fields|messages\.get|\.getbyid)$/i;
const methodOf = ({ path }) => path.split('/').pop();
const isWrite = (call) => methodOf(call) !== 'batch' && !READS.test(methodOf(call));
const TIME = { start: 1, finish: 2, duration: 1, processing: 1 };

const NOTHING_SAID = [{}, [], 5, { status: 'ok' }, { time: TIME }, { total: 1 }];
/** a result that proves nothing but for methods that answer null, or anything at all */
const EMPTY = [
	{ result: null, time: TIME },
	{ result: [], time: TIME },
	{ result: {}, time: TIME },
	{ result: { time: TIME }, time: TIME },
	{ result: '' },
	{ result: 0 },
];
/** methods that answer null by contract, and calls of which nothing is known */
const MAY_BE_NULL = [
	'crm.timeline.comment.delete',
	'task.checklistitem.update',
	'task.elapseditem.delete',
	'task.elapseditem.update',
];
/** an empty list is their yes by contract, printed inside of braces, so that an empty map is one too */
const MAY_BE_EMPTY = ['task.dependence.add', 'task.dependence.delete'];
/** null is an answer: there is none yet */
const READS_NULL = ['bitrix24 call getTranscript'];
const MAY_BE_ANYTHING = ['apiCall'];

describe.each(['bitrix24', 'bitrix24App'])('%s', (node) => {
	let fake;
	let base;
	beforeAll(
		async () =>
			({ fake, base } = await fakeFor(node, { bucket: { burst: 100_000, perSecond: 100_000 } })),
	);
	afterAll(() => fake.close());

	const rows = operationsOf(node).map((operation) => [operation.name, operation]);
	const answeredWith = async ({ parameters, items, prepare }, body, match) => {
		fake.reset();
		prepare?.(fake);
		fake.fault('answer', { times: 9, answer: { status: 200, body }, match });
		return await runNode({
			...base,
			parameters: {
				...parameters,
				options: { ...parameters.options, batching: false, maxWait: 0 },
			},
			items: [items[0]],
			onError: 'continueRegularOutput',
		});
	};

	it.each(rows.filter(([, { effect }]) => effect !== 'read'))(
		'%s: an answer without its proof is an unknown outcome',
		async (_name, { parameters, ...operation }) => {
			const isCall = MAY_BE_ANYTHING.includes(parameters.resource);
			for (const body of [...NOTHING_SAID, ...(isCall ? [] : EMPTY)]) {
				let asked;
				const match = (call) => {
					const matches =
						parameters.operation === 'batch' ? methodOf(call) === 'batch' : isWrite(call);
					if (matches) asked = methodOf(call);
					return matches;
				};
				const { output } = await answeredWith({ parameters, ...operation }, body, match);
				const isNullMethod =
					(MAY_BE_NULL.includes(asked) && body?.result === null) ||
					(MAY_BE_EMPTY.includes(asked) && /^(?:\[\]|\{\})$/.test(JSON.stringify(body?.result)));
				const seen = {
					body,
					success: output[0].json.error === undefined,
					completed: output[0].json.details?.completed,
				};
				expect(seen).toEqual(
					isNullMethod
						? { body, success: true, completed: undefined }
						: { body, success: false, completed: 'unknown' },
				);
			}
		},
	);

	it.each(rows.filter(([, { effect }]) => effect === 'read'))(
		'%s: an answer without what was read is an error',
		async (name, operation) => {
			const nothing = READS_NULL.includes(name) ? [] : [{ result: null }];
			for (const body of [{ time: TIME }, ...nothing]) {
				const { output } = await answeredWith(operation, body, () => true);
				expect(output).toHaveLength(1);
				expect(output[0].json.error).toMatch(/^Bitrix24 answered without /);
			}
		},
	);
});

describe('a batch', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const complete = {
		resource: 'activity',
		operation: 'complete',
		activityId: byId('={{ $json.id }}'),
	};
	const unlink = {
		resource: 'timelineComment',
		operation: 'delete',
		ownerType: byId('2'),
		owner: byId('1'),
		commentId: byId('={{ $json.id }}'),
	};
	const items = [{ id: 4 }, { id: 8 }, { id: 12 }];
	const maps = ({ result = [], error = [], time = [] }) => ({
		result: { result, result_error: error, result_total: [], result_next: [], result_time: time },
		time: TIME,
	});
	const answered = async (parameters, body, onError = 'continueRegularOutput') => {
		fake.fault('answer', { answer: { status: 200, body } });
		return await runNode({ ...base, parameters: { options: {}, ...parameters }, items, onError });
	};
	const outcomes = ({ output }) => output.map(({ json }) => json.details?.completed ?? 'done');

	it('leaves what it does not speak of unknown, whatever became of the others', async () => {
		const refused = { error: '', error_description: 'Access denied.' };
		expect(
			outcomes(
				await answered(
					complete,
					maps({ result: { i0: true, i2: true }, time: { i0: TIME, i2: TIME } }),
				),
			),
		).toEqual(['done', 'unknown', 'done']);
		expect(
			outcomes(await answered(complete, maps({ result: { i0: true }, error: { i1: refused } }))),
		).toEqual(['done', 'no', 'unknown']);
		expect(outcomes(await answered(complete, maps({})))).toEqual(['unknown', 'unknown', 'unknown']);
		expect(fake.calls).toHaveLength(3);
	});

	it.each([
		[{}],
		[[]],
		[5],
		[{ result: null }],
		[{ result: [] }],
		[{ result: true }],
		[{ status: 'ok' }],
		[{ time: TIME }],
	])('answered %j leaves all of them unknown', async (body) => {
		const result = await answered(complete, body);
		expect(outcomes(result)).toEqual(['unknown', 'unknown', 'unknown']);
		expect(fake.calls).toHaveLength(1);
	});

	it('with time alone is a yes of methods that answer null, and of no others', async () => {
		const time = { i0: TIME, i1: TIME, i2: TIME };
		expect(outcomes(await answered(complete, maps({ time })))).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
		expect(outcomes(await answered(unlink, maps({ time })))).toEqual(['done', 'done', 'done']);
		expect(
			outcomes(await answered(unlink, maps({ result: { i0: null, i1: true, i2: 'x' }, time }))),
		).toEqual(['done', 'done', 'unknown']);
		expect(
			outcomes(
				await answered(unlink, maps({ result: { i0: null }, time: { i0: TIME, i2: TIME } })),
			),
		).toEqual(['done', 'unknown', 'done']);
	});

	it('answers each command by its own proof: false is a no, a text is no yes', async () => {
		const { output } = await answered(
			complete,
			maps({ result: { i0: false, i1: 'ok', i2: true }, time: {} }),
		);
		expect(output.map(({ json }) => json.error ?? 'done')).toEqual([
			'Bitrix24 did not do it and gave no reason',
			'Bitrix24 answered without a confirmation',
			'done',
		]);
		expect(outcomes({ output })).toEqual(['no', 'unknown', 'done']);
	});

	it('that stopped at a refusal did not send what is behind it; what is before and missing is unknown', async () => {
		const refused = { error: '', error_description: 'Access denied.' };
		const stopped = await answered(
			complete,
			maps({ result: { i0: true }, error: { i1: refused } }),
			'stopWorkflow',
		);
		expect(stopped.error.description).toContain(
			'Of 3 items, 1 was completed (item 0), 1 was not sent (item 2).',
		);
		const odd = await answered(complete, maps({ error: { i1: refused } }), 'stopWorkflow');
		expect(odd.error.description).toMatch(/1 may have been \(item 0\), 1 was not sent \(item 2\)/);
	});

	it('takes an answer for a create by the place of its ID alone', async () => {
		const todo = {
			resource: 'activity',
			operation: 'create',
			kind: 'todo',
			ownerType: byId('2'),
			owner: byId('1'),
			deadline: '2026-12-24T10:00:00',
			title: 'x',
		};
		const result = await answered(
			todo,
			maps({ result: { i0: { id: 7 }, i1: { ID: 8 }, i2: { id: 0 } } }),
		);
		expect(result.output[0].json.id).toBe(7);
		expect(outcomes(result)).toEqual(['done', 'unknown', 'unknown']);
	});
});

describe('API Call: Batch', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const run = async (body, more = {}) => {
		fake.fault('answer', { answer: { status: 200, body } });
		const commands = {
			values: ['crm.activity.update', 'crm.deal.get', 'profile'].map((method) => ({
				method,
				parameters: '{}',
			})),
		};
		return (
			await runNode({
				...base,
				parameters: { resource: 'apiCall', operation: 'batch', commands, ...more },
			})
		).output.map(({ json }) => [json.ok, json.message ?? json.result, json.whatToDo]);
	};
	const UNKNOWN = [
		false,
		'Bitrix24 did not say how this command ended',
		'The outcome is unknown. Check the record before running this command again.',
	];

	it('tells of each command whether it is known how it ended', async () => {
		const body = {
			result: {
				result: { i0: null },
				result_error: { i1: { error: 'NOT_FOUND', error_description: 'Not found.' } },
				result_time: { i0: {} },
			},
		};
		expect(await run(body)).toEqual([
			[true, null, undefined],
			[false, 'Bitrix24 could not find the record', expect.any(String)],
			UNKNOWN,
		]);
		expect((await run(body, { halt: true }))[2]).toEqual([
			false,
			'Not run, because an earlier command failed',
			'Correct the command that failed, or turn off Stop on First Error.',
		]);
	});
});

it.each([
	'batch',
	'BATCH',
	'batch.json',
	'batch.json.json',
	'batch.xml',
	'crm.deal.list.xml',
	'batch.JSON',
])('API Call has no way to the method %s', async (method) => {
	const { fake, base } = await fakeFor('bitrix24');
	try {
		for (const parameters of [
			{ resource: 'apiCall', operation: 'call', method },
			{
				resource: 'apiCall',
				operation: 'batch',
				commands: { values: [{ method, parameters: '{}' }] },
			},
		]) {
			const { error } = await runNode({ ...base, parameters });
			expect(error.message).toMatch(/^"Method" can't be "/);
		}
		expect(fake.calls).toEqual([]);
	} finally {
		await fake.close();
	}
});

describe('the look-up by External ID', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	it.each([
		[{ id: '5' }],
		[{ ID: null }],
		[{ ID: 'abc' }],
		[null],
		[{}],
		[{ ID: '5', ORIGIN_ID: 'another', ORIGINATOR_ID: 'n8n' }],
	])('is an error where it gives %j, and nothing is made', async (row) => {
		const { parameters, items } = operationsOf('bitrix24').find(
			({ name }) => name === 'bitrix24 activity create (call)',
		);
		fake.fault('rewrite', {
			match: ({ path }) => path.endsWith('crm.activity.list'),
			rewrite: (answer) => ({ ...answer, body: { ...answer.body, result: [row] } }),
		});
		const before = fake.vendor.store.activities.size;
		const { output } = await runNode({
			...base,
			parameters: { ...parameters, options: { externalId: 'mine', batching: false } },
			items: [items[0]],
			onError: 'continueRegularOutput',
		});
		expect([output[0].json.details?.completed, fake.vendor.store.activities.size]).toEqual([
			'no',
			before,
		]);
	});
});
