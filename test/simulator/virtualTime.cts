/**
 * Virtual time: timers, dates, the monotonic clock, and random numbers of everything in this process come from here
 * while a simulation runs. Nothing waits in reality: when nobody has anything to do, the clock jumps to the next timer.
 */
import crypto from 'node:crypto';
import { withGlobal, type Clock } from '@sinonjs/fake-timers';
import type { Random } from './random.cts';

const realImmediate = setImmediate;
/** A run that needs more virtual time than this is stuck: no limit of a vendor explains it. */
export const LONGEST_RUN_MS = 4 * 3_600_000;

export class Stuck extends Error {}

export interface VirtualTime {
	/** Milliseconds since the simulation began; can't be set back. */
	passed(): number;
	/** Wall-clock time, which can jump. */
	now(): number;
	/** Moves the wall clock of n8n's machine, as an administrator or a time server does; timers don't notice. */
	jump(milliseconds: number): void;
	/** Runs something by the vendor's clock, which is right. */
	atVendor<T>(run: () => T): T;
	/** Resolves after that much virtual time. */
	sleep(milliseconds: number): Promise<void>;
	/** Drives time until the promise has settled. @throws Stuck, and what the promise throws */
	until<T>(promise: Promise<T>): Promise<T>;
	end(): void;
}

/**
 * Replaces the clocks and the random numbers of this process until `end()`.
 * @param start wall-clock time at the beginning, in milliseconds since 1970
 */
export function virtualTime(start: number, random: Random): VirtualTime {
	const clock: Clock = withGlobal(globalThis).install({
		now: start,
		toFake: [
			'Date',
			'performance',
			'setTimeout',
			'clearTimeout',
			'setInterval',
			'clearInterval',
			'setImmediate',
			'clearImmediate',
		],
	});
	// As Node does: whole milliseconds, and at least one. Otherwise half a millisecond would never pass.
	const { setTimeout: set } = globalThis;
	const setWhole = (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
		set(run, Math.max(1, Math.trunc(delay ?? 1)), ...given);
	globalThis.setTimeout = Object.assign(setWhole, set) as typeof setTimeout;
	let passed = 0;
	let skew = 0;
	const restoreRandom = seeded(random);
	const time: VirtualTime = {
		passed: () => passed,
		now: () => Date.now(),
		jump(milliseconds) {
			skew += milliseconds;
			clock.setSystemTime(Date.now() + milliseconds);
		},
		atVendor(run) {
			if (skew === 0) return run();
			clock.setSystemTime(Date.now() - skew);
			try {
				return run();
			} finally {
				clock.setSystemTime(Date.now() + skew);
			}
		},
		sleep: async (milliseconds) =>
			await new Promise((done) => setTimeout(done, Math.max(0, milliseconds))),
		async until(promise) {
			let settled = false;
			const noted = promise.finally(() => (settled = true));
			noted.catch(() => undefined);
			for (;;) {
				await idle();
				if (settled) return await noted;
				if (passed > LONGEST_RUN_MS) throw new Stuck(`Not done after ${passed} virtual ms`);
				if (clock.countTimers() === 0) {
					// Something outside of virtual time may be under way, such as a module that is loaded late.
					for (let turn = 0; turn < 50 && !settled && clock.countTimers() === 0; turn++)
						await idle();
					if (settled) return await noted;
					if (clock.countTimers() === 0)
						throw new Stuck('Nobody has anything to do, and it is not done');
				}
				const before = performance.now();
				clock.next();
				passed += performance.now() - before;
			}
		},
		end() {
			clock.uninstall();
			restoreRandom();
		},
	};
	return time;
}

/** Lets everything run that is ready to: all microtasks are done before this resolves. */
async function idle(): Promise<void> {
	await new Promise<void>((done) => realImmediate(done));
}

const { random: realRandom } = Math;
let drawn: Random | undefined;
/** One function for all simulations, as modules that are loaded in one keep it. */
const ofSimulation = (): number => drawn?.next() ?? realRandom();

/** @returns what puts the real ones back */
function seeded(random: Random): () => void {
	const numbers = random.fork('random');
	const bytes = (size: number) =>
		Buffer.from(Array.from({ length: size }, () => numbers.whole(0, 255)));
	const { randomBytes, randomUUID } = crypto;
	drawn = numbers;
	Math.random = ofSimulation;
	const hex = (size: number) => bytes(size).toString('hex');
	const uuid = () => `${hex(4)}-${hex(2)}-4${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`;
	Object.assign(crypto, {
		randomBytes: (size: number, done?: (error: null, made: Buffer) => void) => {
			const made = bytes(size);
			if (done === undefined) return made;
			done(null, made);
			return undefined;
		},
		randomUUID: uuid,
	});
	Object.defineProperty(globalThis.crypto, 'randomUUID', { value: uuid, configurable: true });
	return () => {
		drawn = undefined;
		Math.random = realRandom;
		Object.assign(crypto, { randomBytes, randomUUID });
		Reflect.deleteProperty(globalThis.crypto, 'randomUUID');
	};
}
