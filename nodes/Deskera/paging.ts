import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { Refused } from '../shared/contract/errors';
import { SOME_JSON } from '../shared/http/proof';
import type { ApiPaging } from '../shared/operation/apiCall';
import {
	countOf,
	isLastForSure,
	listIn,
	listSteps,
	recordsOf,
	type Page,
	type Pager,
	type Progress,
} from '../shared/operation/paging';
import { asObject, asText } from '../shared/text/unknownJson';
import { ACTIVITIES } from './paths';

/** No largest page is documented (docs/contracts/deskera.md section 3.1): the first that is not refused is used. */
const PAGES = [1000, 500, 100];
type Rows = Generator<RequestSpec, IDataObject[], unknown>;

export const LISTED = { vendor: 'Deskera', records: 'activities' } as const;

/**
 * Pages count from 1 and keep their size. How many records there are may be 0 or cut off, and pages may be smaller than
 * asked for, so a list goes on until a page is empty, or shorter than what Deskera has shown to
 * give where the number is
 * exactly what was received.
 * @param size rows in a page; found out when it is not given
 */
export function pages(size?: number): Pager {
	const [largestPage, ...smallerPages] = size === undefined ? PAGES : [size];
	const ties = new Ties(largestPage);
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

/**
 * Deskera sorts by one column, and rows that are alike in it (one bulk change gives all the same time) may come in
 * another order with each page. Then a row comes twice and another one not at all. Where such rows lie on both sides
 * of the end of a page, one page of another size that holds all of them shows the missing ones.
 */
class Ties {
	/** Where the rows begin that are alike and reach to the end of what was read. */
	private from = 0;
	/** Up to where such a page showed all rows. */
	private shown = 0;

	constructor(private readonly asked: number) {}

	/** @throws Refused where rows are missing and no page is large enough to show them */
	*between(base: RequestSpec, page: Page, { lastRow, rows: start, before }: Progress): Rows {
		const { rows, size } = page;
		const column = asText(base.query?.sortBy);
		const value = (row: IDataObject) => JSON.stringify(row[column]);
		const [first, last] = [rows[0], rows[rows.length - 1]];
		const to = start + rows.filter((row) => value(row) === value(first)).length;
		const crosses =
			lastRow !== undefined && value(first) !== undefined && value(lastRow) === value(first);
		const from = crosses ? this.from : start;
		this.from =
			to < start + rows.length ? start + rows.findIndex((row) => value(row) === value(last)) : from;
		if (!crosses || !page.repeats || to <= this.shown) return [];
		// Smaller pages than asked for are all that there are.
		const most =
			size < this.asked ? [size] : [size, ...PAGES.filter((larger) => larger > size).reverse()];
		const whole = most
			.map((largest) => holding(from, to, largest))
			.find((one) => one !== undefined);
		const found = whole === undefined ? [] : yield* this.read(base, whole);
		const isWhole = found.filter((row) => value(row) === value(first)).length >= to - from;
		if (!isWhole && !haveMovedOn(rows, activitiesOf(before) ?? [])) throw shuffled(column);
		return found;
	}

	private *read(base: RequestSpec, { page, size }: { page: number; size: number }): Rows {
		this.shown = page * size;
		const body = yield { ...numbered(base, page, size), optional: true };
		return body === undefined ? [] : listIn(activitiesOf(body), LISTED);
	}
}

/** Whether a page begins with the end of the one before it: others came in front, and nothing is missing. */
function haveMovedOn(rows: readonly IDataObject[], before: readonly IDataObject[]): boolean {
	const known = new Set(before.map(({ id }) => id));
	const again = rows.filter(({ id }) => known.has(id));
	const end = before.slice(before.length - again.length);
	return again.every(({ id }, index) => id === rows[index].id && id === end[index].id);
}

function shuffled(column: string): Refused {
	return new Refused({
		kind: 'unclear',
		title: `Deskera gives activities with the same ${column} in another order on each page`,
		advice: "The list can't be read whole. Sort by another field, or use filters.",
	});
}

/** A page that holds the rows from one position up to another. @returns undefined when they are more than `most` */
function holding(
	from: number,
	to: number,
	most: number,
): { readonly page: number; readonly size: number } | undefined {
	for (let size = most; size >= to - from; size--) {
		const page = Math.floor(from / size) + 1;
		if (page * size >= to) return { page, size };
	}
	return undefined;
}
