'use strict';
/**
 * Every operation of the package with three items, of which the second is refused by the vendor: a file for each vendor
 * in operations/. `written` says what the fake has really stored, item by item, so that outputs can be compared with
 * it. New operations go in there once and run through every test that is about all operations.
 */
const { filesOf } = require('./separable.cts');

/** By the names of test/support/fakes.cts. */
const OPERATIONS = filesOf('operations');

/** All of them for one node. */
function operationsOf(node) {
	return OPERATIONS[node]();
}

module.exports = { operationsOf, LISTED: Object.keys(OPERATIONS) };
