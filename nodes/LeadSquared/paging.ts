import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type { ApiList } from '../shared/operation/apiCall';
import {
	countOf,
	Found,
	isLastForSure,
	listIn,
	listSteps,
	recordsOf,
	repeats,
	type Listed,
	type Page,
	type Pager,
} from '../shared/operation/paging';
import type { Moment } from '../shared/text/dates';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';
import { isoOf, windowOf } from './times';

type Rows<T = IDataObject[]> = Generator<RequestSpec, T, unknown>;

/** The largest page of the lists that are paged by number (docs/contracts/leadsquared.md section 2.2). */
const LARGEST_PAGE = 1000;

/** A list: the key of its rows in an answer, empty where the answer is the list; and their name for messages. */
interface ListName {
	readonly key: string;
	readonly records: string;
}

export const listed = ({ records }: ListName): Listed => ({ vendor: 'LeadSquared', records });

const idOf = (row: IDataObject): unknown =>
	row.ProspectActivityId ?? row.Id ?? row.UserTaskId ?? row.TaskID ?? row.ProspectNoteId;

/** How many rows a list has in all. */
export const totalOf = (body: unknown) => countOf(asObject(body).RecordCount);

/**
 * The rows of an answer. Their key may be missing where there are none (section 2.2): an answer that counts is a list
 * all the same, and one that does neither is none, unless this list has never counted.
 * @param before the answer with the page before; undefined for the first
 * @returns undefined for an answer that is no list
 */
export function rowsOf(
	body: unknown,
	{ key }: ListName,
	before?: unknown,
): IDataObject[] | undefined {
	if (key === '') return recordsOf(body);
	const answer = asObject(body);
	if (key in answer) return recordsOf(answer[key]);
	if ('RecordCount' in answer)
		return before === undefined && (asNumber(answer.RecordCount) ?? 0) > 0 ? undefined : [];
	const counted = before === undefined || 'RecordCount' in asObject(before);
	return counted || Object.keys(answer).length > 0 ? undefined : [];
}

/** A larger page than allowed is refused, not cut: a short one that ends where the total says is the last. */
function isLast(
	body: unknown,
	{ rows, size, position }: Pick<Page, 'rows' | 'size' | 'position'>,
): boolean {
	return isLastForSure({ rows, position }, size, totalOf(body));
}

/** Lists paged by PageIndex, from 1 on. */
export function byPages(list: ListName, largestPage = LARGEST_PAGE): Pager {
	return {
		...listed(list),
		largestPage,
		countsRows: false,
		request: (base, size, { pages }) => numbered(base, pages + 1, size),
		rows: (body, { before }) => rowsOf(body, list, before),
		id: idOf,
		total: totalOf,
		isLast,
	};
}

/** Any list that is paged by PageIndex, of records that nobody here knows. */
export function anyByPages(base: RequestSpec, list: ApiList, limit: number): Rows {
	const pager = byPages({ key: list.key, records: 'records' }, list.pageSize);
	return listSteps({ ...pager, id: undefined }, base, limit);
}

/** The same for Offset and RowCount. */
export function anyByOffset(base: RequestSpec, { key, pageSize }: ApiList, limit: number): Rows {
	return offsetRows(base, {
		key,
		records: 'records',
		limit,
		largestPage: pageSize,
		isOfAnything: true,
	});
}

export function numbered(base: RequestSpec, PageIndex: number, PageSize: number): RequestSpec {
	return { ...base, body: { ...asObject(base.body), Paging: { PageIndex, PageSize } } };
}

/**
 * A period of time for lists of what was changed in it. Without an end it reaches into tomorrow: LeadSquared's clock
 * may be ahead, and what is changed while the list is read must not leave it, as all that follows would move up.
 * @throws InvalidInput when the ends are reversed
 */
export function periodOf(
	from: Moment,
	to: Moment | undefined,
): { readonly FromDate: string; readonly ToDate: string } {
	const period = windowOf(from, to);
	return to === undefined ? { ...period, ToDate: sqlOf(DateTime.utc().plus({ days: 1 })) } : period;
}

const sqlOf = (moment: DateTime) => moment.toFormat('yyyy-MM-dd HH:mm:ss');

/** By id, which no two rows share: on equal times pages lose and repeat rows (section 2.2). */
const BY_ID = { ColumnName: 'ProspectActivityId', Direction: 0 };
const NEWEST_FIRST = { ColumnName: 'ModifiedOn', Direction: 1 };

