import {
	NodeApiError,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
	type NodeOperationError,
} from 'n8n-workflow';
import type { Operation } from '../contract/operation';
import { fingerprint } from '../secrets/compareSecrets';
import { asArray, asObject, asRows, asText, isObject } from '../text/unknownJson';
import { isTool, type Done, type Failed, type Outcome } from './outcomes';

/**
 * Under this name a run leaves its outcomes in n8n's record of the node's run. All tries of Retry On Fail have the same
 * record, and n8n stores it with a failed execution and hands it out again when somebody retries that from the list.
 */
const KEPT = 'crmActivitiesOutcomes';

/** An outcome as it can be stored: what went well, or what must not be done again. */
type Kept =
	| { readonly rows: readonly IDataObject[]; readonly binary?: IBinaryKeyData }
	| { readonly message: string; readonly description: string; readonly done: Done }
	| null;

/** For an AI agent, calls of a tool can't be told from tries. */
function recordOf(context: IExecuteFunctions): object | undefined {
	return isTool(context) ? undefined : context.getExecuteData();
}

/**
 * Where a run begins: the items that an earlier try carried out have their outcome, and so have those that may have
 * been carried out, as nobody may do them again unseen; the others have none.
 */
export function outcomesOfEarlierTries(
	context: IExecuteFunctions,
	{ effect }: Operation,
): Array<Outcome | undefined> {
	const kept = asObject(asObject(recordOf(context)).metadata)[KEPT];
	// As ever, but for a retry.
	if (!isObject(kept)) return context.getInputData().map(() => undefined);
	const isEdited = kept.parameters !== parametersOf(context);
	const isOurs = kept.run === runOf(context) && !(isEdited && effect === 'read');
	const outcomes = isOurs ? asArray(kept.outcomes) : [];
	const items = context.getInputData().map((_, item) => restored(context, outcomes[item], item));
	const done = items.filter((outcome) => outcome !== undefined).length;
	if (isEdited && done > 0)
		context.addExecutionHints({ message: editedHint(done), location: 'outputPane' });
	return items;
}

function editedHint(done: number): string {
	return (
		`${done === 1 ? '1 item was' : `${done} items were`} completed before the parameters were ` +
		'edited, and did not run again. To write the new values, run the workflow anew.'
	);
}

/**
 * What makes a retry the same run. The workflow may have been edited in between: outcomes of another operation,
 * another account or other items don't count. A write whose parameters were edited continues, because a user who fixes
 * an expression for one row doesn't want the other rows written twice. A read starts over.
 */
function runOf(context: IExecuteFunctions): string {
	const { type, parameters, credentials = {} } = context.getNode();
	const { authentication = '', resource, operation } = parameters;
	const accounts = Object.entries(credentials).map(([name, { id }]) => [name, id]);
	const items = context.getInputData().length;
	return fingerprint(stable([type, authentication, resource, operation, accounts, items]));
}

function parametersOf(context: IExecuteFunctions): string {
	return fingerprint(stable(context.getNode().parameters));
}

/** As text, with names in one order. */
function stable(value: unknown): string {
	return JSON.stringify(value, (_name, inner: unknown) =>
		isObject(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
	);
}

function restored(context: IExecuteFunctions, kept: unknown, item: number): Outcome | undefined {
	if (!isObject(kept)) return undefined;
	if (Array.isArray(kept.rows))
		return {
			ok: true,
			rows: asRows(kept.rows),
			...(isBinary(kept.binary) ? { binary: kept.binary } : {}),
		};
	const message = asText(kept.message);
	const error = new NodeApiError(
		context.getNode(),
		{},
		{ message, description: asText(kept.description), itemIndex: item },
	);
	error.message = message;
	return { ok: false, error, done: doneOf(kept.done) };
}

function isBinary(value: unknown): value is IBinaryKeyData {
	return isObject(value);
}

function doneOf(done: unknown): Done {
	return done === 'yes' || done === 'partly' ? done : 'unknown';
}

/** Before a run stops: what was or may have been carried out must not be done again by the next try. */
export function keepForNextTry(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	error: NodeApiError | NodeOperationError,
): void {
	const record = recordOf(context);
	if (record === undefined) return;
	const kept = outcomes.map((outcome): Kept =>
		outcome.ok
			? { rows: outcome.rows, binary: outcome.binary }
			: isOpen(outcome)
				? null
				: {
						message: outcome.error.message,
						description: outcome.error.description ?? '',
						done: outcome.done,
					},
	);
	const left = { run: runOf(context), parameters: parametersOf(context), outcomes: kept };
	Object.assign(record, { metadata: { ...asObject(asObject(record).metadata), [KEPT]: left } });
	if (outcomes.some((outcome) => !outcome.ok && !isOpen(outcome))) final.set(record, error);
}

/** Nothing of the item was carried out, so it may be done. */
function isOpen({ done }: Failed): boolean {
	return done === 'no' || done === 'notSent';
}

/** Errors with which a try in this process stopped for good, by n8n's record: the next try gives the same. */
const final = new WeakMap<object, NodeApiError | NodeOperationError>();

/** An item that an earlier try may have carried out without success stops n8n's own tries at once. @throws its error */
export function stopIfDecided(context: IExecuteFunctions): void {
	const record = recordOf(context);
	const error = record === undefined ? undefined : final.get(record);
	if (error !== undefined) throw error;
}
