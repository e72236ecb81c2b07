'use strict';
/** Jest's environment for Node.js, with the running n8n of setup.mjs as the global `realN8n`. */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		if (globalThis.realN8n?.rest === undefined)
			throw new Error('There is no n8n in this process: run these tests with --runInBand.');
		this.global.realN8n = globalThis.realN8n;
	}
};