/**
 * Activities changed in a period of time, the latest change first. Only one column can be sorted by, and many have the
 * same time, so all of them are read by id and put in order here; a part is read from the latest on, in ever earlier
 * periods.
 * @param base with the period in its `Parameter`
 */
export function* pagedRows(
	base: RequestSpec,
	key: string,
	limit: number,
	order: Order = LATEST_CHANGE,
): Rows {
	const list = { key, records: 'activities' };
	if (order.column !== LATEST_CHANGE.column || order.direction !== LATEST_CHANGE.direction)
		return inOrder(yield* allRows(base, list), order).slice(0, limit);
	const rows =
		limit === Infinity ? yield* allRows(base, list) : yield* latestRows(base, list, limit);
	return latestFirst(rows, 'ModifiedOn').slice(0, limit);
}

/** By which time a list is sorted. */
export interface Order {
	readonly column: string;
	readonly direction: 'newest' | 'oldest';
}

const LATEST_CHANGE: Order = { column: 'ModifiedOn', direction: 'newest' };

/** Rows by a time, those without one last where the newest come first. */
export function inOrder(rows: readonly IDataObject[], { column, direction }: Order): IDataObject[] {
	const latest = latestFirst(rows, column);
	return direction === 'newest' ? latest : latest.reverse();
}

interface Period {
	readonly FromDate?: string;
	readonly ToDate?: string;
}

/** All rows, by id. */
function allRows(base: RequestSpec, list: ListName, period: Period = {}): Rows {
	return listSteps(byPages(list), within(base, BY_ID, period), Infinity);
}

/** The list in an order, and in another period where one is given. */
function within(base: RequestSpec, Sorting: object, period: Period): RequestSpec {
	const body = asObject(base.body);
	return {
		...base,
		body: { ...body, Parameter: { ...asObject(body.Parameter), ...period }, Sorting },
	};
}

/**
 * The latest rows, as many as are wanted or a few more. After each page the period ends with the second of the page's
 * last row, so that every request is for a first page and rows of the same time can't fall between two. Where a page is
 * full of rows of one second, all of that second are read by id.
 */
function* latestRows(base: RequestSpec, list: ListName, limit: number): Rows {
	const found = new Found({ id: idOf }, Infinity);
	let size = Math.min(LARGEST_PAGE, limit);
	let until = asText(asObject(asObject(base.body).Parameter).ToDate);
	/** Whether all that was changed at exactly `until` is found. */
	let isKnown = false;
	let isCut = false;
	let before: unknown;
	const ask = function* (page: number, perPage: number): Rows {
		const body = yield numbered(within(base, NEWEST_FIRST, { ToDate: until }), page, perPage);
		const rows = listIn(rowsOf(body, list, before), listed(list), body);
		before = body;
		return rows;
	};
	for (let page = 1; found.rows.length < limit;) {
		const rows = yield* ask(page, size);
		if (rows.length === 0) break;
		found.addPage(rows);
		const last = { rows, size, position: (page - 1) * size + rows.length };
		if (found.rows.length >= limit || isLast(before, last)) break;
		if (rows.length < size && !isCut) {
			// Without a total that agrees, only an empty page is the end. Otherwise LeadSquared gives
			// less than was asked for.
			const perPage = page === 1 ? rows.length : size;
			if ((yield* ask(page + 1, perPage)).length === 0) break;
			isCut = true;
			size = perPage;
		}
		const second = secondOf(rows[rows.length - 1]);
		// Without a time that can be read there is no way but by id.
		if (second === undefined) return yield* allRows(base, list);
		const [start, end] = [sqlOf(second), sqlOf(second.plus({ seconds: 1 }))];
		// What stands at exactly `until` is found, but still fills pages of this period.
		if (start === until && isKnown) {
			if (page++ * size > found.rows.length + size) throw repeats(listed(list));
		} else if (end < until) [until, page, isKnown] = [end, 1, true];
		else {
			found.add(yield* allRows(base, list, { FromDate: start, ToDate: until }));
			[until, page, isKnown] = [start, 1, true];
		}
	}
	return found.rows;
}

/** The whole second in which a row was changed: filters know no more, both ends included (section 2.1). */
function secondOf({ ModifiedOn }: IDataObject): DateTime | undefined {
	const moment = DateTime.fromISO(isoOf(ModifiedOn) ?? '', { zone: 'utc' });
	return moment.isValid ? moment.startOf('second') : undefined;
}

