import { asText } from '../text/unknownJson';
import { now } from './wait';

/** What whole seconds in headers and records may hide. */
const ROUNDING_MS = 1000;

/**
 * A vendor's own clock, as its answers tell it in their `Date` header: records are dated by it, and not by the clock of
 * this machine.
 */
export class VendorClock {
	/** How far it is ahead of the clock of http/wait.ts, at least. */
	private ahead: number | undefined;

	/** @param date the header of an answer that has just come */
	heard(date: unknown): void {
		const theirs = Date.parse(asText(date));
		// The answer was on its way, so that it is later there by now: what is told is never too late.
		if (!Number.isNaN(theirs)) this.ahead = theirs - now();
	}

	/**
	 * The whole second that the vendor's clock showed at a moment, or an earlier one.
	 * @param moment on the clock of http/wait.ts
	 * @returns milliseconds since 1970; undefined while no answer has told the vendor's time
	 */
	at(moment: number): number | undefined {
		if (this.ahead === undefined) return undefined;
		return Math.floor((moment + this.ahead) / ROUNDING_MS) * ROUNDING_MS;
	}
}
