import type { Answer, Hint, Problem, Quote, RequestSpec, Verdict } from '../contract/call';
import { asObject, asText } from '../text/unknownJson';
import { LONGEST_PAUSE_MS } from './clock';

const SECOND = 1000;
/** For what may have gone well, this is wrong advice; see nodeErrors.ts. */
export const RUN_LATER = 'Run it again later.';

/**
 * `Retry-After` in milliseconds: seconds, or a date measured against the vendor's own clock where it sends one.
 * @returns an hour at most; undefined when there is none or it makes no sense
 */
export function retryAfterMs({ headers }: Answer): number | undefined {
	const text = asText(headers['retry-after']).trim();
	if (text === '') return undefined;
	if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * SECOND, LONGEST_PAUSE_MS);
	const until = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
	const theirs = Date.parse(asText(headers.date));
	return Number.isNaN(until)
		? undefined
		: Math.min(Math.max(0, until - (Number.isNaN(theirs) ? Date.now() : theirs)), LONGEST_PAUSE_MS);
}

/** True for a body that is no JSON at all: an HTML page of a proxy, an empty answer. */
export function isNoJson({ body }: Answer): boolean {
	return typeof body === 'string' || body === undefined || body === null;
}

/** What is said in an answer that is a short text instead of JSON; an HTML page says nothing. */
export function plainText({ body }: Answer): string {
	// Not cut here: half a secret would not be known as one.
	return typeof body === 'string' && !body.includes('<') ? body.trim() : '';
}

/** Where objects that nobody has described say in words what went wrong. */
const WORDS = ['message', 'Message', 'error_description', 'detail', 'error'];

/** What an answer that is not what was asked for says: it may be all that is known of the reason. */
export function quoteOf(body: unknown): Quote | undefined {
	const { error } = asObject(body);
	const text = [body, error]
		.flatMap((holder) => WORDS.map((name) => asObject(holder)[name]))
		.find((words): words is string => typeof words === 'string' && words.trim() !== '');
	return text === undefined ? undefined : { by: 'The answer', text };
}

/**
 * What an answer means when the vendor's own code says nothing more: by HTTP status alone. Vendors call it last.
 * @param vendor name for the message
 * @param says the vendor's own text, when there is one
 */
export function plainProblem(vendor: string, answer: Answer, says = '', code?: string): Problem {
	const { status } = answer;
	if (status >= 300 && status < 400) {
		return {
			status,
			code,
			kind: 'redirected',
			title: `${vendor} redirected the request to another address`,
			advice:
				'Keys are never sent to another address. Check the address in the credential: ' +
				'it must be the final one.',
		};
	}
	const quoted = says === '' ? {} : { says: { by: vendor, text: says } };
	const base = { status, code, ...quoted };
	if (status === 401) {
		return {
			...base,
			kind: 'auth',
			title: `${vendor} does not accept the credential`,
			advice: 'Open the credential, check each field and use its test.',
		};
	}
	if (status === 403) {
		return {
			...base,
			kind: 'denied',
			title: `${vendor} does not allow this for the account in the credential`,
			advice:
				`Ask an administrator of ${vendor} for the missing permission, or use the ` +
				'credential of someone who has it.',
		};
	}
	if (status === 404) {
		return {
			...base,
			kind: 'missing',
			title:
				says === '' ? `${vendor} has nothing at this address` : `${vendor} could not find this`,
			hints: [['Check {path}.', 'Check the ID.']],
			advice: 'Also check the address in the credential.',
		};
	}
	if (status === 429) {
		return {
			...base,
			kind: 'limited',
			title: `${vendor} is receiving too many requests from this account`,
			advice: NOTHING_CHANGED,
			hints: LATER,
			waitMs: retryAfterMs(answer),
		};
	}
	// A 503 or a 408 does not tell whether the request was carried out first, whatever its headers say.
	if (status === 503 || status === 408) {
		return {
			...base,
			kind: 'unclear',
			title: `${vendor} is temporarily unavailable (status ${status})`,
			advice: RUN_LATER,
			waitMs: retryAfterMs(answer),
		};
	}
	if (status >= 500) {
		return {
			...base,
			kind: 'unclear',
			// A gateway gave up waiting; what stands behind it goes on.
			...(status === 504 ? { mayFollow: true } : {}),
			title:
				says === ''
					? `${vendor} returned status ${status} without a reason`
					: `${vendor} had an error (status ${status})`,
			advice: RUN_LATER,
		};
	}
	if (status >= 400) {
		return {
			...base,
			kind: 'invalid',
			title: refusedTitle(vendor, says, status),
			advice: says === '' ? 'Check the fields of this operation.' : '',
		};
	}
	return {
		status,
		code,
		kind: 'unclear',
		title: `${vendor} answered with something that is not its usual format`,
		advice:
			'A proxy or firewall may have answered instead, or the address in the credential is wrong.',
	};
}

