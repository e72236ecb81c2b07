'use strict';
/** One cell of the matrix: a row, a fault, how the node goes on after errors, how items are sent. Runs it and compares. */
const { attempt, itemsOf } = require('./attempt');
const { signatureOf } = require('./plan');
const { ONE_BY_ONE, IN_BULK } = require('./rows');
const { expected } = require('./oracle');
const { echoOf, searcher } = require('./secrets');
const { tellingOf } = require('./telling');
const { wordsOf } = require('./vendors');

/** Long enough for the busiest machine to answer the other calls of the cell in time: those must not be given up. */
const STALL_TIMEOUT_S = 15;
const FOR_EVER = 1e9;
const STOP = 'stopWorkflow';

/**
 * @typedef {object} Cell
 * @property {object} row of allRows
 * @property {string} way
 * @property {object} fault of faults.js
 * @property {string} onError
 * @property {object} plan of planOf for row and way
 * @property {number} [target] which of the plan's calls has the accident
 */

/** All cells of a row and a way. @returns {Cell[]} */
function cellsOf(row, way, plan, faults, modes) {
	return faults.flatMap((fault) => modes.flatMap((onError) => targetsOf(fault, plan, onError, row, way).map((target) => ({ row, way, fault, onError, plan, target }))));
}

/**
 * The first call of an item, each one that writes, and the first that asks how far a bulk call has come. Where the run goes on, of the
 * first item, so that the next one shows that it does; where it stops, of the last, so that the one before shows that it
 * is told as done.
 */
function targetsOf(fault, { calls, items }, onError, { vendor, entry }, way) {
	if (fault.meaning === 'partial') return itemsOf(entry).refused === undefined ? [] : [undefined];
	if (fault.meaning === 'part') return way === IN_BULK ? firstPacked(calls, wordsOf(vendor)) : [];
	if (fault.lasts === true) return [0];
	const item = onError === STOP ? items.length - 1 : 0;
	const own = [...calls.keys()].filter((index) => calls[index].items.includes(item));
	return own.filter((index, place) => place === 0 || calls[index].write || (calls[index].follows && calls[index - 1].begins));
}

function firstPacked(calls, { part, hasParts }) {
	const index = part === undefined ? -1 : calls.findIndex((call) => call.items.length > 1 && call.write && hasParts(call));
	return index < 0 ? [] : [index];
}

/** @returns {Promise<{problems: string[], calls: number, counted: boolean, writes: number, kind: string, word: string}>} counted: the calls were compared; kind and word: for the table */
async function runCell(cell) {
	const { row, way, fault, onError, plan } = cell;
	const words = wordsOf(row.vendor);
	const stop = onError === STOP;
	const { items, arrange, wanted } = SETUPS[fault.meaning] === undefined ? accident(cell, words, stop) : SETUPS[fault.meaning](cell, words, stop);
	const seen = await attempt(row, way, { items, onError, arrange, retryOnFail: fault.retryOnFail, options: optionsFor(fault) });
	const told = tellingOf(seen, items.length, onError, fault);
	const problems = [...told.problems, ...differences(wanted, told, { ...seen, items }, cell), ...leaks(seen)];
	return { problems, calls: seen.calls.length, counted: Number.isInteger(wanted.calls), writes: seen.writes, kind: kindOf(cell), word: wordOf(cell, wanted, words) };
}

/** Which kind of call was hit, and what it meant for its items, in the words of docs/fault-matrix.md. */
function kindOf({ plan, target, fault }) {
	if (target === undefined || fault.meaning === 'part') return 'item';
	const { follows, write } = plan.calls[target];
	return follows ? 'job' : write ? 'write' : 'read';
}

function wordOf({ plan, target, fault }, { outcomes }, words) {
	if (fault.meaning === 'partial') return 'no';
	const call = plan.calls[target];
	const outcome = outcomes[call.items[0]];
	if (outcome !== 'ok') return outcome === 'partly' ? 'in part' : outcome;
	if (fault.meaning === 'auth') return 'new token';
	if (fault.meaning === 'unclear') return fault.empty === true && call.emptyYes ? 'done' : 'again';
	if (fault.meaning !== 'refused') return 'waits';
	if (call.mayRefuse) return 'another way';
	return words.cut && call.items.length > 1 ? 'cut' : 'next try';
}

const optionsFor = ({ stalls, impatient }) => ({ ...(stalls === true ? { timeout: STALL_TIMEOUT_S } : {}), ...(impatient === true ? { maxWait: 1 } : {}) });

