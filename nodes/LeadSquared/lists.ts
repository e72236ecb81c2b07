import type { IDataObject } from 'n8n-workflow';
import { listSteps, type Pager } from '../shared/pages';
import type { RequestSpec } from '../shared/operation';
import { asNumber, asObject, asRows, asText } from '../shared/values';

/** The largest page of the lists that are paged by number (vendors/leadsquared.md section 2.2). */
export const LARGEST_PAGE = 1000;

const idOf = (row: IDataObject): unknown => row.ProspectActivityId ?? row.Id ?? row.UserTaskId ?? row.TaskID ?? asObject(row.Activity).ProspectActivityId;

const total = (body: unknown) => asNumber(asObject(body).RecordCount) ?? 0;

/** Lists paged by PageIndex, from 1 on. The key of the rows may be missing when there are none. */
export function byPages(key: string, largestPage = LARGEST_PAGE): Pager {
	return {
		largestPage,
		shrinks: false,
		request: (base, size, { pages }) => ({ ...base, body: { ...asObject(base.body), Paging: { PageIndex: pages + 1, PageSize: size } } }),
		rows: (body) => asRows(asObject(body)[key]),
		id: idOf,
		isLast: (body, size, { rows, pages }) => asRows(asObject(body)[key]).length < size || rows >= total(body) || pages * size >= total(body),
	};
}

/** By id, which no two rows share: on equal times pages would lose and repeat rows (section 2.2). */
export const BY_ID = { ColumnName: 'ProspectActivityId', Direction: 0 };
export const NEWEST_FIRST = { ColumnName: 'ModifiedOn', Direction: 1 };

/** Newest first where one page holds all that is wanted; by id where more pages have to fit together. */
export function sorting(limit: number): { readonly ColumnName: string; readonly Direction: number } {
	return limit <= LARGEST_PAGE ? NEWEST_FIRST : BY_ID;
}

export function pagedRows(base: RequestSpec, key: string, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	return listSteps(byPages(key), base, limit);
}

/**
 * Lists paged by Offset and RowCount. The documentation calls Offset a page number in one place and rows to skip in
 * another (section 2.2): rows are tried first, and where that brings nothing though there is more, page numbers.
 * @param key of the rows in the answer
 */
export function* offsetRows(base: RequestSpec, key: string, limit: number, page = LARGEST_PAGE): Generator<RequestSpec, IDataObject[], unknown> {
	const found = new Map<string, IDataObject>();
	const size = Math.min(page, limit);
	const ask = (offset: number): RequestSpec => ({ ...base, body: { ...asObject(base.body), Paging: { Offset: String(offset), RowCount: String(size) } } });
	const take = (body: unknown): boolean => {
		const before = found.size;
		for (const row of asRows(asObject(body)[key])) if (found.size < limit) found.set(asText(idOf(row)) || JSON.stringify(row), row);
		return found.size > before;
	};
	let body = yield ask(0);
	let more = take(body);
	const all = asNumber(asObject(body).RecordCount) ?? (found.size < size ? found.size : Infinity);
	const wanted = () => more && found.size < Math.min(limit, all);
	while (wanted()) more = take((body = yield ask(found.size)));
	more = true;
	for (let number = Math.ceil(found.size / size); wanted(); number++) more = take((body = yield ask(number)));
	return [...found.values()];
}
