'use strict';
/** A node in n8n's engine; shared by the contestants that are nodes. */
const { executeNode } = require('../../../test/support/engine.cts');

/**
 * @param {object} setup as of runNode; with `onError` items may fail
 * @param {object} [how]
 * @param {number} [how.atOnce] items in one run of the node; all when left out
 * @param {number} [how.cancelAfter] milliseconds after which the run is cancelled
 * @returns {Promise<{seconds: number, items: number, cancelled?: boolean}>} items: what came out; cancelled: it had
 * to be
 * @throws what stopped the node
 */
async function inEngine({ items, ...setup }, { atOnce = items.length, cancelAfter } = {}) {
	const sum = { seconds: 0, items: 0 };
	for (let start = 0; start < items.length; start += atOnce) {
		const timer = {};
		const { run, milliseconds } = await executeNode({
			...setup,
			items: items.slice(start, start + atOnce),
			...(cancelAfter === undefined
				? {}
				: { during: (cancel) => (timer.id = setTimeout(cancel, cancelAfter)) }),
		});
		clearTimeout(timer.id);
		sum.seconds += milliseconds / 1000;
		if (cancelAfter !== undefined && milliseconds >= cancelAfter)
			return { ...sum, cancelled: true };
		sum.items += outputOf(run, setup.onError !== undefined).length;
	}
	return sum;
}

function outputOf({ data }, mayFail) {
	const { error, runData } = data.resultData;
	if (error !== undefined) throw error;
	const output = runData.Node[0].data.main[0];
	const failed = output.find(
		({ json, error: wrong }) => wrong !== undefined || json.error !== undefined,
	);
	if (failed !== undefined && !mayFail)
		throw new Error(`an item failed: ${JSON.stringify(failed.json)}`);
	return output;
}

module.exports = { inEngine };
