import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { Refused } from '../shared/contract/errors';
import { countOf, listIn, repeats } from '../shared/operation/paging';
import { asObject, asText } from '../shared/text/unknownJson';
import {
	listedOf,
	MOST_BATCHES,
	PAGE,
	PAGES_IN_A_BATCH,
	PAGES_WORTH_A_BATCH,
	pageRequest,
	pagesOfBatches,
	rowsOf,
	type ListCall,
} from './listCalls';

/** So many short pages in a row, behind all that there were at first, are what others add meanwhile. */
const MOST_SHORT = 10;
/** Pages are not as full as they should be by the average; one too few costs a call more. */
const SPARE_PAGES = 0.4;

/** A part of the list between two IDs, and how far it has been read. */
interface IdRange {
	/** Where it begins; rows have to stand behind it. Undefined for the beginning of the list. */
	readonly from: number | undefined;
	/** Its last ID; undefined for the end of the list. */
	readonly to: number | undefined;
	readonly rows: IDataObject[];
	/** The last ID that was read, as it came. */
	last: unknown;
	isRead: boolean;
	/** The last page was not full, which is no end for sure. */
	isShort: boolean;
	/** A page of it was refused in a batch, and is asked for by itself. */
	isAlone: boolean;
}

/** Pages of one range, each behind the last ID of the one before it. */
interface Chain {
	readonly range: IdRange;
	readonly pages: number;
}

/**
 * Reads a list in the order of IDs. Each page is asked for behind the last ID of the page before it, so that
 * nothing that others add or delete moves rows from page to page. The first page and the total tell where the
 * rest will be: it is cut into ranges of IDs that are read at once, in a batch each. What such a range holds
 * more than was thought is read in the next step. Ranges end with an empty page, with their last ID, or all of
 * them where the rows are as many as the total says and no page is full.
 * @throws Refused for a page that is no list, and where the same rows come again and again
 */
export function* rowsById(
	list: ListCall,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const reading = new Reading(list, limit);
	while (!reading.isDone) {
		const batches = reading.next();
		const specs = batches.map((chains) => reading.requests(chains));
		const bodies = yield* pagesOfBatches(specs);
		for (const [index, chains] of batches.entries()) reading.take(chains, bodies[index]);
	}
	return reading.rows;
}

class Reading {
	private ranges: IdRange[] = [rangeOf(undefined, undefined)];
	/** Rows in all, as the first page has told; 0 where it has not. */
	private total = 0;
	/** Rows of a full page. */
	private size = PAGE;
	/** Pages that are asked for together where the total does not tell. */
	private guess = 0.5;
	/** Short pages in a row at the end of the list. */
	private shortPages = 0;
	private readonly seen = new Set<string>();
	private readonly sign: 1 | -1;

	constructor(
		private readonly list: ListCall,
		private readonly limit: number,
	) {
		this.sign = list.direction === 'ASC' ? 1 : -1;
	}

	get rows(): IDataObject[] {
		const rows = this.ranges.flatMap((range) => range.rows);
		return rows.length > this.limit ? rows.slice(0, this.limit) : rows;
	}

	get isDone(): boolean {
		const open = this.ranges.filter(({ isRead }) => !isRead);
		if (open.length === 0 || this.readWithoutGap >= this.limit) return true;
		// Records that are added while the list is read come behind its end, and would keep it going forever.
		if (this.total > 0 && this.count >= this.total && this.shortPages > MOST_SHORT) return true;
		return this.count === this.total && open.every(({ isShort }) => isShort);
	}

	/** Rows read. */
	private get count(): number {
		return this.ranges.reduce((sum, { rows }) => sum + rows.length, 0);
	}

	/** Rows from the beginning on of which none can be missing. */
	private get readWithoutGap(): number {
		let sum = 0;
		for (const { rows, isRead } of this.ranges) {
			sum += rows.length;
			if (!isRead) break;
		}
		return sum;
	}

	/** What to ask for now: batches that go at once. Ranges that hold many pages are cut. */
	next(): Chain[][] {
		const open = this.wanted();
		const all = open.reduce((sum, { pages }) => sum + pages, 0);
		const most = Math.min(MOST_BATCHES, Math.ceil(all / PAGES_WORTH_A_BATCH));
		// What nobody has counted is read in one batch at a time.
		const isCounted = this.total > this.count;
		const chains = open.flatMap(({ range, pages }) =>
			this.cut(
				range,
				pages,
				isCounted || range.to !== undefined ? Math.round((most * pages) / all) : 1,
			),
		);
		const full = Math.min(
			PAGES_IN_A_BATCH,
			Math.max(PAGES_WORTH_A_BATCH, Math.ceil(all / Math.max(1, most) + SPARE_PAGES)),
		);
		const batches: Chain[][] = [];
		let filling = Infinity;
		for (const chain of chains) {
			const { range, pages } = chain;
			if (range.isAlone || filling + pages > full) {
				batches.push([chain]);
				filling = range.isAlone ? Infinity : pages;
			} else {
				batches[batches.length - 1].push(chain);
				filling += pages;
			}
		}
		return batches.slice(0, MOST_BATCHES);
	}

