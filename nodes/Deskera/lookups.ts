import type { IDataObject } from 'n8n-workflow';
import { listSearch, type Lookup } from '../shared/lookups';
import type { RequestSpec } from '../shared/operation';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/values';
import { ACTIVITIES, deskera } from './vendor';

const PAGE = 50;

function get(path: string, query: RequestSpec['query']): RequestSpec {
	return { method: 'GET', path, query, effect: 'read' };
}

/** Contacts and organizations are one list with a type; vendors/deskera.md section 4. */
function contacts(type: 'person' | 'organization'): Lookup {
	return {
		request: (filter, at) => get('/v1/crm/contacts', { limit: PAGE, page: at + 1, type, ...(filter === '' ? {} : { search: filter }) }),
		rows: (body) => asRows(asObject(body).data),
		item: ({ id, name, email }) => picked(asNumber(id), asText(name), asText(email)),
		next: (body, at) => ((at + 1) * PAGE < total(body) ? at + 1 : undefined),
	};
}

/** Deals say how many pages there are, but document no way to ask for one or to search (section 5). */
const deals: Lookup = {
	request: (_filter, at) => get('/v1/crm/deals', { page: at + 1 }),
	rows: (body) => asRows(asObject(body).data),
	item: ({ id, name, stage }) => picked(asNumber(id), asText(name), asText(asObject(stage).name)),
	next: (body, at) => (at + 1 < (asNumber(asObject(body).total_pages) ?? 0) ? at + 1 : undefined),
	filterHere: true,
};

/**
 * Users have two numbers; the samples suggest that activities hold `iamUserId` (section 6, unverified). Their list is
 * one of the Books calls, which count pages from 0, and its envelope is not documented.
 */
const users: Lookup = {
	request: (filter, at) => get('/v1/users', { limit: PAGE, page: at, ...(filter === '' ? {} : { search: filter }) }),
	rows: userRows,
	item: ({ id, iamUserId, firstName, lastName, email }) => picked(asNumber(iamUserId) ?? asNumber(id), `${asText(firstName)} ${asText(lastName)}`, asText(email)),
	next: (body, at) => (userRows(body).length === PAGE ? at + 1 : undefined),
};

const activities: Lookup = {
	request: (_filter, at) => get(ACTIVITIES, { page: at + 1, pageSize: PAGE, sortBy: 'updated_at', sortDir: 'DESC' }),
	rows: (body) => asRows(asObject(body).data),
	item: ({ id, name, start }) => picked(asNumber(id), asText(name), asText(start).slice(0, 10)),
	next: (body, at) => ((at + 1) * PAGE < total(body) ? at + 1 : undefined),
	filterHere: true,
};

function userRows(body: unknown): IDataObject[] {
	const { data, content } = asObject(body);
	return asRows([body, data, content].map(asArray).find((rows) => rows.length > 0));
}

function total(body: unknown): number {
	return asNumber(asObject(asObject(body).paginationInfo).totalRecords) ?? 0;
}

function picked(value: number | undefined, name: string, detail: string) {
	return value === undefined ? undefined : { name: `${name.trim() || `#${value}`}${detail === '' ? '' : ` (${detail})`}`, value };
}

export const listSearches = {
	searchActivities: listSearch(deskera, activities),
	searchContacts: listSearch(deskera, contacts('person')),
	searchDeals: listSearch(deskera, deals),
	searchOrganizations: listSearch(deskera, contacts('organization')),
	searchUsers: listSearch(deskera, users),
};
