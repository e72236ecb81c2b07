'use strict';
/**
 * Preview Only: every operation that changes something shows what it would change, and reads what
 * it needs for that, no more.
 */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { operationsOf, LISTED } = require('../support/operations');

const changes = ({ wrote }) => wrote.length > 0;
/** What stands in a request, without what only the way of sending decides. */
const sent = ({ method, path, json }) => ({ method, path, body: json });

describe.each(LISTED)('%s', (node) => {
	let fake;
	let base;
	let secrets;
	beforeAll(async () => ({ fake, base, secrets } = await fakeFor(node)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const run = ({ parameters, items, prepare }, options, more) => {
		prepare?.(fake);
		return runNode({
			...base,
			parameters: { ...parameters, options: { ...parameters.options, ...options } },
			items,
			...more,
		});
	};
	const writes = operationsOf(node).filter(({ effect }) => effect !== 'read');

	it.each(writes.map((operation) => [operation.name, operation]))(
		'%s: nothing is changed, and each item shows its requests',
		async (_name, operation) => {
			const result = await run(
				operation,
				{ previewOnly: true },
				{ onError: 'continueErrorOutput' },
			);
			expect(fake.calls.filter(changes)).toEqual([]);
			expect(result.output.length + result.errorOutput.length).toBe(operation.items.length);
			for (const { json } of result.output) {
				expect(json.preview).toBe(true);
				expect(json.requests[0]).toMatchObject({
					method: expect.stringMatching(/^(?:GET|POST|PUT|PATCH|DELETE)$/),
					path: expect.stringMatching(/^\/[^/]/),
				});
			}
			expect(secrets.filter((secret) => JSON.stringify(result.output).includes(secret))).toEqual(
				[],
			);
		},
	);

	it.each(writes.map((operation) => [operation.name, operation]))(
		'%s: the first request is the first that changes something then',
		async (_name, operation) => {
			const one = { ...operation, items: [operation.items[0]] };
			const [{ json }] = (await run(one, { previewOnly: true })).output;
			await run(one, { batching: false });
			const [first] = fake.calls.filter(changes).map(sent);
			const [preview] = json.requests;
			// The credential puts its own part before the path.
			const end = (path) => path.split('?')[0].split('/').pop();
			expect([first.method, end(first.path)]).toEqual([preview.method, end(preview.path)]);
			if (preview.body !== undefined && !JSON.stringify(preview.body).includes('characters)'))
				expect(first.body).toEqual(preview.body);
		},
	);
});
