// @ts-check
/** Where the demo stands and whether it can start, asked before anything is installed. */
import net from 'node:net';
import path from 'node:path';
import { readJson, ROOT, Stop } from './tools.mjs';

/**
 * Everything of the demo. n8n unpacks its editor in there, thousands of files; as "node_modules" they are passed over
 * by n8n's lint, which can't be told otherwise.
 */
export const FOLDER = path.join(ROOT, '.n8n-demo', 'node_modules');
/** What the last start left there: hashes, and where it can be reached. */
export const STATE = path.join(FOLDER, 'state.json');

const ANSWER_LIMIT_MS = 2000;

/** Refuses early what would fail late. @param {number} port @throws Stop */
export async function checkPlace(port) {
	/** @type {{address?: string}} */
	const nothing = {};
	const { address } = await readJson(STATE, nothing);
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

/** @param {string} address */
async function isDemo(address) {
	try {
		const limit = { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) };
		return (await fetch(`${address}/healthz`, limit)).ok;
	} catch {
		return false;
	}
}

/** Whether nobody listens on a port. @param {number} port @returns {Promise<boolean>} */
async function isFree(port) {
	const server = net.createServer();
	return await new Promise((done) => {
		server.once('error', () => done(false));
		server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
}
