/** A Postgres of one's own: on loopback, with a password, thrown away in the end. */
import { randomBytes } from 'node:crypto';
import { chown, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { placeFor } from './distro.mjs';
import { freePort } from './ports.mjs';
import { startServer } from './server.mjs';
import { run, Stop } from './tools.mjs';

const LOOPBACK = '127.0.0.1';
const NAME = 'postgres';
/** Nothing has to survive a power cut. */
const HURRIED = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * @param {import('./distro.mjs').Programs} programs
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<Record<string, string>>} the environment variables with which n8n reaches it
 * @throws Stop
 */
export async function startPostgres({ initdb, postgres }, cleanUp) {
	const { user, folder } = await placeFor('postgres');
	cleanUp.push(async () => await rm(folder, { recursive: true, force: true }));
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const data = path.join(folder, 'data');
	await makeCluster({ initdb, data, password, folder, user });
	const settings = [
		`listen_addresses=${LOOPBACK}`,
		`port=${port}`,
		'unix_socket_directories=',
		...HURRIED,
	].flatMap((setting) => ['-c', setting]);
	// SIGINT makes it end without waiting until everybody has gone.
	await startServer(
		{
			name: 'Postgres',
			command: postgres,
			args: ['-D', data, ...settings],
			cwd: folder,
			env: { PATH: process.env.PATH },
			logFile: path.join(folder, 'postgres.log'),
			user,
			stopSignal: 'SIGINT',
			answers: async () => await takesConnections(port),
		},
		(server) => cleanUp.push(server.stop),
	);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: NAME,
		DB_POSTGRESDB_DATABASE: NAME,
		DB_POSTGRESDB_PASSWORD: password,
	};
}

async function makeCluster({ initdb, data, password, folder, user }) {
	const passwordFile = path.join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user.uid !== undefined) await chown(passwordFile, user.uid, user.gid);
	const { code, output } = await run(
		initdb,
		[
			'-D',
			data,
			'-U',
			NAME,
			'-A',
			'scram-sha-256',
			`--pwfile=${passwordFile}`,
			'-E',
			'UTF8',
			'--locale=C',
			'--no-sync',
		],
		{ cwd: folder, user, doing: 'making a database' },
	);
	if (code !== 0) throw new Stop(`Postgres could not make a database:\n${output.trim()}`);
}

const CODE_OF_A_PASSWORD_REQUEST = 'R';

/** Asks to be let in, as a client does: while it is still starting Postgres answers with an error. */
async function takesConnections(port) {
	const words = Buffer.from(`user\0${NAME}\0database\0${NAME}\0\0`);
	const head = Buffer.alloc(8);
	head.writeInt32BE(words.length + head.length, 0);
	// protocol 3.0
	head.writeInt32BE(3 << 16, 4);
	return await new Promise((done) => {
		const socket = net.connect({ port, host: LOOPBACK }, () =>
			socket.write(Buffer.concat([head, words])),
		);
		socket.once('data', (answer) => {
			done(String.fromCharCode(answer[0]) === CODE_OF_A_PASSWORD_REQUEST);
			socket.destroy();
		});
		socket.on('error', () => done(false));
		socket.on('close', () => done(false));
	});
}
