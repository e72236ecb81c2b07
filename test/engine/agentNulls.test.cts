/**
 * Models fill in what they have no value for: with `null`, often as a text. That is no value of any field, and must
 * not be stored as one, nor take the place of one that is there.
 */
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';
import { toolOf } from '../support/tools.cts';

let started: StartedOf<'bitrix24'>;
beforeAll(async () => void (started = await fakeFor('bitrix24')));
afterAll(() => started.fake.close());
beforeEach(() => started.fake.reset());

const ask = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
const CREATE = {
	resource: 'task',
	operation: 'create',
	title: ask('title'),
	responsible: byId('2'),
	description: ask('text'),
	additionalFields: { TAGS: ask('tags') },
};
const written = () => started.fake.vendor.writes?.at(-1)?.fields;
const asTool = async (parameters: object, given: object) =>
	await (
		await toolOf({ ...started.base, parameters })
	)(given);

it.each([null, 'null', 'undefined', ' null ', 'NULL'])(
	'%j from a model leaves the field out of a new record',
	async (nothing) => {
		await asTool(CREATE, { title: 'Call', text: nothing, tags: nothing });
		expect(written()).toMatchObject({ TITLE: 'Call' });
		expect(written()).not.toHaveProperty('DESCRIPTION');
		expect(written()).not.toHaveProperty('TAGS');
	},
);

it('changes nothing of a record that is there', async () => {
	const parameters = {
		resource: 'task',
		operation: 'update',
		taskId: byId('5'),
		title: ask('title'),
		description: ask('text'),
		updateFields: {},
	};
	await asTool(parameters, { title: 'New', text: 'null' });
	expect(written()).toEqual({ TITLE: 'New' });
});

it('is told as empty where a value is needed', async () => {
	const parameters = { ...CREATE, responsible: byId(ask('user')) };
	await expect(
		asTool(parameters, { title: 'null', text: 'x', tags: 'x', user: 'null' }),
	).rejects.toThrow(/"Title" and "Assigned To" are empty/);
	expect(started.fake.vendor.writes).toEqual([]);
});

it('is a text like any other in what a person wrote, and within a text', async () => {
	await asTool({ ...CREATE, title: 'null' }, { text: 'What does null mean?', tags: 'x' });
	expect(written()).toMatchObject({ TITLE: 'null', DESCRIPTION: 'What does null mean?' });
	await runNode({
		...started.base,
		parameters: { ...CREATE, title: '={{ $json.title }}', description: '', additionalFields: {} },
		items: [{ title: 'null' }],
	});
	expect(written()).toMatchObject({ TITLE: 'null' });
});
