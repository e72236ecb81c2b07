/** Runs Jest with its output shown, and counts. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import util from 'node:util';
import { run } from './commands.mts';
import { CACHE, readJson, ROOT, Stop } from './tools.mjs';

const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

export interface Counts {
	/** Tests that ran and passed. */
	passed: number;
	/** Tests that failed, files that could not run, and skipped tests: nothing here may be skipped. */
	failed: number;
	/** What failed, a line each, as the end of a run repeats it: the log between may be long, or cut. */
	failures?: string[];
}

export interface Surroundings {
	/** The Node.js that runs it; this one when left out. */
	node?: string;
	env?: NodeJS.ProcessEnv;
	/** Stands in front of each line, where others print at the same time. */
	label?: string;
}

/** Of Jest's result file. */
interface Totals {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string; failureMessages?: string[] }>;
	}>;
}

const MOST_OF_A_MESSAGE = 400;

/**
 * @param name of the result file
 * @throws Stop when Jest did not get as far as a result
 */
export async function jest(
	name: string,
	args: string[] = [],
	{ node = process.execPath, env, label }: Surroundings = {},
): Promise<Counts> {
	const file = path.join(CACHE, `jest-${name}.json`);
	await mkdir(CACHE, { recursive: true });
	await rm(file, { force: true });
	const options = { env, show: label ?? true };
	const { code } = await run(node, [JEST, '--json', '--outputFile', file, ...args], options);
	const totals = await readJson<Partial<Totals>>(file, {});
	const { numPassedTests: passed = 0, numFailedTests, numPendingTests = 0 } = totals;
	if (numFailedTests === undefined)
		throw new Stop(`Jest ended with code ${code} and without a result.`);
	const { numTodoTests = 0, numRuntimeErrorTestSuites = 0 } = totals;
	const failed = numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites;
	if (passed + failed === 0) throw new Stop('Jest found no tests.');
	// Something beside the tests went wrong, such as taking down what they used.
	const failures = failuresIn(totals.testResults ?? [], label ?? name);
	return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, failures };
}

function failuresIn(files: Totals['testResults'], label: string): string[] {
	return files.flatMap(({ name, message, assertionResults }) => {
		const place = `${label} ${path.relative(ROOT, name)}`;
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		if (assertionResults.length === 0 && message !== '') return [`${place}: ${brief(message)}`];
		return failed.map(
			({ fullName, failureMessages = [] }) =>
				`${place} › ${fullName}: ${brief(failureMessages.join(' '))}`,
		);
	});
}

/** A message of Jest's in one line, without its colors and the stack. */
function brief(message: string): string {
	const [said = ''] = util.stripVTControlCharacters(message).split(/\n\s+at /);
	return said.replace(/\s+/g, ' ').trim().slice(0, MOST_OF_A_MESSAGE);
}
