import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { listSearch, mayHaveMore, type Lookup, type LookupPage } from '../shared/form/lookups';
import { SOME_JSON } from '../shared/http/proof';
import { countOf, recordsOf } from '../shared/operation/paging';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { activitiesOf, totalOf } from './paging';
import { ACTIVITIES } from './paths';
import { deskera } from './vendor';

const PAGE = 50;

function get(path: string, query: RequestSpec['query']): RequestSpec {
	return { method: 'GET', path, query, effect: 'read', proof: SOME_JSON };
}

/** The next page of a list that has a number of all records beside its pages. */
const next = (body: unknown, page: LookupPage) =>
	mayHaveMore(page, PAGE, totalOf(body)) ? page.at + 1 : undefined;

/** Contacts and organizations are one list with a type; docs/contracts/deskera.md section 4. */
function contacts(type: 'person' | 'organization'): Lookup {
	return {
		request: (filter, at) =>
			get('/v1/crm/contacts', {
				limit: PAGE,
				page: at + 1,
				type,
				...(filter === '' ? {} : { search: filter }),
			}),
		rows: (body) => recordsOf(asObject(body).data),
		item: ({ id, name, email }) => picked(asNumber(id), asText(name), asText(email)),
		next,
	};
}

/**
 * Deals say how many pages there are, but document no way to ask for one or to search (section 5). Their names repeat
 * from pipeline to pipeline, so that and the stage stand beside them.
 */
const deals: Lookup = {
	before: () => get('/v1/crm/deals/pipelines', {}),
	request: (_filter, at) => get('/v1/crm/deals', { page: at + 1 }),
	rows(body, pipelines) {
		const named = (deal: IDataObject) => ({
			...deal,
			pipeline: pipelineOf(pipelines, deal.pipeline_id),
		});
		return recordsOf(asObject(body).data)?.map(named);
	},
	item: ({ id, name, pipeline, stage }) =>
		picked(
			asNumber(id),
			asText(name),
			[asText(pipeline), asText(asObject(stage).name)].filter((part) => part !== '').join(' › '),
		),
	next(body, page) {
		const { size_per_page: size, number_of_records: total } = asObject(body);
		return mayHaveMore(page, countOf(size), countOf(total)) ? page.at + 1 : undefined;
	},
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
	request: (filter, at) =>
		get('/v1/users', { limit: PAGE, page: at, ...(filter === '' ? {} : { search: filter }) }),
	rows(body, seen) {
		const rows = userRows(body);
		return rows === undefined ? undefined : withNumber(rows, asRows(asObject(seen).data));
	},
	item: ({ number, firstName, lastName, email }) =>
		picked(asNumber(number), `${asText(firstName)} ${asText(lastName)}`, asText(email)),
	next: (_body, page) => (mayHaveMore(page) ? page.at + 1 : undefined),
};

/**
 * Users with the number that activities hold: `iamUserId`, as in the samples, unless more of them
 * are known by `id`.
 */
function withNumber(
	rows: readonly IDataObject[],
	activities: readonly IDataObject[],
): IDataObject[] {
	const known = new Set(
		activities
			.flatMap(({ owner_id, assignee_ids }) => [owner_id, ...asArray(assignee_ids)])
			.map(asNumber),
	);
	const hits = (key: 'id' | 'iamUserId') =>
		rows.filter((row) => known.has(asNumber(row[key]) ?? 0)).length;
	const [first, second] =
		hits('id') > hits('iamUserId') ? ['id', 'iamUserId'] : ['iamUserId', 'id'];
	return rows.map((row) => ({ ...row, number: row[first] ?? row[second] }));
}

/** Activities changed last. */
function newest(at: number): RequestSpec {
	return get(ACTIVITIES, { page: at + 1, pageSize: PAGE, sortBy: 'updated_at', sortDir: 'DESC' });
}

const activities: Lookup = {
	request: (_filter, at) => newest(at),
	rows: activitiesOf,
	item: ({ id, name, start }) => picked(asNumber(id), asText(name), asText(start).slice(0, 10)),
	next,
	filterHere: true,
};

function userRows(body: unknown): IDataObject[] | undefined {
	const { data, content } = asObject(body);
	const lists = [body, data, content].map(recordsOf).filter((rows) => rows !== undefined);
	return lists.find((rows) => rows.length > 0) ?? lists[0];
}

function picked(value: number | undefined, name: string, detail: string) {
	return value === undefined
		? undefined
		: { name: `${name.trim() || `#${value}`}${detail === '' ? '' : ` (${detail})`}`, value };
}

export const listSearches = {
	searchActivities: listSearch(deskera, activities),
	searchContacts: listSearch(deskera, contacts('person')),
	searchDeals: listSearch(deskera, deals),
	searchOrganizations: listSearch(deskera, contacts('organization')),
	searchUsers: listSearch(deskera, users),
};
