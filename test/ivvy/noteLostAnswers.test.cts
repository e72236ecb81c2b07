/** Notes whose answer was lost: what the record's notes show, whether or not iVvy filters them by their text. */
import { byId, ivvy, type Values } from './support/forms.cts';

jest.setTimeout(60_000);

const account = ivvy();

const form = (more: Values = {}) => ({
	resource: 'note',
	operation: 'create',
	noteOn: 'lead',
	leadId: byId('2002'),
	note: 'Wants a quote',
	options: { externalId: 'row-1' },
	...more,
});
const isCreate = ({ rawUrl }: { rawUrl: string }) => rawUrl.includes('addOrUpdateLeadNote');
const notes = () => account.fake.vendor.store.leadNotes;

/** Old notes of the lead; each of them has a text of its own. */
function fill(count: number, text = (n: number) => `Old ${n}`): void {
	for (let n = 0; n < count; n++)
		notes().set(90_000 + n, {
			id: 90_000 + n,
			leadId: 2002,
			note: text(n),
			createdByUserId: 1,
			createdDate: '2026-01-01 00:00:00 UTC',
			modifiedDate: '2026-01-01 00:00:00',
		});
}

/** How often the notes were listed since the note was first sent. */
function listings(): number {
	const { calls } = account.fake;
	return calls
		.slice(calls.findIndex(isCreate))
		.filter(({ rawUrl }: { rawUrl: string }) => rawUrl.includes('getLeadNoteList')).length;
}

describe('an External ID', () => {
	it('tells with one read that the note is there, however many the record has', async () => {
		fill(950);
		account.fake.fault('reset', { stored: true, match: isCreate });
		const { error, output } = await account.run(form());
		expect(error).toBeUndefined();
		expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([output[0]?.json.id]);
		expect(listings()).toBe(1);
	});

	it('tells with the ends of the list that it is not there, and it is sent again', async () => {
		fill(950);
		account.fake.fault('reset', { match: isCreate });
		const { error, output } = await account.run(form());
		expect(error).toBeUndefined();
		expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([output[0]?.json.id]);
		// By the filter, and two seconds later by the first page and the last.
		expect(listings()).toBe(3);
	});

	it.each(
		(['refused', 'ignored'] as const).flatMap((textFilter) =>
			[true, false].map((stored) => [textFilter, stored] as const),
		),
	)('is looked for in all notes where the filter is %s; stored: %s', async (textFilter, stored) => {
		account.fake.vendor.options.textFilter = textFilter;
		fill(250);
		account.fake.fault('reset', { stored, match: isCreate });
		const { error, output } = await account.run(form());
		expect(error).toBeUndefined();
		expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([output[0]?.json.id]);
	});

	it('of a note that was changed tells whether it was, too', async () => {
		await account.run(form());
		for (const [stored, note] of [
			[true, 'Second'],
			[false, 'Third'],
		] as const) {
			account.fake.fault('reset', { stored, match: isCreate });
			const { error, output } = await account.run(form({ note }));
			expect(error).toBeUndefined();
			expect(output[0]?.json).toMatchObject({ updated: true });
			expect(notes().get(Number(output[0]?.json.id))?.note).toBe(`${note}\nRef: row-1`);
		}
		expect(account.fake.vendor.writes).toHaveLength(3);
	});
});

it('notes whose own texts end with the same line each have their record', async () => {
	const note = 'Wants a quote\nRef: 17';
	fill(120, () => note);
	let sent = 0;
	account.fake.fault('reset', { stored: true, match: (call) => isCreate(call) && ++sent === 2 });
	const { error, output } = await account.run(form({ note, options: {} }), {
		items: [{}, {}, {}],
	});
	expect(error).toBeUndefined();
	const ids = output.map(({ json }: { json: Values }) => json.id);
	expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual(ids);
	expect(new Set(ids).size).toBe(3);
});

it('the text alone is looked for in all notes of the record', async () => {
	fill(250);
	account.fake.fault('reset', { stored: true, match: isCreate });
	const { error, output } = await account.run(form({ options: {} }));
	expect(error).toBeUndefined();
	expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([output[0]?.json.id]);
	expect(listings()).toBeGreaterThanOrEqual(3);
});
