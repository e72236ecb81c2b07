/** Programs from the packages of the distribution (Debian and what is made of it). */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run, say, Stop } from './tools.mjs';

/** Asked by the packages before they start what they installed; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d';
const NOT_NOW = '#!/bin/sh\nexit 101\n';

/**
 * Installs packages. Servers among them are not started: the tests start theirs.
 * @param {string[]} packages
 * @param {string} what needs them, as the beginning of a sentence
 * @throws Stop where that can't be done from here
 */
export async function installPackages(packages, what) {
	const names = packages.join(' ');
	if (!existsSync('/usr/bin/apt-get') || process.getuid() !== 0)
		throw new Stop(
			`${what} needs ${packages.join(' and ')}. Install ` +
				`${packages.length === 1 ? 'it' : 'them'} (Debian, Ubuntu: sudo apt-get install ` +
				`${names}) and run it again.`,
		);
	say(`Installing ${names} …`);
	const quiet = !existsSync(POLICY);
	const allow = () => rmSync(POLICY, { force: true });
	if (quiet) {
		process.once('exit', allow);
		writeFileSync(POLICY, NOT_NOW, { mode: 0o755 });
	}
	try {
		await aptGet(['update'], 'reading the lists of packages');
		const { code, output } = await aptGet(
			['install', '--yes', '--no-install-recommends', ...packages],
			`installing ${names}`,
		);
		if (code !== 0)
			throw new Stop(
				`apt-get could not install ${names}:\n${output.trim().split('\n').slice(-8).join('\n')}`,
			);
	} finally {
		if (quiet) {
			allow();
			process.removeListener('exit', allow);
		}
	}
}

/** Waits when another apt-get is at work. */
async function aptGet(args, doing) {
	return await run('apt-get', ['--option', 'DPkg::Lock::Timeout=300', '--quiet', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		doing,
	});
}
