import type { IDataObject, INode } from 'n8n-workflow';
import type { Answer, Problem, ProblemKind, RequestSpec, Verdict } from './call';

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
	readonly host?: (credentials: IDataObject) => string;
	/** How fast the credential's account may be called. @param budget as in RequestSpec */
	readonly rate: (credentials: IDataObject, budget: string) => Rate;
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
