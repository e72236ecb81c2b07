import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { connectionProblem } from './answers';
import { InvalidInput, Cancelled } from './errors';
import { safePath } from './hosts';
import type { Answer, Problem, RequestSpec, Vendor, Verdict } from './operation';
import { paceOf, type Pace } from './pacing';
import { lazyRedactor } from './redact';
import { asNumber, asObject, asText, isObject } from './values';
import { stopIfCancelled, wait, type CancelSignal } from './wait';

/** Where calls are made from: a run, the editor's look-ups, a trigger. */
export type CallContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions;

export interface CallSettings {
	/** How long one call may wait for the vendor's own limit, in milliseconds. */
	readonly maxWaitMs: number;
	readonly timeoutMs: number;
}

/** Makes one call and says how it ended. @throws Cancelled, nothing else */
export type Call = (spec: RequestSpec) => Promise<Verdict>;

export const DEFAULT_SETTINGS: CallSettings = { maxWaitMs: 300_000, timeoutMs: 60_000 };

/** Tries for calls that fail without the vendor asking us to wait. Waiting for a limit is bounded by time instead. */
const TRIES = 4;
const SHORTEST_PAUSE_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** Codes of connections that failed before a byte of the request was sent. */
const NEVER_ARRIVED = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_INVALID_URL|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/**
 * The one way to a vendor: waits for the account's budget, sends through the credential, reads the answer, and repeats
 * what may be repeated. Refused before execution: always, within `maxWaitMs`. Lost or senseless answers: reads only.
 */
export function caller(context: CallContext, vendor: Vendor, settings: CallSettings = DEFAULT_SETTINGS): Call {
	const signal = cancelSignal(context);
	const redact = lazyRedactor(vendor, async () => await context.getCredentials<IDataObject>(vendor.credential));
	return async (spec) => {
		const pace = paceFor(context, vendor, spec);
		let waited = 0;
		let failures = 0;
		for (let attempt = 1; ; attempt++) {
			await pace.take(signal);
			const verdict = await attemptOnce(context, vendor, spec, settings, signal);
			if (verdict.ok) {
				pace.accepted();
				return verdict;
			}
			const { problem } = verdict;
			const pause = pauseBefore(problem, attempt);
			if (problem.kind === 'limited') pace.refused(pause);
			else failures++;
			if (!mayRepeat(problem, spec) || failures >= TRIES || waited + pause > settings.maxWaitMs) {
				return { ok: false, problem: await clean(problem, redact) };
			}
			waited += pause;
			if (problem.kind !== 'limited') await wait(pause, signal);
		}
	};
}

function mayRepeat({ kind }: Problem, { effect }: RequestSpec): boolean {
	return kind === 'limited' || kind === 'unreachable' || (kind === 'unclear' && effect === 'read');
}

/** The vendor's own word first, then growing back-off with a little chance in it, so that workers don't march in step. */
function pauseBefore({ kind, waitMs }: Problem, attempt: number): number {
	if (waitMs !== undefined) return Math.max(waitMs, SHORTEST_PAUSE_MS);
	const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
	return kind === 'limited' || kind === 'unreachable' || kind === 'unclear' ? backoff * (1 + Math.random() / 4) : 0;
}

function cancelSignal(context: CallContext): CancelSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** One budget per account; the credential's id stands for the account. */
function paceFor(context: CallContext, vendor: Vendor, { budget = 'default' }: RequestSpec): Pace {
	const account = context.getNode().credentials?.[vendor.credential]?.id ?? 'unsaved';
	return paceOf(`${vendor.credential}/${account}/${budget}`, vendor.budgets[budget] ?? vendor.budgets.default);
}

async function attemptOnce(context: CallContext, vendor: Vendor, spec: RequestSpec, settings: CallSettings, signal: CancelSignal | undefined): Promise<Verdict> {
	try {
		return vendor.read(await send(context, vendor, spec, settings), spec);
	} catch (cause) {
		stopIfCancelled(signal);
		return { ok: false, problem: thrownProblem(vendor, cause, settings) };
	}
}

async function send(context: CallContext, vendor: Vendor, spec: RequestSpec, { timeoutMs }: CallSettings): Promise<Answer> {
	const options: IHttpRequestOptions = {
		method: spec.method,
		url: safePath(spec.path) + queryText(spec),
		headers: spec.body === undefined ? {} : { 'Content-Type': 'application/json' },
		body: spec.body === undefined ? undefined : JSON.stringify(spec.body),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: timeoutMs,
		json: true,
	};
	const response = asObject(await context.helpers.httpRequestWithAuthentication.call(context, vendor.credential, options));
	return { status: asNumber(response.statusCode) ?? 0, headers: asObject(response.headers), body: response.body };
}

/** The query as text, every character that means something encoded once. */
function queryText({ query = {} }: RequestSpec): string {
	const pairs = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Problem of something thrown on the way: by the credential (bad host), the connection, or n8n itself. */
function thrownProblem(vendor: Vendor, thrown: unknown, { timeoutMs }: CallSettings): Problem {
	for (let cause: unknown = thrown; cause !== undefined && cause !== null; cause = (cause as { cause?: unknown }).cause) {
		if (cause instanceof Cancelled) throw cause;
		if (cause instanceof InvalidInput) return { kind: 'invalid', title: cause.message, advice: cause.advice };
		const code = asText((cause as { code?: unknown }).code);
		if (code !== '') {
			const connecting = isObject(cause) && cause.syscall === 'connect';
			return connectionProblem(vendor.name, code, connecting || NEVER_ARRIVED.test(code), timeoutMs);
		}
	}
	const message = thrown instanceof Error ? thrown.message : '';
	return { kind: 'invalid', title: message === '' ? `The request to ${vendor.name} could not be made` : message, advice: 'Nothing was sent.' };
}

async function clean(problem: Problem, redact: (text: string) => Promise<string>): Promise<Problem> {
	return { ...problem, title: await redact(problem.title), advice: await redact(problem.advice), code: problem.code === undefined ? undefined : await redact(problem.code) };
}
