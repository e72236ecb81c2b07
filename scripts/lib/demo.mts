/** The demo: a real n8n in a browser, with the package, its examples and the four fake vendors. Kept between starts. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { examples } from './examples.mts';
import { hashOf, type OnEnd, writeJson } from './files.mts';
import { ensureHost } from './host.mts';
import { n8n, type N8n } from './n8n.mts';
import { installInto, type Packed, packed } from './pack.mts';
import { FOLDER, STATE } from './place.mjs';
import { needsOwner, session } from './rest.mts';
import type { Server } from './server.mts';
import { readJson, ROOT, say } from './tools.mjs';
import { startVendors, type Vendors } from './vendors.mts';

const KEY = path.join(FOLDER, 'encryption-key');
const OWNER = { email: 'demo@example.com', password: 'Crm-Demo-2026' };

/** @throws Stop */
export async function startDemo(port: number, onEnd: OnEnd): Promise<Server> {
	const host = await ensureHost();
	const tarball = await packed();
	await mkdir(FOLDER, { recursive: true });
	const vendors = await startVendors({ fixedPorts: true });
	onEnd(vendors.close);
	const own = n8n({ host, userFolder: FOLDER, encryptionKey: await encryptionKey(), port });
	await bringUpToDate(own, tarball, vendors);
	say('Starting n8n …');
	const server = await own.start(({ stop }) => {
		onEnd(stop);
		onEnd(() => say('Ending n8n and the fake vendors …'));
	});
	await writeJson(STATE, { ...(await readJson(STATE, {})), address: own.address });
	if (await needsOwner(own.address)) await session(own.address, OWNER);
	say(`
n8n ${host.version} with n8n-nodes-crm-activities is running.

  Workflows  ${own.address}/home/workflows
  Email      ${OWNER.email}
  Password   ${OWNER.password}

Open the workflows address and sign in. The examples are tagged by job (Filters > Tags). They talk to
four fake vendors on this machine, which forget everything when they end:

${vendors.addresses.map(({ name, url }) => `  ${name.padEnd(22)} ${url}`).join('\n')}

Ctrl-C ends it all; the log is ${path.relative(ROOT, server.logFile)}.
`);
	return server;
}

/** Installs and imports what is not the same as at the last start; the user's own workflows stay. */
async function bringUpToDate(
	own: N8n,
	tarball: Packed,
	{ credentials }: Pick<Vendors, 'credentials'>,
): Promise<void> {
	const all = await examples();
	const wanted = {
		package: await hashOf([{ file: tarball.tarball }]),
		credentials: await hashOf([{ text: JSON.stringify(credentials) }]),
		workflows: await hashOf([{ text: JSON.stringify(all) }]),
	};
	const state = await readJson<Partial<typeof wanted>>(STATE, {});
	if (state.package !== wanted.package) await installInto(FOLDER, tarball);
	if (state.credentials !== wanted.credentials) {
		say('Putting the credentials of the fake vendors into n8n …');
		await own.importCredentials(credentials);
	}
	if (state.workflows !== wanted.workflows) {
		say('Putting the example workflows into n8n …');
		await own.importWorkflows(all.map(({ workflow }) => workflow));
	}
	await writeJson(STATE, wanted);
}

/** Made at the first start: people put real credentials into demos. */
async function encryptionKey(): Promise<string> {
	try {
		return (await readFile(KEY, 'utf8')).trim();
	} catch {
		const made = randomBytes(24).toString('hex');
		await writeFile(KEY, made, { mode: 0o600 });
		return made;
	}
}
