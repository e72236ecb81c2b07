import type { Problem, RequestSpec, Verdict } from '../contract/call';
import type { Call, CallContext, CallSettings, CancelSignal } from '../contract/callContext';
import type { Vendor } from '../contract/vendor';
import { KnownAccount, type Account } from './account';
import { attemptOnce, thrownProblem } from './attempt';
import type { CallGate } from './callGate';
import { withoutSecrets } from './nodeErrors';
import { LONGEST_PAUSE_MS } from './clock';
import { orAnswer } from './proof';
import { NOT_SENT, pausedProblem } from './statusProblems';
import { makesConcurrentReads } from './concurrentReads';
import { now, wait } from './wait';
import { WaitingLine } from './waitingLine';

export const DEFAULT_SETTINGS: CallSettings = { maxWaitMs: 300_000, timeoutMs: 60_000 };

/**
 * Tries for calls that fail without the vendor asking us to wait. Waiting for a limit is bounded by time
 * instead.
 */
const MOST_ATTEMPTS = 4;
const SHORTEST_PAUSE_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * The one way to a vendor: waits for the account's budget, sends through the credential, reads the answer, and
 * repeats what may be repeated. Refused before execution: always, within `maxWaitMs`. Lost or senseless
 * answers: reads only, and as long as the account's retry quota pays for it.
 * @param gate how many of a run's calls may be under way at once, and whether any may still be started
 */
export function caller(
	context: CallContext,
	vendor: Vendor,
	settings: CallSettings = DEFAULT_SETTINGS,
	known = new KnownAccount(context, vendor),
	gate?: CallGate,
): Call {
	const signal = endsAt(settings.until, cancelSignal(context));
	const resolved = async (problem: Problem): Promise<Problem> => {
		const { disambiguation } = vendor;
		if (disambiguation === undefined || problem.kind !== disambiguation.about) return problem;
		const account = await known.get();
		const verdict = await attemptOnce(
			context,
			vendor,
			account,
			disambiguation.request,
			settings,
			signal,
		);
		return verdict.ok ? account.resolve(verdict.body, problem) : problem;
	};
	/** A run stands in the account's line with one of its many calls at a time, so that runs take turns. */
	const line = new WaitingLine();
	const make: Call = async (
		spec,
		{ until: deadline = Infinity, isUnderWay = false, isOneOfMany = false } = {},
	) => {
		const isLeftOut = () => !isUnderWay && gate?.isOver() === true;
		if (isLeftOut()) return NOT_SENT;
		let account: Account;
		try {
			account = await known.get();
		} catch (cause) {
			return { ok: false, problem: thrownProblem(vendor, cause, settings) };
		}
		const budgets = account.budgetsFor(spec);
		const quota = budgets.retryQuota.join();
		const zone = context.getTimezone();
		const tell = async (problem: Problem): Promise<Verdict> => ({
			ok: false,
			problem: withoutSecrets(
				quota.told(await resolved(problem), vendor.name, zone),
				await account.redactor(),
			),
		});
		// From the first refusal on, Max Wait bounds what passes in reality, the slower pace
		// included; our own pacing before it is waited out.
		let until = deadline;
		let failures = 0;
		const take = async () => await budgets.take(signal, settings.maxWaitMs, until);
		try {
			let last: Problem | undefined;
			for (let attempt = 1; ; attempt++) {
				const isAdmitted = last === undefined ? await quota.admitted(signal) : quota.isAdmitted();
				if (!isAdmitted) return await tell(last ?? quota.notSent(vendor.name, zone));
				const paused =
					isOneOfMany && last === undefined ? await line.inTurn(signal, take) : await take();
				if (paused > 0) return { ok: false, problem: pausedProblem(vendor.name, paused) };
				if (isLeftOut() || !quota.isAdmitted()) {
					budgets.report(UNSPENT);
					if (last === undefined && isLeftOut()) return NOT_SENT;
					return await tell(last ?? quota.notSent(vendor.name, zone));
				}
				let verdict: Verdict | undefined;
				let limitPause = 0;
				try {
					verdict = await attemptOnce(context, vendor, account, spec, settings, signal);
				} finally {
					limitPause = budgets.report(verdict);
				}
				if (verdict.ok) {
					quota.answered();
					return verdict;
				}
				const { problem } = verdict;
				const isPaidFor = quota.failed(problem);
				const pause = problem.kind === 'limited' ? limitPause : pauseBefore(problem, attempt);
				if (problem.kind !== 'limited') failures++;
				until = Math.min(until, now() + settings.maxWaitMs);
				const isOver = failures >= MOST_ATTEMPTS || now() + pause > until;
				if (!mayRepeat(problem, spec) || !isPaidFor || isOver) {
					const answer = orAnswer(verdict, spec);
					return answer.ok ? answer : await tell(problem);
				}
				last = problem;
				// After a refusal for a limit (a 429) the next `take` waits: `report` has told the limiter for how long.
				if (problem.kind !== 'limited') await wait(pause, signal);
			}
		} finally {
			quota.leave();
		}
	};
	return makesConcurrentReads(
		gate === undefined
			? make
			: async (spec, terms) => await gate.run(spec, async () => await make(spec, terms)),
	);
}

/** A turn was taken and not used. */
const UNSPENT: Verdict = { ok: false, problem: { kind: 'unreachable', title: '', advice: '' } };

function mayRepeat(
	{ kind, isAnswered = false }: Problem,
	{ effect, idempotencyKey }: RequestSpec,
): boolean {
	if (kind === 'unclear' && idempotencyKey !== undefined) return true;
	return (
		kind === 'limited' ||
		kind === 'unreachable' ||
		(kind === 'unclear' && effect === 'read' && !isAnswered)
	);
}

/**
 * The vendor's own word first, then growing back-off with a little chance in it, so that workers
 * don't march in step.
 */
function pauseBefore({ kind, waitMs }: Problem, attempt: number): number {
	if (waitMs !== undefined) return Math.min(Math.max(waitMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
	const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
	return kind === 'unreachable' || kind === 'unclear' ? backoff * (1 + Math.random() / 4) : 0;
}

function cancelSignal(context: CallContext): CancelSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The signal of a run that also ends at a moment. */
function endsAt(
	until: number | undefined,
	signal: CancelSignal | undefined,
): CancelSignal | undefined {
	if (until === undefined) return signal;
	return {
		get aborted() {
			return signal?.aborted === true || now() >= until;
		},
	};
}
