import type { IDataObject, INode } from 'n8n-workflow';
import type { Answer, Problem, ProblemKind, RequestSpec, Verdict } from './call';

/** How much of a budget there is, in the vendor's own terms. */
export type Limit =
	/** A bucket that holds `burst` calls and drains `perSecond`. */
	| { readonly kind: 'bucket'; readonly burst: number; readonly perSecond: number }
	/**
	 * At most `calls` in any `seconds`. `known` are the numbers that the vendor's plans have: where
	 * the account turns out to have another plan, one of these is looked for first.
	 */
	| {
			readonly kind: 'window';
			readonly calls: number;
			readonly seconds: number;
			readonly known?: readonly number[];
	  }
	/** The vendor publishes nothing: its refusals tell. */
	| { readonly kind: 'learned' };

/** One of a vendor's limits: which calls spend it, and how much there is. A call may spend several. */
export interface Budget {
	readonly name: string;
	/** Which calls spend it; all of them when left out. */
	readonly spentBy?: (spec: RequestSpec) => boolean;
	/** How much one call spends; 1 when left out. */
	readonly weight?: (spec: RequestSpec) => number;
	readonly limit: Limit;
}

/** A number of calls a day. It is counted and told when it is nearly used up, and holds nothing up. */
export interface DayQuota {
	readonly calls: number;
	/** As users know it, for the message: `the Pro plan`. */
	readonly of: string;
}

/**
 * What an answer says about a meter: something that the vendor counts by itself, such as the
 * computing time of one method.
 */
export interface MeterReading {
	readonly meter: string;
	/** How much is used up, in the vendor's unit. */
	readonly used?: number;
	/** How much there is; the vendor's usual amount. */
	readonly most?: number;
	/** When some of it comes back, in milliseconds from now. */
	readonly resetsInMs?: number;
	/** A call was refused because all of it is used up. */
	readonly isRefused?: boolean;
}

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
	/** Where calls go, for a credential that adds authentication but no URL (OAuth2). */
	readonly baseUrl?: (credentials: IDataObject) => string;
	/** Scheme and host of the account, for vendors with files to download. */
	readonly host?: (credentials: IDataObject) => string;
	/**
	 * Which account a credential belongs to, as far as it can be told: its budgets are shared by all
	 * credentials of that account. Never shown to anybody.
	 */
	readonly account: (credentials: IDataObject) => string;
	/** The account's limits. @throws InvalidInput naming the credential's field that makes no sense */
	readonly budgets: (credentials: IDataObject) => readonly Budget[];
	readonly dayQuota?: (credentials: IDataObject) => DayQuota | undefined;
	/** Names under which the vendor counts a call by itself, and each credential by itself. */
	readonly meters?: (spec: RequestSpec) => readonly string[];
	/** What an answer says about them. */
	readonly meterReadings?: (body: unknown, spec: RequestSpec) => readonly MeterReading[];
	/** One more call that tells apart what a refusal can mean, such as a wrong key and a key of another region. */
	readonly disambiguation?: Disambiguation;
	/** Reads an answer: is it a yes, and if not, what kind of no. */
	readonly read: (answer: Answer, spec: RequestSpec) => Verdict;
}

interface Disambiguation {
	/** The kind of problem that is not clear. */
	readonly about: ProblemKind;
	readonly request: RequestSpec;
	/** @param body of the answer to `request`; it was a yes */
	readonly resolve: (body: unknown, problem: Problem, credentials: IDataObject) => Problem;
}
