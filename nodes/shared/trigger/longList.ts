import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { asNumber, asText } from '../text/unknownJson';
import { keyOf } from './polling';
import type { Stretch } from './pollRun';

/** A list in an order that stays the same, which takes more than one poll to read. */
export interface LongList {
	/** Rows that a page holds at most. */
	readonly size: number;
	/** Pages begin at multiples of `size` only. Otherwise each begins with the last row of the one before. */
	readonly isAligned: boolean;
	/** @param start rows before the page */
	page(start: number): Generator<RequestSpec, ListPage, unknown>;
	idOf(row: IDataObject): string;
	/** What is thrown where the same rows come again and again. */
	repeats(): Error;
}

export interface ListPage {
	readonly rows: readonly IDataObject[];
	/** How many rows the vendor says there are. */
	readonly total: number | undefined;
	/** A page with rows that is the last for sure. */
	readonly isLast: boolean;
}

/** How far a list is read. */
interface Place {
	readonly position: number;
	readonly total: number | undefined;
	/** Fingerprints of the IDs on the last page. */
	readonly last: readonly string[];
}

/** Where rows are looked for that have moved between two polls, in pages. */
const PAGES_OFF = [0, -1, 1, -2, 2, -3, 3];
/** Pages without news that a list may give before it counts as one that repeats itself. */
const MOST_WITHOUT_NEWS = 20;

/** Rows of a list, and the place behind them. */
export type ListPart = Required<Pick<Stretch, 'rows' | 'place'>>;

/**
 * Reads a list on from where an earlier poll stopped, each row once. Rows leave and join it
 * meanwhile, and those behind them move: so what was read last is looked for and read on from there.
 */
export function* readOn(
	list: LongList,
	stored: IDataObject | undefined,
): Generator<RequestSpec | ListPart, void, unknown> {
	const place = placeIn(stored);
	const seen = new Set(place.last);
	let { position, total } = place.position > 0 ? yield* foundAgain(list, place) : place;
	let steppedFrom = -1;
	let isGoingBack = false;
	for (let withoutNews = 0; ;) {
		const start = startOf(list, position);
		const page = yield* list.page(start);
		const keys = page.rows.map((row) => keyOf(list.idOf(row)));
		const back = pagesBack(
			list,
			{ start, keys, gone: (total ?? 0) - (page.total ?? Infinity) },
			seen,
		);
		total = page.total ?? total;
		// Once for each place, so that a list that rows leave all the time comes to its end too.
		if (back > 0 && (isGoingBack || position > steppedFrom)) {
			isGoingBack = !list.isAligned;
			steppedFrom = Math.max(steppedFrom, position);
			position = Math.max(0, position - back * list.size);
			continue;
		}
		isGoingBack = false;
		const rows = page.rows.filter((_row, index) => !seen.has(keys[index]));
		const end = start + page.rows.length;
		if (rows.length === 0 && end <= position) return;
		for (const key of keys) seen.add(key);
		position = end;
		withoutNews = rows.length === 0 ? withoutNews + 1 : 0;
		if (withoutNews > MOST_WITHOUT_NEWS) throw list.repeats();
		yield { rows, place: { position, total: total ?? null, last: keys } };
		if (page.isLast) return;
	}
}

/** How many pages to go back, as rows have left the list and those behind them have moved up. */
function pagesBack(
	{ isAligned, size }: LongList,
	{ start, keys, gone }: { start: number; keys: readonly string[]; gone: number },
	seen: ReadonlySet<string>,
): number {
	if (start === 0) return 0;
	if (isAligned) return Math.ceil(Math.max(0, gone) / size);
	return keys.length > 0 && seen.has(keys[0]) ? 0 : 1;
}

function placeIn(stored: IDataObject = {}): Place {
	const last = Array.isArray(stored.last) ? stored.last.map(asText) : [];
	return {
		position: asNumber(stored.position) ?? 0,
		total: asNumber(stored.total),
		last,
	};
}

function startOf({ isAligned, size }: LongList, position: number): number {
	return isAligned ? Math.floor(position / size) * size : Math.max(0, position - 1);
}

/** Where the row stands that comes behind the last known one, after rows have left or joined the list. */
function* foundAgain(
	list: LongList,
	place: Place,
): Generator<RequestSpec, Pick<Place, 'position' | 'total'>, unknown> {
	const known = new Set(place.last);
	const from = startOf(list, Math.max(0, place.position - 1));
	const tried = new Set<number>();
	let total: number | undefined;
	for (const pages of PAGES_OFF) {
		const start = Math.max(0, from + pages * list.size);
		if (tried.has(start)) continue;
		tried.add(start);
		const page = yield* list.page(start);
		total = page.total ?? total;
		const index = page.rows.map((row) => known.has(keyOf(list.idOf(row)))).lastIndexOf(true);
		if (index >= 0) return { position: start + index + 1, total };
	}
	// All that were read last have left: what stands behind them has moved up by what is missing.
	const gone = Math.max(0, (place.total ?? 0) - (total ?? Infinity));
	return { position: Math.max(0, place.position - gone), total };
}
