/**
 * What every script here needs: the repository's root, a way to stop with one sentence, and running commands.
 * Only node: builtins, as the scripts start in a bare clone.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Built things that may be thrown away at any time; git-ignored. */
export const CACHE = path.join(ROOT, '.cache');

const OLDEST_NODE = 20;
const PROGRESS_MS = 5000;
const LOOK_MS = 100;
const LOOK_FOR_NPM_MS = 500;
const END_LIMIT_MS = 15_000;
const WINDOWS = process.platform === 'win32';

/** Ends a script. The message is a whole sentence for whoever started it: what is wrong and what to do. */
export class Stop extends Error {}

/** @throws Stop when this Node.js is too old for the scripts and the dev tools */
export function checkNode(version = process.versions.node) {
	if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
	throw new Stop(
		`Node.js ${OLDEST_NODE} or newer is needed, this is ${version}: install a newer one ` +
			'from nodejs.org and run it again.',
	);
}

/** Prints a line of progress. */
export function say(text) {
	process.stdout.write(`${text}\n`);
}

/** Milliseconds -> `12.3 s` */
export function seconds(milliseconds) {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

const running = new Set();
/** Set when the script is being ended: from then on no command is begun, and none comes back. */
let over = false;

/**
 * Runs a command to its end, in a process group of its own so that it can be ended with everything it started.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, doing?: string, show?: boolean, user?: {uid?:
 * number, gid?: number}}} [options]
 *   doing: what to tell every few seconds while it runs; show: let its output through instead of keeping it; user: who
 *   it runs as, which only root can choose
 * @returns {Promise<{code: number, stdout: string, output: string}>} code 127 when there is no such command;
 *   output: stdout and stderr as they came
 */
export async function run(
	command,
	args,
	{ cwd = ROOT, env = process.env, doing, show = false, user = {} } = {},
) {
	if (over) await forever();
	const started = Date.now();
	const child = spawn(command, args, {
		cwd,
		env,
		...user,
		detached: !WINDOWS,
		shell: WINDOWS && !path.isAbsolute(command),
		stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
	});
	running.add(child);
	let stdout = '';
	let output = '';
	child.stdout?.setEncoding('utf8').on('data', (chunk) => {
		stdout += chunk;
		output += chunk;
	});
	child.stderr?.setEncoding('utf8').on('data', (chunk) => {
		output += chunk;
	});
	const progress =
		doing === undefined
			? undefined
			: setInterval(
					() => say(`  … ${doing} (${Math.round((Date.now() - started) / 1000)} s)`),
					PROGRESS_MS,
				);
	const code = await new Promise((done) => {
		child.once('error', (error) => {
			output += `${error.message}\n`;
			done(error.code === 'ENOENT' ? 127 : 1);
		});
		child.once('close', (status) => done(status ?? 1));
	});
	clearInterval(progress);
	running.delete(child);
	if (over) await forever();
	return { code, stdout, output };
}

const forever = async () => await new Promise(() => {});

/** Ends every command that `run` has under way, with what those started, and waits until they are gone. */
export async function endAll() {
	over = true;
	signalAll('SIGTERM');
	for (const until = Date.now() + END_LIMIT_MS; running.size > 0 && Date.now() < until;)
		await sleep(LOOK_MS);
	signalAll('SIGKILL');
}

function signalAll(signal) {
	for (const { pid } of running) {
		if (pid === undefined) continue;
		try {
			if (WINDOWS) spawn('taskkill', ['/pid', String(pid), '/T', '/F']);
			else process.kill(-pid, signal);
		} catch {
			// it ended by itself in the meantime
		}
	}
}

/** Runs npm, the one that runs this script if there is one. Parameters and result as of `run`. */
export async function npm(args, options) {
	const own = process.env.npm_execpath ?? '';
	return /npm-cli\.c?js$/.test(own)
		? await run(process.execPath, [own, ...args], options)
		: await run('npm', args, options);
}

/** SHA-256 of texts and files, in hex. @param {Array<{text: string} | {file: string}>} parts */
export async function hashOf(parts) {
	const hash = createHash('sha256');
	for (const { text, file } of parts)
		hash.update(file === undefined ? text : await readFile(file)).update('\0');
	return hash.digest('hex');
}

/** All files below a folder, sorted, as absolute paths. */
export async function filesBelow(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

/** A JSON file's content, or `fallback` when it can't be read. */
export async function readJson(file, fallback) {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		if (fallback === undefined) throw error;
		return fallback;
	}
}

export async function writeJson(file, value) {
	await writeFile(file, `${JSON.stringify(value, null, '\t')}\n`);
}

/**
 * Runs a script's main function and turns how it ended into an exit code: a Stop becomes its sentence and 1.
 * Ctrl-C and SIGTERM call `onEnd`, end all commands under way and exit.
 * @param {() => Promise<number>} main
 * @param {() => Promise<void>} [onEnd]
 */
export async function script(main, onEnd = async () => {}) {
	let ending = false;
	const end = async (code) => {
		if (ending) return;
		ending = true;
		await endAll();
		await onEnd();
		process.exit(code);
	};
	process.on('SIGINT', () => end(130));
	process.on('SIGTERM', () => end(143));
	whenNpmIsGone(() => end(143));
	let code = 1;
	try {
		code = await main();
	} catch (error) {
		if (!ending)
			process.stderr.write(`${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
	}
	await end(code);
}

/** npm puts a shell between itself and a script; a SIGTERM to npm ends that shell and never reaches the script. */
function whenNpmIsGone(end) {
	if (process.env.npm_lifecycle_event === undefined || WINDOWS) return;
	const shell = process.ppid;
	setInterval(() => process.ppid !== shell && end(), LOOK_FOR_NPM_MS).unref();
}
