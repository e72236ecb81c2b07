/** Runs named steps one after the other, tells how each ended, and counts. */
import { say, seconds, Stop } from './tools.mjs';

const WIDTH = 44;

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<void | {passed: number, failed: number}>} run throws when it fails; gives counts when it
 *   consists of many tests, and counts as one otherwise
 * @property {string[]} [needs] names of steps without which this one makes no sense
 */

/**
 * All steps are run whatever happens to the others; one that lacks what it needs fails without running.
 * @param {Step[]} steps
 * @returns {Promise<{passed: number, failed: number}>}
 */
export async function runSteps(steps) {
	const total = { passed: 0, failed: 0 };
	const broken = new Set();
	const lines = [];
	for (const step of steps) {
		say(`\n▶ ${step.name}`);
		const started = Date.now();
		const counts = await countsOf(step, broken);
		if (counts.failed > 0) broken.add(step.name);
		total.passed += counts.passed;
		total.failed += counts.failed;
		const tests =
			counts.passed + counts.failed === 1
				? ''
				: `  ${counts.passed} passed, ${counts.failed} failed`;
		const line = `${counts.failed === 0 ? 'pass' : 'FAIL'}  ${step.name.padEnd(WIDTH)}${seconds(Date.now() - started).padStart(8)}${tests}`;
		lines.push(line);
		say(line);
	}
	say(`\n${lines.join('\n')}\n`);
	return total;
}

async function countsOf({ run, needs = [] }, broken) {
	const lacking = needs.find((name) => broken.has(name));
	const before = { ...process.env };
	try {
		if (lacking !== undefined) throw new Stop(`Not run, because "${lacking}" failed.`);
		return (await run()) ?? { passed: 1, failed: 0 };
	} catch (error) {
		say(error instanceof Stop ? error.message : String(error?.stack ?? error));
		return { passed: 0, failed: 1 };
	} finally {
		restore(before);
	}
}

/**
 * A step may set variables for itself (the test engine sets NODE_ENV, by which the lint judges
 * differently); the next one begins without them.
 */
function restore(before) {
	for (const name of Object.keys(process.env))
		if (!Object.hasOwn(before, name)) delete process.env[name];
	Object.assign(process.env, before);
}
