import type { CancelSignal } from '../contract/callContext';
import { REAL_CLOCK, type Clock } from './clock';

/** How often one who stands in line looks whether the run was cancelled. */
export const LOOK_EVERY_MS = 200;

/** A place in line. It has to be left in the end, whatever happened. */
export interface LinePosition {
	isFirst(): boolean;
	/** Waits until those in front have gone, for a fifth of a second at most. @throws Cancelled */
	forward(signal: CancelSignal | undefined): Promise<void>;
	leave(): void;
}

interface Waiting {
	readonly isAhead: boolean;
	/** Calls it to the front. */
	call: () => void;
}

/** Those who wait for the same thing, in the order in which they came. */
export class WaitingLine {
	private readonly waiting: Waiting[] = [];

	constructor(private readonly clock: Clock = REAL_CLOCK) {}

	/** Runs something when everybody who came before has gone. @throws Cancelled, and what it throws */
	async inTurn<T>(signal: CancelSignal | undefined, run: () => Promise<T>): Promise<T> {
		const place = this.join();
		try {
			while (!place.isFirst()) await place.forward(signal);
			return await run();
		} finally {
			place.leave();
		}
	}

	/** @param isAhead has had its turn before, and goes before all who haven't */
	join(isAhead = false): LinePosition {
		const { waiting, clock } = this;
		const self: Waiting = { isAhead, call: () => {} };
		const behind = isAhead ? waiting.findIndex((other) => !other.isAhead) : -1;
		waiting.splice(behind === -1 ? waiting.length : behind, 0, self);
		return {
			isFirst: () => waiting[0] === self,
			async forward(signal) {
				// A call that was moved to the front may have to wait behind another one again.
				const called = new Promise<void>((done) => (self.call = done));
				await Promise.race([called, clock.wait(LOOK_EVERY_MS, signal)]);
			},
			leave() {
				waiting.splice(waiting.indexOf(self), 1);
				waiting[0]?.call();
			},
		};
	}
}
