import { DateTime } from 'luxon';
import type { Problem } from '../contract/call';
import type { CancelSignal } from '../contract/callContext';
import { joined } from '../text/sentences';
import { now as clock, wait } from './wait';

/** What failures may cost until nothing is repeated any more. */
const CAPACITY = 20;
/** A call that was waited for in vain costs more: an outage in which nobody answers must not take minutes. */
const LATE_COST = 4;
/** From here on, with nothing left and no answer in between, the vendor is taken to be out of order. */
const OUTAGE_COST = 10;
/** While it is, one call at a time finds out whether it is back, so long after the last that failed. */
const PROBE_EVERY_MS = 2000;
/** So long the others wait for what it finds out; longer than it takes until the next one. */
const LONGEST_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * What repeats of calls to one account may cost: failures use it up, answers fill it again. So a call that
 * fails now and then is repeated, while in an outage, with thousands of items to go, hardly anything is. When
 * it is used up and nothing has been answered for a while, no call is sent but single ones that probe. What
 * the vendor refuses is an answer, too.
 */
export class RetryQuota {
	private left = CAPACITY;
	/** What failures have cost since the last answer. */
	private cost = 0;
	/** When the first of them happened, by the calendar. */
	private since: number | undefined;
	private failedAt = -Infinity;
	private probe: CallQuota | undefined;
	/** Probes that have failed so far. */
	private failedProbes = 0;

	constructor(
		private readonly now: () => number = clock,
		private readonly today: () => number = () => Date.now(),
	) {}

	/** The part of a call that is about to be made. */
	join(): CallQuota {
		return new CallQuota(this);
	}

	get isOutage(): boolean {
		return this.left <= 0 && this.cost >= OUTAGE_COST;
	}

	/** When the first of the failures was that no answer has followed; milliseconds since 1970. */
	get failingSince(): number | undefined {
		return this.since;
	}

	/** Whether repeats are still paid for. */
	get mayRepeat(): boolean {
		return this.left > 0;
	}

	/** Waits in an outage until a probe has shown how things are, or becomes the probe. @throws Cancelled */
	async admit(call: CallQuota, signal: CancelSignal | undefined): Promise<boolean> {
		const until = this.now() + LONGEST_WAIT_MS;
		const failedBefore = this.failedProbes;
		while (!this.isAdmitted(call)) {
			if (this.failedProbes > failedBefore || this.now() >= until) return false;
			await wait(LOOK_EVERY_MS, signal);
		}
		return true;
	}

	/** Whether a call may be sent at this moment; one that may in an outage is the probe. */
	isAdmitted(call: CallQuota): boolean {
		if (!this.isOutage || this.probe === call) return true;
		if (this.probe !== undefined || this.now() < this.failedAt + PROBE_EVERY_MS) return false;
		this.probe = call;
		return true;
	}

	failed(call: CallQuota, cost: number): void {
		this.left = Math.max(0, this.left - cost);
		this.cost += cost;
		this.since ??= this.today();
		this.failedAt = this.now();
		if (this.probe === call) this.failedProbes += 1;
		this.leave(call);
	}

	/** @param paid what failures of the same call have cost: that it was repeated was right */
	answered(call: CallQuota, paid: number): void {
		this.left = Math.min(CAPACITY, this.left + paid + 1);
		this.cost = 0;
		this.since = undefined;
		this.leave(call);
	}

	leave(call: CallQuota): void {
		if (this.probe === call) this.probe = undefined;
	}
}

/** What one call, with its repeats, has to do with the quota of its account. */
export class CallQuota {
	private paid = 0;

	constructor(private readonly quota: RetryQuota) {}

	/** @returns false where nothing may be sent; the wait for that is some seconds at most @throws Cancelled */
	async admitted(signal: CancelSignal | undefined): Promise<boolean> {
		return await this.quota.admit(this, signal);
	}

	/** The same without waiting. */
	isAdmitted(): boolean {
		return this.quota.isAdmitted(this);
	}

	/** Takes note of an attempt that went wrong. @returns whether it may be repeated as far as the quota goes */
	failed(problem: Problem): boolean {
		if (!isSilence(problem)) {
			this.answered();
			return true;
		}
		const cost = isLate(problem) ? LATE_COST : 1;
		this.paid += cost;
		this.quota.failed(this, cost);
		return this.quota.mayRepeat;
	}

	answered(): void {
		this.quota.answered(this, this.paid);
		this.paid = 0;
	}

	/** Has to be called in the end, whatever happened. */
	leave(): void {
		this.quota.leave(this);
	}

	/** The problem of a call that was not sent. @param zone IANA name, for the time of day */
	notSent(vendor: string, zone: string): Problem {
		const outage = this.sinceWhen(vendor, zone);
		return {
			kind: 'unreachable',
			outage,
			title: outage,
			advice: `Run it again when ${vendor} answers again.`,
		};
	}

	/** The same problem; in an outage it says since when nothing has been answered. */
	told(problem: Problem, vendor: string, zone: string): Problem {
		if (problem.outage !== undefined || !this.quota.isOutage || !isSilence(problem)) return problem;
		const outage = this.sinceWhen(vendor, zone);
		return { ...problem, outage, advice: joined(problem.advice, `${outage}.`) };
	}

	private sinceWhen(vendor: string, zone: string): string {
		return `${vendor} has not been answering since ${timeOf(this.quota.failingSince, zone)}`;
	}
}

/** No answer, or none that the vendor itself would give. */
function isSilence({ kind, isAnswered = false }: Problem): boolean {
	return kind === 'unreachable' || (kind === 'unclear' && !isAnswered);
}

function isLate({ code }: Problem): boolean {
	return code === 'ETIMEDOUT' || code === 'ECONNABORTED';
}

/** `14:05`, with the day where it is not today. */
function timeOf(moment: number | undefined, zone: string): string {
	const today = DateTime.now().setZone(zone);
	const at = moment === undefined ? today : DateTime.fromMillis(moment).setZone(zone);
	return at.toFormat(at.hasSame(today, 'day') ? 'HH:mm' : 'yyyy-MM-dd HH:mm');
}
