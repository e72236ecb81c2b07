import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../secrets/compareSecrets';
import { readPortable, type GivenPortable } from './readPortable';
import {
	keepInMind,
	recall,
	recallSide,
	type RememberedPair,
	type RememberedSide,
} from './syncMemory';

/**
 * An activity that comes from another service and its copy here, of which both may have been changed since they were
 * last in step: which parts of the activity are written, and what is a conflict.
 */

/** Who wins where both have changed the same part. */
export type IfBothChanged = 'newest' | 'activity' | 'here' | 'flag' | 'last';

/** What is changed as a whole, and the keys of a portable activity that it has. */
const PARTS = {
	title: ['title'],
	description: ['description'],
	time: ['start', 'end', 'due', 'allDay'],
	state: ['done', 'status'],
	priority: ['priority'],
	direction: ['direction'],
	place: ['location', 'address'],
	owner: ['owner'],
} as const;
type Part = keyof typeof PARTS;
type Key = (typeof PARTS)[Part][number];
const ALL = Object.keys(PARTS) as Part[];

/** What comes of a comparison. */
export interface Comparison {
	/** Parts that stay as they are here. */
	readonly kept: readonly Part[];
	/** Those of them over which the record here has won: what the activity says of them is over. */
	readonly settled: readonly Part[];
	/** What the item says of it. */
	readonly told: IDataObject;
}

/** Everything is written, as where nothing is known of the pair. */
export const NOTHING_KEPT: Comparison = { kept: [], settled: [], told: {} };

interface Sides {
	/** The activity, as it comes from the other service. */
	readonly there: GivenPortable;
	/** The record here, before anything is written. */
	readonly here: GivenPortable;
	readonly rule: IfBothChanged;
	/** Whether people are matched, so that owners can be compared with what they were. */
	readonly matchesPeople: boolean;
}

/** @returns what is to stay, and what to tell of it */
export function compared({ there, here, rule, matchesPeople }: Sides): Comparison {
	const pair = recall(there, here);
	if (rule === 'last' || pair === undefined) return NOTHING_KEPT;
	const parts = ALL.filter((part) => matchesPeople || part !== 'owner');
	const outdated = parts.filter((part) => isOutdated(there, pair.there, part));
	const changedHere = parts.filter(
		(part) => isChanged(here, pair.here, part) && !isSame(there, here, part),
	);
	const clash = changedHere.filter(
		(part) => isChanged(there, pair.there, part) && !outdated.includes(part),
	);
	// A time that is kept in another way here, such as without its start, has not changed for that.
	const inStep = (['time'] as const).filter(
		(part) => !isChanged(there, pair.there, part) && !isChanged(here, pair.here, part),
	);
	const onlyHere = changedHere.filter((part) => !clash.includes(part) && !outdated.includes(part));
	const winner = clash.length === 0 ? undefined : winnerOf(there, here, rule, pair);
	const lost = winner === 'there' ? [] : clash;
	const keys = clash.flatMap((part) => differing(there, here, part));
	return {
		kept: [...onlyHere, ...outdated, ...lost, ...inStep],
		settled: winner === 'here' ? clash : [],
		told: {
			...(onlyHere.length === 0
				? {}
				: { keptHere: onlyHere.flatMap((part) => differing(there, here, part)) }),
			...(clash.length === 0
				? {}
				: {
						conflict: {
							keys,
							winner:
								winner === undefined ? null : ((winner === 'there' ? there : here).vendor ?? null),
							here: valuesOf(here, keys),
							there: valuesOf(there, keys),
						},
					}),
		},
	};
}

/** The activity without the parts that stay as they are here. A title there has to be: it is the one that is here. */
export function withoutKept(
	there: GivenPortable,
	here: GivenPortable,
	kept: readonly Part[],
): GivenPortable {
	const left = new Set<string>(kept.flatMap((part) => PARTS[part]));
	if (kept.includes('time')) left.add('duration');
	const rest = Object.entries(there).filter(([key]) => !left.has(key));
	return {
		...Object.fromEntries(rest),
		...(kept.includes('title') ? { title: here.title ?? there.title } : {}),
	};
}

/**
 * Remembers two records that were compared, and of which the one here was written or found to be in step.
 * @param before the record here as it was; undefined for a new one
 * @param after the same as it is now
 */
