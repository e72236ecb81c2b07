'use strict';
/**
 * Which calls leave something behind that shows whether they were carried out, by the vendors' contracts: a record that
 * can be read, or that is gone. For all others a lost answer leaves the outcome unknown. The fakes say so where they
 * know a call (SHOWN and LATER of test/vendors/).
 */
const { VENDORS } = require('../support/fakes.cts');

/**
 * @param {object} row of allRows; one that `leavesNothing` makes calls of which the records show something in other
 *   rows only
 * @param {{path: string, signature: string}} call one that writes, singly; `signature`: verb, address and body
 * @returns {'all' | 'later' | 'nothing'} what the records show of it; 'later': it is carried out some time later, so
 *   after a time-out that may still be to come
 */
const shownBy = ({ vendor, entry }, call) =>
	entry.parameters.resource === 'apiCall' || entry.leavesNothing === true
		? 'nothing'
		: VENDORS[vendor].shows(call);

/**
 * @param {object} row of allRows
 * @param {{path: string, signature: string}} call as of shownBy
 * @returns {boolean} whether the records show what it has written
 */
const isShown = (row, call) => shownBy(row, call) !== 'nothing';

/**
 * @param {object} row of allRows
 * @param {object} plan of planOf
 * @returns {(call: object) => 'all' | 'later' | 'nothing'} whether the records show what a planned call has written;
 *   one that asks how far a job has come is about the call that has begun it
 */
function shownOf(row, { calls }) {
	return (call) => {
		const about = call.follows
			? calls.slice(0, calls.indexOf(call)).findLast(({ follows }) => !follows)
			: call;
		return about === undefined ? 'nothing' : shownBy(row, about);
	};
}

module.exports = { isShown, shownOf };
