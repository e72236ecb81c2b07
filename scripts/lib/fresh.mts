/** An n8n of its own for a script: fresh, with the package, the examples and the demo's vendors in it. */
import { randomBytes } from 'node:crypto';
import { type Example, examples } from './examples.mts';
import { type OnEnd, temporaryFolder } from './files.mts';
import { ensureHost } from './host.mts';
import { n8n } from './n8n.mts';
import { installInto, packed } from './pack.mts';
import { freePort } from './ports.mts';
import { type Owner, type Rest, session } from './rest.mts';
import { startVendors } from './vendors.mts';

export interface FreshN8n {
	address: string;
	owner: Owner;
	/** A session of the owner. */
	rest: Rest;
	all: Example[];
}

/** @throws Stop when n8n itself does not work */
export async function freshN8n(onEnd: OnEnd): Promise<FreshN8n> {
	const host = await ensureHost();
	const tarball = await packed();
	const userFolder = await temporaryFolder('fresh', onEnd);
	const vendors = await startVendors();
	onEnd(vendors.close);
	const all = await examples();
	await installInto(userFolder, tarball);
	const encryptionKey = randomBytes(24).toString('hex');
	const own = n8n({ host, userFolder, encryptionKey, port: await freePort() });
	await own.importCredentials(vendors.credentials);
	await own.importWorkflows(all.map(({ workflow }) => workflow));
	await own.start(({ stop }) => onEnd(stop));
	const password = `Fresh-${randomBytes(9).toString('hex')}1`;
	const owner = { email: 'owner@example.com', password };
	return { address: own.address, owner, rest: await session(own.address, owner), all };
}
