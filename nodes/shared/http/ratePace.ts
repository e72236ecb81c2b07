import type { CallEnd, Pace, Ticket } from './pace';

/** Room that is left in the vendor's bucket, as calls don't all take the same time to get there. */
const ROOM = 1;
/** The first part of the burst may be spent at once: another process may be spending as much. */
const SPENT_AT_ONCE = 0.46;
/** The next ones go one by one, so far apart that a refusal of one stops those behind it. */
const UNPROVEN_GAP_MS = 60;
/**
 * Who has met no refusal for so long has the rest of the burst alone: sooner where one of them was let through, as a
 * refusal, which is no slower, would have been heard of as well.
 */
const PROVEN_AFTER_MS = 400;
const PROVEN_UNHEARD_AFTER_MS = 700;
/** Where nothing is known, so many may be under way at first; each one let through allows one more. */
const FIRST_UNDER_WAY = 4;
/** The first refusal says that the vendor's limit is reached, not how fast calls come free. */
const FIRST_GUESS = 0.5;
const MEASURED_OVER_MS = 1000;
const MOST_REMEMBERED = 1000;
const SHORTEST_MEASURE_MS = 100;
/** A measure that fewer calls or less time stand behind says too little. */
const FEWEST_MEASURED = 3;
/** One measure moves the rate no further down than this. */
const LARGEST_LOSS = 0.8;
const LARGEST_FIRST_LOSS = 0.5;
/** Begun so far below the measured rate, which makes room in the bucket, it is back after a while. */
const BELOW = 0.05;
/** A fair share where the vendor's rate is known, and the least that the first refusals leave. */
const FAIR = 0.5;
const LEAST = 0.25;
const REFUSALS_THAT_DOUBT = 3;
/** That takes so many calls, and so long. */
const CALLS_TO_RETURN = 14;
const MS_TO_RETURN = 2500;
const PAUSES_TO_RETURN = 3;
const SLOW_MS_TO_RETURN = 12_000;
const SLOW_MS_TO_RETURN_LEARNED = 30_000;
/** A pause lets so many places come free, where the rate was measured. */
const PLACES_PER_PAUSE = 4;
/** Without a number of the vendor's, and without a known rate: the first pause, and the longest. */
const FIRST_PAUSE_MS = 500;
const LONGEST_GUESSED_PAUSE_MS = 30_000;
/** After so long without a call the vendor's bucket has emptied: refusals don't measure across it. */
const IDLE_MS = 2000;
const SLOWEST_PER_SECOND = 0.2;
/** Above this a learned rate says nothing any more. */
const FASTEST_PER_SECOND = 1000;

interface Sent {
	/** Counts the calls. */
	readonly no: number;
	readonly sentAt: number;
	readonly weight: number;
}

/**
 * A bucket that drains, or a vendor that publishes nothing and is taken for one. The burst is spent first: half of it
 * at once, then a few calls one by one, as somebody else may be spending it, too, and then the rest. A refusal says
 * that the bucket is full. So between two refusals the vendor let through exactly what drained for us, which is the
 * rate that is left for this process, no matter who else uses the account. It is measured, not guessed. Then it
 * grows, at first not at all and later quickly, for others may have gone.
 * docs/decisions/0014-limits-are-learned.md
 */
export class RatePace implements Pace {
	private burst = Infinity;
	/** What the vendor says; Infinity where it says nothing. */
	private declared = Infinity;
	/** Ours. */
	private rate = Infinity;
	/** The rate that the last refusal measured, and the highest one that any has. */
	private measured = Infinity;
	private highest = 0;
	private measures = 0;
	private level = 0;
	private levelAt = 0;
	private underWay = 0;
	private mostUnderWay = FIRST_UNDER_WAY;
	private lastSentAt = -Infinity;
	/** When the first of the calls went that another process might have had; undefined where none did. */
	private unprovenAt: number | undefined;
	/** One of those calls was let through. */
	private isYesHeard = false;
	private refusedAt = -Infinity;
	private sent = 0;
	private sentBeforeRefusal = 0;
	private pauseMs = 0;
	private refusalsInARow = 0;
	/** When the last call was sent that was refused; undefined where that measures nothing. */
	private fullAt: number | undefined;
	/** Sent since, and not refused. */
	private through: Sent[] = [];
	private spentSinceRefusal = 0;
	private recent: number[] = [];
	private startedAt: number | undefined;

