/** Runs every example once in a fresh n8n of its own, without a browser. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examples, shortfalls } from './examples.mjs';
import { n8n } from './n8n.mjs';
import { installInto } from './pack.mjs';
import { freePort } from './ports.mjs';
import { session } from './rest.mjs';
import { say, seconds } from './tools.mjs';
import { startVendors } from './vendors.mjs';

const OWNER = { email: 'check@example.com', password: `Check-${randomBytes(9).toString('hex')}1` };

/** The name of the manual trigger in each example. */
const START = 'Start';

/**
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed}} made
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<number>} how many examples did not give what they should
 * @throws Stop when n8n itself does not work
 */
export async function checkExamples({ host, packed }, cleanUp) {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'crm-activities-check-'));
	cleanUp.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
	const vendors = await startVendors();
	cleanUp.push(vendors.close);
	const all = await examples();
	await installInto(userFolder, packed);
	const own = n8n({ host, userFolder, encryptionKey: randomBytes(24).toString('hex'), port: await freePort() });
	say('Setting up a fresh n8n …');
	await own.importCredentials(vendors.credentials);
	await own.importWorkflows(all.map(({ workflow }) => workflow));
	await own.start(({ stop }) => cleanUp.push(stop));
	// The way of the editor: `n8n execute` can't choose between two triggers.
	const rest = await session(own.address, OWNER);
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
