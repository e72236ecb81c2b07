/** An update replaces the whole record: whom it is about stays, whichever way the answer says it. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { there } from '../support/there.cts';

let account: StartedOf<'deskera'>;
beforeAll(async () => void (account = await fakeFor('deskera')));
afterAll(async () => await account.fake.close());
beforeEach(() => account.fake.reset());

const PEOPLE = ['assignee_ids', 'contact_ids', 'organization_ids', 'linked_to'] as const;
const stored = (id: number) => there(account.fake.vendor.store.activities.get(id));
const people = (id: number) => PEOPLE.map((key) => stored(id)[key]);

it.each([undefined, null])('stays where the IDs are %j and the records are there', async (gone) => {
	const before = people(1);
	expect(before.flat().length).toBeGreaterThan(3);
	account.fake.fault('rewrite', {
		match: (call: { method: string }) => call.method === 'GET',
		rewrite: (reply: { body: IDataObject }) => ({
			...reply,
			body: { ...reply.body, ...Object.fromEntries(PEOPLE.map((key) => [key, gone])) },
		}),
	});
	const { error } = await runNode({
		...account.base,
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('1'),
			updateFields: { name: 'New' },
			options: {},
		},
	});
	expect(error?.message).toBeUndefined();
	expect(stored(1).name).toBe('New');
	expect(people(1)).toEqual(before);
});

it('an empty list stays empty', async () => {
	Object.assign(stored(1), { contact_ids: [] });
	await runNode({
		...account.base,
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('1'),
			updateFields: { name: 'New' },
			options: {},
		},
	});
	expect(stored(1)).toMatchObject({ name: 'New', contact_ids: [] });
});
