import type { RequestSpec } from '../shared/operation';
import type { Pager } from '../shared/pages';
import { aList } from '../shared/proof';
import { asNumber, asObject, asRows } from '../shared/values';
import { ACTIVITIES } from './vendor';

/** No largest page is documented (vendors/deskera.md section 3.1): the first that is not refused is used. */
const PAGES = [1000, 500, 100];

/**
 * Pages count from 1 and keep their size; the answer tells how many records there are.
 * @param size rows in a page; found out when it is not given
 */
export function pages(size?: number): Pager {
	const [largestPage, ...smallerPages] = size === undefined ? PAGES : [size];
	return {
		largestPage,
		smallerPages,
		shrinks: false,
		request: (base, perPage, { pages: read }) => ({ ...base, query: { page: read + 1, pageSize: perPage, ...base.query } }),
		rows: (body) => asRows(asObject(body).data),
		id: ({ id }) => id,
		// The vendor may give smaller pages than asked for, so what counts is what came.
		isLast: (body, _size, { rows }) => rows >= (totalOf(body) ?? Infinity),
	};
}

/** A call of the list; `query` beside the sorting is the filter text. */
export function sortedList(query: { readonly sortBy: string; readonly sortDir: string; readonly query?: string }): RequestSpec {
	return { method: 'GET', path: ACTIVITIES, query: { ...query }, effect: 'read', proof: aList((body) => asObject(body).data, 'a list of activities') };
}

/** How many records a list has in all. */
export function totalOf(body: unknown): number | undefined {
	return asNumber(asObject(asObject(body).paginationInfo).totalRecords);
}
