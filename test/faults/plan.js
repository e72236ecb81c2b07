'use strict';
/**
 * What a row does when nothing goes wrong: the calls that it makes, which items each is for, and which of them write.
 * Read off runs against a fake in order, so that no operation has to be described for the matrix.
 */
const { attempt, itemsOf } = require('./attempt');
const { ONE_BY_ONE, SIDE_BY_SIDE } = require('./ways');
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
 * @property {PlannedCall[]} spares calls that come before it where an earlier item has not got their answer, which holds
 *   for the whole run
 * @property {string} signature what is sent
 * @property {string} path of the call that an item makes alone
 * @property {string} sentTo path of the call that is made
 * @property {unknown} answer body
 * @property {number} status
 */

const MOMENT = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/g;
const DAY_MS = 86_400_000;
const isPresent = (moment) =>
	Math.abs(Date.parse(`${moment.replace(' ', 'T')}Z`) - Date.now()) < DAY_MS;

/** What is sent; the present moment is another one in each run. */
/** A batch of a run that stops says so, and asks for the same all the same. */
const HALT = /"halt":[01],?/;
/** What an item is known by at the vendor. */
const MARK = /n8n-[\da-f]{32}/g;
const signatureOf = ({ method, rawUrl, text }) =>
	`${method} ${rawUrl} ${text}`
		.replace(HALT, '')
		.replace(MARK, 'n8n-mark')
		.replace(MOMENT, (moment) => (isPresent(moment) ? 'now' : moment));

function planned(call, words, items, records) {
	const stores = call.wrote.filter(words.counts).length;
	return {
		items,
		write: records.some((count) => count > 0),
		records,
		stores,
		begins: false,
		emptyYes: call.answeredNothing,
		follows: words.follows(call),
		mayRefuse: words.mayRefuse(call),
		spares: [],
		signature: signatureOf(call),
		path: call.step ?? call.path,
		sentTo: call.path,
		answer: call.answer,
		status: call.status,
	};
}

const recordsOf = ({ wrote }, { counts }) => wrote.filter(counts).length;

/** What an item does alone. */
async function stepsOf(row, item) {
	const seen = await attempt(row, ONE_BY_ONE, { items: [item] });
	if (seen.error !== undefined)
		throw new Error(`${row.entry.name} fails without a fault: ${seen.error.message}`);
	return seen.calls;
}

/** Whether the node itself refuses the item that is refused. */
async function isChecked(row) {
	const { refused } = itemsOf(row.entry);
	if (refused === undefined) return false;
	return (await attempt(row, ONE_BY_ONE, { items: [refused] })).calls.length === 0;
}

/** The records that an output item names, in the words of its entry. @param {object[]} items that went in */
function wroteBy({ items: all, effect, wrote }, items, { pairedItem, ...item }) {
	return effect === 'read'
		? []
		: wrote({ ...item, pairedItem: { item: all.indexOf(items[pairedItem.item]) } });
}

/**
 * @param {object} row of allRows
 * @param {string} way
 * @returns {Promise<{calls: PlannedCall[], together: boolean, items: object[], rows: object[][],
 * wrote: unknown[][], checked: boolean}>}
 *   calls in their order; `together`: the items are under way at the same time, each with its own calls;
 *   rows: the output by item; wrote: the records that it names, by item; checked: the item that is refused is refused
 *   before anything of it is sent
 */
async function planOf(row, way) {
	const words = wordsOf(row.vendor);
	const { good: items } = itemsOf(row.entry);
	const alone = await Promise.all(items.map((item) => stepsOf(row, item)));
	const steps = alone.map((calls) => [...calls]);
	const { calls, output, error } = await attempt(row, way, { items });
	if (error !== undefined)
		throw new Error(`${row.entry.name}, ${way}, fails without a fault: ${error.message}`);
	const ofItem = (item) => output.filter(({ pairedItem }) => pairedItem.item === item);
	const rows = items.map((_, item) => ofItem(item).map(({ json }) => json));
	const told = {
		items,
		rows,
		wrote: items.map((_, item) => ofItem(item).flatMap((one) => wroteBy(row.entry, items, one))),
		checked: await isChecked(row),
	};
	const one = (item, step) =>
		planned(
			alone[item][step],
			words,
			[item],
			items.map((_, other) => (other === item ? recordsOf(alone[item][step], words) : 0)),
		);
	const each = items.flatMap((_, item) => alone[item].map((_call, step) => one(item, step)));
	if (way === SIDE_BY_SIDE) return { ...told, calls: each, together: true };
	return {
		...told,
		calls: way === ONE_BY_ONE ? asMade(each, calls) : inBulk(calls, steps, words, row.entry.name),
		together: false,
	};
}

/**
 * The calls that items make alone without those that they don't make behind one another. Those are reads; a call that
 * writes is made by each, and may name a record that got another ID here, like an uploaded file.
 */
function asMade(each, calls) {
	const left = calls.map(signatureOf);
	const made = [];
	let spares = [];
	for (const call of each) {
		const place = left.indexOf(call.signature);
		if (place < 0 && !call.write) spares.push(call);
		else {
			if (place >= 0) left.splice(place, 1);
			made.push({ ...call, spares });
			spares = [];
		}
	}
	return made;
}

/** In bulk the items' next steps travel packed into one call, or alone where a request does not fit. */
function inBulk(calls, steps, words, name) {
	const made = [];
	/** Of each item, reads whose answer an earlier one has got, before its next call. */
	const spares = steps.map(() => []);
	for (const [place, call] of calls.entries()) {
		if (words.follows(call)) {
			made.push(
				planned(
					call,
					words,
					made.at(-1).items,
					steps.map(() => 0),
				),
			);
			continue;
		}
		const open = [...steps.keys()].filter((item) => steps[item].length > 0);
		if (open.length === 0)
			throw new Error(`${name} in bulk makes a call that no item makes alone: ${call.path}`);
		const only = open.find((item) => signatureOf(steps[item][0]) === signatureOf(call));
		const items = only === undefined ? open : [only];
		const own = new Map(items.map((item) => [item, steps[item].shift()]));
		const records = steps.map((_, item) => (own.has(item) ? recordsOf(own.get(item), words) : 0));
		made.push(planned({ ...call, step: own.get(items[0]).path }, words, items, records));
		made.at(-1).begins = calls[place + 1] !== undefined && words.follows(calls[place + 1]);
		made.at(-1).spares = items.flatMap((item) => spares[item].splice(0));
		const later = calls.slice(place + 1).map(signatureOf);
		for (const [item, next] of steps.entries()) {
			const isHeld = next.length > 0 && signatureOf(next[0]) === signatureOf(call);
			if (!isHeld || later.includes(signatureOf(call))) continue;
			const none = steps.map(() => 0);
			spares[item].push(planned(next.shift(), words, [item], none));
		}
	}
	if (steps.some((own) => own.length > 0)) throw new Error(`${name} in bulk leaves a call out`);
	return made;
}

module.exports = { planOf, signatureOf, wroteBy };
