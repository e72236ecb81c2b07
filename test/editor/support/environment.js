'use strict';
/**
 * The environment of test/n8n; what the page shows when a test fails is kept as a picture,
 * outside of the repository.
 */
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const Environment = require('../../n8n/support/environment');

/** Names of tests are sentences. */
const fileNameOf = (sentence) =>
	sentence
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 100);

let folder;

module.exports = class extends Environment {
	async handleTestEvent({ name, test, hook }) {
		if (!['test_fn_failure', 'hook_failure'].includes(name)) return;
		folder ??= mkdtempSync(path.join(tmpdir(), 'crm-activities-editor-'));
		const { parent, name: own } = test ?? { parent: hook.parent, name: hook.type };
		const file = path.join(folder, `${fileNameOf(`${parent.name} ${own}`)}.png`);
		await realN8nPage()?.screenshot({ path: file });
		process.stderr.write(`What the editor showed: ${file}\n`);
	}
};

const realN8nPage = () => globalThis.realN8n.page;
