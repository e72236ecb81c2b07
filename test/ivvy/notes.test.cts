/** Notes: written, changed, listed and filtered. */
import { runNode } from '../support/reported.js';
import { byId, ivvy, type Values } from './support/forms.cts';

const account = ivvy(runNode);
const { rows, run } = account;

describe('notes', () => {
	const targets: Array<[string, Values, string]> = [
		['lead', { leadId: byId('2001') }, 'leadNotes'],
		['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }, 'opportunityNotes'],
		['contact', { contactId: byId('45001') }, 'contactNotes'],
		['company', { companyId: byId('701') }, 'companyNotes'],
	];

	it.each(targets)('on a %s: written, changed and listed', async (noteOn, target, kind) => {
		const form = { resource: 'note', noteOn, ...target };
		const [made] = await rows({ ...form, operation: 'create', note: 'First' });
		const id = made?.id;
		await rows({ ...form, operation: 'update', noteId: byId(String(id)), note: 'Second' });
		const stored = account.fake.vendor.store[kind].get(id);
		expect(stored.note ?? stored.noteText).toBe('Second');
		const listed = await rows({ ...form, operation: 'getMany', returnAll: true });
		expect(listed.find((note) => note.id === id)).toMatchObject({ description: 'Second' });
	});

	it.each([
		['24435', '!24435'],
		['24436', '!24436'],
		['24437', '!24437'],
	])('code %s has its sentence', async (code, note) => {
		const { error } = await run({
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('2001'),
			note,
		});
		expect([error.message, error.description]).toEqual([
			expect.stringMatching(/note/),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
	});

	it.each([
		['lead', '"Lead" is empty'],
		['opportunity', '"Opportunity" is empty'],
		['company', '"Company" is empty'],
	])('on a %s that is not picked is refused before anything is sent', async (noteOn, message) => {
		const { error } = await run({ resource: 'note', operation: 'create', noteOn, note: 'x' });
		expect([error.message, account.fake.calls]).toEqual([message, []]);
	});
});

describe('a list of notes', () => {
	const list = (noteOn: string, ids: Values, values: Values[], more: Values = {}) =>
		rows({
			resource: 'note',
			operation: 'getMany',
			noteOn,
			...ids,
			returnAll: true,
			conditions: { values },
			...more,
		});

	it.each([
		['lead', { leadId: byId('2001') }, 'note'],
		['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }, 'note'],
		['contact', { contactId: byId('45001') }, 'noteText'],
		['company', { companyId: byId('701') }, 'noteText'],
	])('of a %s are filtered by the name that their text has there', async (noteOn, ids, key) => {
		const found = await list(
			noteOn,
			ids,
			[
				{ field: 'note', comparison: '__CONTAINS', value: 'note' },
				{ field: 'createdDate', comparison: '__GREATERTHAN', value: '2020-01-01T00:00:00Z' },
			],
			{ options: { filter: '{ "id__GREATERTHAN": 1 }' } },
		);
		expect(found.length).toBe(120);
		expect(account.fake.calls[0].json.filter).toEqual({
			[`${key}__CONTAINS`]: 'note',
			createdDate__GREATERTHAN: '2020-01-01 00:00:00',
			id__GREATERTHAN: 1,
		});
	});

	it('come without tags', async () => {
		account.fake.vendor.store.contactNotes.get(8401).noteText = '<p>Called &amp; agreed</p>';
		const [first] = await list('contact', { contactId: byId('45001') }, []);
		expect(first?.description).toBe('Called & agreed');
	});
});
