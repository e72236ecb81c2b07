/** The Test of a credential form, made as n8n makes it: a node without code whose only request is that of the test. */
import type {
	IDataObject,
	INodeProperties,
	INodeTypeDescription,
	IRunExecutionData,
} from 'n8n-workflow';
import { credentialType } from './credentialStore.cts';
import { additionalDataFor, nodeOf } from './engine.cts';
import { core, workflow } from './n8n.cts';
import { loading, nodeTypes, registerType } from './nodeTypes.cts';
import { there } from './there.cts';

const TYPE = 'test.credential';

/**
 * @param base as fakeFor gives it
 * @returns the first item of the answer, or what n8n threw
 */
export async function testCredential({
	credential,
	credentials,
}: {
	readonly credential: string;
	readonly credentials: object;
}): Promise<{ response?: IDataObject; error?: Error }> {
	await loading;
	const { request } = there(credentialType(credential).test);
	const temporary: INodeProperties = {
		displayName: 'Temp',
		name: 'temp',
		type: 'string',
		default: '',
		routing: { request: structuredClone(request) },
	};
	const description: INodeTypeDescription = {
		displayName: 'Test',
		name: TYPE,
		group: [],
		description: '',
		version: 1,
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: credential, required: true }],
		properties: [temporary],
	};
	registerType(TYPE, { description });
	const node = nodeOf({ node: TYPE, credential });
	const made = new workflow.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = additionalDataFor(structuredClone(credentials), {
		currentNodeParameters: node.parameters,
	});
	const details = { id: null, name: 'Test' };
	const data = await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		details,
		credential,
		'internal',
	);
	const context = new core.ExecuteContext(
		made,
		node,
		additionalData,
		'internal',
		{ resultData: { runData: {} } } as IRunExecutionData,
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		await made.expression.acquireIsolate?.();
		const items = await new core.RoutingNode(
			context,
			{ description },
			{ id: '1', name: 'Test', type: credential, data },
		).runNode();
		return { response: there(items?.[0]?.[0]).json };
	} catch (error) {
		return { error: error as Error };
	} finally {
		await made.expression.releaseIsolate?.();
	}
}
