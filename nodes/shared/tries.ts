import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool, type Outcome } from './outcomes';

interface Kept {
	readonly outcome: Outcome;
	/** Of its error, before the tale of a run was added. */
	readonly description: string | null | undefined;
}

/**
 * What earlier tries of n8n's Retry On Fail did, by n8n's record of the node's run: all tries have the same one, a loop or
 * another execution has another. In this process only, as tries are.
 */
const earlierTries = new WeakMap<object, ReadonlyArray<Kept | undefined>>();

/** n8n tries again with all items. For an AI agent, calls of a tool can't be told from tries. */
function triesAgain(context: IExecuteFunctions): boolean {
	return context.getNode().retryOnFail === true && !isTool(context);
}

/** The outcomes that stand since an earlier try, by item; the others are open. */
export function outcomesOfEarlierTries(context: IExecuteFunctions): Array<Outcome | undefined> {
	const items = context.getInputData().length;
	const kept = triesAgain(context) ? earlierTries.get(context.getExecuteData()) : undefined;
	return Array.from({ length: items }, (_, item) => restored(kept?.[item]));
}

function restored(kept: Kept | undefined): Outcome | undefined {
	if (kept === undefined) return undefined;
	if (!kept.outcome.ok) kept.outcome.error.description = kept.description;
	return kept.outcome;
}

/** Before a run stops: what was or may have been carried out must not be done again by the next try. */
export function keepForNextTry(context: IExecuteFunctions, outcomes: readonly Outcome[]): void {
	if (!triesAgain(context)) return;
	earlierTries.set(context.getExecuteData(), outcomes.map((outcome) => {
		if (!outcome.ok && outcome.done !== 'yes' && outcome.done !== 'unknown') return undefined;
		return { outcome, description: outcome.ok ? undefined : outcome.error.description };
	}));
}