	/** @param random from 0 to 1, so that processes don't march in step */
	constructor(
		private readonly random: () => number,
		burst = Infinity,
		perSecond = Infinity,
	) {
		this.declare(burst, perSecond);
	}

	/** Another plan: what was learned about the old one is no longer true. What was sent stays. */
	declare(burst: number, perSecond: number): void {
		this.burst = burst;
		this.declared = perSecond;
		this.rate = perSecond;
		this.measured = perSecond;
		this.fullAt = undefined;
		this.mostUnderWay = FIRST_UNDER_WAY;
	}

	waitFor(now: number, weight: number): number {
		this.drain(now);
		if (this.rate === Infinity) return this.underWay < this.mostUnderWay ? 0 : Infinity;
		const capacity = Math.max(weight, this.capacity());
		const full = ((this.level + weight - capacity) / this.rate) * 1000;
		if (full > 0) return full;
		if (!this.isUnproven(weight) || this.isProven(now)) return 0;
		return Math.max(0, this.lastSentAt + UNPROVEN_GAP_MS - now);
	}

	/** Whether the call spends what another process may be spending, too. */
	private isUnproven(weight: number): boolean {
		return this.burst !== Infinity && this.level + weight > this.capacity() * SPENT_AT_ONCE;
	}

	private isProven(now: number): boolean {
		const { unprovenAt = now, isYesHeard } = this;
		return now - unprovenAt >= (isYesHeard ? PROVEN_AFTER_MS : PROVEN_UNHEARD_AFTER_MS);
	}

	send(now: number, weight: number): Ticket {
		this.drain(now);
		if (now - this.lastSentAt > IDLE_MS) this.fullAt = undefined;
		this.startedAt ??= now;
		if (!this.isUnproven(weight)) this.unprovenAt = undefined;
		else if (this.unprovenAt === undefined) {
			this.unprovenAt = now;
			this.isYesHeard = false;
		}
		this.level += weight;
		this.underWay += 1;
		this.lastSentAt = now;
		const call = { no: ++this.sent, sentAt: now, weight };
		this.remember(call);
		return {
			...call,
			ended: (at, end, askedMs) => this.ended(at, end, call, askedMs),
		};
	}

	private ended(now: number, end: CallEnd, call: Sent, askedMs: number | undefined): number {
		this.drain(now);
		this.underWay -= 1;
		if (end === 'spent') {
			this.spent(now, call);
			return 0;
		}
		this.through = this.through.filter((other) => other !== call);
		if (end === 'refused') return this.refused(now, call, askedMs);
		this.level = Math.max(0, this.level - call.weight);
		return 0;
	}

	private spent(now: number, { no, sentAt, weight }: Sent): void {
		if (this.unprovenAt !== undefined && sentAt >= this.unprovenAt) this.isYesHeard = true;
		this.mostUnderWay += 1;
		this.refusalsInARow = 0;
		// Those that were under way at the refusal say nothing about what came after it.
		if (no > this.sentBeforeRefusal) this.spentSinceRefusal += weight;
		this.recent.push(now);
		if (this.recent.length > MOST_REMEMBERED) this.recent.splice(0, MOST_REMEMBERED / 2);
		if (this.measured === this.declared) return;
		const passed = now - this.refusedAt;
		const way = Math.max(
			Math.min(
				this.spentSinceRefusal / CALLS_TO_RETURN,
				passed / Math.max(MS_TO_RETURN, PAUSES_TO_RETURN * this.pauseMs),
			),
			// Few calls of ours say little where others make most of them.
			passed / (this.declared === Infinity ? SLOW_MS_TO_RETURN_LEARNED : SLOW_MS_TO_RETURN),
		);
		const whole = this.declared === Infinity ? this.highest : this.declared;
		const grown = this.measured * (1 - BELOW) + whole * BELOW * way ** 3;
		this.rate = Math.min(this.declared, grown > FASTEST_PER_SECOND ? Infinity : grown);
	}

