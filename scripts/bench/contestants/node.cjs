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
 * @param {string} [job.onError] as in runNode
 */
async function run({ base, parameters, items, atOnce, cancelAfter, onError }) {
	return await inEngine({ ...base, parameters, items, onError }, { atOnce, cancelAfter });
}

module.exports = { run };
