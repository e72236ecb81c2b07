import type { CallEnd, Pace, Ticket } from './pace';

/**
 * Seen from the vendor, two calls are as far apart as we sent them only if both took the same time
 * to get there. So a call is counted for a little longer than the vendor's window, and for longer
 * still where its answer took longer than usual, as it may have arrived late.
 */
const MARGIN = 0.01;
const LARGEST_LATENESS = 0.03;
/** More margin after a refusal that uneven travel times explain, and how much at most. */
const WIDER = 0.02;
const LARGEST_MARGIN = 0.05;
/** Others seem to use the account: so many calls after a refusal, one more than our share is tried. */
const PROBE_AFTER_SHARED = 16;
/** Nobody else seems to: then only a new contract could allow more. */
const PROBE_AFTER_ALONE = 64;
const WINDOWS_TO_PROBE_SHARED = 2;
const WINDOWS_TO_PROBE_ALONE = 12;
const LARGEST_STEP = 8;
const SMALLEST_SHARE = 1 / 8;
/** After so many windows without a call, others may have gone. */
const FORGET_SHARE_AFTER = 6;
/** Just after the window in which a call of somebody else was let through. */
const RIGHT_AFTER = 0.005;
/** A try for more comes late in its window, when those who have a share have spent it. */
const LATE = 0.12;

interface Slot {
	readonly sentAt: number;
	readonly weight: number;
	readonly isProbe: boolean;
	/** When the vendor has forgotten it for certain. */
	releasedAt: number;
	isAccepted: boolean;
}

/**
 * At most N calls in any `seconds`. What was let through in one window is let through in the next:
 * so each place in the window is used again as soon as it is free, and no more than have proved to
 * be there. How many there are is found out, whatever the credential says: all up to the smallest
 * number that any of the vendor's plans has may go at once, and one more; if that is let through,
 * all up to the next number, and one more; the first refusal ends it. So finding out costs one
 * refusal at most. With other processes on the account, what each had accepted at the first
 * refusal is its share, and the shares add up to the whole. docs/decisions/0014-limits-are-learned.md
 */
export class WindowPace implements Pace {
	private slots: Slot[] = [];
	private length = 0;
	private known: readonly number[] = [];
	/** Most calls that were let through in one window. */
	private proven = 0;
	/** Calls in a window that are ours; below 1, one call in several windows. Undefined before a refusal. */
	private share: number | undefined;
	private isShared = false;
	private margin = MARGIN;
	private step = 1;
	private spentSinceRefusal = 0;
	private probeAfter = PROBE_AFTER_ALONE;
	private refusedAt = -Infinity;
	private heldUntil = -Infinity;
	private lastSentAt = -Infinity;
	private quickest = Infinity;
	private latest = 0;

	/** @param calls what the credential says @param known what the vendor's plans allow */
	constructor(calls: number, seconds: number, known: readonly number[] = []) {
		this.declare(calls, seconds, known);
	}

	/** Another plan: what was learned about the old one is no longer true. What was sent stays. */
	declare(calls: number, seconds: number, known: readonly number[] = []): void {
		this.length = seconds * 1000;
		this.known = [...new Set([...known, calls])].sort((one, other) => one - other);
		this.proven = 0;
		this.forgetShare();
	}

	waitFor(now: number, weight: number): number {
		this.slots = this.slots.filter(({ releasedAt }) => releasedAt > now);
		if (this.isShared && now - this.lastSentAt > FORGET_SHARE_AFTER * this.length) {
			this.proven = 0;
			this.forgetShare();
		}
		const held = Math.max(0, this.heldUntil - now);
		const limit = this.limitAt(now);
		let used = this.used();
		if (used === 0 || used + weight <= limit) return held;
		for (const slot of [...this.slots].sort((one, other) => one.releasedAt - other.releasedAt)) {
			used -= slot.weight;
			if (used === 0 || used + weight <= limit) return Math.max(held, slot.releasedAt - now);
		}
		return held;
	}

	send(now: number, weight: number): Ticket {
		const slot: Slot = {
			sentAt: now,
			weight,
			isProbe: this.share !== undefined && this.used() + weight > Math.max(1, this.share),
			releasedAt: now + this.length * (1 + this.margin + LARGEST_LATENESS),
			isAccepted: false,
		};
		this.slots.push(slot);
		this.lastSentAt = now;
		return {
			sentAt: now,
			weight,
			ended: (at, end, askedMs = 0) => {
				this.ended(slot, at, end);
				return end === 'refused' ? askedMs : 0;
			},
		};
	}

