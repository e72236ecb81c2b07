/** Programs from the packages of the distribution (Debian and what is made of it). */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { run } from './commands.mts';
import { onEnd, type Result, say, Stop } from './tools.mjs';

const APT_GET = '/usr/bin/apt-get';
/** Asked by the packages before they start what they installed; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d';
const NOT_NOW =
	'#!/bin/sh\n# Of n8n-nodes-crm-activities, while it installs servers for its tests.\nexit 101\n';
const TOLD_LINES = 8;

/** One after the other: they would put the policy back under each other's feet. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Installs packages. Servers among them are not started: the tests start theirs.
 * @param what needs them, as the beginning of a sentence
 * @throws Stop where that can't be done from here
 */
export async function installPackages(packages: string[], what: string): Promise<void> {
	const mine = last.catch(() => {}).then(async () => await install(packages, what));
	last = mine;
	await mine;
}

async function install(packages: string[], what: string): Promise<void> {
	const names = packages.join(' ');
	if (!existsSync(APT_GET) || process.getuid?.() !== 0)
		throw new Stop(
			`${what} needs ${packages.join(' and ')}. Install ` +
				`${packages.length === 1 ? 'it' : 'them'} (Debian, Ubuntu: sudo apt-get install ` +
				`${names}) and run it again.`,
		);
	say(`Installing ${names} …`);
	const putBack = await startNothing();
	try {
		await aptGet(['update'], 'reading the lists of packages');
		const args = ['install', '--yes', '--no-install-recommends', ...packages];
		const { code, output } = await aptGet(args, `installing ${names}`);
		if (code !== 0)
			throw new Stop(
				`apt-get could not install ${names}:\n${output.trim().split('\n').slice(-TOLD_LINES).join('\n')}`,
			);
	} finally {
		await putBack();
	}
}

/**
 * Keeps servers from being started.
 * @returns puts the machine's own policy back, also where there was none, or where an earlier run was killed
 */
export async function startNothing(policy = POLICY): Promise<() => Promise<void>> {
	const found = await readFile(policy, 'utf8').catch(() => undefined);
	const own = found === NOT_NOW ? undefined : found;
	const putBack = async () => {
		forget();
		if (own === undefined) await rm(policy, { force: true });
		else await writeFile(policy, own);
	};
	const forget = onEnd(putBack);
	await writeFile(policy, NOT_NOW, { mode: 0o755 });
	return putBack;
}

/** Waits when another apt-get is at work. */
async function aptGet(args: string[], doing: string): Promise<Result> {
	const options = ['--option', 'DPkg::Lock::Timeout=300', '--quiet', ...args];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return await run(APT_GET, options, { env, doing });
}
