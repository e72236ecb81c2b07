'use strict';
/** The cells of the matrix: which faults a row meets in a way of sending, at which of its calls, in which mode. */
const { itemsOf } = require('./attempt');
const blank = require('./blanks');
const { meaningOf } = require('./proofs');
const { broken, turns } = require('./texts');
const { wordsOf } = require('./vendors');
const { IN_BULK, MODES } = require('./ways');

const STOP = 'stopWorkflow';

/**
 * @typedef {object} Cell
 * @property {object} row of allRows
 * @property {string} way
 * @property {object} fault of faults.js; of one with variants, as this one has it
 * @property {string} onError
 * @property {object} plan of planOf for row and way
 * @property {number} [target] which of the plan's calls has the accident
 */

/** What is no accident has cells of its own. */
const OWN = { blank, broken, turns };

/** All cells of a row and a way. @returns {Cell[]} */
function cellsOf(row, way, plan, faults) {
	return faults.flatMap(
		(fault) =>
			OWN[fault.meaning]?.cellsOf(row, way, plan, fault) ?? accidentsOf(row, way, plan, fault),
	);
}

function accidentsOf(row, way, plan, fault) {
	return formsOf(fault, row.ways.indexOf(way)).flatMap(({ onError, ...form }) => {
		const one = { row, way, fault: { ...fault, ...form }, onError, plan };
		return targetsOf(one)
			.map((target) => withMeaning({ ...one, target }))
			.filter((cell) => cell !== undefined);
	});
}

/**
 * In each mode; or, where the fault has variants, those in turn: each in another mode, and stored
 * or not, from way to way.
 */
function formsOf({ variants }, place) {
	if (variants === undefined) return MODES.map((onError) => ({ onError }));
	return variants.map((variant, index) => ({
		onError: MODES[(index + place) % MODES.length],
		variant,
		stored: (index + place) % 2 === 0,
	}));
}

/**
 * The first call of an item, each one that writes, and the first that asks how far a bulk call has come. Where the
 * run goes on, of the first item, so that the next one shows that it does; where it stops, of the last, so that the
 * one before shows that it is told as done.
 */
function targetsOf({ fault, plan: { calls, items }, onError, row: { vendor, entry }, way }) {
	if (fault.meaning === 'partial') return itemsOf(entry).refused === undefined ? [] : [undefined];
	if (fault.meaning === 'part') return way === IN_BULK ? firstPacked(calls, wordsOf(vendor)) : [];
	if (fault.meaning === 'rows')
		return [...calls.keys()].filter(
			(index) => calls[index].items.length > 1 && wordsOf(vendor).rows(calls[index]) !== undefined,
		);
	if (fault.lasts === true) return [0];
	const item = onError === STOP ? items.length - 1 : 0;
	const own = [...calls.keys()].filter((index) => calls[index].items.includes(item));
	return own.filter(
		(index, place) =>
			place === 0 || calls[index].write || (calls[index].follows && calls[index - 1].begins),
	);
}

function firstPacked(calls, { part, hasParts }) {
	const index =
		part === undefined
			? -1
			: calls.findIndex((call) => call.items.length > 1 && call.write && hasParts(call));
	return index < 0 ? [] : [index];
}

/** What the answer of a cell means for the call that gets it. @returns undefined when it is none that says nothing */
function withMeaning(cell) {
	const {
		fault,
		plan: { calls },
		target,
		row: { vendor, entry },
	} = cell;
	if (fault.meaning !== 'unproved') return cell;
	const meaning = meaningOf(fault.variant, calls[target], wordsOf(vendor), entry);
	if (meaning === undefined) return undefined;
	// A yes that needs no proof may be given before the work, but not instead of it.
	return {
		...cell,
		fault: { ...fault, yes: meaning === 'yes', executed: meaning === 'yes' || fault.stored },
	};
}

module.exports = { cellsOf, OWN, STOP };
