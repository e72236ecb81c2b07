/** Runs every example once in a fresh n8n of its own, without a browser. */
import { shortfalls } from './examples.mjs';
import { freshN8n } from './fresh.mjs';
import { say, seconds } from './tools.mjs';

/** The name of the manual trigger in each example. */
const START = 'Start';

/**
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed}} made
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<number>} how many examples did not give what they should
 * @throws Stop when n8n itself does not work
 */
export async function checkExamples(made, cleanUp) {
	say('Setting up a fresh n8n …');
	// Through its API, as the editor does it: `n8n execute` can't choose between two triggers.
	const { rest, all } = await freshN8n(made, cleanUp);
	let failed = 0;
	for (const example of all) if (!(await passes(rest, example))) failed++;
	say(`${all.length - failed} passed, ${failed} failed`);
	return failed;
}

async function passes(rest, { name, workflow, expected }) {
	const started = Date.now();
	const missing = shortfalls(expected, await rest.runWorkflow(workflow.id, START));
	say(`${missing.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds(Date.now() - started)})`);
	for (const sentence of missing) say(`      ${sentence}`);
	return missing.length === 0;
}
