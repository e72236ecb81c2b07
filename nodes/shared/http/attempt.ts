import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Answer, Problem, RequestSpec, Verdict } from '../contract/call';
import type { CallContext, CallSettings, CancelSignal } from '../contract/callContext';
import { Cancelled, InvalidInput, Refused } from '../contract/errors';
import type { Vendor } from '../contract/vendor';
import { fingerprint } from '../secrets/compareSecrets';
import { asNumber, asObject, asText, isObject } from '../text/unknownJson';
import type { Account } from './account';
import { safePath } from './urls';
import { readDownload, sendDownload } from './downloads';
import { withContents } from './fileContents';
import { provedVerdict, unproved } from './proof';
import { connectionProblem } from './statusProblems';
import { causesOf } from './thrownByN8n';
import { renewalProblem } from './tokenRenewal';
import { USER_AGENT } from './userAgent';
import { inTime, now, stopIfCancelled } from './wait';

/** So that the client's own time-out, which closes the connection, comes first where it works. */
const LATE_MS = 250;
const TOO_LATE: unique symbol = Symbol('too late');

class TimedOut extends Error {
	readonly code = 'ETIMEDOUT';
}

/** Codes of connections that failed before a byte of the request was sent. */
const NO_CONNECTION =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_INVALID_URL)$/;
/** The same, where the certificate is no good. */
const NO_TRUST = /^(?:ERR_TLS|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_/;

/** Sends a request once, through the credential, and reads the answer. @throws Cancelled, nothing else */
export async function attemptOnce(
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
				await inRealTime(
					sendDownload(context, spec.link, account.host(), timeOf(settings)),
					timeOf(settings),
				),
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
	account.vendorClock.heard(answer.headers.date);
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
	{ credential, baseUrl }: Account,
	spec: RequestSpec,
	settings: CallSettings,
	ignoreHttpStatusErrors: boolean,
): Promise<Answer> {
	const timeoutMs = timeOf(settings);
	const url = baseUrl + safePath(spec.path) + queryText(spec);
	const body =
		spec.body === undefined
			? undefined
			: JSON.stringify(spec.hasFiles === true ? await withContents(spec.body) : spec.body);
	const { idempotencyKey } = spec;
	const options: IHttpRequestOptions = {
		method: spec.method,
		url,
		headers: {
			'User-Agent': USER_AGENT,
			...(spec.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...(idempotencyKey === undefined
				? {}
				: { 'Idempotency-Key': keyOf(idempotencyKey, url, body) }),
		},
		body,
		returnFullResponse: true,
		ignoreHttpStatusErrors,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: timeoutMs,
		json: true,
	};
	const given: unknown = await inRealTime(
		context.helpers.httpRequestWithAuthentication.call(context, credential, options),
		timeoutMs,
	);
	const response = asObject(given);
	return {
		status: asNumber(response.statusCode) ?? 0,
		headers: asObject(response.headers),
		body: response.body,
	};
}

const REQUEST_LENGTH = 16;

/** The same request has the same key; another one has its own, even where it comes from the same item. */
function keyOf(key: string, url: string, body = ''): string {
	return `${key}-${fingerprint(url, body).slice(0, REQUEST_LENGTH)}`;
}

/** How long a call may take: a run may have to end at a moment. */
function timeOf({ timeoutMs, until = Infinity }: CallSettings): number {
	return Math.max(1, Math.min(timeoutMs, until - now()));
}

/**
 * The time-out of n8n's client begins anew with each byte; an answer that drips must not last forever.
 * @throws TimedOut, and what the promise throws
 */
async function inRealTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
	const given = await inTime(promise, timeoutMs + LATE_MS, TOO_LATE);
	if (given === TOO_LATE) throw new TimedOut();
	return given;
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
export function thrownProblem(
	vendor: Vendor,
	thrown: unknown,
	{ timeoutMs }: CallSettings,
): Problem {
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
				connecting || NO_CONNECTION.test(code) || NO_TRUST.test(code),
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
