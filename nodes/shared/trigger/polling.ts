import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../secrets/compareSecrets';
import { isoUtc } from '../text/dates';
import { asObject, asText } from '../text/unknownJson';

/**
 * What a polling trigger remembers: how far it has come by the vendor's own clock, and what it
 * has seen close to there.
 */
export interface PollState {
	/** ISO in UTC, as exact as the vendor gives it. The newest change seen; never moves back. */
	readonly since: string;
	/**
	 * id -> when the record was last changed, for records changed within the overlap; with a
	 * fingerprint of it behind a `#`, where it may have changed again at that time.
	 */
	readonly seen: Readonly<Record<string, string>>;
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

/** Reads the state of an earlier poll. @returns undefined for the first one */
export function pollState(stored: IDataObject): PollState | undefined {
	const since = asText(stored.since);
	if (!isTime(since)) return undefined;
	return {
		since,
		seen: Object.fromEntries(
			Object.entries(asObject(stored.seen)).map(([id, modified]) => [id, asText(modified)]),
		),
	};
}

/** From when on a poll has to ask; the end stays open, so that the vendor's clock may be ahead. */
export function pollFrom(state: PollState | undefined, now: DateTime): string {
	return state === undefined ? iso(now.minus(FIRST_LOOK)) : overlapBefore(state.since);
}

/**
 * The state after the first run, which gives no records: everything that is there is known.
 * @param records the newest there are
 */
export function baseline(records: readonly Polled[], now: DateTime): PollState {
	return remember(
		{ since: newestOf(records, '') || iso(now.minus(LARGEST_SKEW)), seen: {} },
		records,
	);
}

export const isWatched = (watch: Watch) => (change: Change) => watch === 'both' || watch === change;

/**
 * Records that changed since the last poll, oldest change first, and the state after them.
 * @param wanted which changes are reported
 */
export function freshRows<T>(
	state: PollState,
	rows: readonly T[],
	polled: (row: T) => Polled,
	wanted: (change: Change, row: T) => boolean,
): { readonly fresh: T[]; readonly state: PollState } {
	const start = overlapBefore(state.since);
	const fresh = rows
		.map((row) => ({ row, ...polled(row) }))
		.filter(({ row, id, created, modified, content }) => {
			if (modified < start || isKnown(state.seen[id], modified, content)) return false;
			return wanted(
				created >= start && !Object.hasOwn(state.seen, id) ? 'created' : 'updated',
				row,
			);
		})
		.sort((a, b) =>
			a.modified === b.modified ? a.id.localeCompare(b.id) : a.modified < b.modified ? -1 : 1,
		);
	return { fresh: fresh.map(({ row }) => row), state: remember(state, rows.map(polled)) };
}

function remember({ since, seen }: PollState, records: readonly Polled[]): PollState {
	const newest = newestOf(records, since);
	const start = overlapBefore(newest);
	const all = {
		...seen,
		...Object.fromEntries(records.map((record) => [record.id, mark(record, newest, seen)])),
	};
	return {
		since: newest,
		seen: Object.fromEntries(Object.entries(all).filter(([, modified]) => modified >= start)),
	};
}

/**
 * What is kept of a record. Only at the newest time that was seen may a change follow, and only until
 * the next poll: so no more fingerprints are kept, and a record whose content changes with each
 * reading is met once more, not for ever.
 */
function mark({ id, modified, content }: Polled, newest: string, seen: PollState['seen']): string {
	const mayFollow = modified === newest && timeOf(seen[id]) !== modified;
	return content === undefined || !mayFollow ? modified : `${modified}#${fingerprintOf(content)}`;
}

function isKnown(before: string | undefined, modified: string, content?: IDataObject): boolean {
	if (before === undefined || content === undefined || before === modified)
		return timeOf(before) === modified;
	return before === `${modified}#${fingerprintOf(content)}`;
}

function timeOf(kept = ''): string {
	return kept.split('#', 1)[0];
}

/** What can't even be written down is the same each time. */
function fingerprintOf(content: IDataObject): string {
	try {
		return fingerprint(JSON.stringify(content)).slice(0, 16);
	} catch {
		return '';
	}
}

/** How far back a change may become visible late. */
export function overlapBefore(since: string): string {
	return iso(DateTime.fromISO(since, { zone: 'utc' }).minus(OVERLAP));
}

/** A record without a time that can be read must not set the time from which later polls look. */
function newestOf(records: readonly Polled[], since: string): string {
	return records.reduce(
		(latest, { modified }) => (modified > latest && isTime(modified) ? modified : latest),
		since,
	);
}

function isTime(text: string): boolean {
	return DateTime.fromISO(text).isValid;
}

function iso(moment: DateTime): string {
	return isoUtc(moment) ?? '';
}
