/** n8n in queue mode: Redis, Postgres, a main and workers, each in a folder of its own as on machines of their own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePrograms } from './distro.mjs';
import { n8n } from './n8n.mjs';
import { installInto } from './pack.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/**
 * @typedef {object} Queue
 * @property {string} address of the main, which takes the webhooks
 * @property {Worker[]} workers
 */
/**
 * @typedef {object} Worker
 * @property {() => import('./server.mjs').Server} server the one that runs now
 * @property {() => Promise<void>} start starts it anew after it has ended
 */

/**
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed, workers: number,
 * settings?: Record<string, string>}} how
 *   settings: further environment variables of all processes
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<Queue>}
 * @throws Stop
 */
export async function startQueue({ host, packed, workers: count, settings = {} }, cleanUp) {
	const programs = await ensurePrograms();
	const shared = {
		EXECUTIONS_MODE: 'queue',
		...(await startRedis(programs, cleanUp)),
		...(await startPostgres(programs, cleanUp)),
		...settings,
	};
	const encryptionKey = randomBytes(24).toString('hex');
	const own = async (name, more) => {
		const userFolder = await mkdtemp(path.join(tmpdir(), `crm-activities-${name}-`));
		cleanUp.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		await installInto(userFolder, packed);
		const port = await freePort();
		return n8n({ host, userFolder, encryptionKey, port, more: { ...shared, ...more(port) } });
	};
	const main = await own('main', () => ({}));
	await main.start((server) => cleanUp.push(server.stop));
	// The main has brought the database up to date by now.
	const workers = await Promise.all(
		Array.from(
			{ length: count },
			async (_, index) => await startedWorker(await own(`worker-${index + 1}`, healthOn), cleanUp),
		),
	);
	return { address: main.address, workers };
}

const healthOn = (port) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

async function startedWorker(own, cleanUp) {
	let running;
	const start = async () => void (await own.startWorker((server) => (running = server)));
	cleanUp.push(async () => await running?.stop());
	await start();
	return { server: () => running, start };
}