	/** The open ranges up to the limit, with the pages that they seem to hold. */
	private wanted(): Chain[] {
		const found: Chain[] = [];
		const open = this.ranges.filter(({ isRead }) => !isRead);
		const between = open.reduce(
			(sum, range) => sum + (range.to === undefined ? 0 : this.expected(range)),
			0,
		);
		let rows = 0;
		for (const range of this.ranges) {
			if (rows >= this.limit) break;
			rows += range.rows.length;
			if (range.isRead || rows >= this.limit) continue;
			const left =
				range.to === undefined ? this.total - this.count - between : this.expected(range);
			const pages = this.pagesFor(range, left, this.limit - rows);
			rows += pages * this.size;
			found.push({ range, pages });
		}
		return found;
	}

	/** @param left rows that it seems to hold still @param wanted rows */
	private pagesFor(range: IdRange, left: number, wanted: number): number {
		if (range.isAlone || range.isShort || range.last === undefined) return 1;
		const pages =
			left > 0
				? left / this.size
				: range.to === undefined
					? (this.guess = Math.min(PAGES_IN_A_BATCH, this.guess * 2))
					: 1;
		return Math.max(1, Math.min(pages, wanted / this.size));
	}

	/** Rows that a range seems to hold behind what was read of it. */
	private expected({ from, to, last }: IdRange): number {
		const at = this.placeOf(last) ?? this.placeOf(from);
		const end = this.placeOf(to);
		return at === undefined || end === undefined ? this.size : (end - at) * this.density;
	}

	/** Rows for each ID, in what was read. */
	private get density(): number {
		const [rows, ids] = this.ranges.reduce(
			([count, span], { from, last, rows: read }) => {
				const begin = this.placeOf(from) ?? this.placeOf(read[0]?.[this.list.id]);
				const end = this.placeOf(last);
				return begin === undefined || end === undefined
					? [count, span]
					: [count + read.length, span + end - begin];
			},
			[0, 0],
		);
		return ids === 0 ? 1 : Math.min(1, rows / ids);
	}

	/** An ID as a number that grows along the list. */
	private placeOf(id: unknown): number | undefined {
		const text = asText(id);
		const number = text === '' ? Number.NaN : Number(text);
		return Number.isSafeInteger(number) ? this.sign * number : undefined;
	}

	/** A range in so many parts of equal width, which stand in its place from now on. */
	private cut(range: IdRange, pages: number, parts: number): Chain[] {
		const whole = [{ range, pages: chainLength(pages) }];
		const begin = this.placeOf(range.last);
		if (parts < 2 || begin === undefined || this.endFilter === undefined) return whole;
		const end = this.placeOf(range.to) ?? (this.sign === -1 ? -1 : Infinity);
		const width = Math.min((pages * this.size) / this.density, end - begin);
		if (!Number.isFinite(width) || width < parts) return whole;
		const places = Array.from({ length: parts - 1 }, (_, index) =>
			Math.round(begin + (width * (index + 1)) / parts),
		);
		const edges = places.map((place) => this.sign * place);
		const pieces = [...edges, range.to].map((to, index) =>
			rangeOf(index === 0 ? this.sign * begin : edges[index - 1], to),
		);
		const read: IdRange = { ...range, to: this.sign * begin, isRead: true };
		this.ranges = this.ranges.flatMap((one) => (one === range ? [read, ...pieces] : [one]));
		return pieces.map((piece) => ({ range: piece, pages: chainLength(pages / parts) }));
	}

	/**
	 * The name under which a filter takes the last ID of a range; undefined where the user's own filter uses
	 * them all.
	 */
	private get endFilter(): string | undefined {
		const { id, filterKey = id, parameters } = this.list;
		const sign = this.sign === -1 ? '>' : '<';
		const given = Object.keys(asObject(parameters.filter)).map((name) => name.trim());
		return [`${sign}=${filterKey}`, `${sign}${filterKey}`].find((name) => !given.includes(name));
	}