	private refused(now: number, { no, sentAt, weight }: Sent, askedMs: number | undefined): number {
		// Calls that were under way together are refused for the same reason.
		if (no <= this.sentBeforeRefusal) {
			this.filledAt(sentAt);
			return askedMs ?? this.pauseMs - (now - this.refusedAt);
		}
		const isGuess = this.fullAt === undefined;
		const measured = Math.max(SLOWEST_PER_SECOND, this.measureAt(now, sentAt));
		this.filledAt(sentAt);
		this.refusalsInARow += 1;
		this.measured = measured;
		// The first one is a guess.
		this.highest = this.measures === 0 ? measured * FIRST_GUESS : Math.max(this.highest, measured);
		this.rate = measured * (1 - BELOW);
		this.mostUnderWay = FIRST_UNDER_WAY;
		this.pauseMs = askedMs ?? this.ownPause(isGuess);
		this.refusedAt = now;
		this.sentBeforeRefusal = this.sent;
		this.unprovenAt = undefined;
		this.spentSinceRefusal = 0;
		this.level = Math.max(this.level, this.capacity());
		// One call may go as soon as the vendor says, or our own pause is over, however slow the rate is.
		this.level = Math.min(this.level, this.capacity() - weight + (this.pauseMs / 1000) * this.rate);
		return this.pauseMs;
	}

	/** What measures the rate at the next refusal, if there is one. */
	private remember(call: Sent): void {
		if (this.fullAt === undefined) return;
		this.through.push(call);
		if (this.through.length <= MOST_REMEMBERED) return;
		this.through.splice(0, MOST_REMEMBERED / 2);
		this.fullAt = this.through[0].sentAt;
	}

	/** The bucket was full when a call came that was sent then. */
	private filledAt(sentAt: number): void {
		this.fullAt = Math.max(this.fullAt ?? sentAt, sentAt);
		const full = this.fullAt;
		this.through = this.through.filter((call) => call.sentAt > full);
	}

	/**
	 * Calls per second that the vendor has left for us.
	 * @param sentAt when the call was sent that it refused now
	 */
	private measureAt(now: number, sentAt: number): number {
		const share = this.declared === Infinity ? this.rate : this.declared * FAIR;
		if (this.fullAt !== undefined) {
			this.measures += 1;
			// What is still under way was let through: refusals are quicker.
			const count = this.through.reduce(
				(sum, call) => sum + (call.sentAt < sentAt ? call.weight : 0),
				0,
			);
			const isEnough = count >= FEWEST_MEASURED;
			const through = isEnough ? (count * 1000) / Math.max(1, sentAt - this.fullAt) : 0;
			const least =
				this.declared === Infinity || this.measures > REFUSALS_THAT_DOUBT
					? 0
					: this.declared * LEAST;
			const loss = this.measures === 1 ? LARGEST_FIRST_LOSS : LARGEST_LOSS;
			return Math.min(this.rate, Math.max(least, this.measured * loss, through));
		}
		if (this.rate !== Infinity) return Math.min(share, this.rate);
		const span = Math.max(
			SHORTEST_MEASURE_MS,
			Math.min(MEASURED_OVER_MS, now - (this.startedAt ?? now)),
		);
		const through = this.recent.filter((at) => at > now - span).length;
		return (FIRST_GUESS * through * 1000) / span;
	}

	/** Time for a place or two to come free. @param isGuess where no refusal before tells how fast they do */
	private ownPause(isGuess: boolean): number {
		const chance = 1 + this.random();
		const known = this.declared === Infinity ? this.measured / PLACES_PER_PAUSE : this.declared;
		const isUnknown = this.declared === Infinity && isGuess;
		const first = isUnknown ? FIRST_PAUSE_MS : Math.min(FIRST_PAUSE_MS, 1000 / known);
		return Math.min(LONGEST_GUESSED_PAUSE_MS, chance * first * 2 ** (this.refusalsInARow - 1));
	}

	private capacity(): number {
		// How much a vendor holds that publishes nothing is not known: it is taken one by one.
		return this.burst === Infinity ? 1 : Math.max(1, this.burst - ROOM);
	}

	private drain(now: number): void {
		const passed = Math.max(0, now - this.levelAt) / 1000;
		this.levelAt = now;
		if (this.rate === Infinity) this.level = 0;
		else this.level = Math.max(0, this.level - passed * this.rate);
	}
}
