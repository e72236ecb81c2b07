import type { CancelSignal } from '../contract/callContext';
import { REAL_CLOCK, sensiblePause, type Clock } from './clock';
import type { CallEnd, Pace, Ticket } from './pace';
import { LOOK_EVERY_MS, WaitingLine } from './waitingLine';

/** After a pause as long as this, one call alone finds out whether it is over. */
const PROBED_PAUSE_MS = 2000;
/**
 * A vendor that asks for some time and refuses again behind it did not ask for enough. From then on nobody calls for
 * so long at least, and for twice as long with each further refusal.
 */
const LEAST_PAUSE_MS = 250;
const LONGEST_LEAST_MS = 30_000;
/** So that time passes with each look. */
const SHORTEST_WAIT_MS = 1;

/** The turn of one call: it may go now, or it would still take so long, which is too long for it. */
export type Turn = { readonly tooLongMs: number } | GivenTurn;

export interface GivenTurn {
	readonly tooLongMs?: undefined;
	/**
	 * Tells how the call ended; exactly once. @param askedMs how long the vendor wants nobody to call,
	 * where it says so
	 * @returns how long it takes until one more may be sent; 0 unless this one was refused
	 */
	readonly ended: (end: CallEnd, askedMs?: number) => number;
}

/**
 * One budget of an account at one vendor, shared by everything in this process that calls it. It
 * lets calls go in the order in which they came, as fast as a pace allows; the vendor's
 * refusals have the last word. Other processes have limiters of their own and are noticed by refusals alone.
 */
export class RateLimiter {
	private readonly line: WaitingLine;
	private pausedUntil = -Infinity;
	/** After a long pause: whether somebody has been sent to find out if it is over. */
	private probe: 'none' | 'due' | 'under way' = 'none';
	/** Calls that were sent one after the other and refused, with none let through between. */
	private refusalsInARow = 0;
	private refusedAt = -Infinity;
	/** Wakes the one at the front, as something changed. */
	private wake = () => {};

	constructor(
		private pace: Pace,
		private readonly clock: Clock = REAL_CLOCK,
	) {
		this.line = new WaitingLine(clock);
	}

	/** Another pace from now on, or the same one after it was told something new. */
	changed(pace: Pace): void {
		this.pace = pace;
		this.wake();
	}

	/**
	 * Waits for the next turn; who came first gets it first, but a call that was refused goes before all new ones.
	 * @param patienceMs how long a pause that the vendor asked for may be; our own pacing is waited out anyway
	 * @param until for a call that is repeated, on the same clock: when it makes no sense any more
	 * @throws Cancelled
	 */
	async take(
		signal: CancelSignal | undefined,
		patienceMs = Infinity,
		until = Infinity,
		weight = 1,
	): Promise<Turn> {
		const place = this.line.join(until !== Infinity);
		try {
			for (;;) {
				const now = this.clock.now();
				const paused = this.pausedUntil - now;
				if (paused > patienceMs || this.pausedUntil > until) return { tooLongMs: paused };
				if (now > until) return { tooLongMs: now - until };
				if (!place.isFirst()) {
					await place.forward(signal);
					continue;
				}
				const left = Math.max(paused, this.pace.waitFor(now, weight));
				if (left <= 0 && this.probe !== 'under way') return this.turn(now, weight);
				if (left !== Infinity && now + left > until) return { tooLongMs: left };
				await this.change(left <= 0 ? Infinity : left, signal);
			}
		} finally {
			place.leave();
		}
	}

	/** Nobody calls for so long, at the vendor's word; then one call alone finds out whether that is over. */
	pause(milliseconds: number): void {
		const pause = sensiblePause(milliseconds) ?? 0;
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + pause);
		if (pause >= PROBED_PAUSE_MS && this.probe === 'none') this.probe = 'due';
	}

	private turn(now: number, weight: number): GivenTurn {
		const ticket = this.pace.send(now, weight);
		const isProbe = this.probe === 'due';
		if (isProbe) this.probe = 'under way';
		return {
			ended: (end, askedMs) => {
				if (isProbe) this.probe = end === 'spent' ? 'none' : 'due';
				return this.ended(ticket, end, askedMs);
			},
		};
	}

	private ended(ticket: Ticket, end: CallEnd, askedMs: number | undefined): number {
		const now = this.clock.now();
		if (end === 'refused') this.refused(ticket, now);
		else if (end === 'spent') this.refusalsInARow = 0;
		const pause = ticket.ended(now, end, this.pauseAskedFor(askedMs));
		if (pause > 0) this.pause(pause);
		this.wake();
		if (end !== 'refused') return 0;
		const left = this.pace.waitFor(now, ticket.weight);
		return Math.max(0, this.pausedUntil - now, left === Infinity ? 0 : left);
	}

	/** Calls that were under way together are refused for the same reason. */
	private refused({ sentAt }: Ticket, now: number): void {
		if (sentAt >= this.refusedAt) this.refusalsInARow += 1;
		this.refusedAt = now;
	}

	private pauseAskedFor(askedMs: number | undefined): number | undefined {
		const asked = sensiblePause(askedMs);
		if (asked === undefined || asked === 0) return undefined;
		const least =
			this.refusalsInARow < 2
				? 0
				: Math.min(LEAST_PAUSE_MS * 2 ** (this.refusalsInARow - 2), LONGEST_LEAST_MS);
		return Math.max(asked, least);
	}

	/** Waits until some call ended, for so long at most. @throws Cancelled */
	private async change(left: number, signal: CancelSignal | undefined): Promise<void> {
		const woken = new Promise<void>((done) => (this.wake = done));
		const wait = Math.min(Math.max(left, SHORTEST_WAIT_MS), LOOK_EVERY_MS);
		await Promise.race([woken, this.clock.wait(wait, signal)]);
	}
}
