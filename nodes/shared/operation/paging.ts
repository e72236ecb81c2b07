import type { IDataObject } from 'n8n-workflow';
import type { Quote, RequestSpec } from '../contract/call';
import { Refused } from '../contract/errors';
import { NO_LIST_ADVICE, quoteOf } from '../http/statusProblems';
import { asText, isObject } from '../text/unknownJson';
import { PagesAhead } from './pagesAhead';

/** Who answers with a list of what, for messages. */
export interface Listed {
	/** The vendor's name. */
	readonly vendor: string;
	/** In the plural, such as `activities`. */
	readonly records: string;
}

export type Rows = Generator<RequestSpec, IDataObject[], unknown>;

/** Where a page begins. */
export interface Position {
	/** Pages read. */
	readonly pages: number;
	/** Rows before this page, repeated ones included: where an offset goes on. */
	readonly rows: number;
}

/** What the pages read so far have taught. */
export interface Progress extends Position {
	readonly lastRow: IDataObject | undefined;
	/** The answer with the page before; undefined for the first. */
	readonly before: unknown;
}

/** A page that has rows. */
export interface Page {
	readonly rows: readonly IDataObject[];
	/** Rows that were asked for. */
	readonly size: number;
	/** Rows of the largest page before this one: what the vendor has shown to give. */
	readonly largest: number;
	/** Rows received up to the end of this page. */
	readonly position: number;
	/** A row of it came before: the order has changed, or rows have moved. */
	readonly repeats: boolean;
}

/** How one vendor's list is paged. Pages are asked for only while rows are still wanted. */
export interface Pager extends Listed {
	readonly largestPage: number;
	/**
	 * Falling sizes to try where the vendor refuses the largest, for vendors that don't say how large a page
	 * may be.
	 */
	readonly smallerPages?: readonly number[];
	/**
	 * True where pages begin at a number of rows, not of pages: then each begins with the last row of the one before,
	 * which shows whether rows have left the list meanwhile, and the last one may be smaller.
	 */
	readonly countsRows: boolean;
	/** @param size rows wanted from this page, at most `largestPage`; constant over a run unless `countsRows` */
	request(base: RequestSpec, size: number, progress: Progress): RequestSpec;
	/** True where a page begins behind the last row of the one before it, so that none can be asked for ahead. */
	readonly followsRow?: boolean;
	/** @returns undefined for a page that is no list */
	rows(body: unknown, progress: Progress): IDataObject[] | undefined;
	/**
	 * What makes a row itself; rows seen before are dropped, and one that has none is kept. Left out for rows
	 * that never have one: these are themselves by all they hold, and alike ones on one page are different.
	 */
	id?(row: IDataObject): unknown;
	/**
	 * How many rows the vendor says there are. Never believed alone: it may be missing, 0, cut off
	 * or of another time.
	 */
	total(body: unknown): number | undefined;
	/** True when a page with rows is the last for sure, so that the empty one need not be asked for. */
	isLast(body: unknown, page: Page): boolean;
	/** Reads what may be missing between two pages, for vendors whose order is not the same from page to page. */
	mend?(base: RequestSpec, page: Page, progress: Progress): Rows;
}

/** The objects of a list, or undefined for what is no list of objects. */
export function recordsOf(value: unknown): IDataObject[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const entries = value.filter((entry) => entry !== null && entry !== undefined);
	return entries.every(isObject) ? entries : undefined;
}

/**
 * The list that an answer has to be. @throws Refused for an answer without one
 * @param body the whole answer, which may say why there is none
 */
export function listIn(
	rows: IDataObject[] | undefined,
	{ vendor, records }: Listed,
	body?: unknown,
): IDataObject[] {
	if (rows !== undefined) return rows;
	throw new NoList(`${vendor} answered without a list of ${records}`, quoteOf(body));
}

/** A page that is no list. */
export class NoList extends Refused {
	constructor(title: string, says?: Quote, advice = NO_LIST_ADVICE) {
		super({ kind: 'unclear', title, says, advice });
	}
}

/** The problem of a list that can't be read to its end. */
export function repeats({ vendor, records }: Listed): Refused {
	const title = `${vendor} gives the same ${records} again instead of the next`;
	const advice = "The list can't be read to its end. Use filters, or set a limit.";
	return new Refused({ kind: 'unclear', title, advice });
}

/**
 * Whether a page with rows is the last for sure: it is shorter than what the vendor gives, and the total is
 * there and says exactly what was received. A full page never is.
 * @param given rows in a page, as the vendor has shown or promised
 */
