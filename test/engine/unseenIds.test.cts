/**
 * Marks that nobody sees, as they come with text from web pages and mail: alone they are no ID, at the ends no part.
 */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';
import { LISTED, operationsOf } from '../support/operations.cts';

const ROWS = LISTED.flatMap((node) =>
	operationsOf(node)
		.filter(({ name }) => name.endsWith('external ID)'))
		.map((row) => [row.name, node, row] as const),
);

it.each(ROWS)('%s', async (_name, node, { parameters, items }) => {
	const { fake, base } = await fakeFor(node);
	const run = async (...keys: string[]) =>
		await runNode({
			...base,
			parameters: {
				...parameters,
				options: { ...parameters.options, externalId: '={{ $json.key }}' },
			},
			items: keys.map((key) => ({ ...items[0], key })),
			onError: 'continueRegularOutput',
		});

	const unseen = await run('\u200B', '\u2060\u200D ', '\uFEFF');
	for (const { json } of unseen.output) expect(json.error).toBe('"External ID" is empty');
	expect(fake.vendor.writes).toHaveLength(0);

	const { output } = await run('T-1', 'T-1\u200B', '\u2060T-1 ');
	expect(new Set(output.map(({ json }) => json.id)).size).toBe(1);
	await fake.close();
});