/** Of a refusal that no sentence of ours fits: the vendor's own words say what is wrong, in its own language. */
export function refusedTitle(vendor: string, says: string, status?: number): string {
	const what = `${vendor} refused the request`;
	if (says !== '') return `${what}: ${says}`;
	return status === undefined ? `${what} and gave no reason` : `${what} (status ${status})`;
}

/** What to do about a call that was refused for the vendor's limit, in forms that have the option. */
export const LATER: readonly Hint[] = [
	['Run it again later, or raise {maxWait} under Batching.', RUN_LATER],
];
const NOTHING_CHANGED = 'Nothing was changed by this request.';

/**
 * Problem of a call that was not made because the vendor has asked the account to stay away for
 * longer than it may wait.
 */
export function pausedProblem(vendor: string, waitMs: number): Problem {
	return {
		kind: 'limited',
		title: `${vendor} is receiving too many requests from this account`,
		hints: [
			`Nothing was sent. ${vendor} accepts no request for another ${Math.ceil(waitMs / SECOND)} seconds.`,
			['Run it again then, or raise {maxWait} under Batching.', 'Run it again then.'],
		],
		advice: '',
		waitMs,
	};
}

/** The verdict on an answer without JSON, or undefined when there is JSON to read. */
export function withoutJson(vendor: string, answer: Answer): Verdict | undefined {
	return isNoJson(answer) ? { ok: false, problem: plainProblem(vendor, answer) } : undefined;
}

/** Problem of a connection that broke before an answer came. */
export function connectionProblem(
	vendor: string,
	code: string,
	neverArrived: boolean,
	timeoutMs: number,
): Problem {
	if (neverArrived) {
		return {
			kind: 'unreachable',
			title: `${vendor} could not be reached`,
			code,
			advice:
				'Nothing was sent. Check the address in the credential, and that this n8n can reach it (DNS, firewall, proxy).',
		};
	}
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return {
		kind: 'unclear',
		title: late
			? `${vendor} did not answer within ${timeoutMs / SECOND} seconds`
			: `The connection to ${vendor} broke before an answer came`,
		code,
		...(late
			? {
					mayFollow: true,
					hints: [['Raise {timeout} under Batching.', RUN_LATER]],
					advice: '',
				}
			: { advice: RUN_LATER }),
	};
}

/** A request's method and path without its query, for messages. */
export function nameOf({ method, path }: RequestSpec): string {
	return `${method} ${path.split('?')[0]}`;
}

/** What to do about an answer that should be a list and is none. */
export const NO_LIST_ADVICE =
	'Try again later. If this continues, check the address in the credential and any proxy.';

/** The verdict of a request that another one kept from being sent. */
export const NOT_SENT: Verdict = {
	ok: false,
	problem: {
		kind: 'notSent',
		title: 'Not sent, because an item before it stopped the run',
		advice: '',
	},
};
