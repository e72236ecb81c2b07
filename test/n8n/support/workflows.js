'use strict';
/** Small workflows for the real n8n: a trigger, rows, one of our nodes. */
const { credentialOf, referenceTo, typeOf } = require('./nodes');

const TRIGGER = 'Start';
const NODE = 'Node';

/**
 * Stores a workflow and runs it from its trigger.
 * @param {object} setup
 * @param {string} setup.node e.g. 'ivvy'
 * @param {object} setup.parameters
 * @param {object[]} [setup.rows] the json of the node's input items
 * @param {{id: string, name: string, type: string}} [setup.credential] the imported one when left out
 * @param {string} [setup.onError]
 * @returns {Promise<{status: string, outputs: object[][], error?: object}>} outputs: the items' json
 */
async function runNode({
	node,
	parameters,
	rows = [{}],
	credential = credentialOf(node),
	onError,
}) {
	const position = [0, 0];
	const nodes = [
		{
			id: '1',
			name: TRIGGER,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position,
			parameters: {},
		},
		{
			id: '2',
			name: 'Rows',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			id: '3',
			name: 'Split',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{
			id: '4',
			name: NODE,
			type: typeOf(node),
			typeVersion: 1,
			position,
			parameters: { options: {}, ...parameters },
			credentials: referenceTo(credential),
			...(onError === undefined ? {} : { onError }),
		},
	];
	const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = { [TRIGGER]: to('Rows'), Rows: to('Split'), Split: to(NODE) };
	const { id } = await realN8n.rest.call('POST', '/rest/workflows', {
		name: `Test ${node}`,
		nodes,
		connections,
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
	});
	const { status, data } = await realN8n.rest.runWorkflow(id, TRIGGER);
	const { runData, error } = data.resultData;
	return { status, error, outputs: realN8n.itemsOf(runData[NODE] ?? []) };
}

const byId = (value) => ({ __rl: true, mode: 'id', value });

module.exports = { runNode, byId, TRIGGER };
