import { sleep } from 'n8n-workflow';
import { Cancelled } from './errors';

/** The part of an abort signal that is looked at. */
export interface CancelSignal {
	readonly aborted: boolean;
}

const LOOK_EVERY_MS = 200;

/**
 * Waits, looking five times a second whether the run was cancelled. (n8n-workflow has no abortable sleep, and timers
 * of our own are not allowed in a node.)
 * @throws Cancelled
 */
export async function wait(milliseconds: number, signal: CancelSignal | undefined): Promise<void> {
	const until = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0; left = until - Date.now()) {
		stopIfCancelled(signal);
		await sleep(Math.min(left, LOOK_EVERY_MS));
	}
	stopIfCancelled(signal);
}

export function stopIfCancelled(signal: CancelSignal | undefined): void {
	if (signal?.aborted === true) throw new Cancelled();
}
