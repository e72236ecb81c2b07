import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../secrets/compareSecrets';
import { isoUtc } from '../text/dates';
import { asObject, asText, isObject } from '../text/unknownJson';

/**
 * What a polling trigger remembers: how far it has come by the vendor's own clock, and what it has
 * seen close to there. It stays below 64 kB for every account, as n8n loads and stores it with the
 * workflow: what does not fit is not remembered, and `done` moves up instead.
 */
export interface PollState {
	/** ISO in UTC, as exact as the vendor gives it. The newest change seen; never moves back. */
	readonly since: string;
	/** The same: changes up to this moment, itself included, are done with and never looked at again. */
	readonly done: string;
	/** What was seen of changes after `done`: fingerprint of the ID -> fingerprint of the change. */
	readonly known: Readonly<Record<string, string>>;
	/** Where reading goes on in a list that one poll could not read to its end; the vendor's own. */
	readonly place?: IDataObject;
}

/** A record as the poll needs to know it; times are ISO in UTC, all of a vendor with the same number of digits. */
export interface Polled {
	readonly id: string;
	readonly created: string;
	readonly modified: string;
	/** The record itself, where the vendor's times are whole seconds: it may change again within one. */
	readonly content?: IDataObject;
}

export type Change = 'created' | 'updated';

/** What a trigger is set to: one kind of change, or both. */
export type Watch = Change | 'both';

/** Each poll looks back so far, as records may become visible late; what it meets again is known. */
const OVERLAP = { minutes: 10 };
/** Without any record to tell the vendor's time, its clock may be off by so much. */
const LARGEST_SKEW = { days: 1 };
/** Where the first run looks for the newest record. */
const FIRST_LOOK = { days: 7 };
/** How many changes are remembered at most, of about 40 bytes each. */
export const MOST_KNOWN = 1000;
/** How many of them have a time that can't be read. More of those are not reported. */
const MOST_TIMELESS = 200;
const MOST_TIMED = MOST_KNOWN - MOST_TIMELESS;

/** Reads the state of an earlier poll. @returns undefined for the first one */
export function pollState(stored: IDataObject): PollState | undefined {
	const since = asText(stored.since);
	const done = asText(stored.done);
	if (!isTime(since) || !isTime(done)) return undefined;
	return {
		since,
		done,
		known: Object.fromEntries(
			Object.entries(asObject(stored.known)).map(([key, mark]) => [key, asText(mark)]),
		),
		...(isObject(stored.place) ? { place: stored.place } : {}),
	};
}

/** Where the first run begins to look; the end stays open, so that the vendor's clock may be ahead. */
export function firstLookFrom(now: DateTime): string {
	return iso(now.minus(FIRST_LOOK));
}

/**
 * The state after the first run, which gives no records: everything that is there is known.
 * @param records the newest there are
 * @param isAll false where there may be more than these: then the others are done with
 */
export function baseline(records: readonly Polled[], now: DateTime, isAll = true): PollState {
	const since = newestOf(records, '') || iso(now.minus(LARGEST_SKEW));
	const oldest = records.reduce(
		(first, { modified }) => (isTime(modified) && isAfter(first, modified) ? modified : first),
		since,
	);
	const start = overlapBefore(since);
	const done = !isAll && isAfter(oldest, start) ? endOfSecond(oldest) : start;
	return remember({ since, done, known: {} }, records);
}

export const isWatched = (watch: Watch) => (change: Change) => watch === 'both' || watch === change;

/** What is told of a record. Nobody says it of a sample: what never changed was created. */
export function eventOf({ created, modified }: Polled, change?: Change): Change {
	return change ?? (created === modified ? 'created' : 'updated');
}

/** What kind of change a record shows. @returns undefined for what is done with or known */
export function changeOf(state: PollState, record: Polled): Change | undefined {
	const before = state.known[keyOf(record.id)];
	if (isTime(record.modified)) {
		if (!isAfter(record.modified, state.done)) return undefined;
	} else if (record.modified === '' || timelessIn(state) >= MOST_TIMELESS) return undefined;
	if (isKnown(before, record)) return undefined;
	return isAfter(record.created, state.done) && before === undefined ? 'created' : 'updated';
}

/**
 * The state after records that came in the order of their changes, or after all there are: what was
 * changed before the newest of them has been seen.
 */
export function remember(state: PollState, records: readonly Polled[]): PollState {
	const { since, done, known } = met(state, records);
	const start = overlapBefore(since);
	return withinSize({ since, done: isAfter(start, done) ? start : done, known });
}

/** The state after some records of those that have changed: others may have changed before them. */
export function know(state: PollState, records: readonly Polled[]): PollState {
	return withinSize(met(state, records));
}

function met({ since, done, known }: PollState, records: readonly Polled[]): PollState {
	const newest = newestOf(records, since);
	const marks = records
		.filter(({ modified }) => modified !== '')
		.map((record) => [keyOf(record.id), markOf(record, newest, known)] as const);
	return { since: newest, done, known: { ...known, ...Object.fromEntries(marks) } };
}

/** The state after everything up to a moment has been read, over one poll or many. */
export function doneUpTo({ since, done, known }: PollState, moment: string): PollState {
	return withinSize({
		since: isAfter(moment, since) ? moment : since,
		done: isAfter(moment, done) ? moment : done,
		known,
	});
}

