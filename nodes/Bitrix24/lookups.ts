import type { IDataObject } from 'n8n-workflow';
import { listSearch, type Lookup } from '../shared/lookups';
import type { RequestSpec } from '../shared/operation';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/values';
import { InvalidInput } from '../shared/errors';
import { batch } from './batch';
import { SHORT_CODE } from './pickers';
import { bitrix24, method, resultOf } from './vendor';

const CONTACT = 3;

/** Lists say where the next page starts (vendors/bitrix24.md section 3.1). */
const next = (body: unknown) => asNumber(asObject(body).next);

const users: Lookup = {
	request: (filter, at) => method('user.get', { FILTER: { ACTIVE: true, ...(filter === '' ? {} : { NAME_SEARCH: filter }) }, sort: 'LAST_NAME', order: 'ASC', start: at }, 'read'),
	rows: (body) => asRows(resultOf(body)),
	item: ({ ID, NAME, LAST_NAME, EMAIL }) => picked(ID, `${asText(NAME)} ${asText(LAST_NAME)}`, asText(EMAIL)),
	next,
};

const ownerTypes: Lookup = {
	request: () => method('crm.enum.ownertype', {}, 'read'),
	rows: (body) => asRows(resultOf(body)),
	item: ({ ID, NAME }) => picked(ID, asText(NAME), ''),
	next: () => undefined,
	filterHere: true,
};

const owners: Lookup = {
	request: (filter, at, parameter) => records(chosenType(parameter), filter, at),
	rows: recordRows,
	item: (row) => picked(row.id, recordName(row), `#${asText(row.id)}`),
	next,
};

const activities: Lookup = {
	request: (filter, at) => method('crm.activity.list', { select: ['ID', 'SUBJECT', 'START_TIME'], order: { ID: 'DESC' }, filter: filter === '' ? {} : { '%SUBJECT': filter }, start: at }, 'read'),
	rows: (body) => asRows(resultOf(body)),
	item: ({ ID, SUBJECT }) => picked(ID, asText(SUBJECT), `#${asText(ID)}`),
	next,
};

const CLIENT_KINDS = [
	{ typeId: CONTACT, code: 'C', kind: 'Contact' },
	{ typeId: 4, code: 'CO', kind: 'Company' },
	{ typeId: 1, code: 'L', kind: 'Lead' },
];

/** Contacts, companies and leads in one list: three calls in one batch. */
const clients: Lookup = {
	request: (filter, at) => batch.pack(CLIENT_KINDS.map(({ typeId }) => records(typeId, filter, at)), false),
	rows: (body) => clientPages(body).flatMap((page, index) => recordRows(page).map((row): IDataObject => ({ ...row, ...CLIENT_KINDS[index] }))),
	item: ({ id, code, kind, ...row }) => ({ name: `${recordName(row)} (${asText(kind)})`, value: `${asText(code)}_${asText(id)}` }),
	next: (body) => clientPages(body).map(next).find((start) => start !== undefined),
};

/** The owner type stands at the top of a form, or in a collection. @throws InvalidInput when it is not chosen yet */
function chosenType(parameter: (name: string) => unknown): number {
	const found = ['ownerType', 'updateFields.OWNER_TYPE_ID', 'filters.OWNER_TYPE_ID'].map((name) => asNumber(parameter(name))).find((id) => id !== undefined);
	if (found === undefined) throw new InvalidInput('Pick the owner type first', 'What can be picked here depends on it.');
	return found;
}

/** Phones or emails of the chosen contact, company or lead; they come with all fields only (section 2.11). */
function addresses(kind: 'PHONE' | 'EMAIL'): Lookup {
	return {
		request(_filter, _at, parameter) {
			const record = SHORT_CODE.parse(asText(parameter('client')));
			if (record === undefined) throw new InvalidInput('Pick the contact, company or lead first', 'What can be picked here depends on it.');
			return method('crm.item.get', { entityTypeId: record.typeId, id: record.id }, 'read');
		},
		rows: (body) => asRows(asObject(asObject(resultOf(body)).item).fm).filter(({ typeId }) => typeId === kind),
		item: ({ value, valueType }) => ({ name: `${asText(value)} (${asText(valueType).toLowerCase()})`, value: asText(value) }),
		next: () => undefined,
		filterHere: true,
	};
}

function clientPages(body: unknown): unknown[] {
	return batch.unpack(body, CLIENT_KINDS.map(({ typeId }) => records(typeId, '', 0))).map((verdict) => (verdict.ok ? verdict.body : {}));
}

/** Records of a type; contacts are found by either name, everything else by its title (section 2.11). */
function records(entityTypeId: number, filter: string, start: number): RequestSpec {
	const byName = entityTypeId === CONTACT;
	const select = byName ? ['id', 'name', 'lastName'] : ['id', 'title'];
	const found = byName ? { 0: { logic: 'OR', 0: { '%name': filter }, 1: { '%lastName': filter } } } : { '%title': filter };
	return method('crm.item.list', { entityTypeId, select, order: { id: 'DESC' }, filter: filter === '' ? {} : found, start }, 'read');
}

function recordRows(body: unknown): IDataObject[] {
	return asRows(asArray(asObject(resultOf(body)).items));
}

function recordName({ title, name, lastName }: IDataObject): string {
	return asText(title) || `${asText(name)} ${asText(lastName)}`.trim();
}

function picked(id: unknown, name: string, detail: string) {
	const value = asNumber(id);
	return value === undefined ? undefined : { name: `${name.trim() || `#${value}`}${detail === '' ? '' : ` (${detail})`}`, value };
}

export const listSearches = {
	searchActivities: listSearch(bitrix24, activities),
	searchClients: listSearch(bitrix24, clients),
	searchOwners: listSearch(bitrix24, owners),
	searchOwnerTypes: listSearch(bitrix24, ownerTypes),
	searchEmails: listSearch(bitrix24, addresses('EMAIL')),
	searchPhones: listSearch(bitrix24, addresses('PHONE')),
	searchUsers: listSearch(bitrix24, users),
};
