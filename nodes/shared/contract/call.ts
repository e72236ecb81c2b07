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
	/** What an answer must hold to count as success. If it does not, a write is unclear, and a read is an error. */
	readonly proof: Proof;
	/** The bulk call that this request may join; left out, it is sent alone. */
	readonly joins?: Bulk;
	/** The body holds contents of files; they are read when the request is sent. */
	readonly hasFiles?: boolean;
	/** A refusal as invalid or missing counts as an answer: its body is undefined, and the item goes on. */
	readonly optional?: boolean;
	/** So does a refusal for lack of permission: for extra information that the item can do without. */
	readonly mayBeDenied?: boolean;
	/** So does any failure: what is read only helps later items, and this item is done already. */
	readonly mayFail?: boolean;
	/** For reads: whether an answer holds for the whole run, so that the same request is not made again. */
	readonly keptIf?: (body: unknown) => boolean;
	/**
	 * The vendor completes requests with the same key once, and repeats its first answer to the others. Sent as
	 * `Idempotency-Key`; such a write is retried like a read.
	 */
	readonly idempotencyKey?: string;
	/** For writes: how to find out whether it was completed, if its answer was lost. */
	readonly findOut?: FindOut;
	/** Instead of a path: a link to a file, as the vendor gave it (http/downloads.ts). */
	readonly link?: string;
	/** Reads made at once instead of this one (http/concurrentReads.ts). The body is the list of their bodies. */
	readonly concurrentReads?: readonly RequestSpec[];
}

/**
 * How the vendor's records show whether a write was completed; made by the functions in operation/findOut.ts. Reading
 * stops as soon as that is known.
 */
export interface FindOut {
	/** The write makes a new record. A record that is found belongs to one item only. */
	readonly creates?: boolean;
	/** The record holds a mark that no other has, so it can't be confused with one that was made meanwhile. */
	readonly isMarked?: boolean;
	/** For changes: how to tell beforehand that the write would change nothing. */
	readonly already?: Already;
	/**
	 * Reads records. Each `yield` of a request gives the body of its answer, or undefined if the vendor says that there
	 * is no such record.
	 * @param since the earliest time at which the write was sent, in milliseconds since 1970 on the vendor's clock
	 * @returns the answers that the write may have given, one for each record that it may have written; an empty list if
	 *   it was not completed; undefined if the records don't tell
	 */
	readonly answers: Answers;
	/**
	 * How records are read once more before one counts as not made, where `answers` goes by what may find nothing though
	 * it is there, such as a filter; the same way if left out.
	 */
	readonly secondLook?: Answers;
}

type Answers = (since: number) => Generator<RequestSpec, readonly unknown[] | undefined, unknown>;

/** How the present record shows that a write would change nothing. */
export interface Already {
	readonly read: RequestSpec;
	/**
	 * @param body of the answer to `read`
	 * @returns what the write would answer; undefined where it would change something, or the record does not show all
	 */
	readonly answer: (body: unknown) => unknown;
}

/** What an answer must hold to count as success; made by the functions in http/proof.ts. */
export interface Proof {
	/** For the message, after "answered without": `the ID of the new record`. */
	readonly what: string;
	/** @param body of an answer that the vendor itself calls a success */
	readonly holds: (body: unknown) => boolean;
	/** The ID of the record that the answer is about, if it names one. */
	readonly id?: (body: unknown) => unknown;
	/** A refusal inside such an answer, if the call has its own way to say so. */
	readonly refusal?: (body: unknown) => Problem | undefined;
}

/** A vendor's answer, not interpreted yet. `body` is parsed JSON, or the text as it came if it was not JSON. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/**
 * Why a call failed, sorted by what can be done about it.
 *
 * | kind | executed? | retried by us |
 * |---|---|---|
 * | `limited` | no, refused first | always, after waiting |
 * | `unreachable` | no, never arrived | always |
 * | `unclear` | unknown: the answer was lost or makes no sense | reads only |
 * | `auth`, `denied`, `blocked`, `missing`, `invalid`, `redirected` | no | never |
 * | `notSent` | no: an earlier item stopped the run | never |
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

/** Text of somebody else, always shown beside our sentence, in whatever language it comes. */
export interface Quote {
	/** Who says it: the name of the service, for the message. */
	readonly by: string;
	readonly text: string;
}

