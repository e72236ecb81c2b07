/**
 * A real n8n: the version pinned in test/n8n/host, in .n8n-host, that the demo and the tests run,
 * and an older one for some
 * tests. Each has a Node.js of its own beside it, as n8n needs a newer one than the rest of the repository.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { nodeIn, nodeInstall } from './node.mjs';
import { compileProblem, diskProblem, npmFailed, npmProblem } from './problems.mjs';
import { hashOf, npm, readJson, ROOT, run, say, seconds, Stop, writeJson } from './tools.mjs';

const NODE_MAJOR = '24';
const GIGABYTES = 4;

/**
 * @typedef {object} Place
 * @property {string} pinned the folder with package.json and lockfile
 * @property {string} folder where it is installed
 */

/** @type {Place} */
const NEWEST = {
	pinned: path.join(ROOT, 'test', 'n8n', 'host'),
	folder: path.join(ROOT, '.n8n-host'),
};
/** An n8n from before errors kept their cause. @type {Place} */
export const OLDER = {
	pinned: path.join(ROOT, 'test', 'compat', 'server', 'host'),
	folder: path.join(ROOT, '.n8n-engines', 'server'),
};

/** Parts of n8n in C++: built for the Node.js beside it. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/**
 * @typedef {object} Host
 * @property {string} node the Node.js that runs n8n
 * @property {string} nodeFolder where it stands
 * @property {string} n8n n8n's start script
 * @property {string} version of n8n
 */

/**
 * Installs n8n unless it is there already, complete and of the pinned version.
 * @param {Place} [place]
 * @returns {Promise<Host>}
 * @throws Stop with the reason
 */
export async function ensureHost(place = NEWEST) {
	const host = await hostPaths(place);
	const stamp = path.join(place.folder, 'complete.json');
	const wanted = {
		lockfile: await hashOf(
			['package.json', 'package-lock.json'].map((name) => ({
				file: path.join(place.pinned, name),
			})),
		),
	};
	const present = await readJson(stamp, {});
	if (
		existsSync(host.n8n) &&
		present.lockfile === wanted.lockfile &&
		present.node !== undefined &&
		present.node === (await nodeVersion(host))
	)
		return host;
	await rm(stamp, { force: true });
	await install(host, place);
	await writeJson(stamp, { ...wanted, node: await nodeVersion(host) });
	return host;
}

async function install(host, { pinned, folder }) {
	const started = Date.now();
	say(
		`Installing n8n ${host.version} for the demo and the tests, once (about 3 GB, some minutes) …`,
	);
	await mkdir(folder, { recursive: true });
	const full = await diskProblem(`Installing n8n ${host.version}`, folder, GIGABYTES);
	if (full !== undefined) throw new Stop(full);
	for (const name of ['package.json', 'package-lock.json'])
		await copyFile(path.join(pinned, name), path.join(folder, name));
	await npmStep(`downloading n8n ${host.version} and its packages`, folder, [
		'ci',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
	]);
	await npmStep(
		`downloading Node.js ${NODE_MAJOR}`,
		folder,
		nodeInstall(nodePrefix(folder), NODE_MAJOR),
	);
	await buildNative(host, folder);
	await tryOut(host, folder);
	say(`  n8n ${host.version} is installed (${seconds(Date.now() - started)}).`);
}

async function npmStep(doing, folder, args) {
	say(`  ${doing}`);
	const result = await npm(args, { cwd: folder, doing });
	if (npmFailed(result)) throw new Stop(npmProblem(capital(doing), result));
}

/** Takes ready-made builds where there are some, and compiles the others. */
async function buildNative(host, folder) {
	const doing = `building n8n's native parts (${NATIVE.join(', ')})`;
	say(`  ${doing}`);
	const env = {
		...process.env,
		PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
		npm_config_nodedir: host.nodeFolder,
	};
	const result = await npm(['rebuild', '--ignore-scripts=false', ...NATIVE], {
		cwd: folder,
		env,
		doing,
	});
	if (result.code !== 0) throw new Stop(await compileProblem(capital(doing), result));
}

/** Loads what was built, so that a broken build is told here and not as a puzzle later. */
async function tryOut(host, folder) {
	const load = NATIVE.map((name) => `require(${JSON.stringify(name)});`).join('');
	const built = await run(host.node, ['-e', load], { cwd: folder });
	if (built.code !== 0) throw new Stop(await compileProblem("Building n8n's native parts", built));
	const version = await run(host.node, [host.n8n, '--version'], { cwd: folder });
	if (version.stdout.trim() !== host.version)
		throw new Stop(
			`n8n ${host.version} was installed but does not start: delete the folder ` +
				`${path.relative(ROOT, folder)} and run it again.`,
		);
}

const nodePrefix = (folder) => path.join(folder, 'node24');

async function hostPaths({ pinned, folder }) {
	const { dependencies } = await readJson(path.join(pinned, 'package.json'));
	return {
		...nodeIn(nodePrefix(folder)),
		n8n: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		version: dependencies.n8n,
	};
}

/** @returns {Promise<string|undefined>} of the Node.js beside n8n */
async function nodeVersion({ nodeFolder }) {
	return (await readJson(path.join(nodeFolder, 'package.json'), {})).version;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
