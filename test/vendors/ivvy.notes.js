'use strict';
/** Notes of the fake iVvy: on bookings, leads, opportunities, contacts and companies, docs/contracts/ivvy.md section 10. */
const { flag, refuse, check, whole, wholes, text } = require('./ivvy.checks');
const { format, nextId } = require('./ivvy.data');

const INVALID = 'The request contains invalid data';

/**
 * What a note names as its owner has to be there. Leads and opportunities have codes; of contacts
 * and companies none is known.
 */
const OWNERS = {
	leadId: (id, { store, owners }) =>
		owners.some((name) => store[name].has(id)) ||
		refuse(400, 'The lead/opportunity does not exist', 24441),
	venueId: (id, { store }) =>
		store.venues.has(id) || refuse(400, 'The venue does not exist', 24438),
	contactId: (id, { store }) => store.contacts.has(id) || unfit('contactId'),
	companyId: (id, { store }) => store.companies.has(id) || unfit('companyId'),
};

const unfit = (name) =>
	refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Invalid item selected*`]);

/** Texts that make the vendor refuse, as with the names of activities: `!24435 …` to `!24445 …`, `!false …`. */
function obeyText(value = '') {
	const code = Number(/^!(2443[567]|2444[345])\b/.exec(value)?.[1]);
	if (code) refuse(400, [24435, 24443].includes(code) ? 'An error has occurred' : INVALID, code);
	return value.startsWith('!false')
		? { success: false, message: 'The note could not be saved' }
		: undefined;
}

/** An opportunity goes with its own venue. */
function checkVenue(store, { leadId, venueId }) {
	if (store.opportunities.get(leadId).venueId !== venueId)
		refuse(400, 'The lead/opportunity does not exist', 24441);
}

/**
 * @param {string} action its name, for `writes`
 * @param {string} records of the store
 * @param {string} key the text's name
 * @param {string[]} names of what owns a note, in the order in which they are looked at
 * @param {string[]} owners where leadId is looked up
 */
const addOrUpdate =
	(action, records, key, names, owners = []) =>
	({ input, store, writes, options, now }) => {
		const fields = Object.fromEntries(names.map((name) => [name, whole]));
		check(
			input,
			{ id: whole, ...fields, [key]: text },
			input.id === undefined ? [...names, key] : [],
		);
		const old = store[records].get(input.id);
		for (const name of names)
			if (input[name] !== undefined) OWNERS[name](input[name], { store, owners });
		if (input.id !== undefined && old === undefined) missing(names);
		const moved = names.find(
			(name) => old !== undefined && input[name] !== undefined && input[name] !== old[name],
		);
		if (moved !== undefined) elsewhere(names, moved);
		if (names.includes('venueId') && old === undefined) checkVenue(store, input);
		const refused = obeyText(input[key]);
		if (refused !== undefined) return refused;
		const id = input.id ?? nextId(store[records]);
		const blank = { id, createdByUserId: options.keyUserId, createdDate: format(now()) };
		store[records].set(id, { ...(old ?? blank), ...input, id, modifiedDate: format(now()) });
		writes.push({ operation: action, id, fields: input });
		return { success: true, id };
	};

const DAYS = 'bookingDays';
/** What a note of a type has to name; of all other types it is days. */
const OF_TYPE = {
	2: 'sessionIds',
	4: 'menuIds',
	5: 'beverageIds',
	6: 'resourceIds',
	7: 'productIds',
	8: 'accommodationIds',
};
const NO_TYPES = [0, 1, 9, 10, 28];
const BOOKING_NOTE = {
	id: whole,
	venueId: whole,
	bookingId: whole,
	description: text,
	isPrivate: flag,
	typeId: whole,
	[DAYS]: wholes,
	applyToTemplates: wholes,
	...Object.fromEntries(Object.values(OF_TYPE).map((name) => [name, wholes])),
};

/** A booking note wants venue, booking and text, at a change too. */
function addOrUpdateBookingNote({ input, store, writes, options, now }) {
	check(input, BOOKING_NOTE, ['venueId', 'bookingId', 'description']);
	const { id: given, venueId, bookingId, typeId } = input;
	const old = store.bookingNotes.get(given);
	const wrong = (name) => refuse(400, INVALID, 24444, [`${name}: *Invalid item selected*`]);
	if (store.bookings.get(bookingId)?.venueId !== venueId) wrong('bookingId');
	if (given !== undefined && old === undefined)
		refuse(400, 'The booking note does not exist', 24442);
	if (old !== undefined && old.bookingId !== bookingId) wrong('bookingId');
	if (NO_TYPES.includes(typeId)) wrong('typeId');
	const needed = OF_TYPE[typeId] ?? DAYS;
	if (typeId !== undefined && (input[needed] ?? []).length === 0)
		refuse(400, INVALID, 24445, [`${needed}: *Value is required*`]);
	const refused = obeyText(input.description);
	if (refused !== undefined) return refused;
	const id = given ?? nextId(store.bookingNotes);
	const at = format(now());
	const blank = { isPrivate: false, typeId: 1, createdBy: options.keyUserId, createdDate: at };
	store.bookingNotes.set(id, { ...(old ?? blank), ...input, id, modifiedDate: at });
	writes.push({ operation: 'addOrUpdateBookingNote', id, fields: input });
	return { success: true, id };
}

const hasCodes = (names) => names.includes('leadId');
const missing = (names) =>
	hasCodes(names) ? refuse(400, 'The note does not exist', 24434) : unfit('id');
const elsewhere = (names, name) =>
	hasCodes(names) ? refuse(400, INVALID, 24437, [`${name}: *Invalid item selected*`]) : unfit(name);

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN = {
	crm: {
		addOrUpdateLeadNote: addOrUpdate(
			'addOrUpdateLeadNote',
			'leadNotes',
			'note',
			['leadId'],
			['leads'],
		),
	},
	venue: {
		addOrUpdateBookingNote,
		addOrUpdateOpportunityNote: addOrUpdate(
			'addOrUpdateOpportunityNote',
			'opportunityNotes',
			'note',
			['venueId', 'leadId'],
			['opportunities'],
		),
	},
	contact: {
		addOrUpdateContactNote: addOrUpdate('addOrUpdateContactNote', 'contactNotes', 'noteText', [
			'contactId',
		]),
		addOrUpdateCompanyNote: addOrUpdate('addOrUpdateCompanyNote', 'companyNotes', 'noteText', [
			'companyId',
		]),
	},
};

module.exports = { ACTIONS: SHOWN, SHOWN };
