import type { Proof, RequestSpec, Problem, Verdict } from '../contract/call';
import { asNumber, asText, isObject } from '../text/unknownJson';

/** Where in an answer something stands; the body itself by default. */
type At = (body: unknown) => unknown;

const whole: At = (body) => body;

/** A new record's ID: a text, or a number above zero. */
export function anId(at: At, what = 'the ID of the record'): Proof {
	return { what, holds: (body) => isId(at(body)) };
}

function isId(value: unknown): boolean {
	return typeof value === 'number'
		? value > 0
		: asText(value).trim() !== '' && asNumber(value) !== 0 && typeof value !== 'boolean';
}

/** The vendor's own word for yes: true, or what a vendor writes for it. */
export function aTrue(at: At = whole, what = 'a confirmation'): Proof {
	return { what, holds: (body) => [true, 1, '1', 'true', 'Y'].some((yes) => at(body) === yes) };
}

/** An object with something in it. */
export function aRecord(at: At = whole, what = 'the record'): Proof {
	return { what, holds: (body) => isFilled(at(body)) };
}

function isFilled(value: unknown): boolean {
	return isObject(value) && Object.keys(value).length > 0;
}

/** A list; it may be empty. */
export function aList(at: At = whole, what = 'a list'): Proof {
	return { what, holds: (body) => Array.isArray(at(body)) };
}

/** Any shape that a check of the operation's own accepts. */
export function proved(what: string, holds: (body: unknown) => boolean): Proof {
	return { what, holds };
}

/** The same, and the call's own way to say no inside a good answer. */
export function unless(refusal: NonNullable<Proof['refusal']>, proof: Proof): Proof {
	return { ...proof, refusal };
}

/** For calls that answer nothing by contract: the status is the whole answer. */
export const NOTHING: Proof = { what: 'anything', holds: () => true };

/** For lists, whose reader says what a page is. */
export const SOME_JSON: Proof = {
	what: 'a list',
	holds: (body) => Array.isArray(body) || isObject(body),
};

/** A yes without what the request was made for: nobody knows what was done. */
export function unproved(vendor: string, { proof }: RequestSpec): Problem {
	return {
		kind: 'unclear',
		isAnswered: true,
		title: `${vendor} answered without ${proof.what}`,
		advice: 'A proxy or firewall may have answered instead, or the service has changed.',
	};
}

/** Reads a yes of the vendor's, of a single call or of a part of a bulk call, by what the request asks of it. */
export function provedVerdict(vendor: string, verdict: Verdict, spec: RequestSpec): Verdict {
	if (!verdict.ok) return verdict;
	const problem = spec.proof.refusal?.(verdict.body);
	if (problem !== undefined) return { ok: false, problem };
	return spec.proof.holds(verdict.body) ? verdict : { ok: false, problem: unproved(vendor, spec) };
}
