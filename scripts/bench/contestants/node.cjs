'use strict';
/** The package's node. */
const { inEngine } = require('./engine.cjs');

/**
 * @param {object} job
 * @param {object} job.base what the fake's test support gives: node, credential and its values
 * @param {object} job.parameters
 * @param {object[]} job.items
 * @param {number} [job.atOnce] items in one run of the node; all when left out
 */
async function run({ base, parameters, items, atOnce = items.length }) {
	const sum = { seconds: 0, items: 0 };
	for (let start = 0; start < items.length; start += atOnce) {
		const part = await inEngine({ ...base, parameters, items: items.slice(start, start + atOnce) });
		sum.seconds += part.seconds;
		sum.items += part.items;
	}
	return sum;
}

module.exports = { run };