	private ended(slot: Slot, now: number, end: CallEnd): void {
		if (end === 'spent') {
			this.spent(slot, now);
			return;
		}
		this.slots = this.slots.filter((other) => other !== slot);
		if (end === 'refused') this.refused(slot, now);
	}

	private spent(slot: Slot, now: number): void {
		const took = now - slot.sentAt;
		this.quickest = Math.min(this.quickest, took);
		this.latest = Math.max(took - this.quickest, this.latest * 0.9);
		slot.isAccepted = true;
		const late = Math.min(took - this.quickest, LARGEST_LATENESS * this.length);
		// With less than one call in a window, the next one is due only some windows later.
		const windows = this.share === undefined ? 1 : Math.max(1, 1 / this.share);
		slot.releasedAt = slot.sentAt + this.length * (windows + this.margin) + late;
		this.spentSinceRefusal += 1;
		const through = this.acceptedSince(now - this.length);
		this.proven = Math.max(this.proven, through);
		if (this.share === undefined || through <= this.share) return;
		this.share = through;
		if (slot.isProbe) this.step = Math.min(2 * this.step, LARGEST_STEP);
		// It was under way when another one was refused.
		else this.isShared &&= !this.known.includes(through);
	}

	private refused(slot: Slot, now: number): void {
		// Calls that were under way together are refused for the same reason.
		if (slot.sentAt <= this.refusedAt) return;
		const through = this.acceptedSince(slot.sentAt - this.length);
		this.refusedAt = now;
		this.spentSinceRefusal = 0;
		this.step = 1;
		if (this.share !== undefined && slot.isProbe) {
			this.probeAfter *= 2;
			return;
		}
		if (this.share !== undefined && through >= this.share) return;
		if (this.share !== undefined && this.isExplainedByTravel()) {
			this.margin += WIDER;
			return;
		}
		if (through === 0) this.heldUntil = slot.sentAt + this.length * (1 + RIGHT_AFTER);
		this.isShared = this.share !== undefined || !this.known.includes(through);
		this.share =
			through > 0 ? through : Math.max(SMALLEST_SHARE, Math.min(1, this.share ?? 1) / 2);
		this.probeAfter = this.isShared ? PROBE_AFTER_SHARED : PROBE_AFTER_ALONE;
	}

	private isExplainedByTravel(): boolean {
		return this.latest > this.margin * this.length && this.margin < LARGEST_MARGIN;
	}

	/** How many may stand in the window now. */
	private limitAt(now: number): number {
		if (this.share === undefined) {
			const next = this.known.find((calls) => calls >= Math.max(1, this.proven));
			if (next === undefined) return this.known[this.known.length - 1];
			return next === this.known[this.known.length - 1] ? next : next + 1;
		}
		const whole = Math.max(1, Math.floor(this.share));
		if (!this.mayProbe(now)) return whole;
		if (this.share >= 1) return whole + this.step;
		// Half a share: a whole one is tried, at the end of a window.
		return now - this.lastSentAt > this.length * (1 + LATE) ? whole + 1 : whole;
	}

	private mayProbe(now: number): boolean {
		const windows = this.isShared ? WINDOWS_TO_PROBE_SHARED : WINDOWS_TO_PROBE_ALONE;
		return (
			this.spentSinceRefusal >= this.probeAfter &&
			now - this.refusedAt >= windows * this.length &&
			!this.slots.some(({ isProbe, isAccepted }) => isProbe && !isAccepted)
		);
	}

	private acceptedSince(since: number): number {
		return this.slots
			.filter(({ isAccepted, sentAt }) => isAccepted && sentAt > since)
			.reduce((sum, { weight }) => sum + weight, 0);
	}

	private used(): number {
		return this.slots.reduce((sum, { weight }) => sum + weight, 0);
	}

	private forgetShare(): void {
		this.share = undefined;
		this.isShared = false;
		this.step = 1;
		this.spentSinceRefusal = 0;
		this.probeAfter = PROBE_AFTER_ALONE;
	}
}
