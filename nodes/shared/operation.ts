import type { IDataObject, IHttpRequestMethods, INode } from 'n8n-workflow';
import type { WithFiles } from './downloads';
import type { Form, Reader } from './fields';

/** Whether a call changes something at the vendor. It decides what may be repeated after a lost answer. */
export type Effect = 'read' | 'write';

/** Position of an input item, 0-based, as in `pairedItem`. */
export type ItemIndex = number;

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
	/** Instead of a path: a link to a file that the vendor gave; see downloads.ts. */
	readonly link?: string;
	/** Which of the vendor's budgets the call spends; `default` when left out. */
	readonly budget?: string;
	/** Name under which the vendor counts calls of this kind by themselves, where it does. */
	readonly meter?: string;
}

/** What an answer has to hold to be a yes; made by the functions in proof.ts. */
export interface Proof {
	/** For the message, after "answered without": `the ID of the new record`. */
	readonly what: string;
	/** @param body of an answer that the vendor's own signs call a yes */
	readonly holds: (body: unknown) => boolean;
	/** A no inside such an answer, where the call has a way of its own to say it. */
	readonly refusal?: (body: unknown) => Problem | undefined;
}

/**
 * What a vendor said, before anybody interpreted it. `body` is parsed JSON, or the text as it came when it was none.
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

export const PROBLEM_KINDS = ['limited', 'unreachable', 'unclear', 'auth', 'denied', 'blocked', 'missing', 'invalid', 'redirected', 'notSent'] as const;

/** A vendor's "no", understood: what is wrong in plain words, what to do next, and the vendor's own code. */
export interface Problem {
	readonly kind: ProblemKind;
	readonly title: string;
	readonly advice: string;
	/** The vendor's own code, kept for people who look it up. */
	readonly code?: string;
	readonly status?: number;
	/** How long the vendor wants us to stay away, in milliseconds. */
	readonly waitMs?: number;
	/** The answer came whole and lacks what was asked for: to ask again makes no sense. */
	readonly isAnswered?: boolean;
	/** Only calls with the same meter have to stay away. */
	readonly isOfMeter?: boolean;
}

/** A call's end: the part of the answer that matters, or the problem. */
export type Verdict =
	| { readonly ok: true; readonly body: unknown }
	| { readonly ok: false; readonly problem: Problem };

/** How fast an account may be called: a bucket that drains, or a number of calls in any window. */
export type Rate =
	| { readonly burst: number; readonly perSecond: number }
	| { readonly calls: number; readonly seconds: number };

/** How one vendor talks. The only place that knows is the vendor's own folder. */
export interface Vendor {
	/** As users know it, for messages. */
	readonly name: string;
	/** The credential type that the node is set to use. */
	readonly credentialOf: (node: INode) => string;
	/** Values of the credential that must never be shown. */
	readonly secrets: (credentials: IDataObject) => string[];
	/** Whether n8n can get a new session for the credential after the vendor refused the old one with 401. */
	readonly renews?: (credentials: IDataObject) => boolean;
	/** Where calls go, for a credential that adds authentication but no address (OAuth2). */
	readonly address?: (credentials: IDataObject) => string;
	/** Scheme and host of the account, for vendors with files to download. */
	readonly origin?: (credentials: IDataObject) => string;
	/** How fast the credential's account may be called. @param budget as in RequestSpec */
	readonly rate: (credentials: IDataObject, budget: string) => Rate;
	/** One more call that tells apart what a refusal can mean, such as a wrong key and a key of another region. */
	readonly doubt?: Doubt;
	/** Reads an answer: is it a yes, and if not, what kind of no. */
	readonly read: (answer: Answer, spec: RequestSpec) => Verdict;
}

export interface Doubt {
	/** The kind of problem that is not clear. */
	readonly about: ProblemKind;
	readonly request: RequestSpec;
	/** @param body of the answer to `request`; it was a yes */
	readonly resolve: (body: unknown, problem: Problem, credentials: IDataObject) => Problem;
}

/** A call some time later. */
export interface Following {
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
	/** Requests travel together only while this stays the same. */
	readonly key?: (spec: RequestSpec) => string;
	/** How many of `size` a request uses up; 1 when left out. */
	readonly weight?: (spec: RequestSpec) => number;
	/** @param halt whether the vendor should stop at the first refusal, if it can */
	readonly pack: (specs: readonly RequestSpec[], halt: boolean) => RequestSpec;
	/** The calls that have to follow a bulk call which only begins the work; the last answer is unpacked. */
	readonly follow?: (body: unknown) => Generator<Following, unknown, unknown>;
	/**
	 * One verdict per packed request, in their order. Each is found by the vendor's own reference, never by its place;
	 * what the answer does not refer to is undefined, and unclear.
	 * @param halt whether the vendor was to stop at a refusal: what comes behind one was not sent
	 */
	readonly unpack: (body: unknown, specs: readonly RequestSpec[], halt?: boolean) => Array<Verdict | undefined>;
	/**
	 * For calls that may carry out a part, don't say which, and are harmless to repeat: how many were carried out. Where it
	 * is not all of them, they are sent again in smaller calls until the others stand alone. Undefined: no such answer.
	 */
	readonly carriedOut?: (body: unknown) => number | undefined;
	/** Why items travel singly unless the user asks for bulk calls; on by default where this is left out. */
	readonly off?: string;
	/** True when a refused bulk call did nothing at all, so that its parts may be sent again to find the culprit. */
	readonly allOrNothing?: boolean;
}

/** What an operation returns for one input item: one record, with files or without, or the rows of a list. */
export type Result = IDataObject | IDataObject[] | WithFiles;

/**
 * The calls of one operation for one item, in order: each `yield` hands out a request and comes back with the body of
 * its answer. A refusal ends it; nobody in here retries, waits or catches.
 */
export type Steps = Generator<RequestSpec, Result, unknown> | AsyncGenerator<RequestSpec, Result, unknown>;

/** An operation as the runner and the description builder see it. Made by `operation()` and `list()` in define.ts. */
export interface Operation {
	/** Stored in workflows: never rename. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly fields: Form;
	readonly options: Form;
	readonly bulk?: Bulk;
	/** Works with one kind of credential only; said before anything is sent. */
	readonly needs?: CredentialNeed;
	readonly confirm?: Confirmation;
	/** Reads the item's parameters (throws `InvalidInput`) and begins its calls. */
	readonly start: (read: Reader) => Started;
}

/** An item whose parameters were read. */
export interface Started {
	readonly steps: Steps;
	/** The records that the item changes: items that share one go one after another, in their order. */
	readonly records: readonly string[];
	/** How many blank values change nothing, as nobody asked for clearing fields. */
	readonly leftAlone: number;
}

/** A run that changes very many records at once has to be asked for, so that a wrong expression does not empty an account. */
export interface Confirmation {
	readonly above: number;
	/** The records that an item is about. @throws InvalidInput */
	readonly records: (read: Reader) => readonly unknown[];
	/** Whether the user has allowed it. */
	readonly given: (read: Reader) => boolean;
	/** @param count records of the whole run */
	readonly refusal: (count: number) => { readonly message: string; readonly advice: string };
}

/** The credential type an operation can't do without, and what to tell somebody who uses another. */
export interface CredentialNeed {
	readonly credential: string;
	readonly message: string;
	readonly advice: string;
}

/** A thing at the vendor and what can be done with it. */
export interface Resource {
	/** Stored in workflows: never rename. */
	readonly value: string;
	readonly name: string;
	readonly operations: readonly Operation[];
}
