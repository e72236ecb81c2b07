/** What `npm start` does once everything is installed. */
import { startDemo } from './lib/demo.mts';
import { type Example, shortfalls } from './lib/examples.mts';
import { freshN8n } from './lib/fresh.mts';
import type { Rest } from './lib/rest.mts';
import { lastLines } from './lib/server.mts';
import { onEnd, say, seconds, Stop } from './lib/tools.mjs';

/** The name of the manual trigger in each example. */
const START = 'Start';

/** The demo, until it is ended. @throws Stop also when n8n ends by itself */
export async function runDemo(port: number): Promise<never> {
	const server = await startDemo(port, onEnd);
	await server.ended;
	throw new Stop(
		`n8n ended by itself; its log is ${server.logFile}. Its last words:\n${lastLines(server.log())}`,
	);
}

/** Runs every example once in a fresh n8n of its own, without a browser. @returns the exit code */
export async function checkDemo(): Promise<number> {
	say('Setting up a fresh n8n …');
	// Through its API, as the editor does it: `n8n execute` can't choose between two triggers.
	const { rest, all } = await freshN8n(onEnd);
	let failed = 0;
	for (const example of all) if (!(await passes(rest, example))) failed++;
	say(`${all.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

async function passes(rest: Rest, { name, workflow, expected }: Example): Promise<boolean> {
	const started = Date.now();
	const missing = shortfalls(expected, await rest.runWorkflow(workflow.id, START));
	say(`${missing.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds(Date.now() - started)})`);
	for (const sentence of missing) say(`      ${sentence}`);
	return missing.length === 0;
}
