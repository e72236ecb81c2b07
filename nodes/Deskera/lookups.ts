import type { IDataObject } from 'n8n-workflow';
import { listSearch, type Lookup } from '../shared/lookups';
import type { RequestSpec } from '../shared/operation';
import { SOME_JSON } from '../shared/proof';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/values';
import { totalOf } from './lists';
import { ACTIVITIES, deskera } from './vendor';

const PAGE = 50;

function get(path: string, query: RequestSpec['query']): RequestSpec {
	return { method: 'GET', path, query, effect: 'read', proof: SOME_JSON };
}

/** Contacts and organizations are one list with a type; vendors/deskera.md section 4. */
function contacts(type: 'person' | 'organization'): Lookup {
	return {
		request: (filter, at) => get('/v1/crm/contacts', { limit: PAGE, page: at + 1, type, ...(filter === '' ? {} : { search: filter }) }),
		rows: (body) => asRows(asObject(body).data),
		item: ({ id, name, email }) => picked(asNumber(id), asText(name), asText(email)),
		next: (body, at) => ((at + 1) * PAGE < (totalOf(body) ?? 0) ? at + 1 : undefined),
	};
}

/**
 * Deals say how many pages there are, but document no way to ask for one or to search (section 5). Their names repeat
 * from pipeline to pipeline, so that and the stage stand beside them.
 */
const deals: Lookup = {
	before: () => get('/v1/crm/deals/pipelines', {}),
	request: (_filter, at) => get('/v1/crm/deals', { page: at + 1 }),
	rows: (body, pipelines) => asRows(asObject(body).data).map((deal) => ({ ...deal, pipeline: pipelineOf(pipelines, deal.pipeline_id) })),
	item: ({ id, name, pipeline, stage }) => picked(asNumber(id), asText(name), [asText(pipeline), asText(asObject(stage).name)].filter((part) => part !== '').join(' › ')),
	next: (body, at) => (at + 1 < (asNumber(asObject(body).total_pages) ?? 0) ? at + 1 : undefined),
	filterHere: true,
};

function pipelineOf(pipelines: unknown, id: unknown): string {
	return asText(asRows(pipelines).find((pipeline) => asNumber(pipeline.id) === asNumber(id))?.name);
}

/**
 * Users have two numbers, and which one activities hold is not stated (section 6). So activities that are there are
 * looked at. The list of users is one of the Books calls, which count pages from 0; its envelope is not documented.
 */
const users: Lookup = {
	before: () => ({ ...newest(0), optional: true }),
	request: (filter, at) => get('/v1/users', { limit: PAGE, page: at, ...(filter === '' ? {} : { search: filter }) }),
	rows: (body, seen) => withNumber(userRows(body), asRows(asObject(seen).data)),
	item: ({ number, firstName, lastName, email }) => picked(asNumber(number), `${asText(firstName)} ${asText(lastName)}`, asText(email)),
	next: (body, at) => (userRows(body).length === PAGE ? at + 1 : undefined),
};

/** Users with the number that activities hold: `iamUserId`, as in the samples, unless more of them are known by `id`. */
function withNumber(rows: readonly IDataObject[], activities: readonly IDataObject[]): IDataObject[] {
	const known = new Set(activities.flatMap(({ owner_id, assignee_ids }) => [owner_id, ...asArray(assignee_ids)]).map(asNumber));
	const hits = (key: 'id' | 'iamUserId') => rows.filter((row) => known.has(asNumber(row[key]) ?? 0)).length;
	const [first, second] = hits('id') > hits('iamUserId') ? ['id', 'iamUserId'] : ['iamUserId', 'id'];
	return rows.map((row) => ({ ...row, number: row[first] ?? row[second] }));
}

/** Activities changed last. */
function newest(at: number): RequestSpec {
	return get(ACTIVITIES, { page: at + 1, pageSize: PAGE, sortBy: 'updated_at', sortDir: 'DESC' });
}

const activities: Lookup = {
	request: (_filter, at) => newest(at),
	rows: (body) => asRows(asObject(body).data),
	item: ({ id, name, start }) => picked(asNumber(id), asText(name), asText(start).slice(0, 10)),
	next: (body, at) => ((at + 1) * PAGE < (totalOf(body) ?? 0) ? at + 1 : undefined),
	filterHere: true,
};

function userRows(body: unknown): IDataObject[] {
	const { data, content } = asObject(body);
	return asRows([body, data, content].map(asArray).find((rows) => rows.length > 0));
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
