import type { MeterReading } from '../contract/vendor';
import { sensiblePause } from './clock';
import type { Pace, Ticket } from './pace';

/** From this part of what there is on, calls are spread over the time until some of it comes back. */
const SLOW_FROM = 0.5;
/** That much is never spent on purpose. */
const SPEND_UP_TO = 0.95;
/** A refusal shows what there is where at least this part of the usual amount was used. */
const BELIEVED_FROM = 0.5;
/** So much the newest call counts in what a call is thought to cost. */
const NEWEST_COUNTS = 0.3;
/** A part of what was used may come back any minute, whatever was said. */
const LONGEST_GAP_MS = 60_000;
/** After a refusal where nobody said how long. */
const USUAL_PAUSE_MS = 10_000;

/**
 * Something that the vendor counts by itself, such as the computing time of one method, and tells
 * with each answer. Calls get rarer as it is used up, so that the limit is not reached.
 * All times in milliseconds, amounts in the vendor's unit.
 */
export class MeterPace implements Pace {
	private used = 0;
	private most = Infinity;
	/** What a refusal has shown to be the most. */
	private learnedMost = Infinity;
	private resetsAt = -Infinity;
	/** What a call costs. */
	private cost = 0;
	private underWay = 0;
	private lastSentAt = -Infinity;

	/** What an answer said. */
	read(now: number, { used, most, resetsInMs }: MeterReading): void {
		const resets = sensiblePause(resetsInMs);
		if (resets !== undefined) this.resetsAt = now + resets;
		if (most !== undefined) this.most = most;
		if (used === undefined || !(used >= 0)) return;
		const spent = used - this.used;
		// It sinks when some of it comes back, which says nothing about the call.
		if (spent > 0) this.cost += (spent - this.cost) * (this.cost === 0 ? 1 : NEWEST_COUNTS);
		this.used = used;
	}

	waitFor(now: number): number {
		const most = Math.min(this.most, this.learnedMost);
		const used = this.used + this.underWay * this.cost;
		if (this.resetsAt <= now || !(used > SLOW_FROM * most)) return 0;
		const left = SPEND_UP_TO * most - used;
		const gap = left < this.cost ? Infinity : ((this.resetsAt - now) * this.cost) / left;
		return Math.max(0, this.lastSentAt + Math.min(gap, LONGEST_GAP_MS) - now);
	}

	send(now: number, weight: number): Ticket {
		this.lastSentAt = now;
		this.underWay += 1;
		return {
			sentAt: now,
			weight,
			ended: (at, end, askedMs) => {
				this.underWay -= 1;
				return end === 'refused' ? this.refused(at, askedMs) : 0;
			},
		};
	}

	/** @returns how long nobody should call now */
	refused(now: number, askedMs: number | undefined): number {
		// Far below it something else was meant, such as a block by hand.
		const isUsedUp = this.used > BELIEVED_FROM * this.most;
		if (isUsedUp) this.learnedMost = Math.min(this.learnedMost, this.used);
		const resets = this.resetsAt - now;
		return askedMs ?? (isUsedUp && resets > 0 ? Math.min(resets, LONGEST_GAP_MS) : USUAL_PAUSE_MS);
	}
}
