/**
 * What two records that are kept in step were like when they last were, as check sums, in the memory of this process
 * (docs/decisions/0024-both-sides-changed.md). It is gone after a restart.
 */

/** One of two records. */
export interface RememberedSide {
	/** A check sum of each part of it. */
	readonly parts: Readonly<Record<string, string>>;
	/** Check sums of those parts that the sync has changed last, as they were before. */
	readonly before: Readonly<Record<string, string>>;
	/** Those of them that its last write has changed. */
	readonly justBefore: Readonly<Record<string, string>>;
	/** When it was last changed, as its service says. */
	readonly updated: string | undefined;
	/** The same, as it last came from its trigger; undefined where it has not come yet. */
	readonly seen: string | undefined;
	/** The same, before the sync itself has changed it. */
	readonly edited: string | undefined;
}

/** Two records as they were when they were last in step: the one of the activity, and the one here. */
export interface RememberedPair {
	readonly there: RememberedSide;
	readonly here: RememberedSide;
}

/** By which a record is known. Several accounts of one service may use the same ID, but not at the same moment. */
export interface Identity {
	readonly vendor?: string;
	readonly id?: string;
	readonly created?: string;
}

const MOST = 20_000;
/** By both records; the pair that was seen last stands last. */
const remembered = new Map<string, Readonly<Record<string, RememberedSide>>>();
/** The same by one of the records. */
const sides = new Map<string, RememberedSide>();

function nameOf({ vendor, id, created }: Identity): string | undefined {
	return vendor === undefined || id === undefined || created === undefined
		? undefined
		: `${vendor}:${id}@${created}`;
}

/** @returns undefined for a pair that was not seen yet, or is not known well enough */
export function recall(there: Identity, here: Identity): RememberedPair | undefined {
	const names = [nameOf(there), nameOf(here)];
	const [one, other] = names;
	if (one === undefined || other === undefined) return undefined;
	const pair = remembered.get(names.sort().join(' '));
	return pair === undefined ? undefined : { there: pair[one], here: pair[other] };
}

/** @returns undefined for a record that is not known to be kept in step */
export function recallSide(record: Identity): RememberedSide | undefined {
	const name = nameOf(record);
	return name === undefined ? undefined : sides.get(name);
}

/** Keeps what is known of a pair now. */
export function keepInMind(there: Identity, here: Identity, pair: RememberedPair): void {
	const names = [nameOf(there), nameOf(here)];
	const [one, other] = names;
	if (one === undefined || other === undefined) return;
	const key = names.sort().join(' ');
	remembered.delete(key);
	remembered.set(key, { [one]: pair.there, [other]: pair.here });
	const [oldest] = remembered.keys();
	if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest);
	keepSide(one, pair.there);
	keepSide(other, pair.here);
}

function keepSide(name: string, side: RememberedSide): void {
	sides.delete(name);
	sides.set(name, side);
	const [oldest] = sides.keys();
	if (sides.size > 2 * MOST && oldest !== undefined) sides.delete(oldest);
}

/** What is remembered of a pair does not hold any more, and what holds is not known. */
export function forgetPair(there: Identity, here: Identity): void {
	const names = [nameOf(there), nameOf(here)];
	remembered.delete(names.sort().join(' '));
	for (const name of names) sides.delete(name ?? '');
}

/** As after a restart of n8n. */
export function forgetPairs(): void {
	remembered.clear();
	sides.clear();
}
