/** A real n8n of one's own: its settings, its server, its workers and its command line. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axios from 'axios';
import { run } from './commands.mts';
import type { Host } from './host.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { lastLines, type Server, startServer } from './server.mts';
import { type Result, Stop } from './tools.mjs';

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

export interface N8nSettings {
	host: Host;
	/** Holds everything of this n8n; its `.n8n` folder is made when it is missing. */
	userFolder: string;
	encryptionKey: string;
	port: number;
	logLevel?: 'info' | 'debug';
	/** Further environment variables, such as those of queue mode. */
	more?: Record<string, string>;
}

/** As n8n imports it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: object;
}

/** As n8n imports it; one that is there already is replaced. */
export interface Workflow {
	id: string;
	nodes: Array<{ name: string; type: string }>;
}

/** Gets a server as soon as it has to be stopped. */
type Begun = (server: Server) => void;

export interface N8n {
	address: string;
	importCredentials: (credentials: Credential[]) => Promise<void>;
	importWorkflows: (workflows: Workflow[]) => Promise<void>;
	/** Gives the server when it answers. Throws a Stop. */
	start: (begun?: Begun) => Promise<Server>;
	/** A worker of queue mode, which tells of its health on the port. */
	startWorker: (begun?: Begun) => Promise<Server>;
}

/** What can be done with an n8n; its server does not run yet. */
export function n8n(settings: N8nSettings): N8n {
	return {
		address: `http://${LOOPBACK}:${settings.port}`,
		importCredentials: async (list) => await importFrom(settings, 'credentials', list),
		importWorkflows: async (list) => await importFrom(settings, 'workflow', list),
		start: async (begun) => await start(settings, 'start', SERVER_PLACES, begun),
		startWorker: async (begun) => await start(settings, 'worker', WORKER_PLACES, begun),
	};
}

async function environment(settings: N8nSettings): Promise<NodeJS.ProcessEnv> {
	const { host, userFolder, encryptionKey, port, logLevel = 'info', more = {} } = settings;
	return {
		...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
		...QUIET,
		PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_LOG_LEVEL: logLevel,
		...more,
	};
}

async function command(settings: N8nSettings, args: string[], doing: string): Promise<Result> {
	const { host, userFolder } = settings;
	const env = await environment(settings);
	return await run(host.node, [host.n8n, ...args], { cwd: userFolder, env, doing });
}

async function importFrom(settings: N8nSettings, kind: string, entities: object[]): Promise<void> {
	const file = path.join(settings.userFolder, `import-${kind}.json`);
	await mkdir(settings.userFolder, { recursive: true });
	await writeFile(file, JSON.stringify(entities), { mode: 0o600 });
	const args = [`import:${kind}`, `--input=${file}`];
	const work = command(settings, args, 'importing into n8n');
	const { output } = await work.finally(async () => await rm(file));
	if (!output.includes(`Successfully imported ${entities.length} `))
		throw new Stop(`n8n does not take the ${kind} import:\n${lastLines(output)}`);
}

async function start(
	settings: N8nSettings,
	what: 'start' | 'worker',
	places: string[],
	begun?: Begun,
): Promise<Server> {
	const { host, userFolder, port } = settings;
	await mkdir(userFolder, { recursive: true });
	return await startServer(
		{
			name: 'n8n',
			command: host.node,
			args: [host.n8n, what],
			cwd: userFolder,
			env: await environment(settings),
			logFile: path.join(userFolder, 'n8n.log'),
			answers: async () => await answers(`http://${LOOPBACK}:${port}`, places),
		},
		begun,
	);
}

/** Whether the process answers, its database is ready and, of a server, it takes requests of the editor. */
async function answers(address: string, places: string[]): Promise<boolean> {
	try {
		for (const place of places) {
			const { headers } = await axios.get(`${address}/${place}`, { timeout: ANSWER_LIMIT_MS });
			if (!String(headers['content-type']).startsWith('application/json')) return false;
		}
		return true;
	} catch {
		return false;
	}
}
