import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { SOME_JSON } from '../shared/http/proof';
import type { ApiPaging } from '../shared/operation/apiCall';
import {
	countOf,
	isLastForSure,
	listSteps,
	recordsOf,
	type Pager,
} from '../shared/operation/paging';
import { SortTies } from '../shared/operation/sortTies';
import { asObject } from '../shared/text/unknownJson';
import { ACTIVITIES } from './paths';

/** No largest page is documented (docs/contracts/deskera.md section 3.1): the first that is not refused is used. */
const PAGES = [1000, 500, 100];

export const LISTED = { vendor: 'Deskera', records: 'activities' } as const;

/**
 * Pages count from 1 and keep their size. How many records there are may be 0 or cut off, and pages may be smaller
 * than asked for, so a list goes on until a page is empty, or shorter than what Deskera has shown to give where the
 * number is exactly what was received.
 * @param size rows in a page; found out when it is not given
 */
export function pages(size?: number): Pager {
	const [largestPage, ...smallerPages] = size === undefined ? PAGES : [size];
	const ties = new SortTies({
		...LISTED,
		sizes: PAGES,
		asked: largestPage,
		column: ({ query }) => query?.sortBy,
		numbered,
		rows: activitiesOf,
		id: ({ id }) => id,
	});
	return {
		...LISTED,
		largestPage,
		smallerPages,
		countsRows: false,
		request: (base, perPage, { pages: read }) => numbered(base, read + 1, perPage),
		rows: activitiesOf,
		id: ({ id }) => id,
		total: totalOf,
		isLast: (body, page) => isLastForSure(page, page.largest, totalOf(body)),
		mend: (base, page, progress) => ties.between(base, page, progress),
	};
}

function numbered(base: RequestSpec, page: number, pageSize: number): RequestSpec {
	return { ...base, query: { page, pageSize, ...base.query } };
}

/** @returns undefined for an answer that is no list */
export function activitiesOf(body: unknown): IDataObject[] | undefined {
	return recordsOf(asObject(body).data);
}

/**
 * Any list in pages, of records that nobody here knows.
 * @param size the parameter with the rows of a page
 * @param first the number of the first page: Books counts from 0, Sales from 1 (section 3.1)
 */
export function anyPages(size: 'limit' | 'pageSize', first: 0 | 1): ApiPaging['rows'] {
	return (base, { key, pageSize }, limit) =>
		listSteps(
			{
				vendor: LISTED.vendor,
				records: 'records',
				largestPage: pageSize,
				countsRows: false,
				request: (list, rows, { pages: read }) => ({
					...list,
					query: { ...list.query, page: read + first, [size]: rows },
				}),
				rows: (body) => recordsOf(key === '' ? body : asObject(body)[key]),
				total: totalOf,
				isLast: (body, page) => isLastForSure(page, page.largest, totalOf(body)),
			},
			base,
			limit,
		);
}

/** A call of the list; `query` beside the sorting is the filter text. */
export function sortedList(query: {
	readonly sortBy: string;
	readonly sortDir: string;
	readonly query?: string;
}): RequestSpec {
	return { method: 'GET', path: ACTIVITIES, query: { ...query }, effect: 'read', proof: SOME_JSON };
}

/** How many records a list has in all. */
export function totalOf(body: unknown): number | undefined {
	return countOf(asObject(asObject(body).paginationInfo).totalRecords);
}
