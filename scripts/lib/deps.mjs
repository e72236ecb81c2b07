// @ts-check
/** The dev dependencies of the repository, installed when they are missing or not those of the lockfile. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { diskProblem, npmFailed, npmProblem } from './problems.mjs';
import { npmCommand, readJson, ROOT, run, say, Stop } from './tools.mjs';

const DOING = 'Installing the dev dependencies';
const GIGABYTES = 2;

/** @typedef {Record<string, {version?: string, optional?: boolean, extraneous?: boolean}>} Packages */

/** @throws Stop with the reason */
export async function ensureDependencies() {
	if (await areInstalled()) return;
	say('Installing the dev dependencies (about 1 GB, some minutes) …');
	const full = await diskProblem(DOING, ROOT, GIGABYTES);
	if (full !== undefined) throw new Stop(full);
	const [command, args] = npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
	const result = await run(command, args, { doing: 'installing the dev dependencies' });
	if (npmFailed(result)) throw new Stop(npmProblem(DOING, result));
}

/**
 * Whether node_modules is what the lockfile says. npm writes down what it installed when it has finished, so an
 * install that was broken off counts as missing.
 */
async function areInstalled() {
	const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
	if (!existsSync(installed)) return false;
	/** @type {Packages} */
	const wanted = (await readJson(path.join(ROOT, 'package-lock.json'))).packages;
	/** @type {Packages} */
	const present = (await readJson(installed, { packages: {} })).packages;
	// npm leaves out what is optional and does not fit this machine, and what nothing depends on (`extraneous`).
	const needed = Object.entries(wanted).filter(
		([folder, { optional, extraneous }]) =>
			folder !== '' && optional !== true && extraneous !== true,
	);
	return needed.every(([folder, { version }]) => present[folder]?.version === version);
}
