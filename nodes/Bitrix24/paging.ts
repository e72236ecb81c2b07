import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Verdict } from '../shared/contract/call';
import { Refused } from '../shared/contract/errors';
import { SOME_JSON } from '../shared/http/proof';
import {
	countOf,
	Found,
	isLastForSure,
	listIn,
	listSteps,
	recordsOf,
	repeats,
	type Listed,
	type Pager,
} from '../shared/operation/paging';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';
import { batch, unpacked } from './bulk';
import { method, resultOf } from './vendor';

/** Rows of one page; Bitrix24 does not let this be changed. */
export const PAGE = 50;

/** A list method and where its rows are; docs/contracts/bitrix24.md section 3.1. */
interface ListCall {
	readonly method: string;
	/** What is listed, in the plural, for messages. */
	readonly records: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Name of the id in rows, and in order and filter. */
	readonly id: string;
	readonly filterKey?: string;
	/** Where the rows are inside `result`: the result itself, or a key of it. */
	readonly rowsAt?: string;
	/** What the list is sorted by. By id, as without it, it stays fast however long it is. */
	readonly sortBy?: string;
	/** `ASC` or `DESC`; when left out DESC, the newest id first. */
	readonly direction?: string;
	/** True for a list whose filter does not know the id, so that rows have to be counted. */
	readonly isCounted?: boolean;
}

/**
 * Reads a list: one page for what fits into it; for more, the rest comes in batches of up to 50 pages a request. Sorted
 * by id, each page starts behind the last id of the page before it, otherwise behind a number of rows. The total tells
 * how many pages are worth a batch and never ends a list alone: an empty page does, or a short one where the total
 * is what was read. A full page is never the last, whatever `next` says (section 3.1).
 * @param limit rows wanted; Infinity for all
 * @throws Refused for a page that is no list, and where the same page comes again and again
 */
export function* readRows(
	list: ListCall,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const listed: Listed = { vendor: 'Bitrix24', records: list.records };
	const found = new Found({ id: (row) => row[list.id] }, limit);
	const place = isByKey(list) ? new BehindId(list, limit) : new BehindRows(list);
	for (let alone = true; ;) {
		const specs: RequestSpec[] = place.ask(alone ? 1 : pagesOf(place, limit - found.rows.length));
		const body = yield specs.length === 1 ? specs[0] : batch.pack(specs, true);
		const bodies: unknown[] = specs.length === 1 ? [body] : goodBodies(unpacked(body, specs));
		alone = bodies.length < specs.length;
		for (const one of bodies) {
			const rows = rowsOf(list, one);
			// What is wrong with a page of a batch shows when it is asked for by itself.
			alone ||= rows === undefined && specs.length > 1;
			if (rows === undefined && alone) break;
			const page = listIn(rows, listed);
			const isNews = found.addPage(page);
			if (page.length === 0 || found.rows.length >= limit) return found.rows;
			const then = place.take(page, one, isNews);
			if (then === 'end') return found.rows;
			if (found.isStuck || (!isNews && place instanceof BehindId)) throw repeats(listed);
			alone ||= then === 'elsewhere';
			if (alone) break;
		}
	}
}

/** Pages of users, which are sorted in a way of their own; docs/contracts/bitrix24.md section 2.11. */
const USER_PAGES: Pager = {
	vendor: 'Bitrix24',
	records: 'users',
	largestPage: PAGE,
	countsRows: false,
	request: (base, _size, { pages }) => ({
		...base,
		body: { ...asObject(base.body), start: pages * PAGE },
	}),
	rows: (body) => recordsOf(resultOf(body)),
	id: ({ ID }) => ID,
	total: (body) => countOf(asObject(body).total),
	isLast: (body, page) => isLastForSure(page, PAGE, countOf(asObject(body).total)),
};

/** The users that a filter finds, by their IDs. @param limit users wanted; Infinity for all */
export function readUsers(
	filter: object,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const base = method('user.get', { FILTER: filter, sort: 'ID', order: 'ASC' }, 'read', SOME_JSON);
	return listSteps(USER_PAGES, base, limit);
}

function isByKey({ isCounted, sortBy, id, filterKey = id }: ListCall): boolean {
	return isCounted !== true && (sortBy === undefined || sortBy === filterKey);
}

function rowsOf({ rowsAt }: ListCall, body: unknown): IDataObject[] | undefined {
	const result = resultOf(body);
	// PHP says an empty list where an empty map is meant.
	return recordsOf(
		rowsAt === undefined || Array.isArray(result) ? result : asObject(result)[rowsAt],
	);
}

function goodBodies(verdicts: readonly Verdict[]): unknown[] {
	const good: unknown[] = [];
	for (const verdict of verdicts) {
		if (!verdict.ok) break;
		good.push(verdict.body);
	}
	return good;
}

const PAGES_IN_A_BATCH = 50;
/** So many short pages in a row, behind all that there were at first, are what others add meanwhile. */
const MOST_SHORT = 10;

