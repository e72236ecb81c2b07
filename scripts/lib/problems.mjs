// @ts-check
/** Why a command of npm failed, in one sentence. */
import fs from 'node:fs/promises';

const GIGABYTE = 1024 ** 3;

/**
 * What npm and the system say -> what it means and what to do.
 * @type {Array<[RegExp, string]>}
 */
const REASONS = [
	[/ENOSPC|no space left on device/i, 'the disk is full. Make room and run it again.'],
	[/EINTEGRITY/, 'a package came damaged. Run "npm cache clean --force" and then this again.'],
	[
		/E40[134]|ETARGET|notarget/,
		'the npm registry does not have a package that is needed. If npm is set to a ' +
			'registry of your own, it has to mirror the public one.',
	],
	[
		/ENOTFOUND|EAI_AGAIN|E(?:CONNREFUSED|CONNRESET|NETUNREACH|HOSTUNREACH|TIMEDOUT)|ERR_SOCKET_TIMEOUT|network request to/i,
		"the npm registry can not be reached. Check the network and npm's proxy and registry settings, then run it again.",
	],
	[
		/EACCES|EPERM|EROFS|permission denied/i,
		'files can not be written here. Check the rights on this folder, then run it again.',
	],
];

/** @typedef {import('./tools.mjs').Result} Result */

/**
 * Whether an npm command failed; on a full disk npm installs half of the files, warns and calls it success.
 * @param {Result} result
 */
export function npmFailed({ code, output }) {
	return code !== 0 || /TAR_ENTRY_ERROR|ENOSPC/.test(output);
}

/**
 * @param {string} doing what failed, e.g. `Installing n8n`
 * @param {Result} result
 */
export function npmProblem(doing, { code, output }) {
	if (code === 127)
		return `${doing} failed: npm is not there. Install Node.js with npm and run it again.`;
	const known = REASONS.find(([pattern]) => pattern.test(output));
	return `${doing} failed: ${known === undefined ? `npm says "${telling(output)}"` : known[1]}`;
}

/**
 * Whether a folder's disk has less than so many gigabytes left.
 * @param {string} doing
 * @param {string} folder
 * @param {number} gigabytes
 * @returns {Promise<string | undefined>} a sentence that says so
 */
export async function diskProblem(doing, folder, gigabytes) {
	const { bavail, bsize } = await fs.statfs(folder);
	const free = (bavail * bsize) / GIGABYTE;
	return free >= gigabytes
		? undefined
		: `${doing} needs about ${gigabytes} GB of disk space, and there are only ` +
				`${free.toFixed(1)} GB left: make room and run it again.`;
}

/**
 * The line that tells most: the last that speaks of an error and is not npm's pointer to its log.
 * @param {string} output
 */
export function telling(output) {
	const lines = output
		.split('\n')
		.map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim())
		.filter((line) => line !== '' && !/complete log of this run|_logs/.test(line));
	return (
		lines.findLast((line) => /error|failed|cannot|can't/i.test(line)) ??
		lines.at(-1) ??
		'nothing'
	).slice(0, 300);
}
