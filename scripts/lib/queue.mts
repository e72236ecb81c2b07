/** n8n in queue mode: Redis, Postgres, a main and workers, each in a folder of its own as on machines of their own. */
import { randomBytes } from 'node:crypto';
import { ensurePrograms } from './distro.mts';
import { type OnEnd, temporaryFolder } from './files.mts';
import type { Host } from './host.mts';
import { n8n, type N8n } from './n8n.mts';
import { installInto, type Packed } from './pack.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { startPostgres } from './postgres.mts';
import { startRedis } from './redis.mts';
import type { Server } from './server.mts';

export interface Queue {
	/** Of the main, which takes the webhooks. */
	address: string;
	workers: Worker[];
}

export interface Worker {
	/** The one that runs now. */
	server: () => Server | undefined;
	/** Starts it anew after it has ended. */
	start: () => Promise<void>;
}

export interface QueueSettings {
	host: Host;
	packed: Packed;
	/** How many. */
	workers: number;
	/** Further environment variables of all processes. */
	settings?: Record<string, string>;
}

/** @throws Stop */
export async function startQueue(
	{ host, packed, workers: count, settings = {} }: QueueSettings,
	onEnd: OnEnd,
): Promise<Queue> {
	const programs = await ensurePrograms();
	const shared = {
		EXECUTIONS_MODE: 'queue',
		...(await startRedis(programs, onEnd)),
		...(await startPostgres(programs, onEnd)),
		...settings,
	};
	const encryptionKey = randomBytes(24).toString('hex');
	const own = async (
		name: string,
		more: (port: number) => Record<string, string> = () => ({}),
	): Promise<N8n> => {
		const userFolder = await temporaryFolder(name, onEnd);
		await installInto(userFolder, packed);
		const port = await freePort();
		return n8n({ host, userFolder, encryptionKey, port, more: { ...shared, ...more(port) } });
	};
	const main = await own('main');
	await main.start(({ stop }) => onEnd(stop));
	// The main has brought the database up to date by now.
	const workers = Array.from({ length: count }, async (_, index) =>
		startedWorker(await own(`worker-${index + 1}`, healthOn), onEnd),
	);
	return { address: main.address, workers: await Promise.all(workers) };
}

const healthOn = (port: number) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
});

async function startedWorker(own: N8n, onEnd: OnEnd): Promise<Worker> {
	let running: Server | undefined;
	const start = async () => void (await own.startWorker((server) => (running = server)));
	onEnd(async () => await running?.stop());
	await start();
	return { server: () => running, start };
}
