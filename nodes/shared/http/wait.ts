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
	await pass(milliseconds, () => signal?.aborted === true);
	stopIfCancelled(signal);
}

async function pass(milliseconds: number, isOver: () => boolean): Promise<void> {
	const until = now() + milliseconds;
	for (let left = milliseconds; left > 0 && !isOver(); left = until - now())
		await sleep(Math.min(left, LOOK_EVERY_MS));
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
	let hasEnded = false;
	const patience = pass(milliseconds, () => hasEnded).then(() => late);
	promise.catch(() => undefined);
	try {
		return await Promise.race([promise, patience]);
	} finally {
		hasEnded = true;
	}
}

export function stopIfCancelled(signal: CancelSignal | undefined): void {
	if (signal?.aborted === true) throw new Cancelled();
}
