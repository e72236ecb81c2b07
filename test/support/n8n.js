'use strict';
/**
 * The n8n underneath the tests, and where the package stands that it loads. By default these are the dev dependencies
 * and what was built; TEST_ENGINE names a folder that holds another n8n-core and the packed package (`npm run
 * test:compat`).
 */
const path = require('node:path');
const { name: PACKAGE } = require('../../package.json');

const ROOT = path.join(__dirname, '..', '..');
const ENGINE = process.env.TEST_ENGINE ?? ROOT;
const PACKAGE_FOLDER = ENGINE === ROOT ? ROOT : path.join(ENGINE, 'node_modules', PACKAGE);

const resolved = (name, folder) => require.resolve(name, { paths: [folder] });
const CORE = path.dirname(resolved('n8n-core', ENGINE));
/** A package that n8n-core uses, the very one that it has. */
const ofCore = (name) => require(resolved(name, CORE));
/** A file of n8n-core that it doesn't export. @param {string} file below its dist folder */
const fileOfCore = (file) => require(path.join(CORE, file));

process.env.NODE_ENV = 'test';
ofCore('reflect-metadata');
const core = require(resolved('n8n-core', ENGINE));
const workflow = ofCore('n8n-workflow');

/**
 * What some versions of n8n lack. Nobody asks for a version: these are tried out.
 * - `cause`: errors keep what caused them, so that the authorization server's faults can be told from the vendor's
 * - `failure`: errors carry why they happened, for n8n's own reports and its poll back-off
 * - `pollBudget`: a poll is told how long it may take
 * - `toolRuns`: a node is told that an AI agent runs it
 */
const CAN = {
	cause: new workflow.NodeApiError({ name: 'Node' }, new Error('Any')).cause !== undefined,
	failure:
		new workflow.NodeOperationError({ name: 'Node' }, 'Any', { failure: { cause: 'node-defect' } })
			.failure !== undefined,
	pollBudget: /\bgetPollBudgetMs\b/.test(String(core.PollContext)),
	toolRuns: 'isToolExecution' in core.ExecuteContext.prototype,
};

/** What a test may expect of an error's `failure` here. */
const asKept = (failure) => (CAN.failure ? failure : undefined);

module.exports = { asKept, CAN, core, fileOfCore, ofCore, PACKAGE, PACKAGE_FOLDER, ROOT, workflow };
