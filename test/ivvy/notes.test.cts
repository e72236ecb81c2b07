/** Notes: written, changed, listed and filtered. */
import { runNode } from '../support/reported.cts';
import { there } from '../support/there.cts';
import { byId, ivvy, type Values } from './support/forms.cts';

const account = ivvy(runNode);
const { rows, run } = account;

describe('notes', () => {
	const targets: Array<[string, Values, string]> = [
		['lead', { leadId: byId('2001') }, 'leadNotes'],
		['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }, 'opportunityNotes'],
		['contact', { contactId: byId('45001') }, 'contactNotes'],
		['company', { companyId: byId('701') }, 'companyNotes'],
		['booking', { bookingId: byId('7101'), venueId: byId('1') }, 'bookingNotes'],
	];

	it.each(targets)('on a %s: written, changed and listed', async (noteOn, target, kind) => {
		const form = { resource: 'note', noteOn, ...target };
		const [made] = await rows({ ...form, operation: 'create', note: 'First' });
		const id = made?.id;
		await rows({ ...form, operation: 'update', noteId: byId(String(id)), note: 'Second' });
		const stored = there(account.table(kind).get(id));
		expect(stored.note ?? stored.noteText ?? stored.description).toBe('Second');
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
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(/note/),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
	});

	it.each([
		['lead', '"Lead" is empty'],
		['opportunity', '"Opportunity" is empty'],
		['company', '"Company" is empty'],
		['booking', '"Booking" is empty'],
	])('on a %s that is not picked is refused before anything is sent', async (noteOn, message) => {
		const { error } = await run({
			resource: 'note',
			operation: 'create',
			noteOn,
			venueId: byId('1'),
			[`${noteOn}Id`]: byId('={{ "" }}'),
			note: 'x',
		});
		expect([error?.message, account.fake.calls]).toEqual([message, []]);
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
		['booking', { bookingId: byId('7101'), venueId: byId('1') }, 'description'],
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
		expect(account.fake.calls[0]?.json.filter).toEqual({
			[`${key}__CONTAINS`]: 'note',
			createdDate__GREATERTHAN: '2020-01-01 00:00:00',
			id__GREATERTHAN: 1,
		});
	});

	it('come without tags', async () => {
		there(account.fake.vendor.store.contactNotes.get(8401)).noteText = '<p>Called &amp; agreed</p>';
		const [first] = await list('contact', { contactId: byId('45001') }, []);
		expect(first?.description).toBe('Called & agreed');
	});
});

describe('a note on a booking', () => {
	const booking = { noteOn: 'booking', bookingId: byId('7101'), venueId: byId('1') };
	const form = (operation: string, more: Values) => ({
		resource: 'note',
		operation,
		...booking,
		note: 'Vegan menu',
		...more,
	});
	const sent = () => account.fake.calls.map(({ json }) => json);

	it('has all that iVvy takes, and comes back in words', async () => {
		const [made] = await rows(
			form('create', {
				additionalFields: {
					typeId: 'Dietary Requirements',
					bookingDays: '1, 2',
					isPrivate: true,
					applyToTemplates: [1, 'Quotes and Contracts'],
				},
			}),
		);
		expect(sent()).toEqual([
			{
				bookingId: 7101,
				venueId: 1,
				description: 'Vegan menu',
				typeId: 22,
				bookingDays: [1, 2],
				isPrivate: true,
				applyToTemplates: [1, 2],
			},
		]);
		const told = {
			description: 'Vegan menu',
			kind: 'Note',
			relatedTo: [{ type: 'booking', id: 7101, name: null, venueId: 1 }],
		};
		expect(made).toMatchObject(told);
		const [listed] = await rows(
			form('getMany', {
				returnAll: true,
				conditions: { values: [{ field: 'id', comparison: '__EQUALS', value: made?.id }] },
			}),
		);
		expect(listed).toMatchObject({
			...told,
			createdBy: { id: expect.any(Number) },
			fields: { isPrivate: true, typeId: 22, typeName: 'Dietary Requirements' },
		});
	});

	it.each([
		[8, 'Accommodation IDs', 'Accommodation', 'accommodationIds'],
		[2, 'Session IDs', 'Session', 'sessionIds'],
		[4, 'Menu IDs', 'Menu', 'menuIds'],
		[5, 'Beverage IDs', 'Beverage', 'beverageIds'],
		[6, 'Resource IDs', 'Resources', 'resourceIds'],
		[7, 'Product IDs', 'Products', 'productIds'],
		[23, 'Days', 'All Departments', 'bookingDays'],
	])('of the type %i wants %s, said before anything is sent', async (typeId, label, type, name) => {
		const { error } = await run(form('create', { additionalFields: { typeId } }));
		expect([error?.message, error?.description, sent()]).toEqual([
			`"${label}" is empty`,
			expect.stringContaining(`notes of the type ${type}`),
			[],
		]);
		const [made] = await rows(form('create', { additionalFields: { typeId, [name]: '4' } }));
		expect(made?.id).toEqual(expect.any(Number));
	});

	it('an update sends what was added, beside the text', async () => {
		await rows(
			form('update', {
				noteId: byId('8801'),
				updateFields: { isPrivate: false, bookingDays: '' },
			}),
		);
		expect(sent().at(-1)).toEqual({
			id: 8801,
			bookingId: 7101,
			venueId: 1,
			description: 'Vegan menu',
			isPrivate: false,
		});
	});

	it('is filtered by what only bookings have', async () => {
		await rows(
			form('getMany', {
				returnAll: false,
				limit: 3,
				conditions: {
					values: [
						{ field: 'typeId', comparison: '__EQUALS', value: 'Accommodation' },
						{ field: 'isPrivate', comparison: '__EQUALS', value: 'Yes' },
						{ field: 'createdByUserId', comparison: '__EQUALS', value: '4' },
					],
				},
			}),
		);
		expect(sent()[0]).toMatchObject({
			bookingId: 7101,
			venueId: 1,
			filter: { typeId: '8', isPrivate: 'true', createdBy: '4' },
		});
	});

	it.each([
		['24443', { note: '!24443' }, /could not save the note of the booking/],
		['24442', { noteId: byId('1') }, /note of the booking does not exist/],
		['24444', { bookingId: byId('1') }, /has a value that iVvy does not accept/],
	])('code %s has its sentence', async (code, more, sentence) => {
		const operation = 'noteId' in more ? 'update' : 'create';
		const { error } = await run(form(operation, more));
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(sentence),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
	});

	it('an import that runs again finds it by its External ID', async () => {
		const once = form('create', { options: { externalId: 'B-7' } });
		const [first] = await rows(once);
		const [again] = await rows(once);
		expect(again).toMatchObject({ id: first?.id, updated: true });
		expect(account.fake.vendor.writes).toHaveLength(2);
	});

	it('a lost answer is found out', async () => {
		account.fake.fault('lost', {
			match: ({ path, rawUrl }) => `${path}${rawUrl}`.includes('addOrUpdateBookingNote'),
		});
		const [made] = await rows(
			form('create', {
				additionalFields: { isPrivate: true, typeId: 8, accommodationIds: '3' },
				options: { afterLostAnswer: 'findOut' },
			}),
		);
		expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([made?.id]);
	});
});