export function isLastForSure(
	{ rows, position }: Pick<Page, 'rows' | 'position'>,
	given: number,
	total: number | undefined,
): boolean {
	return rows.length < given && position === total;
}

/** A total that can be a number of rows. */
export function countOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/**
 * What moves on puts known rows where new ones would be: as many as are known, of so many pages at most, and a
 * few.
 */
const PAGES_WITHOUT_NEWS = 20;
const FEW_PAGES = 3;

/**
 * Reads a list to its end or to the limit. It ends with an empty page, or where the vendor's pager is sure.
 * Rows that move on while pages are read come once; a page without news is no end, as what moved may stand
 * behind it. Where the total says that there are more pages, some of them are asked for at once; they are read
 * one after another all the same, and where one of them shows that the next is another than was thought, that
 * one is asked for again.
 * @param limit rows wanted; Infinity for all
 * @param isEnough looks at each page and may end the list; then pages are asked for one at a time
 * @throws Refused for a page that is no list, and where the same page comes again and again
 */
export function* listSteps(
	pager: Pager,
	base: RequestSpec,
	limit: number,
	isEnough?: (rows: readonly IDataObject[]) => boolean,
): Rows {
	const found = new Found(pager, limit);
	const sizes = [pager.largestPage, ...(pager.smallerPages ?? [])].map((size) =>
		Math.min(size, limit),
	);
	let progress: Progress = { pages: 0, rows: 0, lastRow: undefined, before: undefined };
	let total: number | undefined;
	let largest = 0;
	/** Behind a page that is not full there is hardly another one, whatever the total says. */
	let isFull = false;
	let isGoingBack = false;
	const ahead = new PagesAhead();
	const mayLookAhead =
		base.effect === 'read' && isEnough === undefined && pager.followsRow !== true;
	const wants = (rows: number) => limit - found.rows.length - rows;
	for (let steppedFrom = 0; found.rows.length < limit;) {
		const isFirstTime = progress.rows >= steppedFrom;
		const { request, size, start, overlap } = pageAt(pager, base, progress, {
			size: sizes[0],
			largest,
			wanted: isFirstTime ? wants(0) : Infinity,
		});
		const smaller = progress.pages === 0 ? sizes.findIndex((one) => one < size) : -1;
		if (mayLookAhead && isFirstTime && isFull && !ahead.holds(request))
			yield* ahead.read(
				upTo({ total: total ?? 0, wanted: wants(0) }, progress, (position, rows) =>
					pageAt(
						pager,
						base,
						{ ...position, lastRow: undefined, before: undefined },
						{ size: sizes[0], largest, wanted: wants(rows) },
					),
				),
			);
		const body = ahead.holds(request)
			? ahead.take(request)
			: yield smaller === -1 ? request : { ...request, optional: true };
		if (body === undefined && smaller !== -1) {
			sizes.splice(0, smaller);
			continue;
		}
		const rows = listIn(pager.rows(body, progress), pager, body);
		const hasMoved = overlap > 0 && !(rows.length > 0 && found.knows(rows[0]));
		// Once for each page, so that a list of which rows leave all the time comes to its end too.
		if (hasMoved && (isGoingBack || progress.rows > steppedFrom)) {
			steppedFrom = Math.max(steppedFrom, progress.rows);
			isGoingBack = true;
			ahead.forget();
			progress = backBy(1, largest, progress);
			continue;
		}
		isGoingBack = false;
		if (rows.length === (hasMoved ? 0 : overlap)) break;
		const page = {
			rows,
			size,
			largest,
			position: start + rows.length,
			repeats: rows.some((row) => found.knows(row)),
		};
		const gone = rowsGone(total, pager.total(body), page);
		total = pager.total(body);
		if (overlap === 0 && gone > 0 && progress.rows > steppedFrom) {
			steppedFrom = progress.rows;
			ahead.forget();
			progress = backBy(gone, sizes[0], progress);
			continue;
		}
		if (pager.mend !== undefined) found.add(yield* pager.mend(base, page, progress));
		found.addPage(rows);
		if (isEnough?.(rows) === true || pager.isLast(body, page)) break;
		if (found.isStuck) {
			if (found.rows.length === total) break;
			throw repeats(pager);
		}
		// Whether the numbers of pages go by what was asked for or by what is given, asking for what is given is right.
		if (!pager.countsRows && progress.pages === 0 && rows.length < size)
			sizes.splice(0, sizes.length, rows.length);
		isFull = rows.length >= largest;
		largest = Math.max(largest, rows.length);
		progress = {
			pages: progress.pages + 1,
			rows: page.position,
			lastRow: rows.at(-1),
			before: body,
		};
	}
	return found.rows;
}

