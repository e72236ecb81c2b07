import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../contract/call';
import { holdsExactly, sameValues, type Written } from '../text/sameValues';
import { asText } from '../text/unknownJson';

/**
 * Ways to find out whether a write was carried out whose answer was lost. Each builds the answer that was lost from the
 * records, so that an operation goes on as if it had come.
 */

/** How a record of a list is known as the one that a write has made. */
interface RecentList {
	/** A page of the list, the newest record first. @param read how many rows the pages before it had */
	readonly page: (read: number, pages: number, since: number) => RequestSpec;
	/** @returns undefined for a page that is no list */
	readonly rows: (body: unknown) => readonly IDataObject[] | undefined;
	/**
	 * Whether rows follow behind a page that has some; otherwise the end is an empty page.
	 * @param read how many rows the pages before it had
	 */
	readonly goesOn?: (body: unknown, rows: readonly IDataObject[], read: number) => boolean;
	/** When a record was made, as text that JavaScript reads, or in milliseconds since 1970. */
	readonly created: (row: IDataObject) => unknown;
	readonly isIt: (row: IDataObject) => boolean;
	/** The answer to the call that has made it. */
	readonly answer: (row: IDataObject) => unknown;
	/** What it is known by is a mark that no other record has. */
	readonly isMarked?: boolean;
	/** How many pages are read at most. */
	readonly mostPages?: number;
	/**
	 * Whether the newest record is the first, so that not the whole list is read: surely, perhaps (the rows show it), or
	 * not. Surely if left out.
	 */
	readonly isSorted?: boolean | 'perhaps';
	/** No two records are it: where one was there before, nobody knows what became of the write. */
	readonly isUnique?: boolean;
	/** The record was there before, and is known by its ID: `created` is then when it was changed. */
	readonly isUpdate?: boolean;
}

/** So many pages are read back to the time at which the write was sent. */
const MOST_PAGES = 20;

/** A new record: it stands among those that were made since. */
export function isListed({
	page,
	rows,
	goesOn = () => true,
	created,
	isIt,
	answer,
	isMarked,
	mostPages = MOST_PAGES,
	isSorted = true,
	isUnique = false,
	isUpdate = false,
}: RecentList): FindOut {
	return {
		creates: !isUpdate,
		isMarked,
		*answers(since) {
			const found: unknown[] = [];
			let read = 0;
			let wasThere = false;
			const order = new NewestFirst(isSorted);
			for (let pages = 0; pages < mostPages; pages++) {
				const body = yield page(read, pages, since);
				const own = rows(body);
				if (own === undefined) return undefined;
				const before = read;
				read += own.length;
				const times = own.map((row) => timeOf(created(row)));
				for (const [place, row] of own.entries()) {
					if (!isIt(row)) continue;
					// Whether it was there before can't be told.
					if (Number.isNaN(times[place])) return undefined;
					if (times[place] >= since) found.push(answer(row));
					else wasThere = true;
				}
				const isOlder = order.holds(times) && times.some((time) => time < since);
				const isWhole = own.length === 0 || isOlder || !goesOn(body, own, before);
				if (isWhole && isUnique && wasThere && found.length === 0) return undefined;
				if (isWhole || ((isMarked === true || isUnique) && found.length > 0)) return found;
			}
			return found.length > 0 ? found : undefined;
		},
	};
}

/** Whether the rows of a list come with the newest first, as far as they have been read. */
class NewestFirst {
	private last: number | undefined;
	private falls = false;
	private rises = false;

	constructor(private readonly isSorted: boolean | 'perhaps') {}

	/** @param times of the next page */
	holds(times: readonly number[]): boolean {
		if (this.isSorted !== 'perhaps') return this.isSorted;
		for (const time of times) {
			this.falls ||= this.last !== undefined && time < this.last;
			this.rises ||= Number.isNaN(time) || (this.last !== undefined && time > this.last);
			this.last = time;
		}
		// Rows of one moment show no order.
		return this.falls && !this.rises;
	}
}

function timeOf(value: unknown): number {
	return typeof value === 'number' ? value : Date.parse(String(value));
}

