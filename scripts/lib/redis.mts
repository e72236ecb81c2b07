/** A Redis of one's own: on loopback, with a password, in memory only. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './commands.mts';
import { giveTo, placeFor, type Programs } from './distro.mts';
import type { OnEnd } from './files.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { startServer } from './server.mts';

/** @returns the environment variables with which n8n reaches it */
export async function startRedis(
	{ redis, redisCli }: Programs,
	onEnd: OnEnd,
): Promise<Record<string, string>> {
	const { user, folder } = await placeFor('redis', onEnd);
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const config = path.join(folder, 'redis.conf');
	const settings = [
		`bind ${LOOPBACK}`,
		`port ${port}`,
		`requirepass ${password}`,
		`dir ${folder}`,
		'save ""',
		'appendonly no',
		'daemonize no',
	];
	// A password among the arguments could be read by everybody on this machine.
	await writeFile(config, `${settings.join('\n')}\n`, { mode: 0o600 });
	await giveTo(user, config);
	const env = { PATH: process.env.PATH };
	const question = ['-h', LOOPBACK, '-p', String(port), 'ping'];
	const asking = { env: { ...env, REDISCLI_AUTH: password } };
	await startServer(
		{
			name: 'Redis',
			command: redis,
			args: [config],
			cwd: folder,
			env,
			logFile: path.join(folder, 'redis.log'),
			user,
			answers: async () => (await run(redisCli, question, asking)).stdout.trim() === 'PONG',
		},
		({ stop }) => onEnd(stop),
	);
	return {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(port),
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
}
