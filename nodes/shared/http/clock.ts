import type { CancelSignal } from '../contract/callContext';
import { now, wait } from './wait';

/** Time as the limits see it. Tests put another in its place, on which hours pass at once. */
export interface Clock {
	/** Milliseconds, on a clock that nobody can set back. */
	readonly now: () => number;
	/** @throws Cancelled */
	readonly wait: (milliseconds: number, signal: CancelSignal | undefined) => Promise<void>;
	/** From 0 to 1, so that processes don't march in step. */
	readonly random: () => number;
}

export const REAL_CLOCK: Clock = { now, wait, random: Math.random };

/** Nobody is kept away longer at a time, whatever a vendor or a proxy asks for; then it is asked again. */
export const LONGEST_PAUSE_MS = 3_600_000;

/** A pause that a vendor asked for, made sensible. @returns undefined for what is no time at all */
export function sensiblePause(milliseconds: number | undefined): number | undefined {
	return milliseconds === undefined || Number.isNaN(milliseconds)
		? undefined
		: Math.min(Math.max(0, milliseconds), LONGEST_PAUSE_MS);
}
