/** What is wrong with one of several entries of a list says which one it is: they all have the same labels. */
import { fakeFor, type Started } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';

let started: Record<'bitrix24' | 'deskera', Started<object>>;
beforeAll(async () => {
	started = { bitrix24: await fakeFor('bitrix24'), deskera: await fakeFor('deskera') };
});
afterAll(async () => {
	for (const { fake } of Object.values(started)) await fake.close();
});

const messageOf = async (
	vendor: keyof typeof started,
	parameters: object,
): Promise<string | undefined> => {
	const { error } = await runNode({
		...started[vendor].base,
		parameters: { resource: 'apiCall', ...parameters },
	});
	expect(started[vendor].fake.calls).toEqual([]);
	return error?.message;
};
const query = (...values: string[]) => ({
	operation: 'call',
	method: 'GET',
	path: '/v1/crm/deals',
	query: { values: values.map((value, index) => ({ name: `p${index}`, value })) },
});
const command = (method: string, parameters: string) => ({ method, parameters });

it('one of several', async () => {
	expect(await messageOf('deskera', query('a', '={{ null }}', 'b'))).toBe(
		'Query Parameter 2: "Value" is empty',
	);
});

it('several of them, each by itself', async () => {
	const values = [command('profile', '{}'), command('', '{ "id": '), command('profile', '{')];
	const message = await messageOf('bitrix24', { operation: 'batch', commands: { values } });
	expect(message).toMatch(/^Command 2: "Method" is empty; .*; Command 3: "Parameters \(JSON\)"/);
});

it('the only one needs no number', async () => {
	expect(await messageOf('deskera', query(''))).toBe('"Value" is empty');
});
