/** Servers that queue mode needs beside n8n, from the packages of the distribution. */
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPackages } from './apt.mjs';
import { Stop } from './tools.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';
const PACKAGES = { redis: 'redis-server', postgres: 'postgresql' };

/**
 * @typedef {object} Programs
 * @property {string} redis path of redis-server
 * @property {string} initdb
 * @property {string} postgres
 */

/**
 * Finds the programs, and installs with apt-get what is missing.
 * @returns {Promise<Programs>}
 * @throws Stop with the reason
 */
export async function ensurePrograms() {
	const missing = missingOf(await found());
	if (missing.length > 0) await installPackages(missing, 'Queue mode');
	const programs = await found();
	const still = missingOf(programs);
	if (still.length > 0)
		throw new Stop(
			`${still.join(' and ')} can not be found: install Redis and Postgres and put ` +
				'redis-server, initdb and postgres on the PATH.',
		);
	return programs;
}

async function found() {
	const folders = [
		...process.env.PATH.split(path.delimiter),
		'/usr/bin',
		...(await postgresFolders()),
	];
	const where = (name) =>
		folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
	return { redis: where('redis-server'), initdb: where('initdb'), postgres: where('postgres') };
}

/** Debian keeps Postgres out of the PATH, each version in a folder of its own; the newest first. */
async function postgresFolders() {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	const versions = (await readdir(DEBIAN_POSTGRES)).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
}

function missingOf({ redis, initdb, postgres }) {
	return [
		...(redis === undefined ? [PACKAGES.redis] : []),
		...(initdb === undefined || postgres === undefined ? [PACKAGES.postgres] : []),
	];
}

/**
 * Whom a server runs as, and a folder of its own that nobody else may read. Root's servers run as the user that their
 * package made: Postgres refuses root, and Redis does not need to be root.
 * @param {'postgres'|'redis'} name
 * @returns {Promise<{user: {uid?: number, gid?: number}, folder: string}>}
 */
export async function placeFor(name) {
	const folder = await mkdtemp(path.join(tmpdir(), `crm-activities-${name}-`));
	const user = process.getuid?.() === 0 ? await userCalled(name) : {};
	if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
	return { user, folder };
}

async function userCalled(name) {
	const line = (await readFile('/etc/passwd', 'utf8'))
		.split('\n')
		.find((entry) => entry.startsWith(`${name}:`));
	if (line === undefined)
		throw new Stop(
			`There is no user "${name}" for the server to run as: install it from the ` +
				"distribution's package, or run this as another user than root.",
		);
	const [, , uid, gid] = line.split(':').map(Number);
	return { uid, gid };
}
