'use strict';
/**
 * Check first, then send: every operation with three items of which the second can't be read. A run that stops
 * sends nothing and lists the item; a run that goes on carries out the others, and exactly one item fails. What
 * stops a run before its items is the outcome of each item.
 */
const { runNode } = require('../support/engine');
const { builtOperations } = require('../support/nodeTypes');
const { fakeFor, byId } = require('../support/fakes');
const { operationsOf, LISTED } = require('../support/operations');
const { BAD, SECOND, cellsOf, names } = require('./support/badValues');
const { allFailed, each } = require('./support/endings');

jest.setTimeout(60_000);

const ITEMS = 3;

const asKeys = (list) => list.map((entry) => JSON.stringify(entry)).sort();

/** node -> a fake with few records, as it is put back into its first state very often */
const FEW = {
	bitrix24: { records: { activities: 60, tasks: 80 } },
	bitrix24App: { records: { activities: 60, tasks: 80 } },
	deskera: { records: { activities: 200 } },
	ivvy: {
		records: {
			companies: 10,
			contacts: 20,
			leads: 10,
			opportunities: 10,
			activities: 10,
			tasks: 10,
		},
	},
	leadSquared: {
		records: { leads: 60, activities: 60, tasks: 10 },
		window: { calls: 10_000, seconds: 1 },
	},
};

