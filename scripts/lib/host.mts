/**
 * A real n8n: the version pinned in test/n8n/host, in .n8n-host, that the demo and the tests run, and an older one
 * for some tests. Each has a Node.js of its own beside it, as n8n needs a newer one than the rest of the repository.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { npm, run } from './commands.mts';
import { hashOf, writeJson } from './files.mts';
import { nodeIn, nodeInstall } from './node.mts';
import { diskProblem, npmFailed, npmProblem, telling } from './problems.mjs';
import { readJson, type Result, ROOT, say, seconds, Stop, WINDOWS } from './tools.mjs';

const NODE_MAJOR = '24';
const GIGABYTES = 4;

export interface Place {
	/** The folder with package.json and lockfile. */
	pinned: string;
	/** Where it is installed. */
	folder: string;
}

const NEWEST: Place = {
	pinned: path.join(ROOT, 'test', 'n8n', 'host'),
	folder: path.join(ROOT, '.n8n-host'),
};
/** An n8n from before errors kept their cause. */
export const OLDER: Place = {
	pinned: path.join(ROOT, 'test', 'compat', 'server', 'host'),
	folder: path.join(ROOT, '.n8n-engines', 'server'),
};

const PINNED_FILES = ['package.json', 'package-lock.json'];
/** Parts of n8n in C++: built for the Node.js beside it. */
const NATIVE = ['sqlite3', 'isolated-vm'];
const COMPILERS = ['python3', 'make', 'g++'];

export interface Host {
	/** The Node.js that runs n8n. */
	node: string;
	/** Where that stands. */
	nodeFolder: string;
	/** n8n's start script. */
	n8n: string;
	/** Of n8n. */
	version: string;
}

/**
 * Installs n8n unless it is there already, complete and of the pinned version.
 * @throws Stop with the reason
 */
export async function ensureHost(place: Place = NEWEST): Promise<Host> {
	const host = await hostPaths(place);
	const stamp = path.join(place.folder, 'complete.json');
	const pinned = PINNED_FILES.map((name) => ({ file: path.join(place.pinned, name) }));
	const lockfile = await hashOf(pinned);
	const present = await readJson<{ lockfile?: string; node?: string }>(stamp, {});
	if (
		existsSync(host.n8n) &&
		present.lockfile === lockfile &&
		present.node !== undefined &&
		present.node === (await nodeVersion(host))
	)
		return host;
	await rm(stamp, { force: true });
	await install(host, place);
	await writeJson(stamp, { lockfile, node: await nodeVersion(host) });
	return host;
}

async function install(host: Host, { pinned, folder }: Place): Promise<void> {
	const started = Date.now();
	say(
		`Installing n8n ${host.version} for the demo and the tests, once (about 3 GB, some minutes) …`,
	);
	await mkdir(folder, { recursive: true });
	const full = await diskProblem(`Installing n8n ${host.version}`, folder, GIGABYTES);
	if (full !== undefined) throw new Stop(full);
	for (const name of PINNED_FILES) await copyFile(path.join(pinned, name), path.join(folder, name));
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
	await npmStep(`downloading n8n ${host.version} and its packages`, folder, ['ci', ...quiet]);
	const node = nodeInstall(nodePrefix(folder), NODE_MAJOR);
	await npmStep(`downloading Node.js ${NODE_MAJOR}`, folder, node);
	await buildNative(host, folder);
	await tryOut(host, folder);
	say(`  n8n ${host.version} is installed (${seconds(Date.now() - started)}).`);
}

async function npmStep(doing: string, folder: string, args: string[]): Promise<void> {
	say(`  ${doing}`);
	const result = await npm(args, { cwd: folder, doing });
	if (npmFailed(result)) throw new Stop(npmProblem(capital(doing), result));
}

/** Takes ready-made builds where there are some, and compiles the others. */
async function buildNative(host: Host, folder: string): Promise<void> {
	const doing = `building n8n's native parts (${NATIVE.join(', ')})`;
	say(`  ${doing}`);
	const env = {
		...process.env,
		PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}`,
		npm_config_nodedir: host.nodeFolder,
	};
	const args = ['rebuild', '--ignore-scripts=false', ...NATIVE];
	const result = await npm(args, { cwd: folder, env, doing });
	if (result.code !== 0) throw new Stop(await compileProblem(capital(doing), result));
}

/** Loads what was built, so that a broken build is told here and not as a puzzle later. */
async function tryOut(host: Host, folder: string): Promise<void> {
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

/**
 * Why compiling failed. The compiler is looked at first, as the output is full of other complaints when it is
 * missing.
 */
async function compileProblem(doing: string, result: Result): Promise<string> {
	if (/ENOSPC|no space left/i.test(result.output)) return npmProblem(doing, result);
	const missing: string[] = [];
	for (const tool of WINDOWS ? [] : COMPILERS)
		if ((await run(tool, ['--version'])).code === 127) missing.push(tool);
	if (missing.length === 0) return `${doing} failed: the compiler says "${telling(result.output)}"`;
	return (
		`${doing} failed: there is no ready-made build for this machine, and to compile one ` +
		`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Install ` +
		'python3, make and g++ (Debian, Ubuntu: apt-get install python3 make g++; macOS: ' +
		'xcode-select --install) and run it again.'
	);
}

const nodePrefix = (folder: string) => path.join(folder, 'node24');

async function hostPaths({ pinned, folder }: Place): Promise<Host> {
	const manifest = path.join(pinned, 'package.json');
	const { dependencies } = await readJson<{ dependencies: { n8n: string } }>(manifest);
	return {
		...nodeIn(nodePrefix(folder)),
		n8n: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		version: dependencies.n8n,
	};
}

/** Of the Node.js beside n8n; undefined when that is not there. */
async function nodeVersion({ nodeFolder }: Host): Promise<string | undefined> {
	return (await readJson<{ version?: string }>(path.join(nodeFolder, 'package.json'), {})).version;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
