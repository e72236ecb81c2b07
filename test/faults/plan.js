'use strict';
/**
 * What a row does when nothing goes wrong: the calls that it makes, which items each is for, and which of them write.
 * Read off runs against a fake in order, so that no operation has to be described for the matrix.
 */
const { attempt, itemsOf } = require('./attempt');
const { ONE_BY_ONE, SIDE_BY_SIDE } = require('./rows');
const { wordsOf } = require('./vendors');

/**
 * @typedef {object} PlannedCall
 * @property {number[]} items for which it is made
 * @property {boolean} write
 * @property {number[]} records an item alone stores with it, by item
 * @property {number} stores records that the call stores for all its items
 * @property {boolean} begins it only begins the work, and calls that ask for it follow
 * @property {boolean} emptyYes an empty body is the vendor's ordinary yes to it
 * @property {boolean} follows asks how far a bulk call has come
 * @property {boolean} mayRefuse a refusal of it is an answer
 * @property {string} signature what is sent
 * @property {string} path of the call that an item makes alone
 */

const MOMENT = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/g;
const DAY_MS = 86_400_000;
const isPresent = (moment) => Math.abs(Date.parse(`${moment.replace(' ', 'T')}Z`) - Date.now()) < DAY_MS;

/** What is sent; the present moment is another one in each run. */
const signatureOf = ({ method, rawUrl, text }) => `${method} ${rawUrl} ${text}`.replace(MOMENT, (moment) => (isPresent(moment) ? 'now' : moment));

function planned(call, words, items, records) {
	const stores = call.wrote.filter(words.counts).length;
	return { items, write: records.some((count) => count > 0), records, stores, begins: false, emptyYes: call.answeredNothing, follows: words.follows(call), mayRefuse: words.mayRefuse(call), signature: signatureOf(call), path: call.step ?? call.path };
}

const recordsOf = ({ wrote }, { counts }) => wrote.filter(counts).length;

/** What an item does alone. */
async function stepsOf(row, item) {
	const seen = await attempt(row, ONE_BY_ONE, { items: [item] });
	if (seen.error !== undefined) throw new Error(`${row.entry.name} fails without a fault: ${seen.error.message}`);
	return seen.calls;
}

/**
 * @param {object} row of allRows
 * @param {string} way
 * @returns {Promise<{calls: PlannedCall[], together: boolean, items: object[], rows: object[][]}>}
 *   calls in their order; `together`: the items are under way at the same time, each with its own calls;
 *   rows: the output by item
 */
async function planOf(row, way) {
	const words = wordsOf(row.vendor);
	const { good: items } = itemsOf(row.entry);
	const alone = await Promise.all(items.map((item) => stepsOf(row, item)));
	const steps = alone.map((calls) => [...calls]);
	const { calls, output, error } = await attempt(row, way, { items });
	if (error !== undefined) throw new Error(`${row.entry.name}, ${way}, fails without a fault: ${error.message}`);
	const rows = items.map((_, item) => output.filter(({ pairedItem }) => pairedItem.item === item).map(({ json }) => json));
	const one = (item, step) => planned(alone[item][step], words, [item], items.map((_, other) => (other === item ? recordsOf(alone[item][step], words) : 0)));
	const each = items.flatMap((_, item) => alone[item].map((_call, step) => one(item, step)));
	if (way === ONE_BY_ONE || way === SIDE_BY_SIDE) return { calls: each, together: way === SIDE_BY_SIDE, items, rows };
	return { calls: inRounds(calls, steps, words, row.entry.name), together: false, items, rows };
}

/** In bulk all items take their next step together: packed into one call, or alone where a request does not fit. */
function inRounds(calls, steps, words, name) {
	const left = [...calls];
	const made = [];
	while (left.length > 0) {
		const waiting = new Set(steps.flatMap((own, item) => (own.length > 0 ? [item] : [])));
		if (waiting.size === 0) throw new Error(`${name} in bulk makes a call that no item makes alone: ${left[0].path}`);
		while (waiting.size > 0) {
			const call = left.shift();
			if (call === undefined) throw new Error(`${name} in bulk leaves a call out`);
			const only = [...waiting].find((item) => signatureOf(steps[item][0]) === signatureOf(call));
			const items = only === undefined || waiting.size === 1 ? [...waiting] : [only];
			const own = items.map((item) => steps[item].shift());
			made.push(planned({ ...call, step: own[0].path }, words, items, steps.map((_, item) => (items.includes(item) ? recordsOf(own[items.indexOf(item)], words) : 0))));
			made.at(-1).begins = left.length > 0 && words.follows(left[0]);
			for (const item of items) waiting.delete(item);
			while (left.length > 0 && words.follows(left[0])) made.push(planned(left.shift(), words, items, steps.map(() => 0)));
		}
	}
	return made;
}

module.exports = { planOf, signatureOf };
