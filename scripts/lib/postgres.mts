/** A Postgres of one's own: on loopback, with a password, thrown away in the end. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run, type User } from './commands.mts';
import { giveTo, placeFor, type Programs } from './distro.mts';
import type { OnEnd } from './files.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { startServer } from './server.mts';
import { Stop } from './tools.mjs';

const NAME = 'postgres';
/** Nothing has to survive a power cut. */
const HURRIED = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** @returns the environment variables with which n8n reaches it @throws Stop */
export async function startPostgres(
	{ initdb, postgres, pgIsReady }: Programs,
	onEnd: OnEnd,
): Promise<Record<string, string>> {
	const { user, folder } = await placeFor('postgres', onEnd);
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const data = path.join(folder, 'data');
	await makeCluster(initdb, { data, password, folder, user });
	const settings = [
		`listen_addresses=${LOOPBACK}`,
		`port=${port}`,
		'unix_socket_directories=',
		...HURRIED,
	].flatMap((setting) => ['-c', setting]);
	const question = ['--quiet', `--host=${LOOPBACK}`, `--port=${port}`];
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
			answers: async () => (await run(pgIsReady, question)).code === 0,
		},
		({ stop }) => onEnd(stop),
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

interface Cluster {
	data: string;
	password: string;
	folder: string;
	user: User;
}

async function makeCluster(
	initdb: string,
	{ data, password, folder, user }: Cluster,
): Promise<void> {
	const passwordFile = path.join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	await giveTo(user, passwordFile);
	const args = [
		`--pgdata=${data}`,
		`--username=${NAME}`,
		'--auth=scram-sha-256',
		`--pwfile=${passwordFile}`,
		'--encoding=UTF8',
		'--locale=C',
		'--no-sync',
	];
	const { code, output } = await run(initdb, args, {
		cwd: folder,
		user,
		doing: 'making a database',
	});
	if (code !== 0) throw new Stop(`Postgres could not make a database:\n${output.trim()}`);
}
