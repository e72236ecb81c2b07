'use strict';
/**
 * Contacts and companies written to the fake iVvy, docs/contracts/ivvy.md section 10. Their errors have no codes
 * of their own in the contract.
 */
const { refuse, check, whole, within, text, isObject, object, wholes } = require('./ivvy.checks');
const { format, nextId } = require('./ivvy.data');

const truth = (value) => (typeof value === 'boolean' ? undefined : 'Value must be true or false');
const among =
	(...values) =>
	(value) =>
		values.includes(value) ? undefined : `Value must be one of ${values.join(', ')}`;
const email = (value) =>
	/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : 'Value must be an email address';

/** An array of objects with certain keys. */
const items =
	(keys, needed, most = Infinity) =>
	(value) => {
		const right = (item) =>
			isObject(item) &&
			Object.keys(item).every((key) => keys.includes(key)) &&
			needed.every((key) => key in item);
		if (!Array.isArray(value) || !value.every(right))
			return `Value must be an array of objects with ${keys.join(', ')}`;
		return value.length > most ? `At most ${most} are allowed` : undefined;
	};
const URLS = items(['ref', 'url', 'label'], ['ref'], 3);
const SHARED = {
	id: whole,
	externalId: text,
	email,
	phone: text,
	customFields: items(['fieldId', 'value'], ['fieldId', 'value']),
	externalUrls: (value) => (value === null ? undefined : URLS(value)),
	updateIfExists: truth,
};
const CONTACT = {
	...SHARED,
	firstName: text,
	groups: items(['groupId'], ['groupId']),
	companies: wholes,
	status: among(1, 2, 3, 5),
	smsStatus: within(1, 4),
	privacyConsent: truth,
};
const TEXTS = [
	'businessName',
	'tradingName',
	'businessNumber',
	'otherPhone',
	'fax',
	'website',
	'iataNumber',
];
const COMPANY = {
	...SHARED,
	...Object.fromEntries(TEXTS.map((name) => [name, text])),
	address: object,
	primaryContactId: whole,
	primaryAccountManagerId: whole,
	industryId: whole,
};

const unfit = (name) =>
	refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Invalid item selected*`]);

/** Section 10: what the contact's name is called in the request. */
function named(input, { lastNameKey }) {
	const keys = lastNameKey === 'both' ? ['lastName', 'LastName'] : [lastNameKey];
	const { LastName, ...rest } = input;
	const names = LastName === undefined ? rest : { ...rest, lastName: LastName };
	return { names, keys };
}

/** Stores and tells the id; `updateIfExists` looks for the same record when no id is given. */
function store(records, input, { match, blank, writes, action, now, sent }) {
	const { updateIfExists, ...fields } = input;
	const same =
		updateIfExists === true && input.id === undefined
			? [...records.values()].find(match)
			: undefined;
	const id = input.id ?? same?.id ?? nextId(records);
	const old = records.get(id);
	records.set(id, { ...(old ?? blank), ...fields, id, modifiedDate: format(now()) });
	writes.push({ operation: action, id, fields: sent });
	return { id, added: old === undefined };
}

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

function addOrUpdateContact({ input: sent, store: all, options, writes, now }) {
	const { names: input, keys } = named(sent, options);
	check(sent, { ...CONTACT, ...Object.fromEntries(keys.map((key) => [key, text])) });
	if (input.id === undefined)
		for (const name of ['firstName', 'lastName', 'email'])
			if (!input[name]) refuse(400, `'${name}' is required`, 23017);
	if (input.id !== undefined && !all.contacts.has(input.id))
		refuse(400, 'Unable to find contact', 24096);
	if (input.companies?.some((id) => !all.companies.has(id))) unfit('companies');
	if (input.lastName?.startsWith('!false'))
		return { success: false, message: 'The contact could not be saved' };
	const match = (contact) =>
		['firstName', 'lastName', 'email'].every((name) => contact[name] === input[name]);
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
const person = ({ id, firstName, lastName, email: mail }) => ({
	id,
	firstName,
	lastName,
	email: mail,
});

/** Section 4.1: only an addition answers success. */
function addOrUpdateCompany({ input: sent, store: all, writes, now }) {
	check(sent, COMPANY, sent.id === undefined ? ['businessName'] : []);
	if (sent.id !== undefined && !all.companies.has(sent.id))
		refuse(400, 'Unable to find company', 24153);
	if (sent.businessName?.startsWith('!false'))
		return { success: false, message: 'The company could not be saved' };
	const { primaryContactId, primaryAccountManagerId, industryId, ...input } = sent;
	for (const [name, records, id, key] of [
		['primaryContactId', all.contacts, primaryContactId, 'primaryContact'],
		['primaryAccountManagerId', all.users, primaryAccountManagerId, 'primaryAccountManager'],
		['industryId', all.industries, industryId, 'industry'],
	]) {
		if (id === undefined) continue;
		const record = records.get(id) ?? unfit(name);
		input[key] = key === 'industry' ? { id, name: record.name } : person(record);
	}
	const match = ({ businessName }) => businessName === input.businessName;
	const { id, added } = store(all.companies, input, {
		match,
		blank: BLANK_COMPANY(),
		writes,
		action: 'addOrUpdateCompany',
		now,
		sent,
	});
	return added ? { success: true, id } : { id };
}

module.exports = { ACTIONS: { contact: { addOrUpdateContact, addOrUpdateCompany } } };