/** Rows by a time, the latest first and those without one last; of one time by id, for an order that stays the same. */
export function latestFirst(rows: readonly IDataObject[], column: string): IDataObject[] {
	const keyed = rows.map((row) => ({
		row,
		keys: [isoOf(row[column]) ?? '', asText(row[column]), asText(idOf(row))],
	}));
	const order = (a: string, b: string) => (a === b ? 0 : a < b ? 1 : -1);
	keyed.sort(
		({ keys: a }, { keys: b }) => order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]),
	);
	return keyed.map(({ row }) => row);
}

/** A list paged by Offset and RowCount. */
interface OffsetList extends ListName {
	readonly limit: number;
	readonly largestPage?: number;
	/**
	 * The same list in an order in which no two rows are alike, for where one page is not enough; its rows come in that
	 * order. Not used where LeadSquared refuses it.
	 */
	readonly steady?: RequestSpec;
	/** Rows of records that nobody here knows are told apart by all they hold. */
	readonly isOfAnything?: boolean;
}

/**
 * Lists paged by Offset and RowCount. The documentation calls Offset a page number in one place and rows to skip in
 * another (section 2.2). So the second page is asked for from the last row of the first on: where it begins with a row
 * that is known, rows are skipped; otherwise pages are.
 */
export function* offsetRows(base: RequestSpec, list: OffsetList): Rows {
	const { limit, largestPage = LARGEST_PAGE, steady } = list;
	if (steady !== undefined && limit > largestPage) return yield* steadyRows(base, list, steady);
	const first = Math.min(largestPage, limit);
	const body = yield offset(base, 0, first);
	const rows = listIn(rowsOf(body, list), listed(list), body);
	const page = { rows, size: first, position: rows.length };
	if (rows.length === 0 || rows.length >= limit || isLast(body, page)) return rows.slice(0, limit);
	if (steady !== undefined) return yield* steadyRows(base, list, steady);
	return yield* further(base, list, body, rows);
}

function* steadyRows(base: RequestSpec, list: OffsetList, steady: RequestSpec): Rows {
	const { largestPage = LARGEST_PAGE } = list;
	const body = yield { ...offset(steady, 0, largestPage), optional: true };
	if (body === undefined) return yield* offsetRows(base, { ...list, steady: undefined });
	const rows = listIn(rowsOf(body, list), listed(list), body);
	const isWhole =
		rows.length === 0 || isLast(body, { rows, size: largestPage, position: rows.length });
	return isWhole ? rows : yield* further(steady, { ...list, limit: Infinity }, body, rows);
}

function offset(base: RequestSpec, Offset: number, RowCount: number): RequestSpec {
	return {
		...base,
		body: {
			...asObject(base.body),
			Paging: { Offset: String(Offset), RowCount: String(RowCount) },
		},
	};
}

/** What comes behind the first page. */
function* further(
	base: RequestSpec,
	list: OffsetList,
	firstBody: unknown,
	firstPage: readonly IDataObject[],
): Rows {
	const { limit, largestPage = LARGEST_PAGE, isOfAnything = false } = list;
	const found = new Found({ id: isOfAnything ? undefined : idOf }, limit);
	found.addPage(firstPage);
	const size = firstPage.length;
	let [counts, position, page, steppedFrom]: ['?' | 'rows' | 'pages', number, number, number] = [
		'?',
		size,
		1,
		0,
	];
	let before = firstBody;
	while (found.rows.length < limit) {
		const start = counts === 'pages' ? page : position - 1;
		const wanted = counts === 'pages' ? size : Math.min(largestPage, size + 1);
		const body = yield offset(base, start, wanted);
		const rows = listIn(rowsOf(body, list, before), listed(list), body);
		before = body;
		const joins = rows.length > 0 && found.knows(rows[0]);
		if (counts === '?' && !joins) {
			counts = 'pages';
			continue;
		}
		if (rows.length === 0) break;
		if (joins && page === 1) counts = 'rows';
		if (counts === 'rows' && !joins && position > steppedFrom) {
			// Rows have left the list meanwhile, and the others have moved up.
			steppedFrom = position;
			position = Math.max(1, position - size);
			continue;
		}
		const isNews = found.addPage(rows);
		position = (counts === 'rows' ? start : page++ * size) + rows.length;
		if (
			isLast(body, { rows, size: wanted, position }) ||
			(counts === 'rows' && !isNews && rows.length === 1)
		)
			break;
		if (found.isStuck) throw repeats(listed(list));
	}
	return found.rows;
}
