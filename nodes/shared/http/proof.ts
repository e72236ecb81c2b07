import type { Proof, RequestSpec, Problem, Verdict } from '../contract/call';
import { asArray, asText, isObject } from '../text/unknownJson';
import { quoteOf } from './statusProblems';

/** Where in an answer something stands; the body itself by default. */
type At = (body: unknown) => unknown;

const whole: At = (body) => body;

/** How a vendor writes an ID. */
export type IdKind = (value: unknown) => boolean;

/** A whole number above zero, or its plain text. */
export const NUMBER: IdKind = (value) =>
	(typeof value === 'number' || (typeof value === 'string' && /^[1-9]\d*$/.test(value))) &&
	Number.isSafeInteger(Number(value)) &&
	Number(value) > 0;

const GUID_TEXT = /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i;
const NO_GUID = /^[{0-]+\}?$/;

/** A GUID that isn't all zeros. */
export const GUID: IdKind = (value) =>
	GUID_TEXT.test(asText(value)) && !NO_GUID.test(asText(value));

const NO_NAMES = ['', 'null', 'undefined', 'NaN', 'true', 'false'];

/** A text, for records that are known by a name that a person gave, or whose IDs no contract describes. */
export const NAME: IdKind = (value) =>
	typeof value === 'string' ? !NO_NAMES.includes(value.trim()) : NUMBER(value);

/** A record's ID, written as this vendor writes one. */
export function anId(kind: IdKind, at: At, what = 'the ID of the record'): Proof {
	return { what, holds: (body) => kind(at(body)), id: at };
}

/**
 * The same, about the record that was asked for: where the answer brings an ID, it has to be that one.
 * @param asked undefined for a record that is new
 */
export function about(asked: unknown, proof: Proof): Proof {
	if (asked === undefined) return proof;
	const isIt = (body: unknown) => ['', idText(asked)].includes(idText(proof.id?.(body)));
	return { ...proof, holds: (body) => proof.holds(body) && isIt(body) };
}

/** Upper and lower case and braces make no other GUID. */
function idText(value: unknown): string {
	return asText(value).toLowerCase().replace(/[{}]/g, '');
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

/**
 * A list whose every entry is a record with an ID; it may be empty. For look-ups, where a record
 * too few makes a double.
 */
export function recordsWithId(kind: IdKind, at: At, id: At, what: string): Proof {
	return {
		what,
		holds: (body) => Array.isArray(at(body)) && asArray(at(body)).every((row) => kind(id(row))),
	};
}

/**
 * Any shape that a check of the operation's own accepts.
 * @param id where the answer names the record that it is about
 */
export function proved(what: string, holds: (body: unknown) => boolean, id?: At): Proof {
	return { what, holds, id };
}

/** The same, and the call's own way to say no inside a good answer. */
export function unless(refusal: NonNullable<Proof['refusal']>, proof: Proof): Proof {
	return { ...proof, refusal };
}

/** For calls that answer nothing by contract. What has something to say after all may be no yes. */
export const NOTHING: Proof = { what: 'a confirmation', holds: isNothing };

function isNothing(body: unknown): boolean {
	if (isObject(body)) return Object.keys(body).length === 0;
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/** For calls whose answer somebody else reads. */
export const ANYTHING: Proof = { what: 'anything', holds: () => true };

/** For lists, whose reader says what a page is. */
export const SOME_JSON: Proof = {
	what: 'a list',
	holds: (body) => Array.isArray(body) || isObject(body),
};

/** A yes without what the request was made for: nobody knows what was done. */
export function unproved(vendor: string, { proof }: RequestSpec, body?: unknown): Problem {
	return {
		kind: 'unclear',
		isAnswered: true,
		title: `${vendor} answered without ${proof.what}`,
		says: quoteOf(body),
		advice: 'A proxy or firewall may have answered instead, or the service has changed.',
	};
}

/** Reads a yes of the vendor's, of a single call or of a part of a bulk call, by what the request asks of it. */
export function provedVerdict(vendor: string, verdict: Verdict, spec: RequestSpec): Verdict {
	if (!verdict.ok) return verdict;
	const problem = spec.proof.refusal?.(verdict.body);
	if (problem !== undefined) return { ok: false, problem };
	return spec.proof.holds(verdict.body)
		? verdict
		: { ok: false, problem: unproved(vendor, spec, verdict.body) };
}

/** A refusal that the request takes for an answer too (contract/call.ts) is a yes without a body. */
export function orAnswer(
	verdict: Verdict,
	{ optional, mayBeDenied, mayFail }: RequestSpec,
): Verdict {
	if (verdict.ok) return verdict;
	const { kind } = verdict.problem;
	const isAnswer =
		mayFail === true ||
		(mayBeDenied === true && kind === 'denied') ||
		(optional === true && (kind === 'invalid' || kind === 'missing'));
	return isAnswer ? { ok: true, body: undefined } : verdict;
}

/**
 * Reads each part of a bulk answer. An ID that two of the records written with it got is nobody's.
 * @param verdicts undefined for a request that the answer says nothing about
 */
export function provedVerdicts(
	vendor: string,
	verdicts: ReadonlyArray<Verdict | undefined>,
	specs: readonly RequestSpec[],
): Verdict[] {
	const unknown: Verdict = {
		ok: false,
		problem: { kind: 'unclear', title: `${vendor} did not say how this item ended`, advice: '' },
	};
	const proven = specs.map((spec, index) =>
		provedVerdict(vendor, verdicts[index] ?? unknown, spec),
	);
	const ids = proven.map((verdict, index) => {
		const { effect, proof } = specs[index];
		const id = verdict.ok && effect === 'write' ? idText(proof.id?.(verdict.body)) : '';
		// A task and its attachment may have the same number.
		return id === '' ? '' : `${proof.what} ${id}`;
	});
	const times = new Map<string, number>();
	for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
	return proven.map((verdict, index) =>
		ids[index] !== '' && (times.get(ids[index]) ?? 0) > 1 ? unknown : verdict,
	);
}
