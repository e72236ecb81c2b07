'use strict';
/** What happens to writes, reads, secrets and waits when a vendor or the line to it fails. */
const { runNode } = require('../support/reported');
const { fakeFor } = require('../support/fakes');
const { asKept } = require('../support/n8n');
const { operationsOf } = require('../support/operations');

/** Secrets as they may be written: plain, percent-encoded, base64. */
const forms = (secret) => [
	secret,
	encodeURIComponent(secret),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

describe.each(['ivvy', 'deskera', 'leadSquared', 'bitrix24'])('%s', (node) => {
	let fake;
	let base;
	let secrets;
	beforeAll(async () => ({ fake, base, secrets } = await fakeFor(node)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	// One whose first call writes.
	const write =
		operationsOf(node).find(({ name }) => name === 'bitrix24 task create') ?? operationsOf(node)[0];
	const single = { ...write, items: [write.items[0]] };
	const run = (operation, { options = {}, ...more } = {}) =>
		runNode({
			...base,
			parameters: { ...operation.parameters, options: { maxWait: 5, ...options } },
			items: operation.items,
			...more,
		});
	const clean = (result) => {
		const everything = result.stored + result.log;
		return secrets.flatMap(forms).filter((form) => everything.includes(form));
	};

	const echo = () =>
		JSON.stringify(secrets.flatMap(forms)) + base.credentials[Object.keys(base.credentials).at(-1)];
	const LEAKS = [
		[
			'400 that repeats the secret',
			() =>
				fake.fault('answer', {
					answer: {
						status: 400,
						body: {
							error: '',
							error_description: echo(),
							message: echo(),
							ExceptionMessage: echo(),
							errorCode: 400,
						},
					},
				}),
		],
		[
			'401 that repeats the secret',
			() =>
				fake.fault('answer', {
					answer: { status: 401, body: { error: echo(), message: echo(), ExceptionType: echo() } },
				}),
		],
		['429', () => fake.fault('429', { times: 50, headers: { 'retry-after': '60' } })],
		['500', () => fake.fault('500', { times: 50 })],
		[
			'500 that repeats the secret',
			() =>
				fake.fault('answer', {
					times: 50,
					answer: {
						status: 500,
						body: {
							error: 'X',
							error_description: echo(),
							message: echo(),
							ExceptionType: 'MXOther',
							ExceptionMessage: echo(),
						},
					},
				}),
		],
		[
			'502 page that repeats the secret',
			() =>
				fake.fault('answer', {
					times: 50,
					answer: {
						status: 502,
						headers: { 'content-type': 'text/html' },
						body: `<html>${echo()}</html>`,
					},
				}),
		],
		['200 page', () => fake.fault('html', { times: 50 })],
		['malformed answer', () => fake.fault('malformed', { times: 50 })],
		['redirect', () => fake.fault('redirect', { times: 50 })],
		['reset', () => fake.fault('reset', { times: 50 })],
		['time-out', () => fake.fault('stall', { times: 50 })],
	];

	it.each(LEAKS)(
		'%s: neither the stored run nor the log holds a credential value',
		async (_name, arrange) => {
			for (const onError of ['stopWorkflow', 'continueErrorOutput']) {
				fake.reset();
				arrange();
				const result = await run(single, { onError, options: { timeout: 1 } });
				expect(
					onError === 'stopWorkflow' ? result.error.message : result.errorOutput[0].json.error,
				).toEqual(expect.stringMatching(/\S/));
				expect(clean(result)).toEqual([]);
			}
		},
	);

	it('finds a credential value where there is one', async () => {
		const result = await run({ ...single, items: [{ ...single.items[0], leak: secrets[0] }] });
		expect(clean(result)).not.toEqual([]);
	});

	it('waits out a 429 and writes once', async () => {
		fake.fault('429', { times: 2, headers: { 'retry-after': '0.3' } });
		const result = await run(single);
		expect(result.status).toBe('success');
		expect(write.written(fake)).toHaveLength(1);
		expect(fake.calls.filter(({ fault }) => fault === '429')).toHaveLength(2);
	});

	it('gives up on a 429 that asks for more patience than Max Wait, and says when to come back', async () => {
		fake.fault('429', { times: 9, headers: { 'retry-after': '3600' } });
		const result = await run(single);
		expect(result.error.failure).toEqual(
			asKept({ cause: 'rate-limited', retryAfterMs: 3_600_000 }),
		);
		expect(fake.calls).toHaveLength(1);
	});

	it('does not repeat a write whose answer was lost, and says that the outcome is unknown', async () => {
		fake.fault('lost');
		const result = await run(single);
		expect(result.error.description).toMatch(/outcome is unknown/);
		expect(result.error.failure).toEqual(asKept({ cause: 'temporarily-unavailable' }));
		expect(fake.vendor.writes).toHaveLength(1);
		expect(fake.calls).toHaveLength(1);
	});

	it.each(['500', '502', 'html', 'malformed'])('does not repeat a write after %s', async (kind) => {
		fake.fault(kind);
		const result = await run(single, { onError: 'continueRegularOutput' });
		expect(result.output[0].json.details.completed).toBe('unknown');
		expect(fake.calls).toHaveLength(1);
	});

	it('repeats a call that never arrived', async () => {
		const gone = await fakeFor(node);
		await gone.fake.close();
		const result = await runNode({
			...gone.base,
			parameters: { ...single.parameters, options: {} },
			items: single.items,
		});
		expect(result.error.message).toMatch(/could not be reached/);
		expect(result.error.description).toMatch(/Nothing was sent/);
	});

	it('makes each write once under Retry On Fail, though the first item fails', async () => {
		const items = [write.items[1], write.items[0], write.items[2]];
		const result = await run(
			{ ...write, items },
			{ onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		);
		expect(result.output).toHaveLength(3);
		expect(result.output[0].json).toEqual({ error: expect.stringMatching(/\S/) });
		expect(write.written(fake)).toHaveLength(2);
	});

	it('stops sending after a refused credential and gives every item its outcome', async () => {
		const wrong = Object.fromEntries(
			Object.entries(base.credentials).map(([key, value]) => [
				key,
				/secret|token|webhook/i.test(key) ? value.replace(/\w\w(\/?)$/, 'zz$1') : value,
			]),
		);
		const result = await runNode({
			...base,
			credentials: wrong,
			parameters: { ...write.parameters, options: { parallel: 1, batching: false } },
			items: write.items,
			onError: 'continueRegularOutput',
		});
		expect(result.output.map(({ json }) => typeof json.error)).toEqual([
			'string',
			'string',
			'string',
		]);
		expect(result.output[2].json.error).toMatch(/^Not sent: /);
		// LeadSquared is asked once more whether the keys belong to another region.
		expect(
			fake.calls.map(({ path }) => path).filter((path) => !path.endsWith('/UserByAccessKey.Get')),
		).toHaveLength(1);
		expect(write.written(fake)).toEqual([]);
	});

	it('sends no further call once the run is cancelled during a wait', async () => {
		fake.fault('429', { times: 99, headers: { 'retry-after': '2' } });
		const cancelled = run(write, {
			options: { maxWait: 600, batching: false, parallel: 1 },
			during: (cancel) => {
				const look = setInterval(
					() => fake.calls.length > 0 && (clearInterval(look), cancel()),
					10,
				);
			},
		});
		const result = await cancelled;
		const before = fake.calls.length;
		await new Promise((done) => setTimeout(done, 2500));
		expect(fake.calls).toHaveLength(before);
		expect(result.status).toBe('canceled');
		expect(write.written(fake)).toEqual([]);
	});

	it('sends no further call once the run is cancelled during a call', async () => {
		fake.delay(500);
		const many = { ...write, items: Array.from({ length: 20 }, () => write.items[0]) };
		const cancelled = run(many, {
			options: { parallel: 1, batching: false },
			during: (cancel) => {
				const look = setInterval(
					() => fake.calls.length > 0 && (clearInterval(look), cancel()),
					10,
				);
			},
		});
		await cancelled;
		const before = fake.calls.length;
		await new Promise((done) => setTimeout(done, 1200));
		expect(fake.calls).toHaveLength(before);
		expect(before).toBeLessThan(3);
	});
});

it('a good answer that does not say what was made leaves it unknown', async () => {
	const { fake, base } = await fakeFor('leadSquared');
	const { parameters, items } = operationsOf('leadSquared').find(
		({ name }) => name === 'leadSquared customActivity create',
	);
	fake.fault('rewrite', {
		rewrite: ({ body, ...answer }) => ({ ...answer, body: { Status: body.Status } }),
	});
	const { output } = await runNode({
		...base,
		parameters,
		items: [items[0]],
		onError: 'continueRegularOutput',
	});
	expect(output[0].json).toMatchObject({
		error: 'LeadSquared answered without the ID of the activity',
		details: { completed: 'unknown', whatToDo: expect.stringMatching(/outcome is unknown/) },
	});
	expect(fake.vendor.writes).toHaveLength(1);
	await fake.close();
});

describe('reads', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());
	const get = {
		resource: 'activity',
		operation: 'get',
		activityId: { __rl: true, mode: 'id', value: '5' },
	};

	it.each(['reset', 'lost', '500', '502', 'html', 'malformed', 'empty'])(
		'are repeated after %s',
		async (kind) => {
			fake.fault(kind, { times: 2 });
			const result = await runNode({ ...base, parameters: get });
			expect(result.output[0].json.id).toBe(5);
			expect(fake.calls).toHaveLength(3);
		},
	);

	it('are given up after four tries', async () => {
		fake.fault('500', { times: 9 });
		const result = await runNode({ ...base, parameters: get });
		expect(result.error.message).toBe('Deskera returned status 500 without a reason');
		expect(result.error.description).not.toMatch(/outcome is unknown/);
		expect(fake.calls).toHaveLength(4);
	});
});
