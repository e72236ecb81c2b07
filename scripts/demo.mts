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
	for (const example of all) {
		const isGood = (await passes(rest, example)) && (await staysInStep(rest, example));
		if (!isGood) failed++;
	}
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

/** A First Copy that is run again changes nothing: what it has linked is found, and is in step. */
async function staysInStep(rest: Rest, { name, workflow, expected }: Example): Promise<boolean> {
	if (!name.startsWith('two-way-sync-')) return true;
	const started = Date.now();
	const execution = await rest.runWorkflow(workflow.id, START);
	const inStep = Object.entries(expected).map(([node, lists]) => [
		node,
		lists.map((items) => items.map(() => (node.startsWith('Write') ? { unchanged: true } : {}))),
	]);
	const missing = shortfalls(Object.fromEntries(inStep) as Example['expected'], execution);
	say(
		`${missing.length === 0 ? 'ok  ' : 'FAIL'}  ${name}, again (${seconds(Date.now() - started)})`,
	);
	for (const sentence of missing) say(`      ${sentence}`);
	return missing.length === 0;
}
