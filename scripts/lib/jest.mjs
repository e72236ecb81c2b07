/** Runs Jest with its output shown, and counts. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { CACHE, readJson, ROOT, run, Stop } from './tools.mjs';

const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/**
 * @typedef {object} Counts
 * @property {number} passed tests that ran and passed
 * @property {number} failed tests that failed, files that could not run, and skipped tests: nothing here may be skipped
 */

/**
 * @param {string} name of the result file
 * @param {string[]} args
 * @param {{node?: string, env?: NodeJS.ProcessEnv}} [surroundings] node: the Node.js that runs
 * it; this one when left out
 * @returns {Promise<Counts>}
 * @throws Stop when Jest did not get as far as a result
 */
export async function jest(name, args = [], { node = process.execPath, env } = {}) {
	const file = path.join(CACHE, `jest-${name}.json`);
	await rm(file, { force: true });
	const { code } = await run(node, [JEST, '--json', '--outputFile', file, ...args], {
		env,
		show: true,
	});
	const {
		numPassedTests,
		numFailedTests,
		numPendingTests,
		numTodoTests,
		numRuntimeErrorTestSuites,
		numTotalTests,
	} = await readJson(file, {});
	if (numTotalTests === undefined)
		throw new Stop(`Jest ended with code ${code} and without a result.`);
	const failed = numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites;
	if (numPassedTests + failed === 0) throw new Stop('Jest found no tests.');
	// Something beside the tests went wrong, such as taking down what they used.
	return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
