import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { FROM_ZERO, joined, sentence } from '../text/sentences';

/** Whether the vendor completed an item that failed all the same; `partly`: an earlier call of it, but not all. */
export type Done = 'yes' | 'partly' | 'no' | 'unknown' | 'notSent';

export interface Failed {
	readonly ok: false;
	readonly error: NodeApiError | NodeOperationError;
	readonly done: Done;
}

/** How one input item ended. */
export type Outcome =
	| { readonly ok: true; readonly rows: readonly IDataObject[]; readonly binary?: IBinaryKeyData }
	| Failed;

/** The end of what the error output says of an item; README and docs/errors.md list it. */
const COMPLETED: Readonly<Record<Exclude<Done, 'notSent'>, string>> = {
	yes: 'This item was completed.',
	partly: 'This item was completed in part.',
	no: 'This item was not completed.',
	unknown: 'This item may have been completed.',
};

/** Output items in input order, each paired with the item it came from. */
export function outcomeItems(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	for (const [item, outcome] of outcomes.entries()) {
		if (!outcome.ok) items.push(errorItem(context, outcome, item));
		else
			for (const json of outcome.rows)
				items.push({
					json,
					...(outcome.binary === undefined ? {} : { binary: outcome.binary }),
					pairedItem: { item },
				});
	}
	const failed = outcomes.filter(({ ok }) => !ok).length;
	if (failed > 0)
		context.addExecutionHints({
			message:
				`${failed} of ${outcomes.length} items failed. The column "error"` +
				`${context.getNode().onError === 'continueErrorOutput' ? ' of the error branch' : ''} says why.`,
			location: 'outputPane',
		});
	return items;
}

/**
 * The item of a failure.
 *
 * - Retry On Fail: n8n runs the whole node again when the first item has `json.error`. The error goes into the item's
 *   own `error`, of which n8n keeps the message alone.
 * - Error output: some versions of n8n know a failed item only by `{ error }` or `{ error, message }`. `message` says
 *   everything, what was completed included.
 * - Otherwise the input stays; what to do and what was completed stand apart, for nodes behind this one.
 */
function errorItem(
	context: IExecuteFunctions,
	{ error, done }: Failed,
	item: number,
): INodeExecutionData {
	const pairedItem = { item };
	const { retryOnFail, onError } = context.getNode();
	const everything = joined(sentence(error.message), error.description ?? '');
	if (retryOnFail === true) {
		error.message = everything;
		return { json: {}, error, pairedItem };
	}
	const completed = done === 'notSent' ? 'no' : done;
	if (onError === 'continueErrorOutput')
		return {
			json: { error: error.message, message: joined(everything, COMPLETED[completed]) },
			pairedItem,
		};
	const httpCode = 'httpCode' in error ? error.httpCode : null;
	const details = {
		whatToDo: error.description ?? '',
		completed,
		...(httpCode === null ? {} : { httpCode }),
	};
	if (isTool(context)) return { json: { error: everything, details }, pairedItem };
	const { json, binary } = context.getInputData()[item] ?? { json: {} };
	return {
		json: { ...json, error: error.message, details },
		...(binary === undefined ? {} : { binary }),
		pairedItem,
	};
}

/**
 * Whether an AI agent runs the node. It gets the message alone, so there it has to say what to do as well. Where n8n
 * does not tell, the agent gives itself away: it hands its own record of the run to its tools.
 */
export function isTool(context: IExecuteFunctions): boolean {
	const { isToolExecution }: Partial<IExecuteFunctions> = context;
	return (
		isToolExecution?.call(context) ?? context.getExecuteData().node.name !== context.getNode().name
	);
}

/**
 * What was done before a run stopped, for the error that stopped it.
 * @param said what the error says already
 */
export function progressOf(outcomes: readonly Outcome[], said = ''): string {
	if (outcomes.length < 2) return '';
	const indexes = (wanted: (outcome: Outcome) => boolean) =>
		outcomes.flatMap((outcome, index) => (wanted(outcome) ? [index] : []));
	const done = indexes((outcome) => outcome.ok || outcome.done === 'yes');
	const partly = indexes((outcome) => !outcome.ok && outcome.done === 'partly');
	const unknown = indexes((outcome) => !outcome.ok && outcome.done === 'unknown');
	const notSent = indexes((outcome) => !outcome.ok && outcome.done === 'notSent');
	if (done.length + partly.length + unknown.length === 0) {
		if (said.includes(NOTHING_SENT)) return '';
		if (notSent.length === outcomes.length) return NOTHING_SENT;
		const rest =
			notSent.length === 0
				? ''
				: `, and ${counted(notSent.length, 'was', 'were')} not sent${ranges(notSent)}`;
		return `None of the ${outcomes.length} items was completed${rest}.`;
	}
	return (
		[
			`Of ${outcomes.length} items, ${counted(done.length, 'was', 'were')} completed${ranges(done)}`,
			partly.length === 0 ? '' : `${partly.length} in part${ranges(partly)}`,
			unknown.length === 0 ? '' : `${unknown.length} may have been${ranges(unknown)}`,
			notSent.length === 0
				? ''
				: `${counted(notSent.length, 'was', 'were')} not sent${ranges(notSent)}`,
		]
			.filter((part) => part !== '')
			.join(', ') + `. ${unknown.length > 0 && !UNKNOWN.test(said) ? `${CHECK} ` : ''}${NEXT}`
	);
}

const UNKNOWN = /outcome is unknown/i;
/** The error is about another item. */
const CHECK =
	'Where one may have been, the outcome is unknown: check its record before running it again.';

const NOTHING_SENT = 'Nothing was sent.';

const NEXT =
	`${FROM_ZERO} Skip those items when you run the rest. Retry in n8n's list of executions does that ` +
	'automatically.';

function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** ` (items 0-4, 7)`, or nothing for none. */
function ranges(indexes: readonly number[]): string {
	if (indexes.length === 0) return '';
	const parts: string[] = [];
	for (let start = 0; start < indexes.length;) {
		let end = start;
		while (indexes[end + 1] === indexes[end] + 1) end++;
		parts.push(start === end ? `${indexes[start]}` : `${indexes[start]}-${indexes[end]}`);
		start = end + 1;
	}
	const shown = parts.length > 12 ? [...parts.slice(0, 12), '…'] : parts;
	return ` (${indexes.length === 1 ? 'item' : 'items'} ${shown.join(', ')})`;
}
