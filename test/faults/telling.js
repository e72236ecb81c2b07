'use strict';
/** What a run tells about each item: reads the output items, or the error that stopped the run, as a user does. */

const { failureOf } = require('../support/failures.cts');

const UNKNOWN = /outcome is unknown/i;

/**
 * @param {object} seen of attempt
 * @param {number} count items that went in
 * @param {string} onError
 * @param {object} fault of faults.js
 * @returns {{outcomes: string[], good: Array<{item: number, rows: object[], items: object[]}>,
 * done: number | undefined, asTold: (outcome: string) => string, problems: string[]}}
 *   outcomes by item, in the words that this way of going on has (`asTold`); done: items told as carried out
 */
function tellingOf(seen, count, onError, fault) {
	const telling =
		onError === 'stopWorkflow'
			? ofStopped(seen, count)
			: ofContinued(seen, count, onError, fault.retryOnFail === true);
	return {
		...telling,
		done: telling.outcomes.filter((outcome) => ['ok', 'done'].includes(outcome)).length,
	};
}

/** The error says which items were carried out; the items before it are gone. */
function ofStopped({ error, output }, count) {
	if (error === undefined)
		return {
			outcomes: outcomesOf(count, output, []),
			good: goodOf(count, output),
			asTold: (outcome) => outcome,
			problems: strangers(output, count),
		};
	const text = error.description ?? '';
	const named = (pattern) => listed(pattern.exec(text)?.[1]);
	const done = named(/(?:was|were) completed \(items? ([^)]*)\)/);
	const partly = named(/in part \(items? ([^)]*)\)/);
	const unknown = named(/(?:may have been) \(items? ([^)]*)\)/);
	const notSent = named(/(?:was|were) not sent \(items? ([^)]*)\)/);
	const outcomes = Array.from(
		{ length: count },
		(_, item) =>
			[done, partly, unknown, notSent]
				.flatMap((list, kind) =>
					list.includes(item) ? [['done', 'partly', 'unknown', 'notSent'][kind]] : [],
				)
				.join(' and ') || 'no',
	);
	const problems = [];
	const first = outcomes.findIndex((outcome) => outcome === 'no' || outcome === 'unknown');
	if (output.length > 0) problems.push('stopped, and has output all the same');
	if (first >= 0 && !outcomes.includes('partly') && error.context?.itemIndex !== first)
		problems.push(`names item ${error.context?.itemIndex}, should be ${first}`);
	if (!/\S/.test(error.message)) problems.push('the error says nothing');
	if (error.failure === undefined) problems.push('the error has no failure');
	if (outcomes.includes('unknown') !== UNKNOWN.test(text))
		problems.push(`"the outcome is unknown" does not fit: ${text}`);
	return {
		outcomes,
		good: [],
		asTold: (outcome) => (outcome === 'ok' ? 'done' : outcome),
		problems,
	};
}

/** `0-2, 5` -> 0, 1, 2, 5 */
function listed(text) {
	if (text === undefined) return [];
	return text.split(', ').flatMap((part) => {
		const [from, to = from] = part.split('-').map(Number);
		return Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});
}

/** Every item has its rows or its error, in one output or in two. */
function ofContinued({ output, errorOutput, error, behind, hints }, count, onError, plainErrors) {
	const apart = onError === 'continueErrorOutput';
	const isBad = ({ json }) => json.error !== undefined;
	const good = apart ? output : output.filter((item) => !isBad(item));
	const bad = apart ? errorOutput : output.filter(isBad);
	const outcomes = outcomesOf(count, good, bad, plainErrors);
	const problems = strangers([...good, ...bad], count);
	if (error !== undefined) problems.push(`stopped: ${error.message}`);
	if (apart && good.some(isBad)) problems.push('an error among the good items');
	const order = output.map(({ pairedItem }) => pairedItem.item);
	if (order.some((item, index) => item < order[index - 1]))
		problems.push(`the order of the items is lost: ${order}`);
	if (behind.good.length !== output.length || behind.bad.length !== errorOutput.length)
		problems.push('items were lost on the way to the next node');
	if (
		bad.length > 0 !==
		hints.some(({ message }) => message.startsWith(`${bad.length} of ${count} items failed`))
	)
		problems.push('the hint does not tell how many failed');
	for (const { json } of bad) {
		if (typeof json.error !== 'string' || !/\S/.test(json.error))
			problems.push('an error says nothing');
		if (plainErrors && json.details !== undefined)
			problems.push('n8n would run the node again for this error');
		if (plainErrors) continue;
		const { whatToDo, completed } = failureOf(json);
		if ((completed === 'unknown') !== UNKNOWN.test(whatToDo))
			problems.push(`"the outcome is unknown" does not fit: ${whatToDo}`);
		if (apart && json.details !== undefined)
			problems.push('some versions of n8n would take it for a good item');
	}
	// n8n makes the error items of Retry On Fail itself, and keeps nothing but the message.
	const asTold = (outcome) =>
		plainErrors && ['no', 'partly'].includes(outcome) ? 'failed' : outcome;
	return { outcomes, good: goodOf(count, good), asTold, problems };
}

const ofItem = (items, item) => items.filter(({ pairedItem }) => pairedItem?.item === item);
const strangers = (items, count) =>
	items
		.filter(({ pairedItem }) => !(pairedItem?.item >= 0 && pairedItem.item < count))
		.map((item) => `an item is not paired: ${JSON.stringify(item)}`);

function goodOf(count, good) {
	return Array.from({ length: count }, (_, item) => item)
		.filter((item) => ofItem(good, item).length > 0)
		.map((item) => ({
			item,
			items: ofItem(good, item),
			rows: ofItem(good, item).map(({ json }) => json),
		}));
}

function outcomesOf(count, good, bad, plainErrors = false) {
	return Array.from({ length: count }, (_, item) => {
		const errors = ofItem(bad, item);
		const rows = ofItem(good, item);
		if (errors.length > 1 || (errors.length === 1 && rows.length > 0)) return 'more than one';
		if (errors.length === 0) return rows.length > 0 ? 'ok' : 'none';
		if (errors[0].json.error.startsWith('Not sent: ')) return 'notSent';
		if (plainErrors) return UNKNOWN.test(errors[0].json.error) ? 'unknown' : 'failed';
		return failureOf(errors[0].json).completed;
	});
}

module.exports = { tellingOf };
