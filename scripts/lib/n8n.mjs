/** A real n8n of one's own: its settings, its server and its command line. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { run, say, Stop } from './tools.mjs';

const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 200;
const TELL_EVERY_MS = 5000;

/** Kept from the surroundings; anything else could change how n8n behaves (NODE_ENV of jest, N8N_… of a user). */
const INHERITED = ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'SystemRoot', 'SYSTEMROOT', 'COMSPEC', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL'];

/** Nothing is sent home, nothing is fetched, nothing asks questions. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_PYTHON_ENABLED: 'false',
};

/**
 * @typedef {object} Settings
 * @property {import('./host.mjs').Host} host
 * @property {string} userFolder holds everything of this n8n; its `.n8n` folder is made when it is missing
 * @property {string} encryptionKey
 * @property {number} port
 * @property {'info'|'debug'} [logLevel]
 */

/** @param {Settings} settings @returns what can be done with this n8n; the server does not run yet */
export function n8n(settings) {
	return {
		address: `http://127.0.0.1:${settings.port}`,
		/** @param {Array<{id: string, name: string, type: string, data: object}>} credentials */
		importCredentials: async (credentials) => await importFrom(settings, 'credentials', credentials),
		/** @param {object[]} workflows each with an id; one that is there already is replaced */
		importWorkflows: async (workflows) => await importFrom(settings, 'workflow', workflows),
		/** @param {(server: Server) => void} [begun] gets it as soon as it has to be stopped @returns {Promise<Server>} when it answers @throws Stop */
		start: async (begun) => await start(settings, begun),
	};
}

async function environment({ host, userFolder, encryptionKey, port, logLevel = 'info' }) {
	const inherited = Object.fromEntries(INHERITED.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]));
	return {
		...inherited,
		...QUIET,
		PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_LOG_LEVEL: logLevel,
	};
}

async function command(settings, args, doing) {
	const { host, userFolder } = settings;
	await mkdir(userFolder, { recursive: true });
	return await run(host.node, [host.n8n, ...args], { cwd: userFolder, env: await environment(settings), doing });
}

async function importFrom(settings, kind, entities) {
	const file = path.join(settings.userFolder, `import-${kind}.json`);
	await mkdir(settings.userFolder, { recursive: true });
	await writeFile(file, JSON.stringify(entities), { mode: 0o600 });
	try {
		const { output } = await command(settings, [`import:${kind}`, `--input=${file}`], `importing into n8n`);
		if (!output.includes(`Successfully imported ${entities.length} `)) throw new Stop(`n8n does not take the ${kind} import:\n${lastLines(output)}`);
	} finally {
		await rm(file);
	}
}

/**
 * @typedef {object} Server
 * @property {number} pid
 * @property {string} logFile holds everything it has printed, as does `log`
 * @property {() => string} log
 * @property {Promise<void>} ended settles when the process is gone
 * @property {() => Promise<void>} stop ends it and waits until it is gone
 */

async function start(settings, begun = () => {}) {
	const { host, userFolder, port } = settings;
	await mkdir(userFolder, { recursive: true });
	// Straight into a file: an n8n whose pipe is gone, because whoever reads it was killed, never ends.
	const logFile = path.join(userFolder, 'n8n.log');
	const file = openSync(logFile, 'w', 0o600);
	const child = spawn(host.node, [host.n8n, 'start'], { cwd: userFolder, env: await environment(settings), stdio: ['ignore', file, file] });
	closeSync(file);
	const ended = new Promise((done) => {
		child.once('error', done);
		child.once('exit', done);
	});
	const endNow = () => child.kill('SIGKILL');
	process.once('exit', endNow);
	ended.then(() => process.removeListener('exit', endNow));
	const server = { pid: child.pid, logFile, log: () => readFileSync(logFile, 'utf8'), ended, stop: async () => await stop(child, ended) };
	begun(server);
	await ready(server, port);
	return server;
}

/** Waits until the server answers, its database is ready and it takes requests of the editor. @throws Stop */
async function ready({ ended, log, stop: end }, port) {
	const started = Date.now();
	let told = started;
	let gone = false;
	ended.then(() => (gone = true));
	while (!(await answers(port))) {
		if (gone) throw new Stop(`n8n did not start:\n${lastLines(log())}`);
		if (Date.now() - started > START_LIMIT_MS) {
			await end();
			throw new Stop(`n8n did not answer within ${START_LIMIT_MS / 1000} seconds:\n${lastLines(log())}`);
		}
		if (Date.now() - told > TELL_EVERY_MS) {
			told = Date.now();
			say(`  … n8n is starting (${Math.round((told - started) / 1000)} s)`);
		}
		await sleep(LOOK_EVERY_MS);
	}
}

async function answers(port) {
	try {
		for (const place of ['healthz', 'healthz/readiness', 'rest/settings']) {
			const response = await fetch(`http://127.0.0.1:${port}/${place}`, { signal: AbortSignal.timeout(TELL_EVERY_MS) });
			if (!response.ok || !('application/json' === response.headers.get('content-type')?.split(';')[0])) return false;
			await response.arrayBuffer();
		}
		return true;
	} catch {
		return false;
	}
}

/** Asks it to end, which also ends its task runner; insists when it takes too long. */
async function stop(child, ended) {
	const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
	if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
	await ended;
	clearTimeout(insist);
}

function lastLines(text) {
	return text.trimEnd().split('\n').slice(-12).join('\n');
}
