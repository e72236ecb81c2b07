/** A Redis of one's own: on loopback, with a password, in memory only. */
import { randomBytes } from 'node:crypto';
import { chown, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { placeFor } from './distro.mjs';
import { freePort } from './ports.mjs';
import { startServer } from './server.mjs';

const LOOPBACK = '127.0.0.1';
const ANSWER_LIMIT_MS = 2000;

/**
 * @param {import('./distro.mjs').Programs} programs
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<Record<string, string>>} the environment variables with which n8n reaches it
 */
export async function startRedis({ redis }, cleanUp) {
	const { user, folder } = await placeFor('redis');
	cleanUp.push(async () => await rm(folder, { recursive: true, force: true }));
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const config = path.join(folder, 'redis.conf');
	// A password among the arguments could be read by everybody on this machine.
	await writeFile(
		config,
		[
			`bind ${LOOPBACK}`,
			`port ${port}`,
			`requirepass ${password}`,
			`dir ${folder}`,
			'save ""',
			'appendonly no',
			'daemonize no',
			'',
		].join('\n'),
		{ mode: 0o600 },
	);
	if (user.uid !== undefined) await chown(config, user.uid, user.gid);
	const answers = async () =>
		(await answerTo(port, `AUTH ${password}\r\nPING\r\n`)).includes('+PONG');
	await startServer(
		{
			name: 'Redis',
			command: redis,
			args: [config],
			cwd: folder,
			env: { PATH: process.env.PATH },
			logFile: path.join(folder, 'redis.log'),
			user,
			answers,
		},
		(server) => cleanUp.push(server.stop),
	);
	return {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(port),
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
}

/** What comes back on a question, as far as it comes in time; empty when nobody is there. */
async function answerTo(port, question) {
	return await new Promise((done) => {
		let heard = '';
		const socket = net.connect({ port, host: LOOPBACK, timeout: ANSWER_LIMIT_MS }, () =>
			socket.write(`${question}QUIT\r\n`),
		);
		socket.setEncoding('utf8').on('data', (text) => (heard += text));
		socket.on('timeout', () => socket.destroy());
		socket.on('error', () => {});
		socket.on('close', () => done(heard));
	});
}
