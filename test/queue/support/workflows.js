'use strict';
/** Workflows that n8n's Webhook node starts, so that the main puts their runs into the queue for the workers. */
const { randomUUID } = require('node:crypto');
const { credentialOf, referenceTo, typeOf } = require('../../n8n/support/nodes');
const { WORK } = require('./work');

const { address, rest } = realN8n;
const NODE = 'Create';

const step = (name, type, typeVersion, parameters, more = {}) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});
const own = (name, node, parameters, more = {}) => ({
	id: name,
	name,
	type: typeOf(node),
	typeVersion: 1,
	position: [0, 0],
	parameters: { options: {}, ...parameters },
	credentials: referenceTo(credentialOf(node)),
	...more,
});
const hook = (path) =>
	step(
		'Webhook',
		'webhook',
		2,
		{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		{ webhookId: path },
	);
const rows = () =>
	step('One Item per Row', 'splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} });
const to = (...ends) => ({
	main: [ends.map(([node, index = 0]) => ({ node, type: 'main', index }))],
});

/** The rows of the call, each an item of a vendor's node. */
function making(node, parameters) {
	return {
		nodes: [rows(), own(NODE, node, parameters)],
		connections: { Webhook: to(['One Item per Row']), 'One Item per Row': to([NODE]) },
	};
}

/** The rows of the call, each created at the vendor. */
function creating(node, batching, options = {}) {
	return making(node, { ...WORK[node].create, batching, options });
}

/** The same for rows of which some may be there already: these are looked up first and left out. */
function creatingMissing(node, batching) {
	const { create, list, keyIn } = WORK[node];
	const nodes = [
		rows(),
		own('What Is There', node, list, { alwaysOutputData: true }),
		step('Only What Is Missing', 'merge', 3.2, {
			mode: 'combine',
			combineBy: 'combineByFields',
			advanced: true,
			mergeByFields: { values: [{ field1: 'key', field2: keyIn }] },
			joinMode: 'keepNonMatches',
			outputDataFrom: 'input1',
			options: {},
		}),
		own(NODE, node, { ...create, batching }),
	];
	const connections = {
		Webhook: to(['One Item per Row'], ['What Is There']),
		'One Item per Row': to(['Only What Is Missing']),
		'What Is There': to(['Only What Is Missing', 1]),
		'Only What Is Missing': to([NODE]),
	};
	return { nodes, connections };
}

/**
 * Stores and publishes a workflow.
 * @param {{nodes: object[], connections: object}} workflow without its Webhook node
 * @param {object} [settings] more of n8n's workflow settings
 * @returns {Promise<{id: string, call: (rows: object[]) => Promise<void>}>} call: starts a run with these rows
 */
async function published({ nodes, connections }, settings = {}) {
	const path = randomUUID();
	const { id } = await rest.call('POST', '/rest/workflows', {
		name: `Queue ${path}`,
		nodes: [hook(path), ...nodes],
		connections,
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin', ...settings },
	});
	await rest.activate(id);
	return {
		id,
		async call(given) {
			const response = await fetch(`${address}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rows: given }),
			});
			if (!response.ok)
				throw new Error(`the webhook answered ${response.status}: ${await response.text()}`);
		},
	};
}

/**
 * A workflow that n8n runs when another one has failed.
 * @returns {Promise<{id: string, runOf: (run: object) => string}>} runOf: the id of the failed run that it was told of
 */
async function alarm() {
	const { id } = await rest.call('POST', '/rest/workflows', {
		name: 'Alarm',
		nodes: [step('Error', 'errorTrigger', 1, {})],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await rest.activate(id);
	return {
		id,
		runOf: ({ data }) => data.resultData.runData.Error[0].data.main[0][0].json.execution.id,
	};
}

/** The rows that a run was called with. */
const rowsOf = ({ data }) => data.resultData.runData.Webhook[0].data.main[0][0].json.body.rows;
/** The items that a run's node has put out. */
const createdBy = ({ data }) => data.resultData.runData[NODE][0].data.main[0];

module.exports = { alarm, creating, creatingMissing, making, published, rowsOf, createdBy };
