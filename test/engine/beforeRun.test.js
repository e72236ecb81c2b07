'use strict';
/** What stops a run before its items: nothing is sent, and it is the outcome of each item. */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { allFailed, each } = require('./support/endings');

const ITEMS = 3;

describe('a run that has to be confirmed', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const items = [0, 50, 100].map((from) => ({
		ids: Array.from({ length: 50 }, (_, index) => from + index + 1),
	}));
	const run = (onError, { rows = items, options = {} } = {}) =>
		runNode({
			...base,
			onError,
			parameters: {
				resource: 'activity',
				operation: 'deleteMany',
				activityIds: '={{ $json.ids }}',
				options,
			},
			items: rows,
		});

	it('deletes nothing, and stops', async () => {
		const { error } = await run('stopWorkflow');
		expect(error.message).toMatch(/150/);
		expect(fake.calls).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'%s: one error for each item',
		async (onError) => {
			const { output, errorOutput } = await run(onError);
			expect(fake.calls).toEqual([]);
			expect(each({ onError, output, errorOutput })).toEqual(allFailed(ITEMS));
		},
	);

	it('is not confirmed by an expression', async () => {
		const { output, errorOutput } = await run('continueErrorOutput', {
			rows: items.map((item, index) => ({ ...item, yes: index === 0 })),
			options: { allowMany: '={{ $json.yes }}' },
		});
		expect(fake.calls).toEqual([]);
		expect(each({ onError: 'continueErrorOutput', output, errorOutput })).toEqual(allFailed(ITEMS));
	});

	it('goes on when it was confirmed', async () => {
		const { output } = await run('continueErrorOutput', { options: { allowMany: true } });
		expect(output.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2]);
		expect(fake.vendor.writes).toHaveLength(150);
	});
});

describe('what needs an app of Bitrix24, with a webhook', () => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const NEEDS_APP = [
		'customActivity create',
		'customActivity update',
		'customActivity get',
		'customActivityType create',
		'customActivityType getMany',
		'customActivityType delete',
	];
	const operations = operationsOf('bitrix24App').filter(({ parameters: { resource, operation } }) =>
		NEEDS_APP.includes(`${resource} ${operation}`),
	);

	it.each(operations)(
		'$name: one error for each item, by the error output',
		async ({ parameters, items }) => {
			for (const onError of ['continueRegularOutput', 'continueErrorOutput']) {
				const { output, errorOutput } = await runNode({
					...base,
					onError,
					parameters: { ...parameters, options: {} },
					items,
				});
				expect(fake.calls).toEqual([]);
				expect(each({ onError, output, errorOutput })).toEqual(allFailed(ITEMS));
			}
		},
	);

	it('a run that stops says which credential is needed', async () => {
		const [{ parameters, items }] = operations;
		const { error } = await runNode({
			...base,
			onError: 'stopWorkflow',
			parameters: { ...parameters, options: {} },
			items,
		});
		expect(`${error.message} ${error.description}`).toMatch(/OAuth2/);
		expect(fake.calls).toEqual([]);
	});
});
