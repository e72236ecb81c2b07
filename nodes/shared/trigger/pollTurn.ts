import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { now } from '../http/wait';
import { fingerprint } from '../secrets/compareSecrets';

/**
 * n8n may begin a poll of a node while an earlier one goes on: one that takes longer than the
 * interval, or one that n8n has given up and whose outcome it throws away. Only one at a time may
 * hand out records and move on what the trigger remembers, or both would hand out the same.
 */
export interface PollTurn {
	/** On the clock of http/wait.ts: when the poll has to be over. */
	readonly until: number;
	/** False from when another poll has taken the turn. */
	isMine(): boolean;
	end(): void;
}

/** What n8n gives a poll where it does not say: a third of the shortest interval is left for others. */
const USUAL_BUDGET_MS = 30_000;
const LONGEST_BUDGET_MS = 300_000;
/** Kept back for the items and for n8n, but never more than this part of the budget. */
const RESERVE_MS = 2000;
const LARGEST_RESERVE = 0.1;
/** A poll ends by itself; one that is so late hangs in something that nobody bounds. */
const LATE_MS = 15_000;

const turns = new Map<string, { readonly until: number }>();

/** @returns undefined while another poll of the node has the turn */
export function takeTurn(context: IPollFunctions, key: string): PollTurn | undefined {
	const other = turns.get(key);
	if (other !== undefined && now() < other.until + LATE_MS) return undefined;
	const budget = budgetOf(context);
	const turn = { until: now() + budget - Math.min(RESERVE_MS, budget * LARGEST_RESERVE) };
	turns.set(key, turn);
	const isMine = () => turns.get(key) === turn;
	return {
		until: turn.until,
		isMine,
		end() {
			if (isMine()) turns.delete(key);
		},
	};
}

function budgetOf(context: IPollFunctions): number {
	const given: unknown =
		'getPollBudgetMs' in context && typeof context.getPollBudgetMs === 'function'
			? context.getPollBudgetMs()
			: undefined;
	return typeof given === 'number' && given > 0
		? Math.min(given, LONGEST_BUDGET_MS)
		: USUAL_BUDGET_MS;
}

/** What names a node: its workflow, itself, and the credential, as another one has other records. */
export function nodeKey(context: IPollFunctions, credential: string): string {
	const { id, credentials } = context.getNode();
	return `${context.getWorkflow().id ?? ''}/${id}/${credentials?.[credential]?.id ?? ''}`;
}

/**
 * n8n does not always save what a trigger remembers after a poll without items: so with its durable
 * scheduler, as long as its durable cursors are off. A long stretch of changes that nobody waits for
 * would be read again with each poll. What such a poll has come to is kept in this process; it holds
 * as long as n8n hands over the state from which that poll began.
 */
const unsaved = new Map<string, { readonly from: string; readonly state: IDataObject }>();
const MOST_UNSAVED = 1000;

/** What the trigger remembers: as n8n has saved it, or as a later poll without items has left it. */
export function latestState(key: string, saved: IDataObject): IDataObject {
	const later = unsaved.get(key);
	return later !== undefined && later.from === printOf(saved) ? later.state : saved;
}

/** After a poll without items. @param saved as n8n handed it over, before anything is written to it */
export function keepUnsaved(key: string, saved: IDataObject, state: IDataObject): void {
	unsaved.delete(key);
	if (unsaved.size >= MOST_UNSAVED) unsaved.clear();
	unsaved.set(key, { from: printOf(saved), state });
}

function printOf(saved: IDataObject): string {
	return fingerprint(JSON.stringify(saved));
}
