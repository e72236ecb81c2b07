'use strict';
/** A node in n8n's engine; shared by the contestants that are nodes. */
const { executeNode } = require('../../../test/support/engine.js');

/**
 * @param {object} setup as of runNode
 * @returns {Promise<{seconds: number, items: number}>} items: what came out
 * @throws what stopped the node
 */
async function inEngine(setup) {
	const { run, milliseconds } = await executeNode(setup);
	const { error, runData } = run.data.resultData;
	if (error !== undefined) throw error;
	const output = runData.Node[0].data.main[0];
	const failed = output.find(({ json, error: wrong }) => wrong !== undefined || json.error !== undefined);
	if (failed !== undefined) throw new Error(`an item failed: ${JSON.stringify(failed.json)}`);
	return { seconds: milliseconds / 1000, items: output.length };
}

module.exports = { inEngine };
