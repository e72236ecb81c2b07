'use strict';
/** The least a node can do: one item after another through n8n's own helper. */
const { registerType } = require('../../../test/support/nodeTypes.cts');
const { inEngine } = require('./engine.cjs');

const TYPE = 'bench.bare';
const field = (name) => ({ displayName: name, name, type: 'string', default: '' });

function bareNode(credential) {
	return {
		description: {
			displayName: 'Bare',
			name: 'bare',
			group: [],
			version: 1,
			inputs: ['main'],
			outputs: ['main'],
			defaults: {},
			credentials: [{ name: credential, required: true }],
			properties: ['method', 'path', 'body'].map(field),
		},
		async execute() {
			const output = [];
			for (let item = 0; item < this.getInputData().length; item++) {
				const body = this.getNodeParameter('body', item);
				const options = {
					method: this.getNodeParameter('method', item),
					url: this.getNodeParameter('path', item),
					body: JSON.stringify(body),
					headers: { 'Content-Type': 'application/json' },
					json: true,
				};
				output.push({
					json: await this.helpers.httpRequestWithAuthentication.call(this, credential, options),
					pairedItem: { item },
				});
			}
			return [output];
		},
	};
}

/** @param {object} job.body as a parameter, with expressions */
async function run({ base: { credential, credentials }, request, body, items, atOnce }) {
	registerType(TYPE, bareNode(credential));
	return await inEngine(
		{ node: TYPE, credential, credentials, parameters: { ...request, body }, items },
		{ atOnce },
	);
}

module.exports = { run };