/**
 * The same, put together when it is asked for: a run keeps one for each of its items, and most are never asked.
 * @param isMarked as in contract/call.ts
 */
export function newRecord(make: () => FindOut, isMarked?: boolean): FindOut {
	return { creates: true, isMarked, answers: (since) => make().answers(since) };
}

/** What the first way tells, or where it doesn't, the second. Both are about the same write. */
export function eitherTells(first: FindOut, second: FindOut): FindOut {
	return {
		...second,
		*answers(since) {
			return (yield* first.answers(since)) ?? (yield* second.answers(since));
		},
	};
}

interface KnownList {
	readonly read: RequestSpec;
	/** @returns undefined for what is no list */
	readonly rows: (body: unknown) => readonly IDataObject[] | undefined;
	readonly id: (row: IDataObject) => unknown;
	readonly isIt: (row: IDataObject) => boolean;
	/** The answer to the call that has made it. */
	readonly answer: (row: IDataObject) => unknown;
}

/**
 * A new record of a list that tells no times: it was not in the list before.
 * @param before the body of the same list, read before the write; undefined where it could not be read
 */
export function isAdded(before: unknown, { read, rows, id, isIt, answer }: KnownList): FindOut {
	return {
		creates: true,
		*answers() {
			const known = rows(before);
			const present = rows(yield read);
			if (known === undefined || present === undefined) return undefined;
			const ids = new Set(known.map((row) => asText(id(row))));
			return present.filter((row) => isIt(row) && !ids.has(asText(id(row)))).map(answer);
		},
	};
}

/**
 * A write that can be made again without harm: the vendor takes it for the first one, or refuses it as what it asks
 * for is there.
 * @param ifThere the answer to the first one, where the second is refused as invalid or missing for that reason
 */
export function isRepeated(request: RequestSpec, ifThere?: unknown): FindOut {
	const again: RequestSpec = { ...request, effect: 'read', optional: ifThere !== undefined };
	return {
		*answers() {
			const answer = (yield again) ?? ifThere;
			return answer === undefined ? undefined : [answer];
		},
	};
}

/** A deletion: the record is not there any more. */
export function isGone(read: RequestSpec, answer: unknown): FindOut {
	return {
		*answers() {
			return (yield read) === undefined ? [answer] : [];
		},
	};
}

/** What a change has written, and how the record shows it. */
interface Held {
	readonly read: RequestSpec;
	/** Whether the record holds what was written; undefined where it does not show all of it. */
	readonly holds: (body: unknown) => boolean | undefined;
	/** Whether it holds it so that to write it again would change nothing; `holds` where this is left out. */
	readonly isSame?: (body: unknown) => boolean;
	/** When the record was last changed: what it held before was not written by the call in question. */
	readonly changed?: (body: unknown) => unknown;
	/**
	 * Whether a change since then was made by the call, where the record holds what it shows of the values and does not
	 * show all of them.
	 */
	readonly isOwnChange?: (body: unknown) => boolean;
	/** The answer to the call. */
	readonly answer: (body: unknown) => unknown;
}

/** A change: the record holds what was written. One that is not there holds nothing. */
export function isHeld({
	read,
	holds,
	isSame = (body) => holds(body) === true,
	changed,
	isOwnChange = () => false,
	answer,
}: Held): FindOut {
	return {
		already: { read, answer: (body) => (isSame(body) ? answer(body) : undefined) },
		*answers(since) {
			const body = yield read;
			if (body === undefined) return [];
			const is = holds(body);
			if (is === false) return [];
			const at = changed === undefined ? NaN : timeOf(changed(body));
			if (at < since) return [];
			return is === true || (at >= since && isOwnChange(body)) ? [answer(body)] : undefined;
		},
	};
}

interface HeldValues extends Omit<Held, 'holds'>, Written {
	readonly record: (body: unknown) => IDataObject;
}

/** The same for values that the record has under the names under which they were written. */
export function holdsValues(
	written: IDataObject,
	{ record, texts, html, ...rest }: HeldValues,
): FindOut {
	const as = { texts, html };
	return isHeld({
		...rest,
		holds: (body) => sameValues(written, record(body), as),
		isSame: (body) => holdsExactly(written, record(body), as),
	});
}
