import type { CallEnd, Pace, Ticket } from './pace';

/**
 * Seen from the vendor, two calls are as far apart as we sent them only if both took the same time
 * to get there. So a call is counted for a little longer than the vendor's window, and for longer
 * still where its answer took longer than usual, as it may have arrived late.
 */
const MARGIN = 0.01;
const LARGEST_LATENESS = 0.03;
/** So often in a row a refusal may mean that we came too early; after that, somebody else is there. */
const MOST_EARLY = 3;
/** More margin after a refusal that uneven travel times explain, and how much at most. */
const WIDER = 0.02;
const LARGEST_MARGIN = 0.05;
/**
 * One more than our share is tried after so many calls of the whole account: rarely where our
 * share is a fair one, more often where it is less.
 */
const CALLS_PER_PROBE = 60;
const CALLS_PER_PROBE_BELOW_FAIR = 30;
/** Nobody else seems to be there: then only a new contract could allow more. */
const CALLS_PER_PROBE_ALONE = 64;
const WINDOWS_PER_PROBE_ALONE = 12;
const LARGEST_STEP = 8;
/** Our part where one other process seems to be there. */
const FAIR = 0.5;
/** Two who take turns miss each other less often than that. */
const MISSES_THAT_DOUBT = 5;
/** Two who take turns in one place leave each other a little more room. */
const TURNS_MARGIN = 0.03;
/** Where there is one place only: who has it leaves a gap at first, in which another can get a turn. */
const COURTESY = 0.1;
const COURTESY_WINDOWS = 3;
const SHORT_HOLD = 0.03;
const LONGEST_HOLD = 12;
/** After so many windows without a call, others may have gone. */
const FORGET_SHARE_AFTER = 6;
/** Just after the window in which a call of somebody else was let through. */
const RIGHT_AFTER = 0.005;
/** Part of a window; as it is no simple one, tries come at all moments of it. */
const ANOTHER_MOMENT = 0.55;
/** Who has found nothing at so many moments tries more rarely. */
const OTHER_MOMENTS = 24;
/** A try for more comes late in its window, when those who have a share have spent it. */
const LATE = 0.12;
const FEW = 10;

