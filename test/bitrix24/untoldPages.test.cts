/** Lists of which nobody tells how long they are, or where the next page starts, are read to their end all the same. */
import { runNode } from '../support/engine.cts';
import { fakeFor, type StartedOf } from '../support/fakes.cts';
import { operationsOf } from '../support/operations.cts';

interface Row {
	readonly name: string;
	readonly parameters: { readonly operation: string };
	readonly items: object[];
}

let portal: StartedOf<'bitrix24'>;
beforeAll(async () => {
	portal = await fakeFor('bitrix24');
});
afterAll(async () => await portal.fake.close());
beforeEach(() => portal.fake.reset());

const LISTS: Row[] = operationsOf('bitrix24').filter(
	({ parameters: { operation } }: Row) => operation === 'getMany',
);
const TELLING = [['total'], ['next'], ['total', 'next']];

const read = async ({ parameters, items }: Row) => {
	const { output } = await runNode({
		...portal.base,
		parameters: { ...parameters, returnAll: true },
		items,
		onError: 'continueRegularOutput',
	});
	return output.map(({ json, pairedItem }) => [pairedItem.item, json.id]);
};

it.each(LISTS.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
	const whole = await read(row);
	for (const left of TELLING) {
		portal.fake.reset();
		portal.fake.fault('rewrite', {
			times: Infinity,
			rewrite: (answer: { body: unknown }) => ({
				...answer,
				body: JSON.parse(
					JSON.stringify(answer.body, (key: string, value: unknown) =>
						left.includes(key) ? undefined : value,
					),
				),
			}),
		});
		expect(await read(row)).toEqual(whole);
	}
});
