import type { CancelSignal } from '../contract/callContext';
import type { Rate } from '../contract/vendor';
import { wait } from './wait';
import { WaitingLine } from './waitingLine';

/** After a refusal the account is called at this part of the rate at which the vendor refused. */
const SLOW_DOWN = 0.7;
/**
 * So long it takes until it is called at that rate again: slower and slower towards it, hardly
 * faster for as long again,
 * and then more and more. By time and not by successes, as many calls at once would be at too much again in a moment.
 */
const BACK_AFTER_MS = 5000;
/** Longer where each refusal costs a long wait. */
const BACK_AFTER_WAITS = 5;
/**
 * What was accepted lately says little where other workers spent the budget: it takes no more
 * than this away at once.
 */
const LARGEST_LOSS = 0.5;
const SLOWEST_PER_SECOND = 0.2;
/** Above this a learned rate says nothing any more. */
const FORGET_PER_SECOND = 200;
const MEASURED_OVER_MS = 5000;
const ONE_REDUCTION_PER_MS = 1000;
/** A window seen from the vendor can be a little shorter than ours: answers travel at different speeds. */
const WINDOW_MARGIN = 1.02;

/**
 * One account's budget at one vendor, shared by everything in this process that calls it. It spends the allowed burst
 * first. In queue mode every worker has its own, so the vendor's refusals have the last word:
 * they pause it and teach it
 * the rate that is left for this process, which then grows again as long as calls are accepted.
 */
export class RateLimiter {
	private readonly gauge: Gauge;
	private readonly accepts: number[] = [];
	private readonly line = new WaitingLine();
	/** Calls per second that the vendor seems to have left for us; Infinity until it refuses one. */
	private learned = Infinity;
	/** What it was when the vendor refused, and how long it takes until it is that again. */
	private tooMuch = Infinity;
	private backAfter = BACK_AFTER_MS;
	private pausedUntil = -Infinity;
	private lastCall = -Infinity;
	private reducedAt = -Infinity;

	constructor(
		rate: Rate,
		// A clock that nobody can set back.
		private readonly now: () => number = () => performance.now(),
	) {
		this.gauge =
			'burst' in rate
				? bucketGauge(rate.burst, rate.perSecond)
				: windowGauge(rate.calls, rate.seconds);
	}

	/**
	 * Waits for the next free slot and takes it; who came first gets it first.
	 * @param patienceMs how long a pause that the vendor asked for may be; our own pacing is waited out anyway
	 * @param until for a call that is repeated, on the same clock: when it makes no sense any more
	 * @returns 0, or how long it would still take when that is too long
	 * @throws Cancelled
	 */
	async take(
		signal: CancelSignal | undefined,
		patienceMs = Infinity,
		until = Infinity,
	): Promise<number> {
		const place = this.line.join();
		try {
			for (;;) {
				const now = this.now();
				if (this.pausedUntil - now > patienceMs || this.pausedUntil > until)
					return this.pausedUntil - now;
				if (now > until) return now - until;
				if (!place.isFirst()) {
					await place.forward(signal);
					continue;
				}
				const asked = Math.max(this.pausedUntil - now, this.gauge.waitFor(now));
				// A call that is repeated comes when the vendor has said; what we have learned is for new ones.
				const left =
					until === Infinity ? Math.max(asked, this.lastCall + 1000 / this.learned - now) : asked;
				if (left <= 0) {
					this.lastCall = now;
					this.gauge.spend(now);
					return 0;
				}
				if (now + left > until) return left;
				await wait(left, signal);
			}
		} finally {
			place.leave();
		}
	}

	/** The vendor refused a call: nobody calls for `waitMs`, and then slower than before. */
	refused(waitMs: number): void {
		const now = this.now();
		this.pausedUntil = Math.max(this.pausedUntil, now + waitMs);
		if (now - this.reducedAt < ONE_REDUCTION_PER_MS) return;
		this.reducedAt = now;
		this.backAfter = Math.max(BACK_AFTER_MS, BACK_AFTER_WAITS * waitMs);
		const least = this.learned === Infinity ? 0 : this.learned * LARGEST_LOSS;
		this.tooMuch = Math.max(
			SLOWEST_PER_SECOND / SLOW_DOWN,
			least,
			Math.min(this.learned, this.acceptedPerSecond(now)),
		);
		this.learned = SLOW_DOWN * this.tooMuch;
		this.gauge.fill(now);
	}

	accepted(): void {
		this.accepts.push(this.now());
		if (this.accepts.length > 1000) this.accepts.splice(0, 500);
		if (this.learned === Infinity) return;
		// A cubic: from -1 at the refusal through 0, where the rate is back.
		const way = (this.now() - this.reducedAt) / this.backAfter - 1;
		const grown = this.tooMuch * (1 + (1 - SLOW_DOWN) * way ** 3);
		this.learned = grown > FORGET_PER_SECOND ? Infinity : Math.max(this.learned, grown);
	}

	private acceptedPerSecond(now: number): number {
		const recent = this.accepts.filter((at) => at > now - MEASURED_OVER_MS).length;
		return (recent * 1000) / MEASURED_OVER_MS;
	}
}

/** Knows how long until one more call fits. Times in milliseconds. */
interface Gauge {
	waitFor(now: number): number;
	spend(now: number): void;
	/** The vendor says the budget is used up, whatever we counted. */
	fill(now: number): void;
}

function bucketGauge(burst: number, perSecond: number): Gauge {
	let level = 0;
	let seen = 0;
	return {
		waitFor(now) {
			level = Math.max(0, level - (Math.max(0, now - seen) / 1000) * perSecond);
			seen = now;
			return ((level + 1 - burst) / perSecond) * 1000;
		},
		spend() {
			level += 1;
		},
		fill(now) {
			level = Math.max(level, burst - 1);
			seen = now;
		},
	};
}

function windowGauge(calls: number, seconds: number): Gauge {
	const length = seconds * 1000 * WINDOW_MARGIN;
	let taken: number[] = [];
	return {
		waitFor(now) {
			taken = taken.filter((at) => at > now - length && at <= now);
			return taken.length < calls ? 0 : taken[taken.length - calls] + length - now;
		},
		spend(now) {
			taken.push(now);
		},
		fill() {},
	};
}

const paces = new Map<string, RateLimiter>();

/** The pace of one account and budget; made at first use and kept for the life of the process. */
export function rateLimiterOf(key: string, rate: Rate): RateLimiter {
	const known = paces.get(key);
	if (known !== undefined) return known;
	const made = new RateLimiter(rate);
	paces.set(key, made);
	return made;
}

/** A pause of some of an account's calls, while the others go on. */
export class Pause {
	private until = -Infinity;

	constructor(private readonly now: () => number = () => performance.now()) {}

	/** Waits until the pause is over. Parameters and result as in RateLimiter.take. @throws Cancelled */
	async take(
		signal: CancelSignal | undefined,
		patienceMs = Infinity,
		until = Infinity,
	): Promise<number> {
		const left = this.until - this.now();
		if (left <= 0) return 0;
		if (left > patienceMs || this.until > until) return left;
		await wait(left, signal);
		return await this.take(signal, patienceMs, until);
	}

	/** The vendor refused a call: none of its kind for `waitMs`. */
	refused(waitMs: number): void {
		this.until = Math.max(this.until, this.now() + waitMs);
	}
}

const pauses = new Map<string, Pause>();

/** The pause of some calls of an account; kept for the life of the process. */
export function pauseOf(key: string): Pause {
	const known = pauses.get(key) ?? new Pause();
	pauses.set(key, known);
	return known;
}
