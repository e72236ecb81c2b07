import type { IHttpRequestMethods } from 'n8n-workflow';

/** Whether a call changes something at the vendor. It decides what may be repeated after a lost answer. */
export type Effect = 'read' | 'write';

/** One call to a vendor, before the credential adds host and authentication. */
export interface RequestSpec {
	readonly method: IHttpRequestMethods;
	/** Path below the vendor's address, percent-encoded where needed. Never a full URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number | boolean>>;
	/** Anything that JSON can say; sent as JSON. */
	readonly body?: unknown;
	readonly effect: Effect;
	/** What the answer has to hold to be a yes. Without it a write is unclear, and a read is an error. */
	readonly proof: Proof;
	/** The bulk call that it may join. Without one it travels alone. */
	readonly joins?: Bulk;
	/** Contents of files stand in the body; they are read when the request is sent. */
	readonly hasFiles?: boolean;
	/** A refusal as invalid or missing is an answer too: its body is undefined, and the item goes on. */
	readonly optional?: boolean;
	/** A refusal for lack of a right is one as well, such as of what is only told beside something else. */
	readonly mayBeDenied?: boolean;
	/** Any failure is one: what is read only helps later items, and this one is done already. */
	readonly mayFail?: boolean;
	/**
	 * The vendor carries out requests with the same key once, and answers the others with the first answer: sent as
	 * `Idempotency-Key`, and repeated like a read.
	 */
	readonly idempotencyKey?: string;
	/** How it is found out whether it was carried out, where its answer was lost; for writes. */
	readonly findOut?: FindOut;
	/** Instead of a path: a link to a file that the vendor gave; see http/downloads.ts. */
	readonly link?: string;
	/** Reads made at once instead of this one (http/concurrentReads.ts). The body is the list of their bodies. */
	readonly concurrentReads?: readonly RequestSpec[];
}

/**
 * How the records at the vendor show whether a write was carried out; made by the functions in operation/findOut.ts.
 * The reading ends as soon as it is known.
 */
export interface FindOut {
	/** It makes a new record; one that is found is the record of one item only. */
	readonly creates?: boolean;
	/** The record holds a mark that no other has, so that it can't be taken for one that is made meanwhile. */
	readonly isMarked?: boolean;
	/** Of a change: how it is told beforehand that it would change nothing. */
	readonly already?: Already;
	/**
	 * Reads records. Each request that is yielded comes back with the body of its answer, or undefined where
	 * the vendor says that there is no such record.
	 * @param since when the write was sent at the earliest, in milliseconds since 1970 on the vendor's own clock
	 * @returns the answers that the write may have given: those of every record that may be its own, none where it was
	 *   not carried out; undefined where the records don't tell
	 */
	readonly answers: (
		since: number,
	) => Generator<RequestSpec, readonly unknown[] | undefined, unknown>;
}

/** How the present record shows that a write would change nothing. */
export interface Already {
	readonly read: RequestSpec;
	/**
	 * @param body of the answer to `read`
	 * @returns what the write would answer; undefined where it would change something, or the record does not show all
	 */
	readonly answer: (body: unknown) => unknown;
}

/** What an answer has to hold to be a yes; made by the functions in http/proof.ts. */
export interface Proof {
	/** For the message, after "answered without": `the ID of the new record`. */
	readonly what: string;
	/** @param body of an answer that the vendor's own signs call a yes */
	readonly holds: (body: unknown) => boolean;
	/** Where the answer names the one record that it is about. */
	readonly id?: (body: unknown) => unknown;
	/** A no inside such an answer, where the call has a way of its own to say it. */
	readonly refusal?: (body: unknown) => Problem | undefined;
}

/**
 * What a vendor said, before anybody interpreted it. `body` is parsed JSON, or the text as it came when it was
 * none.
 */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/**
 * Why a call did not work, sorted by what can be done about it.
 *
 * | kind | executed? | repeated by us |
 * |---|---|---|
 * | `limited` | no, refused first | always, after waiting |
 * | `unreachable` | no, never arrived | always |
 * | `unclear` | unknown: the answer was lost or makes no sense | reads only |
 * | `auth`, `denied`, `blocked`, `missing`, `invalid`, `redirected` | no | never |
 * | `notSent` | no: an earlier one stopped the run | never |
 */
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export const PROBLEM_KINDS = [
	'limited',
	'unreachable',
	'unclear',
	'auth',
	'denied',
	'blocked',
	'missing',
	'invalid',
	'redirected',
	'notSent',
] as const;