describe.each(LISTED)('%s', (node) => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor(node, FEW[node])));
	afterAll(() => fake.close());

	const run = (operation, { parameters, onError, options = {} }) => {
		if (fake.calls.length > 0) fake.reset();
		operation.prepare?.(fake);
		return runNode({
			...base,
			onError,
			parameters: { ...parameters, options: { ...operation.parameters.options, ...options } },
			items: operation.items,
		});
	};
	// What the vendor would refuse of the second item is not the matter here: it is the first one again.
	const operations = operationsOf(node).map((operation) => ({
		...operation,
		items: [operation.items[0], operation.items[0], operation.items[2]],
	}));

	it.each(operations)('$name is carried out as it stands', async (operation) => {
		const items = [operation.items[0], operation.items[2]];
		const { error, output } = await run(
			{ ...operation, items },
			{ parameters: operation.parameters, onError: 'stopWorkflow' },
		);
		expect([error, new Set(output.map(({ pairedItem }) => pairedItem.item))]).toEqual([
			undefined,
			new Set([0, 1]),
		]);
	});

	it('has every operation of the built node in the list', async () => {
		const listed = (node.startsWith('bitrix24') ? ['bitrix24', 'bitrix24App'] : [node])
			.flatMap(operationsOf)
			.map(({ parameters: { resource, operation } }) => `${resource} ${operation}`);
		expect([...new Set(listed)].sort()).toEqual((await builtOperations(base.node)).sort());
	});

	it('has values that can be bad in every operation', () => {
		const without = operations
			.filter(({ parameters }) => cellsOf(node, parameters).length === 0)
			.map(({ name }) => name);
		expect(without.filter((name) => !name.endsWith('getMany'))).toEqual([]);
	});

	describe.each(operations)('$name', (operation) => {
		it('stopWorkflow: nothing is sent, and the error names item and field', async () => {
			const wrong = [];
			for (const { what, value, parameters } of cellsOf(node, operation.parameters)) {
				const { error, output } = await run(operation, { parameters, onError: 'stopWorkflow' });
				const told = `${error?.message}\n${error?.description}`;
				if (error === undefined || output.length > 0) wrong.push(`${what}: the run did not stop`);
				else if (!names(told, value)) wrong.push(`${what}: ${told}`);
				else if (
					!new RegExp(`(?<!\\d)${SECOND}(?!\\d)`).test(told) &&
					error.context?.itemIndex !== SECOND
				)
					wrong.push(`${what}: item ${SECOND} is not named: ${told}`);
				if (fake.calls.length > 0)
					wrong.push(`${what}: sent ${fake.calls.map(({ path }) => path).join(', ')}`);
			}
			expect(wrong).toEqual([]);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'])(
			'%s: the others are carried out, and exactly one item fails',
			async (onError) => {
				const wrong = [];
				const cells = cellsOf(node, operation.parameters).filter(
					// The other items have the value that the form has: an expression that gives them none
					// is a blank for them too.
					({ instead, value }) =>
						value.isGiven && (onError === 'continueErrorOutput' || instead === BAD[0][1]),
				);
				for (const { what, value, parameters } of cells) {
					const { output, errorOutput, error, inputUntouched } = await run(operation, {
						parameters,
						onError,
					});
					const failed = (item) => item.json.error !== undefined || item.error !== undefined;
					const good =
						onError === 'continueErrorOutput' ? output : output.filter((item) => !failed(item));
					const bad = onError === 'continueErrorOutput' ? errorOutput : output.filter(failed);
					const seen = {
						good: [...new Set(good.map(({ pairedItem }) => pairedItem.item))],
						bad: bad.map(({ pairedItem }) => pairedItem.item),
					};
					if (
						error !== undefined ||
						JSON.stringify(seen) !== JSON.stringify({ good: [0, 2], bad: [SECOND] })
					)
						wrong.push(
							`${what}: ${JSON.stringify(seen)} ${error?.message ?? ''} ${bad[0]?.json.error ?? ''}`,
						);
					else if (!names(String(bad[0].json.error ?? bad[0].error.message), value))
						wrong.push(`${what}: ${bad[0].json.error}`);
					if (!inputUntouched) wrong.push(`${what}: the input was changed`);
					if (operation.effect === 'read' || seen.bad.length !== 1) continue;
					const [stored, told] = [operation.written(fake), good.flatMap(operation.wrote)].map(
						asKeys,
					);
					if (JSON.stringify(stored) !== JSON.stringify(told))
						wrong.push(`${what}: stored ${stored}, told ${told}`);
				}
				expect(wrong).toEqual([]);
			},
		);
	});

	/** What is wrong with the run itself: name, parameters and options on top of the operation's. */
	const [first] = operations;
	const SPOILT = [
		...operations.map((operation) => [
			`${operation.name} with Timeout "soon"`,
			operation,
			{},
			{ timeout: 'soon' },
		]),
		['Timeout 0', first, {}, { timeout: 0 }],
		['Concurrent requests that are no number', first, {}, { parallel: 'many' }],
		['Max Wait below zero', first, {}, { maxWait: -1 }],
		['an expression in Timeout', first, {}, { timeout: '={{ 5 }}' }],
		['an expression in Max Wait', first, {}, { maxWait: '={{ $itemIndex }}' }],
		['an expression in Preview Only', first, {}, { previewOnly: '={{ $itemIndex === 1 }}' }],
		[
			'an expression in Batch Items',
			operations.find(({ bulk }) => bulk) ?? first,
			{},
			operations.some(({ bulk }) => bulk)
				? { batching: '={{ $itemIndex === 1 }}' }
				: { parallel: '={{ 1 }}' },
		],
		['an unknown operation', first, { operation: 'noSuchOperation' }, {}],
		['an unknown resource', first, { resource: 'noSuchResource' }, {}],
	];

	describe.each(SPOILT)('%s', (_name, operation, parameters, options) => {
		it('stops with nothing sent', async () => {
			const { error, output } = await run(operation, {
				parameters: { ...operation.parameters, ...parameters },
				onError: 'stopWorkflow',
				options,
			});
			expect(error?.message).toEqual(expect.stringMatching(/\S/));
			expect([output, fake.calls]).toEqual([[], []]);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'])(
			'%s: one error for each item, and no item that looks done',
			async (onError) => {
				const { output, errorOutput } = await run(operation, {
					parameters: { ...operation.parameters, ...parameters },
					onError,
					options,
				});
				expect(fake.calls).toEqual([]);
				expect(each({ onError, output, errorOutput })).toEqual(allFailed(ITEMS));
			},
		);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'%s: an address in the credential that is none: one error for each item',
		async (onError) => {
			const credentials = Object.fromEntries(
				Object.entries(base.credentials).map(([name, value]) => [
					name,
					typeof value === 'string' && value.startsWith('http')
						? value.replace(/^http:\/\/[^/]+/, 'http://elsewhere.example')
						: value,
				]),
			);
			const operation = operations.find(({ effect }) => effect !== 'read');
			operation.prepare?.(fake);
			const { output, errorOutput } = await runNode({
				...base,
				credentials,
				onError,
				parameters: { ...operation.parameters, options: {} },
				items: operation.items,
			});
			expect(each({ onError, output, errorOutput })).toEqual(allFailed(ITEMS));
		},
	);
});

describe('many items at fault', () => {
	it('the error lists the first twenty, and says how many there are beside', async () => {
		const { fake, base } = await fakeFor('ivvy');
		try {
			const items = Array.from({ length: 60 }, (_, index) => ({
				id: index % 2 === 0 ? 10_001 : `no ${index}`,
			}));
			const { error } = await runNode({
				...base,
				onError: 'stopWorkflow',
				parameters: {
					resource: 'task',
					operation: 'update',
					taskId: byId('={{ $json.id }}'),
					belongsTo: 'unchanged',
					updateFields: { name: 'New' },
					options: {},
				},
				items,
			});
			const told = `${error.message}\n${error.description}`;
			expect(fake.calls).toEqual([]);
			for (let index = 1; index < 40; index += 2)
				expect(told).toMatch(
					new RegExp(`(?<!\\d)${index}(?!\\d)[^\\n]*"Task"[^\\n]*no ${index}(?!\\d)`),
				);
			expect(told).not.toMatch(/no 41(?!\d)/);
			expect(told).toMatch(/(?<!\d)10(?!\d)/);
		} finally {
			await fake.close();
		}
	});
});
