// @ts-check
/**
 * What every script needs: the repository's root, a way to stop with one sentence, and how a script ends. Only
 * node: builtins and no types, as scripts start in a bare clone; what may be installed stands in commands.mts.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Built things that may be thrown away at any time; git-ignored. */
export const CACHE = path.join(ROOT, '.cache');
export const WINDOWS = process.platform === 'win32';

const OLDEST_NODE = 20;
const PROGRESS_MS = 5000;
const LOOK_FOR_NPM_MS = 500;
/** The exit code of a command that does not exist. */
const NO_SUCH_COMMAND = 127;

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

/** Prints a line of progress. @param {string} text */
export function say(text) {
	process.stdout.write(`${text}\n`);
}

/** Milliseconds -> `12.3 s` @param {number} milliseconds */
export function seconds(milliseconds) {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The words for whoever started a script, whatever was thrown. @param {unknown} error @returns {string} */
export function wordsOf(error) {
	if (error instanceof Stop) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Says every few seconds that something is still going on.
 * @template T
 * @param {string | undefined} doing nothing is said when left out
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(doing, work) {
	if (doing === undefined) return await work;
	const started = Date.now();
	const progress = setInterval(
		() => say(`  … ${doing} (${Math.round((Date.now() - started) / 1000)} s)`),
		PROGRESS_MS,
	);
	return await work.finally(() => clearInterval(progress));
}

/** @type {Set<() => unknown>} */
const atEnd = new Set();
let ending = false;

/** Whether the script is being ended: from then on nothing new is begun. */
export const isEnding = () => ending;

/**
 * Has something done when the script ends, however it ends; what came last is done first.
 * @param {() => unknown} task
 * @returns {() => void} takes it back
 */
export function onEnd(task) {
	atEnd.add(task);
	return () => void atEnd.delete(task);
}

/**
 * How a command ended.
 * @typedef {object} Result
 * @property {number} code 127 when there is no such command
 * @property {string} stdout
 * @property {string} output what it printed, errors too
 */

/**
 * Runs a command to its end, with nothing installed.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, doing?: string}} [options] doing: what to tell every few seconds
 * @returns {Promise<Result>}
 */
export async function run(command, args, { cwd = ROOT, env = process.env, doing } = {}) {
	/** @type {() => void} */
	let ended = () => {};
	/** @type {Promise<Result>} */
	const work = new Promise((done) => {
		const child = execFile(
			command,
			args,
			{ cwd, env, maxBuffer: Infinity, shell: WINDOWS && !path.isAbsolute(command) },
			(error, stdout, stderr) => {
				const code = error === null ? 0 : error.code;
				done({
					code: typeof code === 'number' ? code : code === 'ENOENT' ? NO_SUCH_COMMAND : 1,
					stdout,
					output: `${stdout}${stderr}${typeof code === 'string' ? (error?.message ?? '') : ''}`,
				});
			},
		);
		ended = onEnd(() => child.kill());
	});
	return await withProgress(doing, work).finally(ended);
}

/**
 * npm with these arguments: the one that runs this script if there is one.
 * @param {string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function npmCommand(args) {
	const own = process.env.npm_execpath ?? '';
	return /npm-cli\.c?js$/.test(own) ? [process.execPath, [own, ...args]] : ['npm', args];
}

/**
 * A JSON file's content.
 * @template T
 * @param {string} file
 * @param {T} [fallback] what to give when it can't be read; left out, that is an error
 * @returns {Promise<T>} taken for what the caller says it is
 */
export async function readJson(file, fallback) {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		if (fallback === undefined) throw error;
		return fallback;
	}
}

/**
 * Runs a script's main function and turns how it ended into an exit code: a Stop becomes its sentence and 1.
 * Ctrl-C and SIGTERM end it too; in every case what `onEnd` was told is done.
 * @param {() => Promise<number>} main
 */
export async function script(main) {
	/** @param {number} code */
	const end = async (code) => {
		if (ending) return;
		ending = true;
		for (const task of [...atEnd].reverse()) await task();
		process.exit(code);
	};
	process.on('SIGINT', () => end(130));
	process.on('SIGTERM', () => end(143));
	whenNpmIsGone(() => end(143));
	let code = 1;
	try {
		code = await main();
	} catch (error) {
		if (!ending) process.stderr.write(`${wordsOf(error)}\n`);
	}
	await end(code);
}

/**
 * npm puts a shell between itself and a script; a SIGTERM to npm ends that shell and never reaches the script.
 * @param {() => unknown} end
 */
function whenNpmIsGone(end) {
	if (process.env.npm_lifecycle_event === undefined || WINDOWS) return;
	const shell = process.ppid;
	setInterval(() => process.ppid !== shell && end(), LOOK_FOR_NPM_MS).unref();
}
