import { there } from '../support/there.cts';
import { account, DATE } from './ivvy.client.cts';

const fake = account();
const { call, codeOf } = fake;

/** owner, its write, its list, the text's name, an id of the owner, further keys, the first seeded id */
const KINDS: Array<
	[
		noun: string,
		write: string,
		list: string,
		key: string,
		owner: Record<string, number>,
		records: 'leadNotes' | 'opportunityNotes' | 'contactNotes' | 'companyNotes',
		first: number,
	]
> = [
	[
		'lead',
		'crm.addOrUpdateLeadNote',
		'crm.getLeadNoteList',
		'note',
		{ leadId: 2001 },
		'leadNotes',
		8001,
	],
	[
		'opportunity',
		'venue.addOrUpdateOpportunityNote',
		'crm.getOpportunityNoteList',
		'note',
		{ leadId: 5001, venueId: 1 },
		'opportunityNotes',
		8201,
	],
	[
		'contact',
		'contact.addOrUpdateContactNote',
		'contact.getContactNoteList',
		'noteText',
		{ contactId: 45001 },
		'contactNotes',
		8401,
	],
	[
		'company',
		'contact.addOrUpdateCompanyNote',
		'contact.getCompanyNoteList',
		'noteText',
		{ companyId: 701 },
		'companyNotes',
		8601,
	],
];

describe.each(KINDS)('ivvy notes of a %s', (_noun, write, list, key, owner, records, first) => {
	it('are added, updated and listed', async () => {
		expect((await call(write, { ...owner, [key]: 'New' })).body).toEqual({
			success: true,
			id: first + 150,
		});
		expect((await call(write, { id: first + 150, [key]: '<p>Newer</p>' })).body.success).toBe(true);
		const { meta, results } = (await call(list, { ...owner, start: 100 })).body;
		expect(meta).toEqual({ totalResults: 121, start: 100, perPage: 100, count: 21 });
		const { venueId: _venue, ...named } = owner;
		expect(results.at(-1)).toEqual({
			id: first + 150,
			...named,
			[key]: '<p>Newer</p>',
			createdByUserId: 1,
			createdDate: `${DATE} UTC`,
			modifiedDate: DATE,
		});
		expect(fake.vendor.writes.map(({ operation, id }) => [operation, id])).toEqual(
			[1, 2].map(() => [write.split('.')[1], first + 150]),
		);
	});

	it('are filtered as other lists', async () => {
		const found = await call(list, { ...owner, filter: { [`${key}__ENDS`]: `${first + 1}` } });
		expect(found.body.results.map(({ id }) => id)).toEqual([first + 1]);
		expect(await codeOf(list, { ...owner, filter: { text: 'x' } })).toBe(23016);
		expect(await codeOf(list, {})).toBe(23017);
	});

	it('need their owner and their text', async () => {
		const [name, id] = there(Object.entries(owner)[0]);
		expect(await codeOf(write, owner)).toBe(23017);
		expect(await codeOf(write, { [key]: 'x' })).toBe(23017);
		expect(await codeOf(write, { ...owner, [key]: 7 })).toBe(23016);
		expect(await codeOf(write, { ...owner, [key]: 'x', title: 'x' })).toBe(23016);
		const coded = 'leadId' in owner;
		expect(await codeOf(write, { ...owner, [name]: 9, [key]: 'x' })).toBe(coded ? 24441 : 23016);
		expect(await codeOf(write, { id: 9, [key]: 'x' })).toBe(coded ? 24434 : 23016);
		expect(await codeOf(write, { id: first, [name]: id + 1, [key]: 'x' })).toBe(
			coded ? 24437 : 23016,
		);
		for (const code of [24435, 24436, 24437])
			expect(await codeOf(write, { ...owner, [key]: `!${code}` })).toBe(code);
		expect((await call(write, { ...owner, [key]: '!false' })).body.success).toBe(false);
		expect(fake.vendor.writes).toEqual([]);
		expect(fake.vendor.store[records].size).toBe(150);
	});
});

describe('ivvy notes of an opportunity', () => {
	it('need the venue of the opportunity', async () => {
		const write = async (fields: object) =>
			await codeOf('venue.addOrUpdateOpportunityNote', {
				note: 'x',
				leadId: 5001,
				venueId: 1,
				...fields,
			});
		expect(await write({ venueId: 99 })).toBe(24438);
		expect(await write({ venueId: 2 })).toBe(24441);
		expect(await write({ leadId: 2001 })).toBe(24441);
		expect(await codeOf('crm.addOrUpdateLeadNote', { leadId: 5001, note: 'x' })).toBe(24441);
		expect(
			(await call('crm.getOpportunityNoteList', { leadId: 5001, venueId: 2 })).body.meta
				?.totalResults,
		).toBe(0);
	});
});

describe('ivvy notes of a booking', () => {
	const WRITE = 'venue.addOrUpdateBookingNote';
	const LIST = 'venue.getBookingNoteList';
	const owner = { venueId: 1, bookingId: 7101 };

	it('are added, updated and listed, with times in UTC', async () => {
		const fields = { description: 'New', typeId: 23, bookingDays: [1, 2], applyToTemplates: [1] };
		const { body } = await call(WRITE, { ...owner, ...fields });
		expect(body).toEqual({ success: true, id: 8951 });
		const change = { id: 8951, ...owner, description: 'Newer', isPrivate: true };
		expect((await call(WRITE, change)).body.success).toBe(true);
		// The example sends the numbers as text.
		const { meta, results } = (await call(LIST, { venueId: '1', bookingId: '7101', start: 100 }))
			.body;
		expect(meta).toEqual({ totalResults: 121, start: 100, perPage: 100, count: 21 });
		expect(results.at(-1)).toEqual({
			id: 8951,
			...owner,
			isPrivate: true,
			description: 'Newer',
			typeId: 23,
			createdBy: 1,
			createdDate: `${DATE} UTC`,
			modifiedDate: `${DATE} UTC`,
		});
	});

	it.each([
		[{ description: 'x' }, 23017],
		[{ ...owner }, 23017],
		[{ ...owner, bookingId: 1, description: 'x' }, 24444],
		[{ ...owner, venueId: 2, description: 'x' }, 24444],
		[{ ...owner, id: 9, description: 'x' }, 24442],
		[{ ...owner, description: 'x', typeId: 9 }, 24444],
		[{ ...owner, description: 'x', typeId: 23 }, 24445],
		[{ ...owner, description: 'x', typeId: 8, bookingDays: [1] }, 24445],
		[{ ...owner, description: '!24443' }, 24443],
		[{ ...owner, description: 'x', isPrivate: 'yes' }, 23016],
	])('%j is refused', async (input, code) => {
		expect(await codeOf(WRITE, input)).toBe(code);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('bookings are listed by their venue', async () => {
		const { results } = (await call('venue.getBookingList', { venueId: 2 })).body;
		expect(results).toHaveLength(65);
		expect(results.every(({ venueId }) => venueId === 2)).toBe(true);
	});
});
