/** Leads of the fake LeadSquared as they are written: found by a unique field, changed or created (contract 4.4, 6). */
import { there } from '../support/there.cts';
import {
	mx,
	malformed,
	shaped,
	stampWithMs,
	clean,
	done,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import type { Lead } from './leadsquared.data.cts';
import type { Call } from './server.cts';

/** fields that are unique unless the account says otherwise (contract 4.5) */
const UNIQUE = ['EmailAddress', 'Phone', 'Mobile'];
/** what SearchBy has to be to find a lead by its id; ProspectID is refused (contract 4.4) */
const BY_ID = 'ProspectId';
const GIVEN = ['ProspectID', 'ProspectAutoId', 'CreatedOn', 'ModifiedOn'];
const digits = (text: string) => text.replace(/[^\d]/g, '');
const same = (name: string, left: string, right: string) =>
	name === 'EmailAddress'
		? left.toLowerCase() === right.toLowerCase()
		: digits(left) === digits(right) && digits(left) !== '';

export const noLead = () => mx('InvalidLead', 'Lead does not exist.');

/** @returns the lead of that id, or refuses */
export function leadOf(id: string, { store }: Account) {
	const lead = store.leads.get(id.toLowerCase());
	if (lead === undefined) throw noLead();
	return lead;
}

export function checkUnique(name: string) {
	if (!UNIQUE.includes(name)) throw mx('InvalidInput', `${name} is not a unique lead field.`);
}

/** @returns the lead whose unique field has this value, or undefined */
export function leadBy(name: string, value: string, { store }: Account) {
	checkUnique(name);
	return [...store.leads.values()].find((lead) => same(name, lead[name] ?? '', value));
}

/** What is sent of a lead: values by their names, and the field to search by. */
interface SentLead {
	readonly SearchBy?: string;
	readonly attributes: Readonly<Record<string, string>>;
}

/** `[{Attribute, Value, Fields?}]` as attributes and the field to search by; a set of fields is kept as JSON text. */
export function attributesOf(list: readonly unknown[], { store }: Account): SentLead {
	const [known = {}] = store.leads.values();
	const values: Record<string, string> = {};
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

function inner(one: unknown) {
	const { Attribute, Value } = shaped(one, { Attribute: 'string', Value: 'string' }, 'Fields');
	if (Attribute === undefined || Value === undefined)
		throw malformed('Attribute and Value are required in Fields');
	return [Attribute, clean(Value)];
}

/** the lead that is meant; undefined: there is none, one is to be created */
function found({ SearchBy, attributes }: SentLead, account: Account) {
	if (SearchBy === undefined || SearchBy === '') throw mx('InvalidInput', 'SearchBy is missing.');
	const name = SearchBy === BY_ID ? 'ProspectID' : SearchBy;
	if (SearchBy !== BY_ID) checkUnique(SearchBy);
	const value = attributes[name] ?? '';
	if (value === '') throw mx('MandatoryAttributeMissing', `${name} is missing.`);
	return SearchBy === BY_ID ? leadOf(value, account) : leadBy(SearchBy, value, account);
}

/** Refuses a value of a unique field that another lead has (contract 3.3). */
function checkDuplicates(
	lead: Lead | undefined,
	attributes: SentLead['attributes'],
	account: Account,
) {
	for (const name of UNIQUE) {
		const value = attributes[name] ?? '';
		const other = value === '' ? undefined : leadBy(name, value, account);
		if (other !== undefined && other !== lead)
			throw mx('DuplicateEntry', `A Lead with same ${name} already exists.`);
	}
}

/**
 * Everything that can be refused is, before anything is written: `write()` creates or changes the
 * lead and gives its id.
 */
export function upsert({ attributes, SearchBy }: SentLead, { account, operation }: Context) {
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

function change(lead: Lead, attributes: SentLead['attributes'], { account, operation }: Context) {
	Object.assign(lead, attributes, { ModifiedOn: stampWithMs(Date.now()) });
	account.writes.push({ operation, id: lead.ProspectID, lead: 'updated' });
	return lead.ProspectID;
}

export function create(attributes: SentLead['attributes'], { account, operation }: Context) {
	const { store } = account;
	const [pattern] = store.leads.values();
	const id = account.newId();
	const now = stampWithMs(Date.now());
	store.leads.set(id, {
		...there(pattern),
		...Object.fromEntries(Object.keys(there(pattern)).map((name) => [name, ''])),
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
function createOrUpdate({ json }: Call, context: Context) {
	if (!Array.isArray(json)) throw malformed('the body must be an array');
	return done(upsert(attributesOf(json, context.account), context)());
}

export const ENDPOINTS: Endpoints = {
	'LeadManagement.svc/Lead.CreateOrUpdate': ['POST', createOrUpdate],
};