/** A page as it is asked for. */
interface NextPage {
	readonly request: RequestSpec;
	/** Rows that are asked for. */
	readonly size: number;
	/** Where it begins. */
	readonly start: number;
	/** Rows at its beginning that are known. */
	readonly overlap: number;
	/** Rows that it will have if it is full. */
	readonly full: number;
}

/** @param wanted rows that are still wanted; Infinity where it does not matter */
function pageAt(
	pager: Pager,
	base: RequestSpec,
	progress: Progress,
	{ size: most, largest, wanted }: { size: number; largest: number; wanted: number },
): NextPage {
	const { rows } = progress;
	// Pages of one row can't begin with a known one.
	const overlap = pager.countsRows && rows > 0 && largest > 1 ? 1 : 0;
	const start = rows - overlap;
	const size = pager.countsRows ? Math.min(most, wanted + overlap) : most;
	return {
		request: pager.request(base, size, { ...progress, rows: start }),
		size,
		start,
		overlap,
		full: Math.min(size, largest),
	};
}

/** Pages that are asked for at once. */
const MOST_AHEAD = 5;

/** The next pages up to a total or to the limit, on the assumption that each of them is full. */
function upTo(
	{ total, wanted }: { readonly total: number; readonly wanted: number },
	{ pages, rows }: Position,
	pageOf: (position: Position, newRows: number) => NextPage,
): RequestSpec[] {
	const requests: RequestSpec[] = [];
	let position: Position = { pages, rows };
	let newRows = 0;
	while (requests.length < MOST_AHEAD && position.rows < total && newRows < wanted) {
		const { request, start, overlap, full } = pageOf(position, newRows);
		if (full <= overlap) break;
		requests.push(request);
		position = { pages: position.pages + 1, rows: start + full };
		newRows += full - overlap;
	}
	return requests;
}

/** How many rows have left the list since the page before; those behind them moved up, onto pages already read. */
function rowsGone(before: number | undefined, now: number | undefined, { position }: Page): number {
	return before === undefined || now === undefined || now < position
		? 0
		: Math.max(0, before - now);
}

function backBy(rows: number, size: number, { pages, rows: read, ...rest }: Progress): Progress {
	const back = Math.min(pages, Math.ceil(rows / size));
	return { ...rest, pages: pages - back, rows: Math.max(0, read - Math.max(rows, back * size)) };
}

/** The rows of a list, each once. */
export class Found {
	readonly rows: IDataObject[] = [];
	private readonly seen = new Set<string>();
	/** Pages with rows that have no ID, as texts. */
	private readonly nameless = new Set<string>();
	/** True when the vendor repeats itself. */
	isStuck = false;
	/** Known rows since the last new one. */
	private withoutNews = 0;

	constructor(
		private readonly pager: Pick<Pager, 'id'>,
		private readonly limit: number,
	) {}

	/** @returns whether one of the rows is new */
	addPage(page: readonly IDataObject[]): boolean {
		const isNews = this.add(page);
		this.withoutNews = isNews ? 0 : this.withoutNews + page.length;
		const known = Math.min(this.rows.length, PAGES_WITHOUT_NEWS * page.length);
		this.isStuck = this.withoutNews > known + FEW_PAGES * page.length;
		return isNews;
	}

	/** Whether a row came before; one without an ID may have. */
	knows(row: IDataObject): boolean {
		const [key] = this.keysOf([row]);
		return key === '' || this.seen.has(key);
	}

	/** Rows that are no page of their own. */
	add(page: readonly IDataObject[]): boolean {
		const keys = this.keysOf(page);
		const again = keys.includes('') && this.cameBefore(page);
		let news = false;
		for (const [index, row] of page.entries()) {
			const key = keys[index];
			if (key === '' ? again : this.seen.has(key)) continue;
			news = true;
			if (key !== '') this.seen.add(key);
			if (this.rows.length < this.limit) this.rows.push(row);
		}
		return news;
	}

	private keysOf(page: readonly IDataObject[]): string[] {
		if (this.pager.id !== undefined) return page.map((row) => asText(this.pager.id?.(row)));
		const times = new Map<string, number>();
		return page.map((row) => {
			const text = JSON.stringify(row);
			times.set(text, (times.get(text) ?? 0) + 1);
			return `${times.get(text)} ${text}`;
		});
	}

	/** Rows without an ID can't be told apart, but a whole page of the same rows is the same page. */
	private cameBefore(page: readonly IDataObject[]): boolean {
		const text = JSON.stringify(page);
		const before = this.nameless.has(text);
		this.nameless.add(text);
		return before;
	}
}
