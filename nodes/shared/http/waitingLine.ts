import type { CancelSignal } from '../contract/callContext';
import { wait } from './wait';

/** How often one who stands in line looks whether the run was cancelled. */
const LOOK_EVERY_MS = 200;

/** A place in line. It has to be left in the end, whatever happened. */
export interface LinePosition {
	isFirst(): boolean;
	/** Waits until those in front have gone, for a fifth of a second at most. @throws Cancelled */
	forward(signal: CancelSignal | undefined): Promise<void>;
	leave(): void;
}

/** Those who wait for the same thing, in the order in which they came. */
export class WaitingLine {
	/** Calls each of them to the front. */
	private readonly calls: Array<() => void> = [];

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

	join(): LinePosition {
		const { calls } = this;
		let call = () => {};
		const called = new Promise<void>((done) => (call = done));
		calls.push(call);
		return {
			isFirst: () => calls[0] === call,
			forward: async (signal) => await Promise.race([called, wait(LOOK_EVERY_MS, signal)]),
			leave() {
				calls.splice(calls.indexOf(call), 1);
				calls[0]?.();
			},
		};
	}
}