/** Forgets what lies before `done`, and moves that up where too much would be left. */
function withinSize({ since, done, known }: PollState): PollState {
	const start = secondsIn(done);
	const left = Object.entries(known).filter(([, mark]) => secondsOf(mark) >= start);
	const timeless = left.filter(([, mark]) => secondsOf(mark) === NO_TIME).slice(0, MOST_TIMELESS);
	const timed = left.filter(([, mark]) => secondsOf(mark) !== NO_TIME);
	if (timed.length <= MOST_TIMED)
		return { since, done, known: Object.fromEntries([...timed, ...timeless]) };
	const seconds = timed.map(([, mark]) => secondsOf(mark)).sort();
	const last = seconds[seconds.length - MOST_TIMED - 1];
	const kept = timed.filter(([, mark]) => secondsOf(mark) > last);
	return {
		since,
		done: endOfSecond(iso(DateTime.fromSeconds(parseInt(last, 36)))),
		known: Object.fromEntries([...kept, ...timeless]),
	};
}

/** How many more changes can be remembered. */
export function roomIn({ known }: PollState): number {
	return Math.max(0, MOST_TIMED - Object.keys(known).length);
}

function timelessIn({ known }: PollState): number {
	return Object.values(known).filter((mark) => secondsOf(mark) === NO_TIME).length;
}

/** So that IDs of any length take the same room. */
export function keyOf(id: string): string {
	return fingerprint(id).slice(0, 12);
}

/** Seven digits of base 36 hold the seconds of this and the next thousand years. */
const TIME_DIGITS = 7;
const NO_TIME = 'z'.repeat(TIME_DIGITS);
const MARK_DIGITS = 8;

/** The second of a change in digits that can be compared as text. */
function secondsIn(moment: string): string {
	const milliseconds = PLAIN_UTC.test(moment)
		? Date.parse(moment)
		: DateTime.fromISO(moment, { zone: 'utc' }).toMillis();
	const seconds = Math.floor(milliseconds / 1000);
	return Number.isNaN(seconds)
		? NO_TIME
		: Math.max(0, seconds).toString(36).padStart(TIME_DIGITS, '0');
}

function secondsOf(mark: string): string {
	return mark.slice(0, TIME_DIGITS);
}

function shortOf(text: string): string {
	return fingerprint(text).slice(0, MARK_DIGITS);
}

function changeMark(modified: string): string {
	return `${secondsIn(modified)}${shortOf(modified)}`;
}

/**
 * What is kept of a record. Only at the newest time that was seen may a change follow, and only until
 * the next poll: so no more fingerprints of contents are kept, and a record whose content changes
 * with each reading is met once more, not forever.
 */
function markOf({ id, modified, content }: Polled, newest: string, known: PollState['known']) {
	const mark = changeMark(modified);
	const mayFollow = modified === newest && !(known[keyOf(id)] ?? '').startsWith(mark);
	return content === undefined || !mayFollow ? mark : `${mark}#${contentMark(content)}`;
}

function isKnown(before: string | undefined, { modified, content }: Polled): boolean {
	if (before === undefined) return false;
	const mark = changeMark(modified);
	if (content === undefined || before === mark) return before.startsWith(mark);
	return before === `${mark}#${contentMark(content)}`;
}

/** What can't even be written down is the same each time. */
function contentMark(content: IDataObject): string {
	try {
		return shortOf(JSON.stringify(content));
	} catch {
		return '';
	}
}

/** How far back a change may become visible late. */
export function overlapBefore(since: string): string {
	return iso(DateTime.fromISO(since, { zone: 'utc' }).minus(OVERLAP));
}

/** Whether one moment is later than another, each with as many digits as it has. */
export function isAfter(moment: string, other: string): boolean {
	return withoutZone(moment) > withoutZone(other);
}

function withoutZone(moment: string): string {
	return moment.endsWith('Z') ? moment.slice(0, -1) : moment;
}

function endOfSecond(moment: string): string {
	return `${moment.slice(0, 19)}.999999Z`;
}

/** A record without a time that can be read must not set the time from which later polls look. */
function newestOf(records: readonly Polled[], since: string): string {
	return records.reduce(
		(latest, { modified }) => (isAfter(modified, latest) && isTime(modified) ? modified : latest),
		since,
	);
}

const TIME = /^\d{4}-\d{2}-\d{2}T/;
/** As `isoUtc` writes it, on a day that each month has. */
const PLAIN_UTC =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?Z$/;

/**
 * Whether a text is a time at which something can have changed. One that lies years ahead, such as the last day that a
 * system knows, is the time of a broken record: everything that changes until then would count as done.
 */
export function isTime(text: string): boolean {
	// Long lists hold thousands of them, and Luxon takes its time for each.
	const isReadable = PLAIN_UTC.test(text) || (TIME.test(text) && DateTime.fromISO(text).isValid);
	return isReadable && Number(text.slice(0, 4)) <= new Date().getUTCFullYear() + MOST_YEARS_AHEAD;
}

/** A vendor's clock, or this server's, may be off. */
const MOST_YEARS_AHEAD = 5;

function iso(moment: DateTime): string {
	return isoUtc(moment) ?? '';
}
