/** How a call ended, as far as a limit is concerned. */
export type CallEnd =
	/** The vendor let it through, whatever it said then. */
	| 'spent'
	/** Refused before anything was done, because of this limit. */
	| 'refused'
	/** It never got to the vendor. */
	| 'unspent';

/** A call that was let go. */
export interface Ticket {
	/** When; milliseconds. */
	readonly sentAt: number;
	readonly weight: number;
	/**
	 * Tells how it ended; exactly once. @param askedMs how long the vendor wants nobody to call, where
	 * it says so
	 * @returns how long nobody should call now
	 */
	readonly ended: (now: number, end: CallEnd, askedMs?: number) => number;
}

/**
 * Decides when the next call may go: by what the vendor has said its limit is, by what this process
 * has sent, and by what was refused. Knows nothing of who waits. All times in milliseconds.
 */
export interface Pace {
	/**
	 * How long until a call may go, when nothing else happens; 0 for now. Infinity where it depends
	 * on how a call that is under way ends.
	 */
	waitFor(now: number, weight: number): number;
	/** A call goes now. */
	send(now: number, weight: number): Ticket;
}
