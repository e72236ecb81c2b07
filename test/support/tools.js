'use strict';
/** A node as the tool of an AI agent: n8n's own code calls it, with the agent's record of the run. */
const { additionalDataFor, nodeOf, workflowOf } = require('./engine.cts');
const { PACKAGE } = require('./n8n.cts');
const { loading, nodeTypes, registerType } = require('./nodeTypes.cts');
const { core, fileOfCore, workflow } = require('./n8n.cts');

const { makeHandleToolInvocation } = fileOfCore(
	'execution-engine/node-execution-context/utils/get-input-connection-data.js',
);
const AGENT = {
	id: 'agent',
	name: 'Agent',
	type: 'test.pass',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n makes a type of its own of a node that is a tool; by its name, fields know whether they are shown there. */
function toolTypeOf(node) {
	const name = `${PACKAGE}.${node}Tool`;
	const type = nodeTypes.getByNameAndVersion(`${PACKAGE}.${node}`);
	const description = { ...type.description, name: `${type.description.name}Tool` };
	registerType(name, Object.assign(Object.create(type), { description }));
	return name;
}

/**
 * @param {object} setup as in runNode
 * @returns {Promise<(args?: object) => Promise<unknown>>} calls the tool once; gives what the
 * model gets @throws what n8n throws
 */
async function toolOf(setup) {
	await loading;
	const node = nodeOf({ ...setup, node: toolTypeOf(setup.node) });
	const made = workflowOf(node, 'Europe/Berlin');
	const data = workflow.createRunExecutionData();
	const record = { node: AGENT, data: { main: [[{ json: {} }]] }, source: { main: [null] } };
	const contextOf = (runIndex) =>
		new core.SupplyDataContext(
			made,
			node,
			additionalDataFor(setup.credentials),
			'manual',
			data,
			runIndex,
			[{ json: {} }],
			{},
			'ai_tool',
			record,
			[],
			undefined,
			AGENT,
		);
	const call = makeHandleToolInvocation(
		contextOf,
		node,
		nodeTypes.getByNameAndVersion(node.type),
		data,
	);
	return async (args = {}) => JSON.parse(await call(args));
}

module.exports = { toolOf };