/** The vendor or the line to it fails at one call, or from the first one on. */
function accident({ fault, plan, target }, words, stop) {
	return {
		items: plan.items,
		wanted: expected({ plan, fault, target, stop, words }),
		arrange({ fake, secrets }) {
			const [kind, details] = fault.make(words, echoOf(secrets), fake);
			// A read that is lost after it was carried out is no different, but for a job that goes on by being looked at.
			const stored = details.stored === true && plan.calls[target].write;
			const match = fault.lasts === true ? () => true : matcher(plan, target, fake);
			fake.fault(kind, { ...details, stored, times: fault.lasts === true ? FOR_EVER : 1, match });
			if (fault.meaning === 'auth' && words.isDoubt !== undefined) fake.fault(kind, { ...details, match: words.isDoubt });
		},
	};
}

/** Finds the planned call among those that are made: by its place, or where items are under way together by what is sent. */
function matcher(plan, target, fake) {
	if (plan.together) return (call) => signatureOf(call) === plan.calls[target].signature;
	return () => fake.calls.length === target + 1;
}

const SETUPS = {
	/** One of three items is refused, by the vendor or before it is sent; where Retry On Fail is on the first one. */
	partial({ row: { entry }, fault, way }, _words, stop) {
		const { good, refused } = itemsOf(entry);
		const items = fault.retryOnFail === true ? [refused, ...good] : [good[0], refused, good[1]];
		const others = (before, after) => items.map((item, index) => (item === refused ? ['no'] : index < items.indexOf(refused) ? before : after));
		if (!stop) return { items, wanted: { each: others(['ok'], ['ok']) } };
		// What is under way already, or in the same bulk call, may go through: then it has to be told so.
		return { items, wanted: { each: way === ONE_BY_ONE ? others(['ok'], ['notSent']) : others(['ok', 'notSent'], ['ok', 'notSent']) } };
	},
	/** A bulk call goes well, but one request in it met the vendor's limit: it alone goes again. */
	part({ plan, target }, words) {
		return {
			items: plan.items,
			wanted: { outcomes: plan.items.map(() => 'ok'), calls: plan.calls.length + 1, writes: plan.calls.reduce((sum, { stores }) => sum + stores, 0) },
			arrange({ fake }) {
				const [kind, details] = words.part(fake, plan.calls[target]) ?? [];
				if (kind !== undefined) fake.fault(kind, { ...details, match: matcher(plan, target, fake) });
			},
		};
	},
};

/** What the vendor has and what it was asked, beside what had to be. */
function differences({ outcomes, each, calls, writes }, told, seen, { row: { entry }, plan, fault }) {
	const { items } = seen;
	const problems = [];
	const same = (what, is, should) => JSON.stringify(is) !== JSON.stringify(should) && problems.push(`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`);
	// Two items that send the very same can't be told apart: one of them has the accident.
	const twins = plan.together && new Set(plan.calls.map(({ signature }) => signature)).size < plan.calls.length;
	const inOrder = (list) => (twins ? [...list].sort() : list);
	if (outcomes !== undefined) same('outcomes', inOrder(told.outcomes), inOrder(outcomes.map((outcome) => told.asTold(outcome))));
	else if (told.outcomes.some((outcome, item) => !each[item].map(told.asTold).includes(outcome))) problems.push(`outcomes: ${JSON.stringify(told.outcomes)}, should be of ${JSON.stringify(each)}`);
	if (calls !== undefined && !Number.isNaN(calls)) same('calls', seen.calls.length, calls);
	const recordsOf = (item) => plan.calls.reduce((sum, { records }) => sum + records[item], 0);
	if (writes !== undefined) same('records stored', seen.writes, writes);
	// Each item writes as much as the first: what is told as done is what is stored.
	else if (told.done !== undefined) same('records stored', seen.writes, told.done * recordsOf(0));
	if (entry.effect === 'read') same('records stored by an operation that reads', seen.writes, 0);
	if (fault.meaning !== 'partial') for (const { item, rows } of told.good) same(`rows of item ${item}`, rows.length, plan.rows[item].length);
	if (entry.effect === 'read' && fault.meaning !== 'partial') for (const { item, rows } of told.good) same(`output of item ${item}`, rows, plan.rows[item]);
	else if (entry.effect !== 'read') {
		const inEntry = ({ pairedItem, ...item }) => ({ ...item, pairedItem: { item: entry.items.indexOf(items[pairedItem.item]) } });
		const unknown = told.good.flatMap((good) => good.items).flatMap((item) => entry.wrote(inEntry(item))).filter((id) => !seen.storedIds.includes(id));
		same('told as written, but not stored', unknown, []);
	}
	if (seen.inputUntouched !== true) problems.push('the input was changed');
	return problems;
}

/** In what n8n stores of the run, what it logged, and what the error says. */
function leaks({ stored, log, error, output, errorOutput, hints, secrets }) {
	const found = searcher(secrets);
	const text = [stored, log, error?.message, error?.description, JSON.stringify([output, errorOutput, hints]), error?.stack].join('\n');
	return [...new Set(found(text))].map((form) => `shows a secret: ${form}`);
}

module.exports = { cellsOf, runCell };
