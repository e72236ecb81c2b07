import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { RequestSpec, Verdict } from './call';

/** Where calls are made from: a run, the editor's look-ups, a trigger. */
export type CallContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

export interface CallSettings {
	/** How long one call may wait for the vendor's own limit, in milliseconds. */
	readonly maxWaitMs: number;
	readonly timeoutMs: number;
	/**
	 * On the clock of http/wait.ts: nothing is asked or waited for any longer. What is under way then
	 * ends as cancelled. For polls, which have to end in time.
	 */
	readonly until?: number;
}

/** What holds for one call beside the settings of the run. */
export interface CallTerms {
	/**
	 * For what is sent again after a limit: when waiting for the limit makes no sense any more, in
	 * milliseconds on the clock of http/wait.ts.
	 */
	readonly until?: number;
	/** It belongs to work that is under way, so it is made though the run is over. */
	readonly isUnderWay?: boolean;
	/**
	 * One of many calls of the run that are ready at the same time: they stand in the account's line one by
	 * one.
	 */
	readonly isOneOfMany?: boolean;
}

/** Makes one call and says how it ended. @throws Cancelled, nothing else */
export type Call = (spec: RequestSpec, terms?: CallTerms) => Promise<Verdict>;

/** The part of an abort signal that is looked at. */
export interface CancelSignal {
	readonly aborted: boolean;
}
