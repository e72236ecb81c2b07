import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Answer, Problem, RequestSpec, Verdict } from '../contract/call';
import type { CancelSignal, CallSettings, CallContext, Call } from '../contract/callContext';
import { Cancelled, InvalidInput, Refused } from '../contract/errors';
import type { Vendor } from '../contract/vendor';
import { asNumber, asObject, asText, isObject } from '../text/unknownJson';
import { KnownAccount, type Account } from './account';
import { safePath } from './addresses';
import { readDownload, sendDownload } from './downloads';
import { withContents } from './fileContents';
import { withoutSecrets } from './nodeErrors';
import { provedVerdict, unproved } from './proof';
import { connectionProblem, LONGEST_PAUSE_MS, pausedProblem } from './statusProblems';
import { causesOf } from './thrownByN8n';
import { renewalProblem } from './tokenRenewal';
import { USER_AGENT } from './userAgent';
import { inTime, now, stopIfCancelled, wait } from './wait';

export const DEFAULT_SETTINGS: CallSettings = { maxWaitMs: 300_000, timeoutMs: 60_000 };

/** So that the client's own time-out, which closes the connection, comes first where it works. */
const LATE_MS = 250;
const TOO_LATE = Symbol('too late');

class TimedOut extends Error {
	readonly code = 'ETIMEDOUT';
}

/** Tries for calls that fail without the vendor asking us to wait. Waiting for a limit is bounded by time instead. */
const MOST_ATTEMPTS = 4;
const SHORTEST_PAUSE_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** Codes of connections that failed before a byte of the request was sent. */
const NEVER_ARRIVED =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_INVALID_URL|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/**
 * The one way to a vendor: waits for the account's budget, sends through the credential, reads the answer, and repeats
 * what may be repeated. Refused before execution: always, within `maxWaitMs`. Lost or senseless answers: reads only.
 */
export function caller(
	context: CallContext,
	vendor: Vendor,
	settings: CallSettings = DEFAULT_SETTINGS,
	known = new KnownAccount(context, vendor),
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
	return async (spec) => {
		let account: Account;
		try {
			account = await known.get();
		} catch (cause) {
			return { ok: false, problem: thrownProblem(vendor, cause, settings) };
		}
		const pace = account.rateLimiterFor(spec.budget ?? 'default');
		const meter = spec.meter === undefined ? undefined : account.pauseOf(spec.meter);
		// From the first refusal on, Max Wait bounds what passes in reality, the slower pace
		// included; our own pacing before it is waited out.
		let until = Infinity;
		let failures = 0;
		for (let attempt = 1; ; attempt++) {
			const paused =
				(await meter?.take(signal, settings.maxWaitMs, until)) ||
				(await pace.take(signal, settings.maxWaitMs, until));
			if (paused > 0) return { ok: false, problem: pausedProblem(vendor.name, paused) };
			const verdict = await attemptOnce(context, vendor, account, spec, settings, signal);
			if (verdict.ok) {
				pace.accepted();
				return verdict;
			}
			const { problem } = verdict;
			const pause = pauseBefore(problem, attempt);
			if (problem.kind === 'limited')
				(problem.isOfMeter === true && meter !== undefined ? meter : pace).refused(pause);
			else failures++;
			until = Math.min(until, now() + settings.maxWaitMs);
			if (!mayRepeat(problem, spec) || failures >= MOST_ATTEMPTS || now() + pause > until) {
				if (spec.optional === true && (problem.kind === 'invalid' || problem.kind === 'missing'))
					return { ok: true, body: undefined };
				return {
					ok: false,
					problem: withoutSecrets(await resolved(problem), await account.redactor()),
				};
			}
			if (problem.kind !== 'limited') await wait(pause, signal);
		}
	};
}

