/** An n8n of its own for a script: fresh, with the package, the examples and the demo's vendors in it. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examples } from './examples.mjs';
import { n8n } from './n8n.mjs';
import { installInto } from './pack.mjs';
import { freePort } from './ports.mjs';
import { session } from './rest.mjs';
import { startVendors } from './vendors.mjs';

/**
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed}} made
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<{address: string, owner: {email: string, password: string}, rest: object, all: object[]}>}
 *   rest: a session of the owner; all: the examples
 * @throws Stop when n8n itself does not work
 */
export async function freshN8n({ host, packed }, cleanUp) {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'crm-activities-fresh-'));
	cleanUp.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
	const vendors = await startVendors();
	cleanUp.push(vendors.close);
	const all = await examples();
	await installInto(userFolder, packed);
	const own = n8n({
		host,
		userFolder,
		encryptionKey: randomBytes(24).toString('hex'),
		port: await freePort(),
	});
	await own.importCredentials(vendors.credentials);
	await own.importWorkflows(all.map(({ workflow }) => workflow));
	await own.start(({ stop }) => cleanUp.push(stop));
	const owner = {
		email: 'owner@example.com',
		password: `Fresh-${randomBytes(9).toString('hex')}1`,
	};
	return { address: own.address, owner, rest: await session(own.address, owner), all };
}
