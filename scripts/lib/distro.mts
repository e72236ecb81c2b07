/** Programs and users of the distribution, among them the servers that queue mode needs beside n8n. */
import { existsSync } from 'node:fs';
import { chown, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { installPackages } from './apt.mts';
import type { User } from './commands.mts';
import { type OnEnd, temporaryFolder } from './files.mts';
import { Stop } from './tools.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Paths of what queue mode runs. */
export interface Programs {
	redis: string;
	redisCli: string;
	initdb: string;
	postgres: string;
	pgIsReady: string;
}

/** program -> its name, and the package that brings it */
const SOURCES: Record<keyof Programs, [name: string, from: string]> = {
	redis: ['redis-server', 'redis-server'],
	redisCli: ['redis-cli', 'redis-server'],
	initdb: ['initdb', 'postgresql'],
	postgres: ['postgres', 'postgresql'],
	pgIsReady: ['pg_isready', 'postgresql'],
};
const NAMES = ['redis', 'redisCli', 'initdb', 'postgres', 'pgIsReady'] as const;

/** The first of some programs that is on the PATH. @param more folders to look into as well */
export function onPath(names: string[], more: string[] = []): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...more];
	return names
		.flatMap((name) => folders.map((folder) => path.join(folder, name)))
		.find((file) => existsSync(file));
}

/** Finds the programs, and installs with apt-get what is missing. @throws Stop with the reason */
export async function ensurePrograms(): Promise<Programs> {
	const lacking = missingOf(await found());
	const packages = new Set(lacking.map((name) => SOURCES[name][1]));
	if (packages.size > 0) await installPackages([...packages], 'Queue mode');
	const programs = await found();
	const { redis, redisCli, initdb, postgres, pgIsReady } = programs;
	if (redis && redisCli && initdb && postgres && pgIsReady)
		return { redis, redisCli, initdb, postgres, pgIsReady };
	const still = missingOf(programs).map((name) => SOURCES[name][0]);
	throw new Stop(
		`${still.join(' and ')} can't be found. Install Redis and Postgres and put their ` +
			'programs on the PATH.',
	);
}

async function found(): Promise<Partial<Programs>> {
	const folders = ['/usr/bin', ...(await postgresFolders())];
	return Object.fromEntries(NAMES.map((name) => [name, onPath([SOURCES[name][0]], folders)]));
}

const missingOf = (programs: Partial<Programs>) =>
	NAMES.filter((name) => programs[name] === undefined);

/** Debian keeps Postgres out of the PATH, each version in a folder of its own; the newest first. */
async function postgresFolders(): Promise<string[]> {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	const versions = (await readdir(DEBIAN_POSTGRES)).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
}

/**
 * Whom a server runs as, and a folder of its own that nobody else may read. Root's servers run as the user that their
 * package made: Postgres refuses root, and Redis does not need to be root.
 */
export async function placeFor(
	name: 'postgres' | 'redis',
	onEnd: OnEnd,
): Promise<{ user: User; folder: string }> {
	const folder = await temporaryFolder(name, onEnd);
	const user = process.getuid?.() === 0 ? await userCalled(name) : {};
	await giveTo(user, folder);
	return { user, folder };
}

/** Lets a user have a file or folder. */
export async function giveTo({ uid, gid }: User, file: string): Promise<void> {
	if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
}

async function userCalled(name: string): Promise<User> {
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
