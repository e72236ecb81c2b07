import type { RequestSpec, Verdict } from '../contract/call';
import type { CancelSignal } from '../contract/callContext';
import type { Budget, DayQuota, Limit, MeterReading } from '../contract/vendor';
import { REAL_CLOCK, type Clock } from './clock';
import { MeterPace } from './meterPace';
import type { CallEnd, Pace } from './pace';
import { RateLimiter, type GivenTurn } from './rateLimiter';
import { RatePace } from './ratePace';
import { RetryQuota } from './retryQuota';
import { WindowPace } from './windowPace';

const DAY_MS = 86_400_000;
const PARTS_OF_A_DAY = 24;
const NEARLY_USED_UP = 0.8;

/** What the limits of an account need to know about the call that is to be made. */
export interface CallLimits {
	readonly budgets: readonly Budget[];
	readonly meters: readonly string[];
	/** What an answer says about the meters. */
	readonly readings: (body: unknown) => readonly MeterReading[];
}

/** The turns of one call at everything that it spends. A call that is repeated takes them again. */
export interface CallBudgets {
	/** What repeats of calls to the account may cost, whichever of its credentials makes them. */
	readonly retryQuota: RetryQuota;
	/**
	 * Waits until the call may go. @param patienceMs how long a pause that the vendor asked for may
	 * be; our own pacing is waited out
	 * @param until for a call that is repeated, on the monotonic clock: when it makes no sense any more
	 * @returns 0 when it may go; then `report` has to follow. Else how long it would still take
	 * @throws Cancelled
	 */
	take(signal: CancelSignal | undefined, patienceMs?: number, until?: number): Promise<number>;
	/**
	 * How the call ended; undefined where that is not known.
	 * @returns how long it takes until it may be sent again, in milliseconds; 0 unless it was refused
	 */
	report(verdict: Verdict | undefined): number;
}

interface Known {
	readonly limiter: RateLimiter;
	pace: Pace;
	limit: string;
	/** What each credential of the account said last. */
	readonly said: Map<string, string>;
}

/** All limits that this process knows. */
export class Limits {
	private readonly budgets = new Map<string, Known>();
	private readonly meters = new Map<string, { pace: MeterPace; limiter: RateLimiter }>();
	private readonly days = new Map<string, Map<number, number>>();
	private readonly retryQuotas = new Map<string, RetryQuota>();

	constructor(private readonly clock: Clock = REAL_CLOCK) {}

	/**
	 * @param account whose budgets they are
	 * @param credential which of its credentials makes the call: meters are counted for each by itself
	 */
	of(account: string, credential: string, spec: RequestSpec, limits: CallLimits): CallBudgets {
		const metered = limits.meters.map((name) => ({
			name,
			...this.meter(`${credential}/${name}`),
		}));
		const spends = limits.budgets
			.filter(({ spentBy }) => spentBy?.(spec) ?? true)
			.map((budget) => ({
				limiter: this.budget(`${account}/${budget.name}`, credential, budget.limit),
				weight: budget.weight?.(spec) ?? 1,
			}));
		let turns: Array<{ name?: string; turn: GivenTurn }> = [];
		const giveBack = () => {
			for (const { turn } of turns) turn.ended('unspent');
			turns = [];
		};
		return {
			retryQuota: this.retryQuota(account),
			take: async (signal, patienceMs, until) => {
				let isGiven = false;
				try {
					for (const { name, limiter, weight } of [
						...metered.map((meter) => ({ ...meter, weight: 1 })),
						...spends.map((spend) => ({ ...spend, name: undefined })),
					]) {
						const turn = await limiter.take(signal, patienceMs, until, weight);
						if (turn.tooLongMs !== undefined) return Math.max(1, turn.tooLongMs);
						turns.push({ name, turn });
					}
					isGiven = true;
					return 0;
				} finally {
					if (!isGiven) giveBack();
				}
			},
			report: (verdict) => {
				const problem = verdict?.ok === false ? verdict.problem : undefined;
				const readings = verdict?.ok === true ? limits.readings(verdict.body) : [];
				const now = this.clock.now();
				for (const { name, pace, limiter } of metered)
					for (const reading of readings.filter(({ meter }) => meter === name)) {
						pace.read(now, reading);
						if (reading.isRefused === true) limiter.pause(pace.refused(now, reading.resetsInMs));
					}
				if (problem?.kind !== 'unreachable') this.count(account);
				const pauses = turns.map(({ name, turn }) =>
					turn.ended(endOf(problem, name), problem?.waitMs),
				);
				turns = [];
				return Math.max(0, ...pauses);
			},
		};
	}

