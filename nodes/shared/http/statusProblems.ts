import type { Answer, Problem, RequestSpec, Verdict } from '../contract/call';
import { asText } from '../text/unknownJson';
import { LONGEST_PAUSE_MS } from './clock';

const SECOND = 1000;

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

/**
 * What an answer means when the vendor's own code says nothing more: by HTTP status alone. Vendors call it last.
 * @param vendor name for the message
 * @param says the vendor's own text, when there is one
 */
export function plainProblem(vendor: string, answer: Answer, says = '', code?: string): Problem {
	const { status } = answer;
	const base = { status, code };
	const title = (otherwise: string) => (says === '' ? otherwise : says);
	if (status >= 300 && status < 400) {
		return {
			...base,
			kind: 'redirected',
			title: `${vendor} sent the request on to another address`,
			advice:
				'Keys are never taken along to another address. Check the address in the credential: ' +
				'it has to be the final one.',
		};
	}
	if (status === 401) {
		return {
			...base,
			kind: 'auth',
			title: title(`${vendor} does not accept the credential`),
			advice: 'Open the credential, check each field and use its test.',
		};
	}
	if (status === 403) {
		return {
			...base,
			kind: 'denied',
			title: title(`${vendor} does not allow this for the account in the credential`),
			advice: `Ask an administrator of ${vendor} for the missing right, or use the credential of somebody who has it.`,
		};
	}
	if (status === 404) {
		return {
			...base,
			kind: 'missing',
			title: title(`${vendor} has nothing at this address`),
			advice: 'Check the ID, and the address in the credential.',
		};
	}
	if (status === 429) {
		return {
			...base,
			kind: 'limited',
			title: title(`${vendor} is receiving too many requests from this account`),
			advice:
				'Nothing was changed by this request. Run it again later, or raise Max Wait in the options.',
			waitMs: retryAfterMs(answer),
		};
	}
	// Whoever sends a 503 or a 408 does not say whether the request was carried out before, whatever its headers say.
	if (status === 503 || status === 408) {
		return {
			...base,
			kind: 'unclear',
			title: title(`${vendor} is not available for the moment (status ${status})`),
			advice: 'Run it again later.',
			waitMs: retryAfterMs(answer),
		};
	}
	if (status >= 500) {
		return {
			...base,
			kind: 'unclear',
			title: title(`${vendor} answered with status ${status} and nothing to go by`),
			advice: `Usually ${vendor} is overloaded or under maintenance. Run it again later.`,
		};
	}
	if (status >= 400) {
		return {
			...base,
			kind: 'invalid',
			title: title(`${vendor} refused the request (status ${status})`),
			advice: 'Check the fields of this operation.',
		};
	}
	return {
		...base,
		kind: 'unclear',
		title: `${vendor} answered with something that is not its usual format`,
		advice:
			'A proxy or firewall may have answered instead, or the address in the credential is wrong.',
	};
}

/**
 * Problem of a call that was not made because the vendor has asked the account to stay away for
 * longer than it may wait.
 */
export function pausedProblem(vendor: string, waitMs: number): Problem {
	return {
		kind: 'limited',
		title: `${vendor} is receiving too many requests from this account`,
		advice:
			`Nothing was sent. ${vendor} wants no request for another ` +
			`${Math.ceil(waitMs / SECOND)} seconds; run it again then, or raise Max Wait in the ` +
			'options.',
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
				'Nothing was sent. Check the address in the credential, and that this n8n may reach it (DNS, firewall, proxy).',
		};
	}
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return {
		kind: 'unclear',
		title: late
			? `${vendor} did not answer within ${timeoutMs / SECOND} seconds`
			: `The connection to ${vendor} broke before an answer came`,
		code,
		advice: late ? 'A longer Timeout can be set in the options.' : 'Run it again later.',
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