interface Slot {
	/** Counts the calls. */
	readonly no: number;
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
	/** Those that should be forgotten by now, of the last two windows: the vendor may still count them. */
	private released: Slot[] = [];
	private length = 0;
	private known: readonly number[] = [];
	/** Most calls that were let through in one window. */
	private proven = 0;
	/** Calls in a window that are ours; below 1, one call in several windows. Undefined before a refusal. */
	private share: number | undefined;
	private isShared = false;
	private margin = MARGIN;
	private declared = 1;
	private step = 1;
	private spentSinceRefusal = 0;
	private failedProbes = 0;
	private misses = 0;
	/** Refusals in a row that a call of ours explains which was long on its way. */
	private early = 0;
	private refusedAt = -Infinity;
	private sent = 0;
	private sentBeforeRefusal = 0;
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
		this.declared = calls;
		this.known = [...new Set([...known, calls])].sort((one, other) => one - other);
		this.proven = 0;
		this.forgetShare();
	}

	waitFor(now: number, weight: number): number {
		this.release(now);
		if (this.isShared && now - this.lastSentAt > FORGET_SHARE_AFTER * this.length) {
			this.proven = 0;
			this.forgetShare();
		}
		if (this.isUnproven()) return Infinity;
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
			no: ++this.sent,
			sentAt: now,
			weight,
			isProbe:
				this.share !== undefined && this.used() + weight > Math.max(1, Math.ceil(this.share)),
			releasedAt: now + this.length * (1 + this.margin + LARGEST_LATENESS),
			isAccepted: false,
		};
		this.slots.push(slot);
		this.lastSentAt = now;
		return {
			sentAt: now,
			weight,
			ended: (at, end, askedMs = 0) => {
				this.ended(slot, at, end, askedMs);
				return end === 'refused' ? askedMs : 0;
			},
		};
	}

	private ended(slot: Slot, now: number, end: CallEnd, askedMs: number): void {
		if (end === 'spent') {
			this.spent(slot, now);
			return;
		}
		this.slots = this.slots.filter((other) => other !== slot);
		if (end === 'refused') this.refused(slot, now, askedMs);
	}

	private spent(slot: Slot, now: number): void {
		const took = now - slot.sentAt;
		this.quickest = Math.min(this.quickest, took);
		this.latest = Math.max(took - this.quickest, this.latest * 0.9);
		slot.isAccepted = true;
		const late = Math.min(took - this.quickest, LARGEST_LATENESS * this.length);
		// Half a call in a window is one in two windows. Two and a half are three: of an odd number of places both try for
		// the one in the middle, and one refusal tells whose it is.
		const windows = this.share === undefined || this.share >= 1 ? 1 : 1 / this.share;
		slot.releasedAt = slot.sentAt + this.length * (windows + this.marginAt(now, windows)) + late;
		this.misses = 0;
		this.early = 0;
		this.spentSinceRefusal += 1;
		const through = this.acceptedSince(now - this.length);
		this.proven = Math.max(this.proven, through);
		if (this.share === undefined) return;
		// A probe was let through beside all of our share.
		if (!slot.isProbe) {
			if (!this.isShared) this.share = Math.max(this.share, through);
			return;
		}
		const share = Math.floor(this.share) + slot.weight;
		if (share <= this.share) return;
		this.share = share;
		this.step = Math.min(2 * this.step, LARGEST_STEP);
		if (this.share >= this.whole()) this.isShared = false;
	}

	private refused(slot: Slot, now: number, askedMs: number): void {
		// Calls that were under way together are refused for the same reason.
		const isKnown = slot.no <= this.sentBeforeRefusal;
		if (isKnown ? this.early > 0 : this.isTooEarly(slot)) {
			if (!isKnown) this.early += 1;
			this.sentBeforeRefusal = this.sent;
			const hold = this.length * SHORT_HOLD * 2 ** (this.early - 1);
			this.heldUntil = Math.max(this.heldUntil, now + Math.max(askedMs, hold));
			return;
		}
		this.early = 0;
		// Those that are still under way may have been let through.
		const through =
			this.acceptedSince(slot.sentAt - this.length) +
			this.weightOf(({ isAccepted, isProbe }) => !isAccepted && !isProbe);
		if (!isKnown) {
			this.refusedAt = now;
			this.sentBeforeRefusal = this.sent;
			this.spentSinceRefusal = 0;
		}
		this.step = 1;
		if (this.share !== undefined) {
			if (slot.isProbe) {
				if (!isKnown) this.failedProbes += 1;
				return;
			}
			if (through >= this.share) return;
			if (!isKnown && this.isExplainedByTravel()) {
				this.margin += WIDER;
				return;
			}
		}
		// The vendor's own number counts more than what we know of its window.
		if (through === 0)
			this.heldUntil =
				askedMs > 0 ? now + askedMs : slot.sentAt + this.length * this.holdAfterMiss();
		const wasShared = this.isShared && !isKnown;
		this.isShared =
			(isKnown && this.isShared) ||
			(this.share !== undefined && !isKnown) ||
			!this.known.includes(through);
		const left = this.isShared ? this.sharedPart(through, wasShared) : through;
		this.share = Math.min(this.share ?? Infinity, left);
		// Our part is there, but not yet.
		if (through < this.share)
			this.heldUntil = Math.max(
				this.heldUntil,
				through > 0 && this.whole() <= FEW ? this.nextRelease(now) : now + this.length * SHORT_HOLD,
			);
	}

	/**
	 * Who finds out that others are there takes half, and leaves them the other half: they find out in
	 * the same way. Who has half or less already and is refused again is one of many.
	 */
	private sharedPart(through: number, wasShared: boolean): number {
		const fair = this.whole() * FAIR;
		if (!wasShared && through >= fair * FAIR) return fair;
		if (this.whole() > 1) return Math.min(fair, Math.max(1, through));
		return wasShared && this.misses > MISSES_THAT_DOUBT ? fair * FAIR : fair;
	}

	private marginAt(now: number, windows: number): number {
		if (windows > 1) return windows * TURNS_MARGIN;
		const isCourteous = this.share === 1 && now - this.refusedAt < COURTESY_WINDOWS * this.length;
		return isCourteous ? COURTESY : this.margin;
	}

	/**
	 * How many windows to stay away where nothing of ours was let through in the last one. Who has had
	 * a turn before comes a little too early only; who has had none waits longer each time, as the
	 * place is somebody else's. Where there are many places, their owners come back to them at one moment of the
	 * window, just when they come free; so each try is at another moment.
	 */
	private holdAfterMiss(): number {
		const misses = this.misses++;
		const hadTurn = this.share !== undefined && this.share < 1 && this.proven > 0;
		if (hadTurn) return Math.min(1, SHORT_HOLD * 2 ** misses);
		if (this.whole() >= FEW && misses < OTHER_MOMENTS) return ANOTHER_MOMENT;
		return (
			Math.max(
				1,
				Math.min(CALLS_PER_PROBE_BELOW_FAIR / this.whole(), LONGEST_HOLD, 2 ** (misses - 2)),
			) *
			(1 + RIGHT_AFTER)
		);
	}

	/** What the account seems to have for all who use it. */
	private whole(): number {
		const most = Math.max(this.proven, this.share ?? 0, 1);
		return Math.max(this.declared, this.known.find((calls) => calls >= most) ?? most);
	}

	/**
	 * Before the first refusal: calls that are too many where somebody else uses the account wait for the answers of
	 * those before, so that a refusal of one stops the next ones. The more of them were let through, the more may be
	 * under way. Where there are more places than the credential says, nobody knows how many are ours.
	 */
	private isUnproven(): boolean {
		// After a call that came too early one alone finds out whether it still is.
		if (this.early > 0) return this.slots.some(({ no }) => no > this.sentBeforeRefusal);
		const whole = this.whole();
		if (this.share !== undefined || this.declared < whole) return false;
		const half = whole * FAIR;
		if (this.used() < Math.max(2, half)) return false;
		const accepted = this.weightOf(({ isAccepted }) => isAccepted);
		return this.used() - accepted >= Math.max(1, Math.floor(1 + accepted - half));
	}

	/**
	 * The vendor may still have counted a call that was long on its way to it. Then nobody else is there, and nothing
	 * has to be given up: the next one comes a little later.
	 */
	private isTooEarly({ sentAt }: Slot): boolean {
		if (this.isShared || this.early >= MOST_EARLY) return false;
		if (this.early > 0) return true;
		const usual = Math.floor(this.share ?? this.proven);
		const inWindow = this.acceptedSince(sentAt - this.length);
		const late = this.length * (1 + this.margin + 2 * LARGEST_LATENESS);
		const justForgotten = this.released.filter((slot) => slot.sentAt > sentAt - late);
		return inWindow < usual && inWindow + weightOf(justForgotten) >= usual;
	}

	private release(now: number): void {
		const isOver = ({ releasedAt }: Slot) => releasedAt <= now;
		this.released = [...this.released, ...this.slots.filter(isOver)].filter(
			({ isAccepted, sentAt }) => isAccepted && sentAt > now - 2 * this.length,
		);
		this.slots = this.slots.filter((slot) => !isOver(slot));
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
		const whole = Math.max(1, Math.ceil(this.share));
		if (!this.mayProbe(now)) return whole;
		if (this.share >= 1) {
			// With few places the others' calls come together with ours: not before they have come.
			const isLate = now - this.lastSentAt >= LATE * this.length;
			return isLate || this.whole() > FEW ? whole + this.step : whole;
		}
		// Half a share: a whole one is tried, at the end of a window.
		return now - this.lastSentAt > this.length * (1 + LATE) ? whole + 1 : whole;
	}

	private mayProbe(now: number): boolean {
		if (this.slots.some(({ isProbe, isAccepted }) => isProbe && !isAccepted)) return false;
		const passed = (now - this.refusedAt) / this.length;
		if (!this.isShared)
			return (
				passed >= WINDOWS_PER_PROBE_ALONE &&
				this.spentSinceRefusal >= CALLS_PER_PROBE_ALONE * 2 ** this.failedProbes
			);
		const whole = this.whole();
		const isBelowFair = (this.share ?? 0) < whole * FAIR;
		return (
			passed >= Math.max(1, (isBelowFair ? CALLS_PER_PROBE_BELOW_FAIR : CALLS_PER_PROBE) / whole)
		);
	}

	private acceptedSince(since: number): number {
		return this.weightOf(({ isAccepted, sentAt }) => isAccepted && sentAt > since);
	}

	/** When the first of our own places comes free. */
	private nextRelease(now: number): number {
		return Math.min(...this.slots.map(({ releasedAt }) => releasedAt), now + this.length);
	}

	private used(): number {
		return this.weightOf(() => true);
	}

	private weightOf(counts: (slot: Slot) => boolean): number {
		return weightOf(this.slots.filter(counts));
	}

	private forgetShare(): void {
		this.share = undefined;
		this.isShared = false;
		this.step = 1;
		this.spentSinceRefusal = 0;
		this.failedProbes = 0;
	}
}

function weightOf(slots: readonly Slot[]): number {
	return slots.reduce((sum, { weight }) => sum + weight, 0);
}