	/** The requests of one batch. */
	requests(chains: readonly Chain[]): RequestSpec[] {
		const specs: RequestSpec[] = [];
		for (const { range, pages } of chains)
			for (let page = 0; page < pages; page++)
				specs.push(
					this.request(
						range,
						page === 0 ? (range.last ?? range.from) : this.reference(specs.length - 1),
					),
				);
		return specs;
	}

	/** Filled in by Bitrix24: the last id of an earlier page of the same batch. */
	private reference(page: number): string {
		const { id, rowsAt } = this.list;
		return `$result[i${page}]${rowsAt === undefined ? '' : `[${rowsAt}]`}[${this.size - 1}][${id}]`;
	}

	private request({ to }: IdRange, after: unknown): RequestSpec {
		const { id, filterKey = id, parameters, direction = 'DESC' } = this.list;
		const given = asObject(parameters.filter);
		// Counting is quick where a filter leaves few rows, and saves the page that would show that there are no more.
		const first = this.limit <= PAGE && Object.keys(given).length === 0 ? -1 : 0;
		const begin =
			after === undefined ? {} : { [`${this.sign === -1 ? '<' : '>'}${filterKey}`]: after };
		const end = to === undefined ? {} : this.endOf(to);
		return pageRequest(this.list, {
			order: { [filterKey]: direction },
			filter: { ...given, ...begin, ...end },
			start: after === undefined ? first : -1,
		});
	}

	private endOf(to: number): object {
		const name = this.endFilter ?? '';
		return { [name]: name[1] === '=' ? to : to + this.sign };
	}

	/** Takes note of what a batch brought. @param bodies of its pages, up to the first that was refused */
	take(chains: readonly Chain[], bodies: readonly unknown[]): void {
		let at = 0;
		const isSingle = chains.length === 1 && chains[0].pages === 1;
		for (const { range, pages } of chains) {
			range.isAlone = false;
			for (const body of padded(bodies.slice(at, at + pages), pages)) {
				const rows = body === REFUSED ? undefined : rowsOf(this.list, body);
				// What is wrong with a page of a batch shows when it is asked for by itself.
				if (rows === undefined && !isSingle) {
					range.isAlone = true;
					break;
				}
				if (!this.takePage(range, listIn(rows, listedOf(this.list), body), body)) break;
			}
			at += pages;
		}
	}

	/** @returns whether the page behind it is the right one */
	private takePage(range: IdRange, page: readonly IDataObject[], body: unknown): boolean {
		const isFirst = this.seen.size === 0;
		if (isFirst) this.total = countOf(asObject(body).total) ?? 0;
		range.isRead = page.length === 0;
		if (range.isRead) return false;
		const end = this.placeOf(range.to) ?? Infinity;
		const inside = page.filter((row) => (this.placeOf(row[this.list.id]) ?? -Infinity) <= end);
		const isNews = this.add(range, inside);
		range.last = page[page.length - 1][this.list.id];
		range.isRead = inside.length < page.length || this.placeOf(range.last) === end;
		if (!isNews && !range.isRead) throw repeats(listedOf(this.list));
		range.isShort = page.length < this.size;
		if (range.to === undefined) this.shortPages = range.isShort ? this.shortPages + 1 : 0;
		if (range.isShort && isFirst) {
			this.size = page.length;
			return false;
		}
		const isKnown = asText(range.last) !== '';
		if (!isKnown && !this.isDone) throw withoutId(this.list);
		return !range.isShort && !range.isRead;
	}

	private add({ rows }: IdRange, page: readonly IDataObject[]): boolean {
		let isNews = false;
		for (const row of page) {
			const id = asText(row[this.list.id]);
			if (id !== '' && this.seen.has(id)) continue;
			this.seen.add(id);
			rows.push(row);
			isNews = true;
		}
		return isNews;
	}
}

function rangeOf(from: number | undefined, to: number | undefined): IdRange {
	return { from, to, rows: [], last: from, isRead: false, isShort: false, isAlone: false };
}

function chainLength(pages: number): number {
	return Math.min(
		PAGES_IN_A_BATCH,
		Math.max(1, Math.ceil(pages <= 1 ? pages : pages + SPARE_PAGES)),
	);
}

const REFUSED = Symbol('refused');

/** What is missing was refused, or stands behind what was. */
function padded(bodies: readonly unknown[], count: number): unknown[] {
	return [...bodies, ...Array.from({ length: count - bodies.length }, () => REFUSED)];
}

function withoutId({ records }: ListCall): Refused {
	return new Refused({
		kind: 'unclear',
		title: `Bitrix24 answered with ${records} that have no ID`,
		advice: "What comes after them can't be read. Set a limit below 50.",
	});
}
