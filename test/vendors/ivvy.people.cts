/**
 * Contacts and companies written to the fake iVvy, docs/contracts/ivvy.md section 10. Their errors have no codes
 * of their own in the contract.
 */
import type { Options } from './ivvy.behavior.cts';
import {
	refuse,
	check,
	flag,
	oneOf,
	unfit,
	whole,
	within,
	text,
	isObject,
	object,
	wholes,
	type Actions,
	type Check,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import { format, nextId, type Company, type Contact } from './ivvy.data.cts';

const email: Check<string> = (value) =>
	/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(value)) ? undefined : 'Value must be an email address';

/** An array of objects with certain keys. */
const items =
	(keys: readonly string[], needed: readonly string[], most = Infinity): Check<unknown[]> =>
	(value) => {
		const right = (item: unknown) =>
			isObject(item) &&
			Object.keys(item).every((key) => keys.includes(key)) &&
			needed.every((key) => key in item);
		if (!Array.isArray(value) || !value.every(right))
			return `Value must be an array of objects with ${keys.join(', ')}`;
		return value.length > most ? `At most ${most} are allowed` : undefined;
	};
const urls = items(['ref', 'url', 'label'], ['ref'], 3);
const urlsOrNull: Check<unknown[] | null> = (value) => (value === null ? undefined : urls(value));
const SHARED = {
	id: whole,
	externalId: text,
	email,
	phone: text,
	customFields: items(['fieldId', 'value'], ['fieldId', 'value']),
	externalUrls: urlsOrNull,
	updateIfExists: flag,
};
const CONTACT = {
	...SHARED,
	firstName: text,
	groups: items(['groupId'], ['groupId']),
	companies: wholes,
	status: oneOf(1, 2, 3, 5),
	smsStatus: within(1, 4),
	privacyConsent: flag,
	lastName: text,
	LastName: text,
};
const COMPANY = {
	...SHARED,
	businessName: text,
	tradingName: text,
	businessNumber: text,
	otherPhone: text,
	fax: text,
	website: text,
	iataNumber: text,
	address: object,
	primaryContactId: whole,
	primaryAccountManagerId: whole,
	industryId: whole,
};

/** Section 10: what the contact's name is called in the request. */
function checksOf({ lastNameKey }: Options) {
	const { lastName, LastName, ...others } = CONTACT;
	return {
		...others,
		...(lastNameKey === 'LastName' ? {} : { lastName }),
		...(lastNameKey === 'lastName' ? {} : { LastName }),
	};
}

interface Storing<Row> extends Pick<Context, 'writes' | 'now'> {
	/** Is a record the same? */
	readonly match: (record: Row) => boolean;
	readonly blank: object;
	readonly action: string;
	readonly sent: Input;
}

/** Stores and tells the id; `updateIfExists` looks for the same record when no id is given. */
function store<Row extends { id: number }>(
	records: Map<number, Row>,
	{ updateIfExists, ...input }: Partial<Row> & { readonly updateIfExists?: boolean },
	{ match, blank, writes, action, now, sent }: Storing<Row>,
) {
	const same =
		updateIfExists === true && input.id === undefined
			? [...records.values()].find(match)
			: undefined;
	const id = input.id ?? same?.id ?? nextId(records);
	const old = records.get(id);
	const row = { ...(old ?? blank), ...input, id, modifiedDate: format(now()) };
	records.set(id, row as unknown as Row);
	writes.push({ operation: action, id, fields: sent });
	return { id, added: old === undefined };
}

const NAMES = ['firstName', 'lastName', 'email'] as const;
const BLANK_CONTACT = () => ({
	firstName: '',
	lastName: '',
	email: '',
	phone: '',
	companies: [],
	externalId: null,
	customFields: [],
	groups: [],
	isAnonymised: false,
	status: 1,
	smsStatus: 1,
	venueId: null,
	venueGroupId: null,
});

function addOrUpdateContact({ input: sent, store: all, options, writes, now }: Context) {
	const { LastName, ...checked } = check(sent, checksOf(options));
	const input = LastName === undefined ? checked : { ...checked, lastName: LastName };
	if (input.id === undefined)
		for (const name of NAMES) if (!input[name]) refuse(400, `'${name}' is required`, 23017);
	if (input.id !== undefined && !all.contacts.has(input.id))
		refuse(400, 'Unable to find contact', 24096);
	if (input.companies?.some((id) => !all.companies.has(id))) unfit('companies');
	if (input.lastName?.startsWith('!false'))
		return { success: false, message: 'The contact could not be saved' };
	const match = (contact: Contact) => NAMES.every((name) => contact[name] === input[name]);
	const { id } = store(all.contacts, input, {
		match,
		blank: BLANK_CONTACT(),
		writes,
		action: 'addOrUpdateContact',
		now,
		sent,
	});
	return options.contactAnswer === 'full' ? { success: true, id } : { id };
}

const BLANK_COMPANY = () => ({
	businessName: '',
	tradingName: '',
	businessNumber: '',
	email: '',
	phone: '',
	address: {},
	primaryContact: null,
	primaryAccountManager: null,
	industry: null,
	customFields: [],
	venueId: null,
	venueGroupId: null,
});
/** What a company shows of a record that it names; undefined where it names none. */
function shownOf<Row>(
	name: string,
	id: number | undefined,
	records: ReadonlyMap<number, Row>,
	shown: (record: Row) => object,
) {
	return id === undefined ? undefined : shown(records.get(id) ?? unfit(name));
}

const person = ({
	id,
	firstName,
	lastName,
	email: mail,
}: Pick<Contact, 'id' | (typeof NAMES)[number]>) => ({
	id,
	firstName,
	lastName,
	email: mail,
});

/** Section 4.1: only an addition answers success. */
function addOrUpdateCompany({ input: sent, store: all, writes, now }: Context) {
	const required: readonly string[] = sent.id === undefined ? ['businessName'] : [];
	const checked = check(sent, COMPANY, required);
	if (checked.id !== undefined && !all.companies.has(checked.id))
		refuse(400, 'Unable to find company', 24153);
	if (checked.businessName?.startsWith('!false'))
		return { success: false, message: 'The company could not be saved' };
	const { primaryContactId, primaryAccountManagerId, industryId, ...input } = checked;
	const named = {
		primaryContact: shownOf('primaryContactId', primaryContactId, all.contacts, person),
		primaryAccountManager: shownOf(
			'primaryAccountManagerId',
			primaryAccountManagerId,
			all.users,
			person,
		),
		industry: shownOf('industryId', industryId, all.industries, ({ id, name }) => ({ id, name })),
	};
	const match = ({ businessName }: Company) => businessName === input.businessName;
	const set = Object.entries(named).filter(([, record]) => record !== undefined);
	const row = { ...input, ...Object.fromEntries(set) };
	const { id, added } = store(all.companies, row, {
		match,
		blank: BLANK_COMPANY(),
		writes,
		action: 'addOrUpdateCompany',
		now,
		sent,
	});
	return added ? { success: true, id } : { id };
}

export const ACTIONS: Actions = { contact: { addOrUpdateContact, addOrUpdateCompany } };
