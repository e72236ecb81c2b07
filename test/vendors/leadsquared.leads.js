'use strict';
/** Leads of the fake LeadSquared as they are written: found by a unique field, changed or created (contract 4.4, 6). */
const { mx, malformed, shaped, stampWithMs, clean, done } = require('./leadsquared.answers');

/** fields that are unique unless the account says otherwise (contract 4.5) */
const UNIQUE = ['EmailAddress', 'Phone', 'Mobile'];
/** what SearchBy has to be to find a lead by its id; ProspectID is refused (contract 4.4) */
const BY_ID = 'ProspectId';
const GIVEN = ['ProspectID', 'ProspectAutoId', 'CreatedOn', 'ModifiedOn'];
const digits = (text) => text.replace(/[^\d]/g, '');
const same = (name, left, right) =>
	name === 'EmailAddress'
		? left.toLowerCase() === right.toLowerCase()
		: digits(left) === digits(right) && digits(left) !== '';

const noLead = () => mx('InvalidLead', 'Lead does not exist.');

/** @returns the lead of that id, or refuses */
function leadOf(id, { store }) {
	const lead = store.leads.get(id.toLowerCase());
	if (lead === undefined) throw noLead();
	return lead;
}

function checkUnique(name) {
	if (!UNIQUE.includes(name)) throw mx('InvalidInput', `${name} is not a unique lead field.`);
}

/** @returns the lead whose unique field has this value, or undefined */
function leadBy(name, value, { store }) {
	checkUnique(name);
	return [...store.leads.values()].find((lead) => same(name, lead[name], value));
}

/** `[{Attribute, Value, Fields?}]` as attributes and the field to search by; a set of fields is kept as JSON text. */
function attributesOf(list, { store }) {
	const [known] = store.leads.values();
	const values = {};
	for (const one of list) {
		const { Attribute, Value, Fields } = shaped(
			one,
			{ Attribute: 'string', Value: 'string', Fields: 'list' },
			'LeadDetails',
		);
		if (Attribute === undefined || Value === undefined)
			throw malformed('Attribute and Value are required in LeadDetails');
		values[Attribute] =
			Fields === undefined ? clean(Value) : JSON.stringify(Object.fromEntries(Fields.map(inner)));
	}
	const { SearchBy, ...attributes } = values;
	const unknown = Object.keys(attributes).find((name) => !Object.hasOwn(known, name));
	if (unknown !== undefined) throw mx('UnknownAttribute', `Attribute ${unknown} does not exist.`);
	return { SearchBy, attributes };
}

function inner(one) {
	const { Attribute, Value } = shaped(one, { Attribute: 'string', Value: 'string' }, 'Fields');
	if (Attribute === undefined || Value === undefined)
		throw malformed('Attribute and Value are required in Fields');
	return [Attribute, clean(Value)];
}

/** the lead that is meant; undefined: there is none, one is to be created */
function found({ SearchBy, attributes }, account) {
	if (SearchBy === undefined || SearchBy === '') throw mx('InvalidInput', 'SearchBy is missing.');
	const name = SearchBy === BY_ID ? 'ProspectID' : SearchBy;
	if (SearchBy !== BY_ID) checkUnique(SearchBy);
	if ((attributes[name] ?? '') === '') throw mx('MandatoryAttributeMissing', `${name} is missing.`);
	return SearchBy === BY_ID
		? leadOf(attributes.ProspectID, account)
		: leadBy(SearchBy, attributes[SearchBy], account);
}

/** Refuses a value of a unique field that another lead has (contract 3.3). */
function checkDuplicates(lead, attributes, account) {
	for (const name of UNIQUE) {
		const other =
			(attributes[name] ?? '') === '' ? undefined : leadBy(name, attributes[name], account);
		if (other !== undefined && other !== lead)
			throw mx('DuplicateEntry', `A Lead with same ${name} already exists.`);
	}
}

/**
 * Everything that can be refused is, before anything is written: `write()` creates or changes the
 * lead and gives its id.
 */
function upsert({ attributes, SearchBy }, { account, operation }) {
	const lead = found({ attributes, SearchBy }, account);
	checkDuplicates(lead, attributes, account);
	const own = Object.fromEntries(
		Object.entries(attributes).filter(([name]) => !GIVEN.includes(name)),
	);
	return () =>
		lead === undefined
			? create(own, { account, operation })
			: change(lead, own, { account, operation });
}

function change(lead, attributes, { account, operation }) {
	Object.assign(lead, attributes, { ModifiedOn: stampWithMs(Date.now()) });
	account.writes.push({ operation, id: lead.ProspectID, lead: 'updated' });
	return lead.ProspectID;
}

function create(attributes, { account, operation }) {
	const { store } = account;
	const [pattern] = store.leads.values();
	const id = account.newId();
	const now = stampWithMs(Date.now());
	store.leads.set(id, {
		...Object.fromEntries(Object.keys(pattern).map((name) => [name, ''])),
		ProspectStage: 'Prospect',
		DoNotCall: '0',
		...attributes,
		ProspectID: id,
		ProspectAutoId: String(store.leads.size + 1),
		CreatedOn: now,
		ModifiedOn: now,
	});
	account.writes.push({ operation, id, lead: 'created' });
	return id;
}

/** Lead.CreateOrUpdate (contract 6) */
function createOrUpdate({ json }, context) {
	if (!Array.isArray(json)) throw malformed('the body must be an array');
	return done(upsert(attributesOf(json, context.account), context)());
}

module.exports = {
	leadOf,
	leadBy,
	noLead,
	checkUnique,
	attributesOf,
	upsert,
	create,
	ENDPOINTS: { 'LeadManagement.svc/Lead.CreateOrUpdate': ['POST', createOrUpdate] },
};
