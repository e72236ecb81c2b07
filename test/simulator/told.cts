/**
 * What a run told about each of its items, as a user reads it: from the output items, or from the error that stopped
 * it.
 */
import type { Item, Run } from './run.cts';

/**
 * - ok: it is in the output; done: an error said it was completed
 * - no: not completed; notSent: not even begun; partly; unknown
 * - failed: `no` or `partly` (n8n's Retry On Fail keeps only the message)
 */
export type Outcome =
	'ok' | 'done' | 'no' | 'notSent' | 'partly' | 'unknown' | 'failed' | 'none' | 'more than one';

export interface Told {
	outcomes: Outcome[];
	/** the rows that came out for an item */
	good: Array<{ item: number; rows: unknown[] }>;
	/** what is wrong with the telling itself */
	problems: string[];
}

const UNKNOWN = /outcome is unknown/i;
/** The last sentence of the message on the error output, and what it says of the item. */
const LAST = /(?:^|\s)This item ((?:was|may)[^.]*)\.$/;
const COMPLETED: Readonly<Record<string, string>> = {
	'was completed': 'yes',
	'was completed in part': 'partly',
	'was not completed': 'no',
	'may have been completed': 'unknown',
};

export function told(run: Run): Told {
	if (run.seen === undefined) return { outcomes: [], good: [], problems: [] };
	return run.seen.error === undefined ? continued(run) : stopped(run);
}

/** The error says which items were completed; nothing comes out. */
function stopped({ seen, items, workflow }: Run): Told {
	const { error, output } = seen as NonNullable<Run['seen']>;
	const text = error?.description ?? '';
	const count = items.length;
	const problems = output.length > 0 ? ['stopped, and has output all the same'] : [];
	if (workflow.onError !== 'stopWorkflow') problems.push(`stopped: ${error?.message} ${text}`);
	if (!/\S/.test(error?.message ?? '')) problems.push('the error says nothing');
	// All items were looked at before the first was sent: the error lists the bad ones.
	if (/Nothing was sent\.\s+Item/.test(text))
		return {
			outcomes: items.map((_, item) =>
				new RegExp(`Item ${item}(?::| is)`).test(text) ? 'no' : 'notSent',
			),
			good: [],
			problems,
		};
	const lists: Array<[Outcome, RegExp]> = [
		['done', /(?:was|were) completed \(items? ([^)]*)\)/],
		['partly', /in part \(items? ([^)]*)\)/],
		['unknown', /may have been \(items? ([^)]*)\)/],
		['notSent', /(?:was|were) not sent \(items? ([^)]*)\)/],
	];
	const named = lists.map(
		([outcome, pattern]) => [outcome, listed(pattern.exec(text)?.[1])] as const,
	);
	const outcomes = items.map((_, item): Outcome => {
		const found = named.filter(([, list]) => list.includes(item)).map(([outcome]) => outcome);
		if (found.length > 1) return 'more than one';
		// Of a single item the error says it without a list.
		return found[0] ?? (count === 1 && UNKNOWN.test(text) ? 'unknown' : 'no');
	});
	if (outcomes.every((outcome) => outcome === 'unknown') && /Nothing was sent\. /.test(text))
		problems.push(`says that nothing was sent, and that the outcome is unknown: ${text}`);
	if (outcomes.includes('unknown') !== UNKNOWN.test(text))
		problems.push(`"the outcome is unknown" does not fit: ${text}`);
	return { outcomes, good: [], problems };
}

/** `0-2, 5` -> 0, 1, 2, 5 */
function listed(text: string | undefined): number[] {
	if (text === undefined) return [];
	return text.split(', ').flatMap((part) => {
		const [from = 0, to = from] = part.split('-').map(Number);
		return Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});
}

/** Every item has its rows or its error, in one output or in two. */
function continued({ seen, items, workflow: { onError, retryOnFail } }: Run): Told {
	const { output, errorOutput } = seen as NonNullable<Run['seen']>;
	const isApart = onError === 'continueErrorOutput';
	const isBad = ({ json }: Item) => json.error !== undefined;
	const good = isApart ? output : output.filter((item) => !isBad(item));
	const bad = isApart ? errorOutput : output.filter(isBad);
	const problems = [...good, ...bad]
		.filter(({ pairedItem }) => !(pairedItem?.item >= 0 && pairedItem.item < items.length))
		.map((item) => `an item is not paired: ${JSON.stringify(item)}`);
	if (isApart && good.some(isBad)) problems.push('an error among the good items');
	const order = output.map(({ pairedItem }) => pairedItem?.item ?? -1);
	if (order.some((item, index) => index > 0 && item < (order[index - 1] as number)))
		problems.push(`the order of the items is lost: ${order.join(' ')}`);
	const outcomes = items.map((_, item): Outcome => {
		const errors = bad.filter(({ pairedItem }) => pairedItem?.item === item);
		const rows = good.filter(({ pairedItem }) => pairedItem?.item === item);
		if (errors.length > 1 || (errors.length === 1 && rows.length > 0)) return 'more than one';
		const [error] = errors;
		return error === undefined ? (rows.length > 0 ? 'ok' : 'none') : outcomeOf(error, retryOnFail);
	});
	return {
		outcomes,
		problems,
		good: items
			.map((_, item) => ({
				item,
				rows: good.filter(({ pairedItem }) => pairedItem?.item === item).map(({ json }) => json),
			}))
			.filter(({ rows }) => rows.length > 0),
	};
}

function outcomeOf({ json }: Item, isPlain: boolean): Outcome {
	const title = String(json.error);
	if (title.startsWith('Not sent: ')) return 'notSent';
	const { details, message = '' } = json as {
		details?: { completed?: string };
		message?: string;
	};
	const said = details?.completed ?? COMPLETED[LAST.exec(message)?.[1] ?? ''];
	if (said !== undefined) return said === 'yes' ? 'done' : (said as Outcome);
	return isPlain ? (UNKNOWN.test(title) ? 'unknown' : 'failed') : 'none';
}