function mayRepeat({ kind, isAnswered = false }: Problem, { effect }: RequestSpec): boolean {
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
	return kind === 'limited' || kind === 'unreachable' || kind === 'unclear'
		? backoff * (1 + Math.random() / 4)
		: 0;
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

/** How long a call may take. */
function timeOf({ timeoutMs, until = Infinity }: CallSettings): number {
	return Math.max(1, Math.min(timeoutMs, until - now()));
}

async function attemptOnce(
	context: CallContext,
	vendor: Vendor,
	account: Account,
	spec: RequestSpec,
	settings: CallSettings,
	signal: CancelSignal | undefined,
): Promise<Verdict> {
	let answer: Answer;
	try {
		if (spec.link !== undefined)
			return readDownload(
				vendor.name,
				await sendDownload(context, spec.link, account.host(), settings.timeoutMs),
			);
		answer = await answerTo(context, vendor, account, spec, settings, signal);
	} catch (cause) {
		stopIfCancelled(signal);
		return {
			ok: false,
			problem:
				renewalProblem(vendor.name, cause, account.tokenUrl) ??
				thrownProblem(vendor, cause, settings),
		};
	}
	return readAnswer(vendor, answer, spec);
}

/** An answer that can't even be read is no answer. */
function readAnswer(vendor: Vendor, answer: Answer, spec: RequestSpec): Verdict {
	try {
		return provedVerdict(vendor.name, vendor.read(answer, spec), spec);
	} catch {
		return { ok: false, problem: unproved(vendor.name, spec) };
	}
}

/**
 * The answer, whatever its status. n8n renews a session only where it sees the 401 as an error, and
 * some versions throw all statuses or none: so a request is sent without errors, and with errors
 * once more when it was refused.
 * @throws Cancelled, and what n8n throws where no answer came
 */
async function answerTo(
	context: CallContext,
	vendor: Vendor,
	account: Account,
	spec: RequestSpec,
	settings: CallSettings,
	signal: CancelSignal | undefined,
): Promise<Answer> {
	const since = now();
	const answer = await send(context, account, spec, settings, true);
	if (!account.renews || answer.status !== 401) return answer;
	return await account.renewals.renewed(
		answer,
		since,
		signal,
		async () => await renewing(context, vendor, account, spec, settings),
	);
}

/** Sends a request so that n8n renews the session where that is refused. Statuses that it throws are answers, too. */
async function renewing(
	context: CallContext,
	vendor: Vendor,
	account: Account,
	spec: RequestSpec,
	settings: CallSettings,
): Promise<Answer> {
	try {
		return await send(context, account, spec, settings, false);
	} catch (thrown) {
		// The authorization server's answer is none of the vendor's.
		const answer =
			renewalProblem(vendor.name, thrown, account.tokenUrl) === undefined
				? thrownAnswer(thrown)
				: undefined;
		if (answer === undefined) throw thrown as Error;
		return answer;
	}
}

async function send(
	context: CallContext,
	{ credential, address }: Account,
	spec: RequestSpec,
	settings: CallSettings,
	ignoreHttpStatusErrors: boolean,
): Promise<Answer> {
	const timeoutMs = timeOf(settings);
	const options: IHttpRequestOptions = {
		method: spec.method,
		url: address + safePath(spec.path) + queryText(spec),
		headers: {
			'User-Agent': USER_AGENT,
			...(spec.body === undefined ? {} : { 'Content-Type': 'application/json' }),
		},
		body:
			spec.body === undefined
				? undefined
				: JSON.stringify(spec.hasFiles === true ? await withContents(spec.body) : spec.body),
		returnFullResponse: true,
		ignoreHttpStatusErrors,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: timeoutMs,
		json: true,
	};
	// The time-out of n8n's client begins anew with each byte; an answer that drips must not last for ever.
	const given: unknown = await inTime(
		context.helpers.httpRequestWithAuthentication.call(context, credential, options),
		timeoutMs + LATE_MS,
		TOO_LATE,
	);
	if (given === TOO_LATE) throw new TimedOut();
	const response = asObject(given);
	return {
		status: asNumber(response.statusCode) ?? 0,
		headers: asObject(response.headers),
		body: response.body,
	};
}

/** The answer inside an error that n8n threw for its status. */
function thrownAnswer(thrown: unknown): Answer | undefined {
	for (const cause of causesOf(thrown)) {
		const response = (cause as { response?: unknown }).response;
		if (!isObject(response) || asNumber(response.status) === undefined) continue;
		return {
			status: asNumber(response.status) ?? 0,
			headers: asObject(response.headers),
			body: response.data,
		};
	}
	return undefined;
}

/** The query as text, every character that means something encoded once. */
function queryText({ query = {} }: RequestSpec): string {
	const pairs = Object.entries(query).map(
		([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`,
	);
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Problem of something thrown on the way: by the credential (bad host), the connection, or n8n itself. */
function thrownProblem(vendor: Vendor, thrown: unknown, { timeoutMs }: CallSettings): Problem {
	for (const cause of causesOf(thrown)) {
		if (cause instanceof Cancelled) throw cause;
		if (cause instanceof Refused) return cause.problem;
		if (cause instanceof InvalidInput)
			return { kind: 'invalid', title: cause.message, advice: cause.advice };
		const code = asText((cause as { code?: unknown }).code);
		if (code !== '') {
			const connecting = isObject(cause) && cause.syscall === 'connect';
			return connectionProblem(
				vendor.name,
				code,
				connecting || NEVER_ARRIVED.test(code),
				timeoutMs,
			);
		}
	}
	const message = thrown instanceof Error ? thrown.message : '';
	return {
		kind: 'invalid',
		title: message === '' ? `The request to ${vendor.name} could not be made` : message,
		advice: 'Nothing was sent.',
	};
}
