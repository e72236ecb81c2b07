'use strict';
/** Leads and opportunities written to the fake iVvy, docs/contracts/ivvy.md section 10. */
const { refuse, check, text, looseWhole, isObject } = require('./ivvy.checks');
const { format, nextId } = require('./ivvy.data');

const LEAD = {
	records: 'leads',
	noun: 'lead',
	action: 'addOrUpdateLead',
	required: ['name', 'typeId', 'stageId', 'sourceId'],
	codes: { empty: 24215, missing: 24216, invalid: 24218 },
};
const OPPORTUNITY = {
	records: 'opportunities',
	noun: 'opportunity',
	action: 'addOrUpdateOpportunity',
	required: ['name', 'typeId', 'sourceId'],
	codes: { empty: 24221, missing: 24222, invalid: 24224 },
};

/** ids of other records, by field: where they are looked up */
const LOOKED_UP = {
	typeId: 'types',
	stageId: 'stages',
	sourceId: 'sources',
	channelId: 'channels',
	qualityId: 'qualities',
	industryId: 'industries',
	companyId: 'companies',
	contactId: 'contacts',
	companyLeadContactId: 'contacts',
	ownerUserId: 'users',
	venueId: 'venues',
};
const fieldValues = (value) =>
	Array.isArray(value) &&
	value.every((item) => isObject(item) && Object.keys(item).sort().join() === 'fieldId,fieldValue')
		? undefined
		: 'Value must be an array of objects with fieldId, fieldValue';
const FIELDS = {
	id: looseWhole,
	name: text,
	description: text,
	subtypeId: looseWhole,
	stageReasonId: looseWhole,
	customFields: fieldValues,
	...Object.fromEntries(Object.keys(LOOKED_UP).map((name) => [name, looseWhole])),
};
const BLANK = {
	description: '',
	ownerUserId: null,
	contactId: null,
	companyId: null,
	qualityId: null,
	stageId: 41,
	subtypeId: null,
	channelId: null,
	closedDate: null,
	currentBookingId: null,
};

/** The vendor's samples send ids as text. */
const numbers = (input) =>
	Object.fromEntries(
		Object.entries(input).map(([name, value]) => [
			name,
			name.endsWith('Id') || name === 'id' ? Number(value) : value,
		]),
	);

function checkLookups({ codes, noun }, input, store) {
	for (const [name, records] of Object.entries(LOOKED_UP)) {
		if (input[name] !== undefined && !store[records].has(input[name]))
			refuse(400, `The ${noun} details are invalid`, codes.invalid, [
				`${name}: *Invalid item selected*`,
			]);
	}
}

/** Section 10: a lead has a company or a contact, and with a contact an industry. */
function checkOwner({ contactId, companyId, industryId }) {
	if (contactId === undefined && companyId === undefined)
		refuse(400, "'companyId' is required", 23017);
	if (companyId === undefined && industryId === undefined)
		refuse(400, "'industryId' is required", 23017);
}

function save(kind, { input: sent, store, options, writes, now }) {
	if (Object.keys(sent).length === 0) refuse(400, 'The request is empty', kind.codes.empty);
	const isLead = kind === LEAD;
	const { venueId, ...withoutVenue } = FIELDS;
	const always = isLead ? [] : ['venueId'];
	check(
		sent,
		isLead ? withoutVenue : { ...withoutVenue, venueId },
		sent.id === undefined ? [...always, ...kind.required] : always,
	);
	const input = numbers(sent);
	const records = store[kind.records];
	const old = records.get(input.id);
	if (input.id !== undefined && old === undefined)
		refuse(400, `The ${kind.noun} does not exist`, kind.codes.missing);
	checkLookups(kind, input, store);
	if (isLead && old === undefined) checkOwner(input);
	if (input.name?.startsWith('!false'))
		return { success: false, message: `The ${kind.noun} could not be saved` };
	// leads and opportunities share their ids' meaning (leadId), so a new one of either must not have the other's
	const id = input.id ?? nextId(new Map([...store.leads, ...store.opportunities]));
	const first = {
		...BLANK,
		ownerUserId: options.keyUserId,
		createdDate: format(now()),
		leadBccEmail: `lead-${id}@ivvy.example`,
	};
	records.set(id, {
		...(old ?? { id, ...first, ...(isLead ? {} : { externalUrls: [] }) }),
		...input,
		id,
		modifiedDate: format(now()),
	});
	writes.push({ operation: kind.action, id, fields: sent });
	return { success: true, id };
}

/** The lead goes, the opportunity stays under the same id. */
function convertLeadToOpportunity({ input: sent, store, writes, now }) {
	if (Object.keys(sent).length === 0) refuse(400, 'The request is empty', 24227);
	check(sent, { leadId: looseWhole, venueId: looseWhole, stageId: looseWhole }, [
		'leadId',
		'venueId',
		'stageId',
	]);
	const { leadId, venueId, stageId } = numbers(sent);
	const lead = store.leads.get(leadId) ?? refuse(400, 'The lead does not exist', 24228);
	for (const [name, records, id] of [
		['venueId', store.venues, venueId],
		['stageId', store.stages, stageId],
	]) {
		if (!records.has(id))
			refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Invalid item selected*`]);
	}
	store.leads.delete(leadId);
	store.opportunities.set(leadId, {
		...lead,
		venueId,
		stageId,
		externalUrls: [],
		modifiedDate: format(now()),
	});
	writes.push({ operation: 'convertLeadToOpportunity', id: leadId, fields: sent });
	return { success: true };
}

const ACTIONS = {
	contact: { addOrUpdateLead: (context) => save(LEAD, context) },
	venue: {
		addOrUpdateOpportunity: (context) => save(OPPORTUNITY, context),
		convertLeadToOpportunity,
	},
};

module.exports = { ACTIONS };
