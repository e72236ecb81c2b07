import { sleep } from 'n8n-workflow';
import type { CancelSignal } from '../contract/callContext';
import { Cancelled } from '../contract/errors';

const LOOK_EVERY_MS = 200;

/** Milliseconds on a clock that nobody can set back. */
export function now(): number {
	return performance.now();
}

/**
 * Waits, looking five times a second whether the run was cancelled. (n8n-workflow has no abortable sleep, and timers
 * of our own are not allowed in a node.)
 * @throws Cancelled
 */
export async function wait(milliseconds: number, signal: CancelSignal | undefined): Promise<void> {
	const until = now() + milliseconds;
	for (let left = milliseconds; left > 0; left = until - now()) {
		stopIfCancelled(signal);
		await sleep(Math.min(left, LOOK_EVERY_MS));
	}
	stopIfCancelled(signal);
}

/**
 * What a promise comes to, if it does so in time; whatever comes later is of no interest to anybody.
 * @returns `late` where it takes longer @throws what the promise throws in time
 */
export async function inTime<T, L>(
	promise: Promise<T>,
	milliseconds: number,
	late: L,
): Promise<T | L> {
	const ended = { aborted: false };
	const patience = wait(milliseconds, ended).then(() => late);
	patience.catch(() => undefined);
	promise.catch(() => undefined);
	try {
		return await Promise.race([promise, patience]);
	} finally {
		ended.aborted = true;
	}
}

export function stopIfCancelled(signal: CancelSignal | undefined): void {
	if (signal?.aborted === true) throw new Cancelled();
}
