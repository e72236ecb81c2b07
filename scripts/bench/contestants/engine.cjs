'use strict';
/** A node in n8n's engine; shared by the contestants that are nodes. */
const { executeNode } = require('../../../test/support/engine.js');

/**
 * @param {object} setup as of runNode
 * @param {number} [atOnce] items in one run of the node; all when left out
 * @param {number} [cancelAfter] milliseconds after which the run is cancelled; then nothing is wanted of it but its end
 * @returns {Promise<{seconds: number, items: number}>} items: what came out
 * @throws what stopped the node
 */
async function inEngine({ items, ...setup }, atOnce = items.length, cancelAfter = undefined) {
	if (cancelAfter !== undefined) {
		const { milliseconds } = await executeNode({
			...setup,
			items,
			during: (cancel) => setTimeout(cancel, cancelAfter),
		});
		return { seconds: milliseconds / 1000, items: 0 };
	}
	const sum = { seconds: 0, items: 0 };
	for (let start = 0; start < items.length; start += atOnce) {
		const { run, milliseconds } = await executeNode({
			...setup,
			items: items.slice(start, start + atOnce),
		});
		sum.seconds += milliseconds / 1000;
		sum.items += outputOf(run).length;
	}
	return sum;
}

function outputOf({ data }) {
	const { error, runData } = data.resultData;
	if (error !== undefined) throw error;
	const output = runData.Node[0].data.main[0];
	const failed = output.find(
		({ json, error: wrong }) => wrong !== undefined || json.error !== undefined,
	);
	if (failed !== undefined) throw new Error(`an item failed: ${JSON.stringify(failed.json)}`);
	return output;
}

module.exports = { inEngine };
