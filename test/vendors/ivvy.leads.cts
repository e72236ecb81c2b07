/** Leads and opportunities written to the fake iVvy, docs/contracts/ivvy.md section 10. */
import {
	refuse,
	check,
	text,
	looseWhole,
	isObject,
	unfit,
	type Actions,
	type Check,
	type Checks,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import { format, nextId, type Lead, type Store, type Tables } from './ivvy.data.cts';

interface Kind {
	readonly records: 'leads' | 'opportunities';
	readonly noun: string;
	readonly action: string;
	readonly required: readonly string[];
	readonly codes: { readonly empty: number; readonly missing: number; readonly invalid: number };
}

const LEAD: Kind = {
	records: 'leads',
	noun: 'lead',
	action: 'addOrUpdateLead',
	required: ['name', 'typeId', 'stageId', 'sourceId'],
	codes: { empty: 24215, missing: 24216, invalid: 24218 },
};
const OPPORTUNITY: Kind = {
	records: 'opportunities',
	noun: 'opportunity',
	action: 'addOrUpdateOpportunity',
	required: ['name', 'typeId', 'sourceId'],
	codes: { empty: 24221, missing: 24222, invalid: 24224 },
};

/** ids of other records, by field: where they are looked up */
const LOOKED_UP: Readonly<Record<string, keyof Tables>> = {
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
const fieldValues: Check<unknown[]> = (value) =>
	Array.isArray(value) &&
	value.every((item) => isObject(item) && Object.keys(item).sort().join() === 'fieldId,fieldValue')
		? undefined
		: 'Value must be an array of objects with fieldId, fieldValue';
const FIELDS: Checks = {
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
const numbers = (input: Input) =>
	Object.fromEntries(
		Object.entries(input).map(([name, value]) => [
			name,
			name.endsWith('Id') || name === 'id' ? Number(value) : value,
		]),
	) as Partial<Lead> & { readonly industryId?: number };

function checkLookups({ codes, noun }: Kind, input: Input, store: Store) {
	for (const [name, records] of Object.entries(LOOKED_UP)) {
		if (input[name] !== undefined && !store[records].has(Number(input[name])))
			refuse(400, `The ${noun} details are invalid`, codes.invalid, [
				`${name}: *Invalid item selected*`,
			]);
	}
}

/** Section 10: a lead has a company or a contact, and with a contact an industry. */
function checkOwner({ contactId, companyId, industryId }: ReturnType<typeof numbers>) {
	if (contactId === undefined && companyId === undefined)
		refuse(400, "'companyId' is required", 23017);
	if (companyId === undefined && industryId === undefined)
		refuse(400, "'industryId' is required", 23017);
}

function save(kind: Kind, { input: sent, store, options, writes, now }: Context) {
	if (Object.keys(sent).length === 0) refuse(400, 'The request is empty', kind.codes.empty);
	const isLead = kind === LEAD;
	const { venueId: _, ...withoutVenue } = FIELDS;
	const always = isLead ? [] : ['venueId'];
	check(
		sent,
		isLead ? withoutVenue : FIELDS,
		sent.id === undefined ? [...always, ...kind.required] : always,
	);
	const input = numbers(sent);
	const records = store[kind.records];
	const old = input.id === undefined ? undefined : records.get(input.id);
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
	} as Lead);
	writes.push({ operation: kind.action, id, fields: sent });
	return { success: true, id };
}

/** The lead goes, the opportunity stays under the same id. */
function convertLeadToOpportunity({ input: sent, store, writes, now }: Context) {
	if (Object.keys(sent).length === 0) refuse(400, 'The request is empty', 24227);
	const ids = check(sent, { leadId: looseWhole, venueId: looseWhole, stageId: looseWhole }, [
		'leadId',
		'venueId',
		'stageId',
	]);
	const [leadId, venueId] = [Number(ids.leadId), Number(ids.venueId)];
	const stageId = Number(ids.stageId);
	const lead = store.leads.get(leadId) ?? refuse(400, 'The lead does not exist', 24228);
	if (!store.venues.has(venueId)) unfit('venueId');
	if (!store.stages.has(stageId)) unfit('stageId');
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

export const ACTIONS: Actions = {
	contact: { addOrUpdateLead: (context) => save(LEAD, context) },
	venue: {
		addOrUpdateOpportunity: (context) => save(OPPORTUNITY, context),
		convertLeadToOpportunity,
	},
};