export function rememberBoth(
	{ there, before, after }: Record<'there' | 'after', GivenPortable> & { before?: GivenPortable },
	{ kept, settled }: Pick<Comparison, 'kept' | 'settled'>,
): void {
	const known = recall(there, after);
	// What stays and has not come to the other side yet is news there, when the record here comes.
	const old = (side: 'there' | 'here', part: Part) =>
		kept.includes(part) && !(side === 'there' && settled.includes(part))
			? known?.[side].parts[part]
			: undefined;
	const sums = (record: GivenPortable, side: 'there' | 'here') =>
		Object.fromEntries(ALL.map((part) => [part, old(side, part) ?? sumOf(record, part)]));
	const changed = Object.fromEntries(
		ALL.filter((part) => before !== undefined && sumOf(before, part) !== sumOf(after, part)).map(
			(part) => [part, sumOf(before ?? after, part)],
		),
	);
	const isWritten = before?.updated !== after.updated;
	keepInMind(there, after, {
		there: {
			parts: sums(there, 'there'),
			before: known?.there.before ?? {},
			justBefore: known?.there.justBefore ?? {},
			updated: later(there.updated, known?.there.updated),
			seen: later(there.updated, known?.there.seen),
			edited: later(editedAt(there, known?.there), known?.there.edited),
		},
		here: {
			parts: sums(after, 'here'),
			before: { ...known?.here.before, ...changed },
			justBefore: isWritten ? changed : { ...known?.here.justBefore, ...changed },
			updated: after.updated,
			seen: known?.here.seen,
			edited: before === undefined ? there.updated : editedAt(before, known?.here),
		},
	});
}

/**
 * Whether a portable record says something that has not gone to the other service yet, though the sync has written to
 * it last: somebody had changed it before. One that is not known to be kept in step says nothing of the kind.
 */
export function hasNews(item: IDataObject): boolean {
	if (item.portable === undefined) return false;
	const record = portableIn(item);
	const side = record === undefined ? undefined : recallSide(record);
	return (
		record !== undefined && side !== undefined && ALL.some((part) => isChanged(record, side, part))
	);
}

function portableIn(item: IDataObject): GivenPortable | undefined {
	try {
		return readPortable(item, 'utc');
	} catch {
		return undefined;
	}
}

function isChanged(record: GivenPortable, side: RememberedSide, part: Part): boolean {
	return sumOf(record, part) !== side.parts[part];
}

/**
 * Whether it says again what was replaced since: it was read before a later version that has come already or was read
 * here, or before the sync itself has changed it.
 */
function isOutdated(record: GivenPortable, side: RememberedSide, part: Part): boolean {
	const time = timeOf(record.updated);
	if (time < timeOf(side.seen) || time < timeOf(side.edited)) return true;
	if (!isChanged(record, side, part)) return false;
	const sum = sumOf(record, part);
	// Within its second it is what the record was like between two calls of one write.
	return (
		(sum === side.before[part] && time < timeOf(side.updated)) ||
		(sum === side.justBefore[part] && time === timeOf(side.updated))
	);
}

function later(one: string | undefined, other: string | undefined): string | undefined {
	return timeOf(other) > timeOf(one) ? other : one;
}

function winnerOf(
	there: GivenPortable,
	here: GivenPortable,
	rule: IfBothChanged,
	pair: RememberedPair,
): 'there' | 'here' | undefined {
	if (rule === 'flag') return undefined;
	if (rule === 'here') return 'here';
	if (rule === 'activity') return 'there';
	const [theirs, ours] = [timeOf(editedAt(there, pair.there)), timeOf(editedAt(here, pair.here))];
	if (theirs === ours) return (there.vendor ?? '') < (here.vendor ?? '') ? 'there' : 'here';
	// Where a time is not told, neither comparison holds, and the activity is written as if nothing were known.
	return ours > theirs ? 'here' : 'there';
}

/** When somebody last changed a record, other than the sync itself. */
function editedAt(
	{ updated }: GivenPortable,
	side: RememberedSide | undefined,
): string | undefined {
	return side !== undefined && side.updated === updated ? side.edited : updated;
}

function timeOf(time: string | undefined): number {
	return Date.parse(time ?? '');
}

/** Whether both say the same by now. IDs of people are different anyway. */
function isSame(there: GivenPortable, here: GivenPortable, part: Part): boolean {
	const { owner } = there;
	if (part === 'owner') return owner?.email !== undefined && owner.email === here.owner?.email;
	return differing(there, here, part).length === 0;
}

function differing(there: GivenPortable, here: GivenPortable, part: Part): Key[] {
	return PARTS[part].filter((key) => textOf(there, key) !== textOf(here, key));
}

function sumOf(record: GivenPortable, part: Part): string {
	return fingerprint(...PARTS[part].map((key) => textOf(record, key))).slice(0, 12);
}

/** Of an owner it is the ID, as not every reading of a record tells names and addresses. */
function textOf(record: GivenPortable, key: Key): string {
	return JSON.stringify((key === 'owner' ? record.owner?.id : record[key]) ?? null);
}

function valuesOf(record: GivenPortable, keys: readonly Key[]): IDataObject {
	return Object.fromEntries(
		keys.map((key) => [key, (key === 'owner' ? linkOf(record) : record[key]) ?? null]),
	);
}

function linkOf({ owner }: GivenPortable): IDataObject | undefined {
	return owner === undefined ? undefined : { ...owner };
}
