import type { IDataObject } from 'n8n-workflow';
import { listSearch, mayHaveMore, type Lookup, type LookupPage } from '../shared/form/lookups';
import { countOf, recordsOf } from '../shared/operation/paging';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { activitiesOf, totalOf } from './paging';
import { contactRows, contactsRequest, newest, read, userRows, withNumber } from './people';
import { deskera } from './vendor';

const PAGE = 50;

/** The next page of a list that has a number of all records beside its pages. */
const next = (body: unknown, page: LookupPage) =>
	mayHaveMore(page, PAGE, totalOf(body)) ? page.at + 1 : undefined;

/** Contacts and organizations are one list with a type; docs/contracts/deskera.md section 4. */
function contacts(type: 'person' | 'organization'): Lookup {
	return {
		request: (filter, at) =>
			contactsRequest(type, {
				limit: PAGE,
				page: at + 1,
				...(filter === '' ? {} : { search: filter }),
			}),
		rows: contactRows,
		item: ({ id, name, email }) => picked(asNumber(id), asText(name), asText(email)),
		next,
	};
}

/**
 * Deals say how many pages there are, but document no way to ask for one or to search (section 5). Their names repeat
 * from pipeline to pipeline, so that and the stage stand beside them.
 */
const deals: Lookup = {
	before: () => read('/v1/crm/deals/pipelines', {}),
	request: (_filter, at) => read('/v1/crm/deals', { page: at + 1 }),
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

/** With the number that activities hold; the list counts pages from 0. */
const users: Lookup = {
	before: () => ({ ...newest(0), optional: true }),
	request: (filter, at) =>
		read('/v1/users', { limit: PAGE, page: at, ...(filter === '' ? {} : { search: filter }) }),
	rows(body, seen) {
		const rows = userRows(body);
		return rows === undefined ? undefined : withNumber(rows, seen);
	},
	item: ({ number, firstName, lastName, email }) =>
		picked(asNumber(number), `${asText(firstName)} ${asText(lastName)}`, asText(email)),
	next: (_body, page) => (mayHaveMore(page) ? page.at + 1 : undefined),
};

const activities: Lookup = {
	request: (_filter, at) => newest(at),
	rows: activitiesOf,
	item: ({ id, name, start }) => picked(asNumber(id), asText(name), asText(start).slice(0, 10)),
	next,
	filterHere: true,
};

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