/** Somebody's own text, always shown beside our sentence, in whatever language it comes. */
export interface Quote {
	/** Who says it: the name of the service, for the message. */
	readonly by: string;
	readonly text: string;
}

/**
 * A sentence that names fields of the form in hand: `{RESPONSIBLE_ID|responsible}` stands for the label of the first of
 * these parameters that the form has and shows. Where it has none, the next alternative is taken, or the sentence left
 * out.
 */
export type Hint = string | readonly string[];

/** A vendor's "no", understood: what is wrong in plain words, what to do next, and the vendor's own words and code. */
export interface Problem {
	readonly kind: ProblemKind;
	/** What is wrong, in our words. It names no field: `field` does. */
	readonly title: string;
	/** Parameters that may hold the value at fault; the title shows the first that the form has, and its value. */
	readonly field?: readonly string[];
	readonly says?: Quote;
	/** What to do, true for any form. */
	readonly advice: string;
	/** What to do with the fields of the form, before `advice`. */
	readonly hints?: readonly Hint[];
	/** The vendor's own code, kept for people who look it up. */
	readonly code?: string;
	readonly status?: number;
	/** How long the vendor wants us to stay away, in milliseconds. */
	readonly waitMs?: number;
	/** The answer came whole and lacks what was asked for: to ask again makes no sense. */
	readonly isAnswered?: boolean;
	/** What was sent may be carried out later: a call that the vendor still works on, a job in the background. */
	readonly mayFollow?: boolean;
	/** The vendor's records were looked at, or can't tell: to look makes no sense. */
	readonly isLookedAt?: boolean;
	/** The vendor has not been answering anybody for a while: since when, as a sentence without its full stop. */
	readonly outage?: string;
	/** Only calls with this meter have to stay away. */
	readonly meter?: string;
}

/** What a code of a vendor means, and what to do about it. */
export type ErrorMessage = Pick<Problem, 'kind' | 'title' | 'field' | 'advice' | 'hints'>;

/** A call's end: the part of the answer that matters, or the problem. */
export type Verdict =
	{ readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly problem: Problem };

/** A call some time later. */
export interface ProgressCall {
	readonly afterMs: number;
	/** How far it has come, for somebody who watches the run. */
	readonly progress?: string;
	readonly request: RequestSpec;
}

/** How several requests of one operation travel as one, and how each gets its own verdict back. */
export interface Bulk {
	/** How many go into one call by default, and at most. */
	readonly size: number;
	readonly most: number;
	/** How many such calls of one run may be under way at once; five when left out. */
	readonly atOnce?: number;
	/** Requests travel together only while this stays the same. */
	readonly key?: (spec: RequestSpec) => string;
	/** How many of `size` a request uses up; 1 when left out. */
	readonly weight?: (spec: RequestSpec) => number;
	/** @param halt whether the vendor should stop at the first refusal, if it can */
	readonly pack: (specs: readonly RequestSpec[], halt: boolean) => RequestSpec;
	/** The calls that ask whether a bulk call that only begins the work is done; the last answer is unpacked. */
	readonly untilDone?: (body: unknown) => Generator<ProgressCall, unknown, unknown>;
	/**
	 * One verdict per packed request, in their order. Each is found by the vendor's own reference, never by
	 * its place; what the answer does not refer to is undefined, and unclear.
	 * @param halt whether the vendor was to stop at a refusal: what comes behind one was not sent
	 */
	readonly unpack: (
		body: unknown,
		specs: readonly RequestSpec[],
		halt?: boolean,
	) => Array<Verdict | undefined>;
	/**
	 * For calls that may carry out a part, don't say which, and are harmless to repeat: how many were carried
	 * out. Where it is not all of them, they are sent again in smaller calls until the others stand alone.
	 * Undefined: no such answer.
	 */
	readonly completed?: (body: unknown) => number | undefined;
	/** It only begins the work, and does not always tell its end. */
	readonly isJob?: boolean;
	/** Why items travel singly unless the user asks for bulk calls; on by default where this is left out. */
	readonly off?: string;
	/**
	 * True when a refused bulk call may be sent again in parts until the culprit stands alone. It may have
	 * carried out some of its parts, so all are sent, and they have to be harmless to repeat.
	 */
	readonly divides?: boolean;
	/** True for deletions: what is missing after a refused call may have been deleted by that one. */
	readonly deletes?: boolean;
}