	/** Calls of the last 24 hours when they are nearly as many as a day may have; what this process has made. */
	nearlyUsedUp(account: string, { calls }: DayQuota): number | undefined {
		const made = [...this.hours(account).values()].reduce((sum, count) => sum + count, 0);
		return made >= NEARLY_USED_UP * calls ? made : undefined;
	}

	/** Made at first use and kept for the life of the process. */
	private retryQuota(account: string): RetryQuota {
		const known = this.retryQuotas.get(account) ?? new RetryQuota();
		this.retryQuotas.set(account, known);
		return known;
	}

	private count(account: string): void {
		const hours = this.hours(account);
		const hour = Math.floor((this.clock.now() * PARTS_OF_A_DAY) / DAY_MS);
		hours.set(hour, (hours.get(hour) ?? 0) + 1);
	}

	private hours(account: string): Map<number, number> {
		const hours = this.days.get(account) ?? new Map<number, number>();
		this.days.set(account, hours);
		const first = Math.floor((this.clock.now() * PARTS_OF_A_DAY) / DAY_MS) - PARTS_OF_A_DAY;
		for (const hour of hours.keys()) if (hour <= first) hours.delete(hour);
		return hours;
	}

	/** A plan that was changed in a credential counts at once; two credentials that disagree take no turns in it. */
	private budget(key: string, credential: string, limit: Limit): RateLimiter {
		const text = JSON.stringify(limit);
		const known = this.budgets.get(key);
		if (known === undefined) {
			const pace = paceOf(limit, this.clock);
			const limiter = new RateLimiter(pace, this.clock);
			this.budgets.set(key, { limiter, pace, limit: text, said: new Map([[credential, text]]) });
			return limiter;
		}
		const before = known.said.get(credential);
		known.said.set(credential, text);
		if (before !== text && known.limit !== text) {
			known.limit = text;
			known.pace = changed(known.pace, limit, this.clock);
			known.limiter.changed(known.pace);
		}
		return known.limiter;
	}

	private meter(key: string): { pace: MeterPace; limiter: RateLimiter } {
		const known = this.meters.get(key);
		if (known !== undefined) return known;
		const pace = new MeterPace();
		const made = { pace, limiter: new RateLimiter(pace, this.clock) };
		this.meters.set(key, made);
		return made;
	}
}

/** What the call spent at a budget, or at the meter of that name. */
function endOf(
	problem: { readonly kind: string; readonly meter?: string } | undefined,
	name: string | undefined,
): CallEnd {
	if (problem?.kind === 'unreachable') return 'unspent';
	if (problem?.kind === 'limited' && problem.meter === name) return 'refused';
	// What another limit has refused was let through by this one, but for the meters, which it did not get to.
	return problem?.kind === 'limited' && name !== undefined ? 'unspent' : 'spent';
}

/** @returns the pace to go on with: the same one where it can take over what was sent */
function changed(pace: Pace, limit: Limit, clock: Clock): Pace {
	if (limit.kind === 'window' && pace instanceof WindowPace)
		pace.declare(limit.calls, limit.seconds, limit.known);
	else if (limit.kind === 'bucket' && pace instanceof RatePace)
		pace.declare(limit.burst, limit.perSecond);
	else return paceOf(limit, clock);
	return pace;
}

/** The pace for a limit, before anything was sent. */
export function paceOf(limit: Limit, { random }: Clock): Pace {
	if (limit.kind === 'window') return new WindowPace(limit.calls, limit.seconds, limit.known);
	if (limit.kind === 'bucket') return new RatePace(random, limit.burst, limit.perSecond);
	return new RatePace(random);
}
