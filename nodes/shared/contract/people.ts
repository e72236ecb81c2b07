import type { Problem, RequestSpec } from './call';

/** What people are known by outside of a CRM. */
export type AddressKind = 'email' | 'phone';

/** A record that a look-up has found. */
export interface FoundRecord {
	/** As text, the way the field that asked for it reads IDs. */
	readonly id: string;
	/** For the message when several are found. */
	readonly name?: string;
	/** False for somebody who can't sign in any more: counts where nobody else is found, and never for a write. */
	readonly isActive?: boolean;
}

/**
 * A look-up that has to be made before an item can be sent: a person by email, the contact of a deal. It is the same
 * object for the same look-up, as each key is looked up once a run.
 */
export interface RecordSearch {
	/** What is looked for, in the singular: `user`. */
	readonly record: string;
	/** What it is looked for by: `email`. */
	readonly by: string;
	/**
	 * Asks for one key. Requests may join a bulk call; otherwise a few are under way at once.
	 * @param key as addresses are compared, or an ID
	 */
	readonly request?: (key: string) => RequestSpec;
	/**
	 * The records in the order in which they were added, as far as the vendor tells; undefined where the answer does not
	 * say it, so that the list is looked through.
	 * @throws Refused for an answer that makes no sense
	 */
	readonly read?: (body: unknown, key: string) => readonly FoundRecord[] | undefined;
	/** Reads the vendor's whole list, up to a bound, for all keys that `request` has not found. */
	readonly list?: (keys: ReadonlySet<string>) => Generator<RequestSpec, Listing, unknown>;
	/** What nobody found means, where it is more than that. */
	readonly missing?: (key: string) => Pick<Problem, 'title' | 'advice'>;
}

/** What came of looking through a list. */
export interface Listing {
	readonly found: ReadonlyMap<string, readonly FoundRecord[]>;
	/** How many records were read, where the list is longer. */
	readonly endedAfter?: number;
}

/** How records of a kind are found by what people know of them. A kind of address that is absent can't be used. */
export interface PersonFinder {
	readonly email?: RecordSearch;
	readonly phone?: RecordSearch;
}

/** What the look-ups of a run have found. */
export interface FoundRecords {
	/**
	 * The ID of the one record, as text.
	 * @param label of the field that asks
	 * @throws LookUpFirst while it was not looked up yet, InvalidInput for none or several, Refused for a failed look-up
	 */
	idOf(search: RecordSearch, key: string, label: string): string;
	/**
	 * The same, where nobody is an answer as well.
	 * @returns undefined for nobody, or nobody who can still sign in
	 * @throws LookUpFirst while it was not looked up yet, InvalidInput for several, Refused for a failed look-up
	 */
	find(search: RecordSearch, key: string, label: string): string | undefined;
	/** Somebody whom no look-up has found is left out of what is written: the run says so when it ends. */
	leaveOut(who: string): void;
}

/** Something has to be looked up before the item can go on; it is read again then. */
export class LookUpFirst extends Error {
	constructor() {
		super('A record must be looked up first');
		this.name = 'LookUpFirst';
	}
}

/** What a vendor tells of one of its users. */
export interface UserDetails {
	readonly name?: unknown;
	readonly email?: unknown;
}

/** Reads users by their IDs. Its requests are `mayBeDenied`: who can't be read is not in the answer. */
export type UserReader = (
	ids: readonly string[],
) => Generator<RequestSpec, ReadonlyMap<string, UserDetails>, unknown>;
