'use strict';
/** The package's node. */
const { inEngine } = require('./engine.cjs');

/**
 * @param {object} job
 * @param {object} job.base what the fake's test support gives: node, credential and its values
 * @param {object} job.parameters
 * @param {object[]} job.items
 * @param {number} [job.atOnce] items in one run of the node
 * @param {number} [job.cancelAfter] milliseconds after which the run is cancelled
 */
async function run({ base, parameters, items, atOnce, cancelAfter }) {
	return await inEngine({ ...base, parameters, items }, atOnce, cancelAfter);
}

module.exports = { run };
