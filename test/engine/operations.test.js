'use strict';
/**
 * Every operation through n8n's engine: three items of which one is refused, in the three on-error modes, batched and
 * single. What the fake vendor stored and what the items say have to agree.
 */
const { runNode } = require('../support/engine');
const { builtOperations } = require('../support/nodeTypes');
const { fakeFor } = require('../support/fakes');
const { titled } = require('../support/titles');
const { operationsOf, LISTED } = require('../support/operations');
const { failureOf } = require('../support/failures');

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

describe.each(LISTED)('%s', (node) => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor(node)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	it('has every operation of the built node in the list', async () => {
		const listed = (node.startsWith('bitrix24') ? ['bitrix24', 'bitrix24App'] : [node])
			.flatMap(operationsOf)
			.map(({ parameters: { resource, operation } }) => `${resource} ${operation}`);
		expect([...new Set(listed)].sort()).toEqual((await builtOperations(base.node)).sort());
	});

	describe.each(operationsOf(node))('$name', (operation) => {
		const cells = MODES.flatMap((onError) => [true, false].map((batching) => [onError, batching]));

		it.each(cells)(
			'%s, batched %s: one outcome per item, and the vendor stored just that',
			async (onError, batching) => {
				operation.prepare?.(fake);
				const options = {
					...operation.parameters.options,
					...(operation.bulk ? { batching, parallel: 1 } : { parallel: batching ? 3 : 1 }),
				};
				const run = await runNode({
					...base,
					parameters: { ...operation.parameters, options },
					items: operation.items,
					onError,
				});

				expect(run.inputUntouched).toBe(true);
				if (operation.allGood) {
					expect([run.error, new Set(run.output.map(({ pairedItem }) => pairedItem.item))]).toEqual(
						[undefined, new Set([0, 1, 2])],
					);
					return;
				}
				if (onError === 'stopWorkflow') {
					expect(run.error.message).toEqual(titled(operation.refusal));
					expect(run.error.context.itemIndex).toBe(1);
					expect(run.output).toEqual([]);
					const told = completed(run.error.description, operation.items.length);
					expect(operation.written(fake)).toHaveLength(operation.effect === 'read' ? 0 : told);
					return;
				}
				const good =
					onError === 'continueErrorOutput'
						? run.output
						: run.output.filter(({ json }) => json.error === undefined);
				const bad =
					onError === 'continueErrorOutput'
						? run.errorOutput
						: run.output.filter(({ json }) => json.error !== undefined);
				expect({
					good: [...new Set(good.map(({ pairedItem }) => pairedItem.item))],
					bad: bad.map(({ pairedItem }) => pairedItem.item),
				}).toEqual({ good: [0, 2], bad: [1] });
				expect(bad[0].json.error).toEqual(titled(operation.refusal));
				const { refusedInBulk = 'no' } = operation;
				expect(failureOf(bad[0].json).completed).toBe(batching ? refusedInBulk : 'no');
				if (onError === 'continueErrorOutput') {
					expect(bad[0].json).toMatchObject(operation.items[1]);
					expect([run.behind.good.length, run.behind.bad.length]).toEqual([run.output.length, 1]);
				}
				if (operation.effect === 'read') return;
				const order = options.parallel === 1 ? asTheyCame : sorted;
				expect(order(operation.written(fake))).toEqual(order(good.flatMap(operation.wrote)));
			},
		);
	});
});

const asTheyCame = (list) => list;
/** Requests that travel side by side reach the vendor in any order. */
const sorted = (list) => list.map((entry) => JSON.stringify(entry)).sort();

/** How many items the error says were carried out: none where a bad row was found before the first request. */
function completed(description, items) {
	if (
		/Nothing was sent\.(?: Item \d+ is the only one of \d+ that can't be sent\. Items are numbered from 0\.)?$/.test(
			description,
		)
	)
		return 0;
	if (description.includes(`None of the ${items} items was completed`)) return 0;
	const [, count] = new RegExp(`Of ${items} items, (\\d+) (?:was|were) completed`).exec(
		description,
	);
	return Number(count);
}
