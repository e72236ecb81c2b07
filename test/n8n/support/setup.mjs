/** Starts the fake vendors and a real n8n with the packed package, once for all test files. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examples, itemsOf, shortfalls } from '../../../scripts/lib/examples.mjs';
import { ensureHost } from '../../../scripts/lib/host.mjs';
import { n8n } from '../../../scripts/lib/n8n.mjs';
import { installInto, packed } from '../../../scripts/lib/pack.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { session } from '../../../scripts/lib/rest.mjs';
import { endAll } from '../../../scripts/lib/tools.mjs';
import { startVendors } from '../../../scripts/lib/vendors.mjs';
import teardown from './teardown.mjs';

const OWNER = { email: 'test@example.com', password: 'Crm-Tests-2026' };

export default async function setup() {
	await begin();
}

/**
 * Leaves `realN8n` behind for the test files (support/environment.js hands it over):
 * `{ userFolder, vendors, server, address, rest, owner, examples, itemsOf, shortfalls }`
 * @param {import('../../../scripts/lib/host.mjs').Place} [place] of another n8n than the newest
 */
export async function begin(place) {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'crm-activities-test-'));
	const realN8n = {
		userFolder,
		vendors: await startVendors(),
		examples: await examples(),
		owner: OWNER,
		itemsOf,
		shortfalls,
	};
	globalThis.realN8n = realN8n;
	for (const signal of ['SIGINT', 'SIGTERM'])
		process.once(signal, async () => {
			await endAll();
			await teardown();
			process.exit(1);
		});
	await installInto(userFolder, await packed());
	const own = n8n({
		host: await ensureHost(place),
		userFolder,
		encryptionKey: randomBytes(24).toString('hex'),
		port: await freePort(),
		logLevel: 'debug',
	});
	await own.importCredentials(realN8n.vendors.credentials);
	await own.importWorkflows(realN8n.examples.map(({ workflow }) => workflow));
	await own.start((server) => (realN8n.server = server));
	realN8n.address = own.address;
	realN8n.rest = await session(own.address, OWNER);
}
