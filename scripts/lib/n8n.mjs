/** A real n8n of one's own: its settings, its server, its workers and its command line. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { lastLines, startServer } from './server.mjs';
import { run, Stop } from './tools.mjs';

const ANSWER_LIMIT_MS = 5000;
const WORKER_PLACES = ['healthz', 'healthz/readiness'];
const SERVER_PLACES = [...WORKER_PLACES, 'rest/settings'];

/** Kept from the surroundings; anything else could change how n8n behaves (NODE_ENV of jest, N8N_… of a user). */
const INHERITED = [
	'HOME',
	'USERPROFILE',
	'APPDATA',
	'LOCALAPPDATA',
	'SystemRoot',
	'SYSTEMROOT',
	'COMSPEC',
	'TMPDIR',
	'TEMP',
	'TMP',
	'LANG',
	'LC_ALL',
];

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
 * @property {Record<string, string>} [more] further environment variables, such as those of queue mode
 */

/** @typedef {import('./server.mjs').Server} Server */

/** @param {Settings} settings @returns what can be done with this n8n; the server does not run yet */
export function n8n(settings) {
	return {
		address: `http://127.0.0.1:${settings.port}`,
		/** @param {Array<{id: string, name: string, type: string, data: object}>} credentials */
		importCredentials: async (credentials) =>
			await importFrom(settings, 'credentials', credentials),
		/** @param {object[]} workflows each with an id; one that is there already is replaced */
		importWorkflows: async (workflows) => await importFrom(settings, 'workflow', workflows),
		/**
		 * @param {(server: Server) => void} [begun] gets it as soon as it has to be stopped @returns
		 * {Promise<Server>} when it answers @throws Stop
		 */
		start: async (begun) => await start(settings, ['start'], SERVER_PLACES, begun),
		/** A worker of queue mode, which tells of its health on the port. Parameter and result as of `start`. */
		startWorker: async (begun) => await start(settings, ['worker'], WORKER_PLACES, begun),
	};
}

async function environment({
	host,
	userFolder,
	encryptionKey,
	port,
	logLevel = 'info',
	more = {},
}) {
	const inherited = Object.fromEntries(
		INHERITED.filter((name) => process.env[name] !== undefined).map((name) => [
			name,
			process.env[name],
		]),
	);
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
		...more,
	};
}

async function command(settings, args, doing) {
	const { host, userFolder } = settings;
	await mkdir(userFolder, { recursive: true });
	return await run(host.node, [host.n8n, ...args], {
		cwd: userFolder,
		env: await environment(settings),
		doing,
	});
}

async function importFrom(settings, kind, entities) {
	const file = path.join(settings.userFolder, `import-${kind}.json`);
	await mkdir(settings.userFolder, { recursive: true });
	await writeFile(file, JSON.stringify(entities), { mode: 0o600 });
	try {
		const { output } = await command(
			settings,
			[`import:${kind}`, `--input=${file}`],
			`importing into n8n`,
		);
		if (!output.includes(`Successfully imported ${entities.length} `))
			throw new Stop(`n8n does not take the ${kind} import:\n${lastLines(output)}`);
	} finally {
		await rm(file);
	}
}

async function start(settings, args, places, begun) {
	const { host, userFolder, port } = settings;
	await mkdir(userFolder, { recursive: true });
	return await startServer(
		{
			name: 'n8n',
			command: host.node,
			args: [host.n8n, ...args],
			cwd: userFolder,
			env: await environment(settings),
			logFile: path.join(userFolder, 'n8n.log'),
			answers: async () => await answers(port, places),
		},
		begun,
	);
}

/** Whether the process answers, its database is ready and, of a server, it takes requests of the editor. */
async function answers(port, places) {
	try {
		for (const place of places) {
			const response = await fetch(`http://127.0.0.1:${port}/${place}`, {
				signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
			});
			if (
				!response.ok ||
				!('application/json' === response.headers.get('content-type')?.split(';')[0])
			)
				return false;
			await response.arrayBuffer();
		}
		return true;
	} catch {
		return false;
	}
}
