/**
 * A create with the option External ID makes a new record where none is given: what comes blank is not sent then, also
 * among the entries of a list. With one it may change a record that is there.
 */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';

const IGNORED = /blank value/;

async function created(options: object, additionalFields: object) {
	const { fake, base } = await fakeFor('bitrix24');
	try {
		const { output, error, hints } = await runNode({
			...base,
			parameters: {
				resource: 'task',
				operation: 'create',
				title: 'Call back',
				responsible: byId('2'),
				additionalFields,
				customFields: mapped({}),
				options,
			},
		});
		const [first] = output as Array<{ json: { id?: unknown } }>;
		const hinted = (hints as Array<{ message: string }>).map(({ message }) => message);
		const task = fake.vendor.store.tasks.get(Number(first?.json.id)) as
			{ TAGS?: unknown } | undefined;
		return { task, error: error as Error | undefined, hinted };
	} finally {
		await fake.close();
	}
}

const TAGGED = { TAGS: ['one', '', 'two'] };

it('leaves out an empty entry of a list where no External ID is given', async () => {
	const { task, error } = await created({}, TAGGED);
	expect(error).toBeUndefined();
	expect(task?.TAGS).toEqual(['one', 'two']);
});

it('refuses it where one is given', async () => {
	const { error } = await created({ externalId: 'A-17' }, TAGGED);
	expect(error?.message).toMatch(/has an empty entry/);
});

it('says nothing of blank values of a new record', async () => {
	const blank = { START_DATE_PLAN: '' };
	expect((await created({}, blank)).hinted.filter((hint) => IGNORED.test(hint))).toEqual([]);
	const found = await created({ externalId: 'A-17' }, blank);
	expect(found.hinted.filter((hint) => IGNORED.test(hint))).toHaveLength(1);
});
