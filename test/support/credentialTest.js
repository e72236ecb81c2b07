'use strict';
/** The Test of a credential form, made as n8n makes it: a node without code whose only request is that of the test. */
const { additionalDataFor, nodeOf } = require('./engine.cts');
const { loader, loading, nodeTypes, registerType } = require('./nodeTypes.cts');
const { core, workflow } = require('./n8n.cts');

const TYPE = 'test.credential';

/**
 * @param {{ credential: string, credentials: object }} base as fakeFor gives it
 * @returns {Promise<{ response?: object, error?: Error }>} the first item of the answer, or what n8n threw
 */
async function testCredential({ credential, credentials }) {
	await loading;
	const { test } = loader.getCredential(credential).type;
	const temporary = {
		displayName: 'Temp',
		name: 'temp',
		type: 'string',
		default: '',
		routing: { request: structuredClone(test.request) },
	};
	const description = {
		displayName: 'Test',
		name: TYPE,
		group: [],
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
	const data = await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		node,
		credential,
	);
	const context = new core.ExecuteContext(
		made,
		node,
		additionalData,
		'internal',
		{ resultData: { runData: {} } },
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		await made.expression.acquireIsolate?.();
		const [[{ json }]] = await new core.RoutingNode(
			context,
			{ description },
			{ id: '1', name: 'Test', type: credential, data },
		).runNode();
		return { response: json };
	} catch (error) {
		return { error };
	} finally {
		await made.expression.releaseIsolate?.();
	}
}

module.exports = { testCredential };
