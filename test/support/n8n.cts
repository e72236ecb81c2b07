/**
 * The n8n underneath the tests, and where the package stands that it loads. By default these are the dev dependencies
 * and what was built; TEST_ENGINE names a folder that holds another n8n-core and the packed package (`npm run
 * test:compat`).
 */
import path from 'node:path';
import type * as Core from 'n8n-core';
import type * as Workflow from 'n8n-workflow';
import { name as PACKAGE } from '../../package.json';

export { PACKAGE };
export const ROOT = path.join(__dirname, '..', '..');
const ENGINE = process.env.TEST_ENGINE ?? ROOT;
export const PACKAGE_FOLDER = ENGINE === ROOT ? ROOT : path.join(ENGINE, 'node_modules', PACKAGE);

const resolved = (name: string, folder: string): string =>
	require.resolve(name, { paths: [folder] });
const CORE = path.dirname(resolved('n8n-core', ENGINE));

/** A package that n8n-core uses, the very one that it has. */
export function ofCore<T>(name: string): T {
	return require(resolved(name, CORE)) as T;
}

/** A file of n8n-core that it doesn't export. @param file below its dist folder */
export function fileOfCore<T>(file: string): T {
	return require(path.join(CORE, file)) as T;
}

process.env.NODE_ENV = 'test';
ofCore('reflect-metadata');
export const core = require(resolved('n8n-core', ENGINE)) as typeof Core;
export const workflow = ofCore<typeof Workflow>('n8n-workflow');

const NODE: Workflow.INode = {
	id: 'node',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const FAULT: unknown = new Error('Any');

/**
 * What some versions of n8n lack. Nobody asks for a version: these are tried out.
 * - `cause`: errors keep what caused them, so that the authorization server's faults can be told from the vendor's
 * - `failure`: errors carry why they happened, for n8n's own reports and its poll back-off
 * - `pollBudget`: a poll is told how long it may take
 * - `toolRuns`: a node is told that an AI agent runs it
 */
export const CAN = {
	cause: new workflow.NodeApiError(NODE, FAULT as Workflow.JsonObject).cause !== undefined,
	failure:
		new workflow.NodeOperationError(NODE, 'Any', { failure: { cause: 'node-defect' } }).failure !==
		undefined,
	pollBudget: /\bgetPollBudgetMs\b/.test(String(core.PollContext)),
	toolRuns: 'isToolExecution' in core.ExecuteContext.prototype,
};

/** What a test may expect of an error's `failure` here. */
export function asKept<T>(failure: T): T | undefined {
	return CAN.failure ? failure : undefined;
}
