/** The demo: a real n8n in a browser, with the package, its examples and the four fake vendors. Kept between starts. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { examples } from './examples.mjs';
import { n8n } from './n8n.mjs';
import { installInto } from './pack.mjs';
import { isFree } from './ports.mjs';
import { needsOwner, session } from './rest.mjs';
import { hashOf, readJson, ROOT, say, Stop, writeJson } from './tools.mjs';
import { startVendors } from './vendors.mjs';

/**
 * Everything of the demo. n8n unpacks its editor in there, thousands of files; as "node_modules" they are passed over
 * by n8n's lint, which can't be told otherwise.
 */
const FOLDER = path.join(ROOT, '.n8n-demo', 'node_modules');
/** What the last start left there: hashes, and where it can be reached. */
const STATE = path.join(FOLDER, 'state.json');
const KEY = path.join(FOLDER, 'encryption-key');
const OWNER = { email: 'demo@example.com', password: 'Crm-Demo-2026' };

/** Refuses early what would fail late. @throws Stop */
export async function checkPlace(port) {
	const { address } = await readJson(STATE, {});
	if (address !== undefined && (await isDemo(address)))
		throw new Stop(
			`The demo runs already, at ${address}: use that one, or stop it with Ctrl-C where it was started.`,
		);
	if (!(await isFree(port)))
		throw new Stop(
			`Port ${port} is taken by another program: stop that, or use another port with "npm ` +
				`start -- --port ${port + 1}".`,
		);
}

/**
 * Starts the demo.
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed, port: number}} settings
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<import('./n8n.mjs').Server>}
 * @throws Stop
 */
export async function startDemo({ host, packed, port }, cleanUp) {
	await mkdir(FOLDER, { recursive: true });
	const vendors = await startVendors({ fixedPorts: true });
	cleanUp.push(vendors.close);
	const own = n8n({ host, userFolder: FOLDER, encryptionKey: await encryptionKey(), port });
	await bringUpToDate(own, packed, vendors);
	say('Starting n8n …');
	const server = await own.start(({ stop }) => {
		cleanUp.push(stop, async () => say('Ending n8n and the fake vendors …'));
	});
	await writeJson(STATE, { ...(await readJson(STATE, {})), address: own.address });
	if (await needsOwner(own.address)) await session(own.address, OWNER);
	say(`
n8n ${host.version} with n8n-nodes-crm-activities is running.

  Address    ${own.address}
  E-mail     ${OWNER.email}
  Password   ${OWNER.password}

The example workflows are under Overview > Workflows. They talk to four fake vendors on this machine, which forget
everything when they end. Ctrl-C ends it all; the log is ${path.relative(ROOT, server.logFile)}.
`);
	return server;
}

/** Installs and imports what is not the same as at the last start; the user's own workflows stay. */
async function bringUpToDate(own, packed, { credentials }) {
	const all = await examples();
	const state = await readJson(STATE, {});
	const wanted = {
		package: await hashOf([{ file: packed.tarball }]),
		credentials: await hashOf([{ text: JSON.stringify(credentials) }]),
		workflows: await hashOf([{ text: JSON.stringify(all) }]),
	};
	if (state.package !== wanted.package) await installInto(FOLDER, packed);
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
async function encryptionKey() {
	try {
		return (await readFile(KEY, 'utf8')).trim();
	} catch {
		const made = randomBytes(24).toString('hex');
		await writeFile(KEY, made, { mode: 0o600 });
		return made;
	}
}

async function isDemo(address) {
	try {
		return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) })).ok;
	} catch {
		return false;
	}
}
