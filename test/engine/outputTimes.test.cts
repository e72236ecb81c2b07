/** Times of simplified records are written in one way, over all vendors (docs/output.md). */
import { runNode } from '../support/engine.cts';
import { fakeFor, type Started } from '../support/fakes.cts';
import { LISTED, operationsOf } from '../support/operations.cts';

const TIMES = ['start', 'end', 'due', 'createdAt', 'updatedAt', 'closedAt', 'completedAt'];
/** With parts of a second only where there are any. */
const WRITTEN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(?!0+Z)\d{3})?Z$/;

describe.each(LISTED)('%s', (node: string) => {
	let started: Started;
	beforeAll(async () => {
		started = await fakeFor(node);
	});
	afterAll(async () => await started.fake.close());

	const rows = operationsOf(node).filter(
		({ parameters }) =>
			parameters.resource !== 'apiCall' && (parameters.output ?? 'simplified') === 'simplified',
	);
	it.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
		started.fake.reset();
		row.prepare?.(started.fake);
		const { output } = await runNode({
			...started.base,
			parameters: row.parameters,
			items: row.items,
			onError: 'continueRegularOutput',
		});
		const good = output.filter(({ json }: { json: object }) => !('error' in json));
		expect(good.length).toBeGreaterThan(0);
		for (const { json } of good)
			for (const key of TIMES)
				if (json[key] !== undefined && json[key] !== null)
					expect(`${key} ${json[key]}`).toMatch(new RegExp(`^${key} ${WRITTEN.source.slice(1)}`));
	});
});
