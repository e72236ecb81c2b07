/** Notes of the fake iVvy: on bookings, leads, opportunities, contacts and companies, docs/contracts/ivvy.md section 10. */
import { there } from '../support/there.cts';
import {
	flag,
	refuse,
	check,
	unfit,
	whole,
	wholes,
	text,
	type Checks,
	type Context,
} from './ivvy.checks.cts';
import { format, nextId, type Store } from './ivvy.data.cts';
import type { Note } from './ivvy.notes.data.cts';

const INVALID = 'The request contains invalid data';

type Owner = 'leadId' | 'venueId' | 'contactId' | 'companyId';

/**
 * What a note names as its owner has to be there. Leads and opportunities have codes; of contacts
 * and companies none is known.
 */
const OWNERS: Record<
	Owner,
	(id: number, where: { store: Store; owners: ReadonlyArray<'leads' | 'opportunities'> }) => unknown
> = {
	leadId: (id, { store, owners }) =>
		owners.some((name) => store[name].has(id)) ||
		refuse(400, 'The lead/opportunity does not exist', 24441),
	venueId: (id, { store }) =>
		store.venues.has(id) || refuse(400, 'The venue does not exist', 24438),
	contactId: (id, { store }) => store.contacts.has(id) || unfit('contactId'),
	companyId: (id, { store }) => store.companies.has(id) || unfit('companyId'),
};

/** Texts that make the vendor refuse, as with the names of activities: `!24435 …` to `!24445 …`, `!false …`. */
function obeyText(value = '') {
	const code = Number(/^!(2443[567]|2444[345])\b/.exec(value)?.[1]);
	if (code) refuse(400, [24435, 24443].includes(code) ? 'An error has occurred' : INVALID, code);
	return value.startsWith('!false')
		? { success: false, message: 'The note could not be saved' }
		: undefined;
}

/** An opportunity goes with its own venue. */
function checkVenue(store: Store, { leadId = 0, venueId }: Partial<Note>) {
	if (there(store.opportunities.get(leadId)).venueId !== venueId)
		refuse(400, 'The lead/opportunity does not exist', 24441);
}

/**
 * @param action its name, for `writes`
 * @param key the text's name
 * @param names of what owns a note, in the order in which they are looked at
 * @param owners where leadId is looked up
 */
const addOrUpdate =
	(
		action: string,
		recordsOf: (store: Store) => Map<number, Note>,
		key: 'note' | 'noteText',
		names: readonly Owner[],
		owners: ReadonlyArray<'leads' | 'opportunities'> = [],
	) =>
	({ input: sent, store, writes, options, now }: Context) => {
		const fields = Object.fromEntries(names.map((name) => [name, whole]));
		const checks: Checks = { id: whole, ...fields, [key]: text };
		const required: readonly string[] = sent.id === undefined ? [...names, key] : [];
		const input: Partial<Note> = check(sent, checks, required);
		const records = recordsOf(store);
		const old = input.id === undefined ? undefined : records.get(input.id);
		for (const name of names) {
			const owner = input[name];
			if (owner !== undefined) OWNERS[name](owner, { store, owners });
		}
		if (input.id !== undefined && old === undefined) missing(names);
		const moved = names.find(
			(name) => old !== undefined && input[name] !== undefined && input[name] !== old[name],
		);
		if (moved !== undefined) elsewhere(names, moved);
		if (names.includes('venueId') && old === undefined) checkVenue(store, input);
		const refused = obeyText(input[key]);
		if (refused !== undefined) return refused;
		const id = input.id ?? nextId(records);
		const blank = { id, createdByUserId: options.keyUserId, createdDate: format(now()) };
		records.set(id, { ...blank, ...old, ...input, id, modifiedDate: format(now()) });
		writes.push({ operation: action, id, fields: sent });
		return { success: true, id };
	};

const BOOKING_NOTE = {
	id: whole,
	venueId: whole,
	bookingId: whole,
	description: text,
	isPrivate: flag,
	typeId: whole,
	applyToTemplates: wholes,
	bookingDays: wholes,
	sessionIds: wholes,
	menuIds: wholes,
	beverageIds: wholes,
	resourceIds: wholes,
	productIds: wholes,
	accommodationIds: wholes,
};
/** What a note of a type has to name; of all other types it is days. */
const OF_TYPE: Readonly<Record<number, `${string}Ids` & keyof typeof BOOKING_NOTE>> = {
	2: 'sessionIds',
	4: 'menuIds',
	5: 'beverageIds',
	6: 'resourceIds',
	7: 'productIds',
	8: 'accommodationIds',
};
const NO_TYPES = [0, 1, 9, 10, 28];

/** A booking note wants venue, booking and text, at a change too. */
function addOrUpdateBookingNote({ input: sent, store, writes, options, now }: Context) {
	const input = check(sent, BOOKING_NOTE, ['venueId', 'bookingId', 'description']);
	const { id: given, venueId, bookingId, typeId = 1 } = input;
	const old = given === undefined ? undefined : store.bookingNotes.get(given);
	const wrong = (name: string) => refuse(400, INVALID, 24444, [`${name}: *Invalid item selected*`]);
	if (store.bookings.get(bookingId)?.venueId !== venueId) wrong('bookingId');
	if (given !== undefined && old === undefined)
		refuse(400, 'The booking note does not exist', 24442);
	if (old !== undefined && old.bookingId !== bookingId) wrong('bookingId');
	if (input.typeId !== undefined && NO_TYPES.includes(typeId)) wrong('typeId');
	const needed = OF_TYPE[typeId] ?? 'bookingDays';
	if (input.typeId !== undefined && (input[needed] ?? []).length === 0)
		refuse(400, INVALID, 24445, [`${needed}: *Value is required*`]);
	const refused = obeyText(input.description);
	if (refused !== undefined) return refused;
	const id = given ?? nextId(store.bookingNotes);
	const at = format(now());
	const blank = { isPrivate: false, typeId, createdBy: options.keyUserId, createdDate: at };
	store.bookingNotes.set(id, { ...(old ?? blank), ...input, id, modifiedDate: at });
	writes.push({ operation: 'addOrUpdateBookingNote', id, fields: sent });
	return { success: true, id };
}

const hasCodes = (names: readonly Owner[]) => names.includes('leadId');
const missing = (names: readonly Owner[]) =>
	hasCodes(names) ? refuse(400, 'The note does not exist', 24434) : unfit('id');
const elsewhere = (names: readonly Owner[], name: Owner) =>
	hasCodes(names) ? refuse(400, INVALID, 24437, [`${name}: *Invalid item selected*`]) : unfit(name);

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN = {
	crm: {
		addOrUpdateLeadNote: addOrUpdate(
			'addOrUpdateLeadNote',
			({ leadNotes }) => leadNotes,
			'note',
			['leadId'],
			['leads'],
		),
	},
	venue: {
		addOrUpdateBookingNote,
		addOrUpdateOpportunityNote: addOrUpdate(
			'addOrUpdateOpportunityNote',
			({ opportunityNotes }) => opportunityNotes,
			'note',
			['venueId', 'leadId'],
			['opportunities'],
		),
	},
	contact: {
		addOrUpdateContactNote: addOrUpdate(
			'addOrUpdateContactNote',
			({ contactNotes }) => contactNotes,
			'noteText',
			['contactId'],
		),
		addOrUpdateCompanyNote: addOrUpdate(
			'addOrUpdateCompanyNote',
			({ companyNotes }) => companyNotes,
			'noteText',
			['companyId'],
		),
	},
};

export const ACTIONS = SHOWN;