/**
 * A sentence that names fields of the user's form: `{RESPONSIBLE_ID|responsible}` becomes the label of the first of
 * these parameters that the form shows. If it shows none, the next alternative is used, or the sentence is left out.
 */
export type Hint = string | readonly string[];

/** Why a call failed: what is wrong in plain words, what to do next, and the vendor's own words and code. */
export interface Problem {
	readonly kind: ProblemKind;
	/** What is wrong, in our words. It names no field; `field` does. */
	readonly title: string;
	/** Parameters that may hold the wrong value; the message names the first that the form shows, and its value. */
	readonly field?: readonly string[];
	readonly says?: Quote;
	/** What to do, true for any form. */
	readonly advice: string;
	/** What to do with the fields of the form, before `advice`. */
	readonly hints?: readonly Hint[];
	/** The vendor's own code, for people who look it up. */
	readonly code?: string;
	readonly status?: number;
	/** How long the vendor asks us to wait, in milliseconds. */
	readonly waitMs?: number;
	/** The answer is complete but lacks what was asked for, so asking again makes no sense. */
	readonly isAnswered?: boolean;
	/** The request may still be completed later: the vendor is working on it, or on a job in the background. */
	readonly mayFollow?: boolean;
	/** The vendor's records were checked already, or can't tell, so checking them makes no sense. */
	readonly isLookedAt?: boolean;
	/** The vendor has not been answering at all for a while: since when, as a sentence without its period. */
	readonly outage?: string;
	/** Only calls with this meter must wait. */
	readonly meter?: string;
}

/** What a code of a vendor means, and what to do about it. */
export type ErrorMessage = Pick<Problem, 'kind' | 'title' | 'field' | 'advice' | 'hints'>;

/** How a call ended: the part of the answer that matters, or the problem. */
export type Verdict =
	{ readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly problem: Problem };

/** A call to be made after some time. */
export interface ProgressCall {
	readonly afterMs: number;
	/** How far the job is, for people who watch the run. */
	readonly progress?: string;
	readonly request: RequestSpec;
}

/** How several requests are packed into one call, and how each gets its own verdict back. */
export interface Bulk {
	/** How many requests go into one call by default, and at most. */
	readonly size: number;
	readonly most: number;
	/** How many such calls a run may make at once; five if left out. */
	readonly atOnce?: number;
	/** Only requests with the same key go into one call. */
	readonly key?: (spec: RequestSpec) => string;
	/** How many of `size` a request uses up; 1 if left out. */
	readonly weight?: (spec: RequestSpec) => number;
	/** @param halt whether the vendor should stop at the first refusal, if it can */
	readonly pack: (specs: readonly RequestSpec[], halt: boolean) => RequestSpec;
	/** For bulk calls that only start the work: the calls that ask whether it is done. The last answer is unpacked. */
	readonly untilDone?: (body: unknown) => Generator<ProgressCall, unknown, unknown>;
	/**
	 * One verdict per packed request, in their order. Each is found by the vendor's own reference, never by its place;
	 * for a request to which the answer does not refer it is undefined, which counts as unclear.
	 * @param halt whether the vendor was asked to stop at a refusal: requests behind one were not sent
	 */
	readonly unpack: (
		body: unknown,
		specs: readonly RequestSpec[],
		halt?: boolean,
	) => Array<Verdict | undefined>;
	/**
	 * For calls that may complete only some of their requests, don't say which, and are harmless to repeat: how many were
	 * completed. If not all were, they are sent again in smaller calls until those that fail stand alone. Undefined if
	 * the answer does not say.
	 */
	readonly completed?: (body: unknown) => number | undefined;
	/** The call only starts the work, and does not always say how it ended. */
	readonly isJob?: boolean;
	/** Why items are sent one by one unless the user asks for bulk calls; if left out, bulk calls are on by default. */
	readonly off?: string;
	/**
	 * A refused bulk call may be sent again in parts until the request at fault stands alone. The call may have completed
	 * some of its requests, so all are sent again, and must be harmless to repeat.
	 */
	readonly divides?: boolean;
	/** For deletions: what is missing after a refused call may have been deleted by that call. */
	readonly deletes?: boolean;
}
