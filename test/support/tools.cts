/** A node as the tool of an AI agent: n8n's own code calls it, with the agent's record of the run. */
import type {
	IExecuteData,
	INode,
	INodeType,
	IRunExecutionData,
	ISupplyDataFunctions,
} from 'n8n-workflow';
import { additionalDataFor, nodeOf, workflowOf, type Account, type NodeSetup } from './engine.cts';
import { core, fileOfCore, PACKAGE, workflow } from './n8n.cts';
import { loading, nodeTypes, registerType } from './nodeTypes.cts';

const { makeHandleToolInvocation } = fileOfCore<{
	makeHandleToolInvocation(
		contextOf: (runIndex: number) => ISupplyDataFunctions,
		node: INode,
		type: INodeType,
		data: IRunExecutionData,
	): (args: object) => Promise<string>;
}>('execution-engine/node-execution-context/utils/get-input-connection-data.js');

const AGENT: INode = {
	id: 'agent',
	name: 'Agent',
	type: 'test.pass',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n makes a type of its own of a node that is a tool; by its name, fields know whether they are shown there. */
function toolTypeOf(node: string): string {
	const name = `${PACKAGE}.${node}Tool`;
	const type = nodeTypes.getByNameAndVersion(`${PACKAGE}.${node}`);
	const description = { ...type.description, name: `${type.description.name}Tool` };
	registerType(name, Object.assign(Object.create(type) as INodeType, { description }));
	return name;
}

/**
 * @returns what calls the tool once, and gives what the model gets
 * @throws what n8n throws
 */
export async function toolOf(
	setup: NodeSetup & Account,
): Promise<(args?: object) => Promise<unknown>> {
	await loading;
	const node = nodeOf({ ...setup, node: toolTypeOf(setup.node) });
	const made = workflowOf(node, 'Europe/Berlin');
	const data = workflow.createRunExecutionData();
	const record: IExecuteData = {
		node: AGENT,
		data: { main: [[{ json: {} }]] },
		source: { main: [null] },
	};
	const contextOf = (runIndex: number) =>
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
	return async (args = {}) => JSON.parse(await call(args)) as unknown;
}
