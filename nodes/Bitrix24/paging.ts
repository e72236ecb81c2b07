import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { countOf, Found, isLastForSure, listIn, repeats } from '../shared/operation/paging';
import { asNumber, asObject } from '../shared/text/unknownJson';
import {
	listedOf,
	MOST_BATCHES,
	PAGE,
	pageRequest,
	PAGES_IN_A_BATCH,
	PAGES_WORTH_A_BATCH,
	pagesOfBatches,
	rowsOf,
	type ListCall,
} from './listCalls';
import { rowsById } from './pagingById';

export { PAGE } from './listCalls';

/**
 * Reads a list: one page for what fits into it; for more, the rest comes in batches of up to 50 pages, several
 * batches at once. The total tells how many pages are worth it and never ends a list alone: an empty page
 * does, or a short one where the total is what was read. A full page is never the last, whatever `next` says
 * (section 3.1).
 * @param limit rows wanted; Infinity for all
 * @throws Refused for a page that is no list, and where the same page comes again and again
 */
export function* readRows(
	list: ListCall,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const { isCounted, sort = [], id, filterKey = id } = list;
	const isById = isCounted !== true && (sort.length === 0 || sort[0].field === filterKey);
	if (!isById) return yield* rowsByCount(list, limit);
	// By id no two rows are alike, so that further keys say nothing.
	return yield* rowsById({ ...list, direction: sort[0]?.direction ?? list.direction }, limit);
}

/** In any order: each page starts behind a number of rows. */
function* rowsByCount(
	list: ListCall,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const found = new Found({ id: (row) => row[list.id] }, limit);
	const place = new Place(list);
	for (let alone = true; ;) {
		const specs = place.ask(alone ? 1 : place.pagesFor(limit - found.rows.length));
		const batches = inBatches(specs, alone || !place.isTotalAhead);
		const answers = yield* pagesOfBatches(batches);
		const bodies = goodInOrder(answers, batches);
		alone = bodies.length < specs.length;
		for (const body of bodies) {
			const rows = rowsOf(list, body);
			// What is wrong with a page of a batch shows when it is asked for by itself.
			alone ||= rows === undefined && specs.length > 1;
			if (rows === undefined && alone) break;
			const page = listIn(rows, listedOf(list), body);
			const isNews = found.addPage(page);
			if (page.length === 0 || found.rows.length >= limit) return found.rows;
			const then = place.take(page, body, isNews);
			if (then === 'end') return found.rows;
			if (found.isStuck) throw repeats(listedOf(list));
			alone ||= then === 'elsewhere';
			if (alone) break;
		}
	}
}

/** Pages in the batches in which they are asked for, each about as long as the others. */
function inBatches(specs: readonly RequestSpec[], inOne: boolean): RequestSpec[][] {
	const count = inOne ? 1 : Math.min(MOST_BATCHES, Math.ceil(specs.length / PAGES_WORTH_A_BATCH));
	const size = Math.ceil(specs.length / count);
	return Array.from({ length: Math.ceil(specs.length / size) }, (_, index) =>
		specs.slice(index * size, (index + 1) * size),
	);
}

/** All pages up to the first one that was refused. */
function goodInOrder(
	answers: ReadonlyArray<readonly unknown[]>,
	batches: readonly RequestSpec[][],
): unknown[] {
	const good: unknown[] = [];
	for (const [index, bodies] of answers.entries()) {
		good.push(...bodies);
		if (bodies.length < batches[index].length) break;
	}
	return good;
}

/**
 * What comes after a page: nothing, the next one as it was asked for, or one that has to be asked for
 * elsewhere.
 */
type Then = 'end' | 'next' | 'elsewhere';

/**
 * How far a list has been read. The id is the last in its order: without it, rows that are alike may come in
 * another order with each page.
 */
class Place {
	private start = 0;
	/** Rows up to here. */
	private read = 0;
	/** Rows in all, as far as Bitrix24 has told. */
	private total = 0;
	/** Rows of a full page, as the vendor has promised, and as it gives. */
	private readonly promised: number;
	private size: number;
	/** Pages that are asked for together where the total does not tell. */
	private guess = 0.5;

	constructor(private readonly list: ListCall) {
		this.promised = list.pageSize ?? PAGE;
		this.size = this.promised;
	}

	get isTotalAhead(): boolean {
		return this.total > this.read;
	}

	/** How many pages are worth asking for together. @param wanted rows */
	pagesFor(wanted: number): number {
		const left = this.isTotalAhead
			? Math.ceil((this.total - this.read) / this.size)
			: Math.min((this.guess *= 2), PAGES_IN_A_BATCH);
		const most = MOST_BATCHES * PAGES_IN_A_BATCH;
		return Math.max(1, Math.min(left, most, Math.ceil(wanted / this.size)));
	}

	/** The next pages, each on the assumption that those before it are full. */
	ask(pages: number): RequestSpec[] {
		const { id, filterKey = id, sort = [], direction = 'DESC' } = this.list;
		const isSmall = direction === direction.toLowerCase();
		const keys = sort.map(({ field, direction: way }) => [
			field,
			isSmall ? way.toLowerCase() : way,
		]);
		const hasId = sort.some(({ field }) => field === filterKey);
		const order = Object.fromEntries(
			hasId ? keys : [...keys, [filterKey, keys.at(-1)?.[1] ?? direction]],
		);
		return Array.from({ length: pages }, (_, index) =>
			pageRequest(this.list, { order, start: this.start + index * this.size }),
		);
	}

	/** Takes note of the next page, which has rows. @param isNews whether one of them is new */
	take(rows: readonly IDataObject[], body: unknown, isNews: boolean): Then {
		const { start: begin, size } = this;
		const isFirst = begin === 0;
		const isShort = rows.length < size;
		this.read = begin + rows.length;
		this.total = countOf(asObject(body).total) ?? this.total;
		const isEnd = isLastForSure({ rows, position: this.read }, size, this.total);
		if (isShort && isFirst) this.size = rows.length;
		const next = asNumber(asObject(body).next);
		if (next === undefined && isEnd) return 'end';
		const behindPage = this.promised * (Math.floor(begin / this.promised) + 1);
		const isUntold = next === undefined && this.total === 0;
		if (next !== undefined && next > begin) this.start = next;
		// Nobody tells, and what was taken for the next page is the same again.
		else if (isUntold && !isNews) this.start = behindPage;
		else if (!isShort) this.start = begin + size;
		// No more by this, but by the total, or nobody tells: the page holds less than it should, or it is the last and the
		// total is wrong.
		else this.start = isNews && (isUntold || this.total > this.read) ? this.read : behindPage;
		return this.start === begin + size ? 'next' : 'elsewhere';
	}
}