/** How many pages are worth asking for together. @param wanted rows */
function pagesOf(place: Place, wanted: number): number {
	const left =
		place.total > place.read
			? Math.ceil((place.total - place.read) / place.size)
			: (place.guess *= 2);
	return Math.max(1, Math.min(left, PAGES_IN_A_BATCH, Math.ceil(wanted / place.size)));
}

/** What comes after a page: nothing, the next one as it was asked for, or one that has to be asked for elsewhere. */
type Then = 'end' | 'next' | 'elsewhere';

/** How far a list has been read. */
abstract class Place {
	/** Rows up to here. */
	read = 0;
	/** Rows in all, as far as Bitrix24 has told. */
	total = 0;
	/** Rows of a full page. */
	size = PAGE;
	/** Pages that are asked for together where the total does not tell. */
	guess = 0.5;

	constructor(protected readonly list: ListCall) {}

	/** The next pages, each on the assumption that those before it are full. */
	abstract ask(pages: number): RequestSpec[];

	/** Takes note of the next page, which has rows. @param isNews whether one of them is new */
	abstract take(rows: readonly IDataObject[], body: unknown, isNews: boolean): Then;

	protected request(parameters: object): RequestSpec {
		return method(this.list.method, { ...this.list.parameters, ...parameters }, 'read', SOME_JSON);
	}

	/** @returns whether the page is short, and whether it is the last for sure */
	protected note(
		rows: readonly IDataObject[],
		body: unknown,
	): { readonly isShort: boolean; readonly isEnd: boolean } {
		const isFirst = this.read === 0;
		const isShort = rows.length < this.size;
		this.read += rows.length;
		this.total = countOf(asObject(body).total) ?? this.total;
		const isEnd = isLastForSure({ rows, position: this.read }, this.size, this.total);
		if (isShort && isFirst) this.size = rows.length;
		return { isShort, isEnd };
	}
}

/** In the order of ids. */
class BehindId extends Place {
	private last: string | undefined;
	/** Short pages in a row. */
	private shortPages = 0;

	constructor(
		list: ListCall,
		private readonly limit: number,
	) {
		super(list);
	}

	ask(pages: number): RequestSpec[] {
		const { id, rowsAt, filterKey = id, parameters, direction = 'DESC' } = this.list;
		const given = asObject(parameters.filter);
		const prefix = direction === 'DESC' ? '<' : '>';
		const rows = rowsAt === undefined ? '' : `[${rowsAt}]`;
		// Filled in by Bitrix24: the last id of an earlier page of the same batch.
		const reference = (page: number) => `$result[i${page}]${rows}[${this.size - 1}][${id}]`;
		// Counting is quick where a filter leaves few rows, and saves the page that would show that there are no more.
		const first = this.limit <= PAGE && Object.keys(given).length === 0 ? -1 : 0;
		return Array.from({ length: pages }, (_, index) => {
			const after = index === 0 ? this.last : reference(index - 1);
			const filter = after === undefined ? given : { ...given, [`${prefix}${filterKey}`]: after };
			return this.request({
				order: { [filterKey]: direction },
				filter,
				start: after === undefined ? first : -1,
			});
		});
	}

	take(rows: readonly IDataObject[], body: unknown): Then {
		const { isShort, isEnd } = this.note(rows, body);
		this.shortPages = isShort ? this.shortPages + 1 : 0;
		// Records that are added while the list is read come behind its end, and would keep it going for ever.
		const isOnlyNew = this.read >= this.total && this.total > 0 && this.shortPages > MOST_SHORT;
		if (isEnd || isOnlyNew) return 'end';
		this.last = asText(rows[rows.length - 1][this.list.id]);
		if (this.last === '') throw this.withoutId();
		return isShort ? 'elsewhere' : 'next';
	}

	private withoutId(): Refused {
		const title = `Bitrix24 answered with ${this.list.records} that have no ID`;
		return new Refused({
			kind: 'unclear',
			title,
			advice: "What comes after them can't be read. Set a limit below 50.",
		});
	}
}

/** In any order, the id last: without it, rows that are alike may come in another order with each page. */
class BehindRows extends Place {
	private start = 0;

	ask(pages: number): RequestSpec[] {
		const { id, filterKey = id, sortBy = filterKey, direction = 'DESC' } = this.list;
		const order = { [sortBy]: direction, [filterKey]: direction };
		return Array.from({ length: pages }, (_, index) =>
			this.request({ order, start: this.start + index * this.size }),
		);
	}

	take(rows: readonly IDataObject[], body: unknown, isNews: boolean): Then {
		const { start: begin, size } = this;
		this.read = begin;
		const { isShort, isEnd } = this.note(rows, body);
		const next = asNumber(asObject(body).next);
		if (next === undefined && isEnd) return 'end';
		if (next !== undefined && next > begin) this.start = next;
		else if (!isShort) this.start = begin + size;
		// No more by this, but by the total: the page holds less than it should, or it is the last and the total is wrong.
		else
			this.start =
				isNews && this.total > this.read ? this.read : PAGE * (Math.floor(begin / PAGE) + 1);
		return this.start === begin + size ? 'next' : 'elsewhere';
	}
}
