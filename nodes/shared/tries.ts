import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isTool, type Outcome } from './outcomes';

interface EarlierTry {
	/** What went well, by item. */
	readonly outcomes: ReadonlyArray<Outcome | undefined>;
	/** The error with which it stopped, when another try could only do something twice. */
	readonly final: NodeApiError | NodeOperationError | undefined;
}

/**
 * The last try of n8n's Retry On Fail, by n8n's record of the node's run: all tries have the same one, a loop or another
 * execution has another. In this process only, as tries are.
 */
const earlierTries = new WeakMap<object, EarlierTry>();

/** n8n tries again with all items. For an AI agent, calls of a tool can't be told from tries. */
function triesAgain(context: IExecuteFunctions): boolean {
	return context.getNode().retryOnFail === true && !isTool(context);
}

/**
 * Where a run begins: the items that an earlier try carried out have their outcome, the others none.
 * @throws NodeApiError | NodeOperationError the earlier error, when an item was or may have been carried out without success
 */
export function outcomesOfEarlierTries(context: IExecuteFunctions): Array<Outcome | undefined> {
	const { outcomes = [], final } = (triesAgain(context) ? earlierTries.get(context.getExecuteData()) : undefined) ?? {};
	if (final !== undefined) throw final;
	return Array.from({ length: context.getInputData().length }, (_, item) => outcomes[item]);
}

/** Before a run stops: what was or may have been carried out must not be done again by the next try. */
export function keepForNextTry(context: IExecuteFunctions, outcomes: readonly Outcome[], error: NodeApiError | NodeOperationError): void {
	if (!triesAgain(context)) return;
	const isFinal = outcomes.some((outcome) => !outcome.ok && outcome.done !== 'no' && outcome.done !== 'notSent');
	earlierTries.set(context.getExecuteData(), { outcomes: outcomes.map((outcome) => (outcome.ok ? outcome : undefined)), final: isFinal ? error : undefined });
}
