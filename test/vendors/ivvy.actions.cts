/** Activities, tasks and purposes of the fake iVvy are written here: docs/contracts/ivvy.md sections 6.1, 7.1 and 8. */
import { there } from '../support/there.cts';
import type { Options } from './ivvy.behavior.cts';
import {
	refuse,
	check,
	whole,
	within,
	text,
	oneOf,
	looseWhole,
	timestamp,
	type Actions,
	type Checked,
	type Checks,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import { format, nextId, type Owner, type Store } from './ivvy.data.cts';

const OWNED = {
	id: whole,
	venueId: whole,
	leadId: whole,
	contactId: whole,
	companyId: whole,
	name: text,
	description: text,
};
const PLANNED = {
	endDatetime: timestamp,
	priority: oneOf('low', 'medium', 'high'),
	assignedUserId: whole,
};

interface Kind {
	readonly action: string;
	readonly records: 'activities' | 'tasks';
	readonly noun: string;
	readonly fields: typeof OWNED & typeof PLANNED & Checks;
	readonly required: readonly string[];
	readonly blank: object;
	/** What null may be sent for. */
	readonly nullable: readonly string[];
	readonly codes: Record<
		'lead' | 'contact' | 'company' | 'record' | 'failed' | 'rejected' | 'invalid' | 'owners',
		number
	> & { readonly badLead?: number };
}
type Sent = Checked<Kind['fields']>;

const ACTIVITY: Kind = {
	action: 'addOrUpdateActivity',
	records: 'activities',
	noun: 'activity',
	fields: {
		...OWNED,
		...PLANNED,
		subType: within(1, 3),
		purposeId: whole,
		startDatetime: timestamp,
		location: text,
	},
	required: ['name', 'description', 'subType'],
	blank: { subType: null, purposeId: null, location: '', priority: null, startDatetime: null },
	nullable: ['assignedUserId', 'endDatetime', 'priority', 'purposeId', 'startDatetime'],
	codes: {
		lead: 24397,
		contact: 24398,
		company: 24399,
		record: 24400,
		failed: 24401,
		rejected: 24402,
		invalid: 24403,
		owners: 24404,
	},
};

const TASK: Kind = {
	action: 'addOrUpdateTask',
	records: 'tasks',
	noun: 'task',
	fields: { ...OWNED, ...PLANNED, status: within(0, 4) },
	required: ['name', 'endDatetime'],
	blank: { bookingId: null, status: 0, priority: null, progress: 0 },
	nullable: ['assignedUserId', 'priority'],
	codes: {
		lead: 24389,
		contact: 24390,
		company: 24391,
		record: 24392,
		failed: 24393,
		rejected: 24394,
		invalid: 24395,
		owners: 24396,
		badLead: 24395,
	},
};

const NO_OWNER = {
	venueId: null,
	leadId: null,
	contactId: null,
	companyId: null,
	companyContactId: null,
};
const BLANK = { ...NO_OWNER, description: '', assignedUserId: null, endDatetime: null };
const INVALID = 'The request contains invalid data';

function messageOf({ codes, noun }: Kind, code: number) {
	if (code === codes.lead) return 'The lead/opportunity does not exist';
	if (code === codes.contact) return 'The contact does not exist';
	if (code === codes.company) return 'The company does not exist';
	if (code === codes.record) return `The ${noun} does not exist`;
	if (code === codes.failed) return 'An error has occurred';
	if (code === codes.owners)
		return `The ${noun} can only belongs to either contact, company or opportunity/lead`;
	return INVALID;
}

function deny(kind: Kind, code: number, additionalMessages?: readonly string[]): never {
	refuse(400, messageOf(kind, code), code, additionalMessages);
}

type Records = ReadonlyMap<number, unknown>;

function existing(kind: Kind, records: Records, id: number | undefined, code: number) {
	if (id !== undefined && !records.has(id)) deny(kind, code);
}

function selectable(kind: Kind, records: Records, name: string, input: Input) {
	if (input[name] !== undefined && !records.has(Number(input[name])))
		deny(kind, kind.codes.invalid, [`${name}: *Invalid item selected*`]);
}

/** Sections 6.1 and 12 no. 9: a lead goes without venue, an opportunity with its own venue. */
function checkLead(kind: Kind, store: Store, { leadId, venueId }: Sent, options: Options) {
	if (leadId === undefined || (store.leads.has(leadId) && venueId === undefined)) return;
	const opportunity = store.opportunities.get(leadId);
	if (opportunity !== undefined && opportunity.venueId === venueId) return;
	if (opportunity === undefined && !store.leads.has(leadId)) deny(kind, kind.codes.lead);
	deny(kind, kind.codes.badLead ?? options.venueMissing, ['leadId: *Invalid item selected*']);
}

/**
 * Section 6.1: one owner; company with contact counts as the company's. An update that names an
 * owner replaces the old one.
 */
function ownerOf({ leadId, contactId, companyId }: Sent): Partial<Owner> {
	if (leadId === undefined && contactId === undefined && companyId === undefined) return {};
	const together = companyId !== undefined && contactId !== undefined;
	return {
		...NO_OWNER,
		leadId: leadId ?? null,
		companyId: companyId ?? null,
		contactId: together ? null : (contactId ?? null),
		companyContactId: together ? contactId : null,
	};
}

function checkOwners(kind: Kind, store: Store, input: Sent, options: Options) {
	const { leadId, contactId, companyId } = input;
	if (leadId !== undefined && (contactId ?? companyId) !== undefined) deny(kind, kind.codes.owners);
	const ownerless = input.id === undefined && (leadId ?? contactId ?? companyId) === undefined;
	if (ownerless && options.noOwner === 'refused') deny(kind, kind.codes.invalid);
	existing(kind, store.contacts, contactId, kind.codes.contact);
	existing(kind, store.companies, companyId, kind.codes.company);
	selectable(kind, store.venues, 'venueId', input);
	checkLead(kind, store, input, options);
	selectable(kind, store.users, 'assignedUserId', input);
	selectable(kind, store.purposes, 'purposeId', input);
}

/** Names that make the vendor refuse: `!24402 …`, `!461 …`; `!false …` makes it answer success false. */
function obeyName(kind: Kind, name = '') {
	const code = Number(/^!(\d{3,5})\b/.exec(name)?.[1]);
	const { failed, rejected, invalid } = kind.codes;
	if (code >= 460 && code <= 463)
		refuse(
			code,
			there(['Unknown', 'Failed Request', 'Session Expired', 'Key Revoked'][code - 460]),
		);
	if (code === rejected)
		deny(kind, code, [`The ${kind.noun} was *rejected* by a rule`, 'name: *Not allowed here*']);
	if (code === failed || code === invalid) deny(kind, code);
	return name.startsWith('!false')
		? { success: false, message: `The ${kind.noun} could not be saved` }
		: undefined;
}

function stored<T extends Input>(input: T) {
	const times = ['startDatetime', 'endDatetime']
		.filter((name) => name in input)
		.map((name) => [name, String(input[name]).replace(/ UTC$/, '')]);
	return { ...input, ...Object.fromEntries(times) };
}

function joinCompany(store: Store, { contactId, companyId }: Sent) {
	if (contactId === undefined || companyId === undefined) return;
	const { companies } = there(store.contacts.get(contactId));
	if (!companies.includes(companyId)) companies.push(companyId);
}

/** The input without the nulls that an option lets through, and the fields that they empty. */
function partedFromNulls(given: Input, { nullable }: Kind, { nulls }: Options) {
	const isNull = (name: string) =>
		given[name] === null && nullable.includes(name) && nulls !== 'refused';
	const names = Object.keys(given);
	const emptied = nulls === 'clear' ? names.filter(isNull) : [];
	return {
		input: Object.fromEntries(
			names.filter((name) => !isNull(name)).map((name) => [name, given[name]]),
		),
		emptied: Object.fromEntries(emptied.map((name) => [name, null])),
	};
}

const addOrUpdate =
	(kind: Kind) =>
	({ input: given, store, writes, options, now }: Context) => {
		const { input: sent, emptied } = partedFromNulls(given, kind, options);
		const optional = (name: string) => name === 'description' && options.description === 'optional';
		const input = check(
			sent,
			kind.fields,
			sent.id === undefined ? kind.required.filter((name) => !optional(name)) : [],
		);
		const records = store[kind.records] as Map<number, object>;
		existing(kind, records, input.id, kind.codes.record);
		checkOwners(kind, store, input, options);
		const refused = obeyName(kind, input.name);
		if (refused !== undefined) return refused;
		const id = input.id ?? nextId(records);
		const old = records.get(id) ?? { id, ...BLANK, ...kind.blank, createdDate: format(now()) };
		const { leadId, contactId, companyId, ...rest } = stored(input);
		records.set(id, {
			...old,
			...ownerOf(input),
			...rest,
			...emptied,
			id,
			modifiedDate: format(now()),
		});
		joinCompany(store, input);
		writes.push({ operation: kind.action, id, fields: given });
		return { success: true, id };
	};

/** Section 8: `type` is a number, the sample sends it as text. */
function addOrUpdatePurpose({ input: sent, store, writes }: Context) {
	const required: readonly string[] = sent.id === undefined ? ['name', 'type'] : [];
	const input = check(sent, { id: whole, name: text, type: looseWhole }, required);
	if (input.id !== undefined && !store.purposes.has(input.id))
		refuse(400, 'The activity purpose does not exist', 24300);
	if (input.type !== undefined && (Number(input.type) < 1 || Number(input.type) > 4))
		refuse(400, INVALID, 24302, ['type: *Invalid item selected*']);
	if (input.name?.startsWith('!24301')) refuse(400, 'An error has occurred', 24301);
	const [, code] = /^!(2430[23])/.exec(input.name ?? '') ?? [];
	if (code !== undefined) refuse(400, INVALID, Number(code));
	const id = input.id ?? nextId(store.purposes);
	const { name, type } = store.purposes.get(id) ?? { name: '', type: 0 };
	store.purposes.set(id, { id, name: input.name ?? name, type: Number(input.type ?? type) });
	writes.push({ operation: 'addOrUpdateActivityPurpose', id, fields: input });
	return { success: true, id };
}

function ping({ input, now }: Context) {
	check(input, {});
	return { ack: `${format(now())} UTC` };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN = {
	crm: { addOrUpdateActivity: addOrUpdate(ACTIVITY), addOrUpdateTask: addOrUpdate(TASK) },
};

export const ACTIONS: Actions = {
	test: { ping },
	crm: { ...SHOWN.crm, addOrUpdateActivityPurpose: addOrUpdatePurpose },
};
