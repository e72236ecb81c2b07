/** A server process beside a script: started, waited for, and ended by its own pid. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { say, Stop } from './tools.mjs';

const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 200;
const TELL_EVERY_MS = 5000;

/**
 * @typedef {object} Server
 * @property {number} pid
 * @property {string} logFile holds everything it has printed, as does `log`
 * @property {() => string} log
 * @property {Promise<void>} ended settles when the process is gone
 * @property {() => Promise<void>} stop ends it and waits until it is gone
 * @property {() => Promise<void>} kill ends it at once, as a crash would, and waits until it is gone
 */

/**
 * @param {object} how
 * @param {string} how.name for messages
 * @param {string} how.command
 * @param {string[]} how.args
 * @param {string} how.cwd
 * @param {NodeJS.ProcessEnv} how.env
 * @param {string} how.logFile
 * @param {{uid?: number, gid?: number}} [how.user] who it runs as; whoever runs the script when left out
 * @param {NodeJS.Signals} [how.stopSignal] what asks it to end
 * @param {() => Promise<boolean>} how.answers whether it is ready
 * @param {(server: Server) => void} [begun] gets it as soon as it has to be stopped
 * @returns {Promise<Server>} when it answers
 * @throws Stop with its last words
 */
export async function startServer(
	{ name, command, args, cwd, env, logFile, user = {}, stopSignal = 'SIGTERM', answers },
	begun = () => {},
) {
	// Straight into a file: a server whose pipe is gone, because whoever reads it was killed, may never end.
	const file = openSync(logFile, 'w', 0o600);
	const child = spawn(command, args, { cwd, env, ...user, stdio: ['ignore', file, file] });
	closeSync(file);
	const ended = new Promise((done) => {
		child.once('error', done);
		child.once('exit', done);
	});
	const endNow = () => child.kill('SIGKILL');
	process.once('exit', endNow);
	ended.then(() => process.removeListener('exit', endNow));
	const kill = async () => {
		endNow();
		await ended;
	};
	const server = {
		pid: child.pid,
		logFile,
		log: () => readFileSync(logFile, 'utf8'),
		ended,
		kill,
		stop: async () => await stop(child, ended, stopSignal),
	};
	begun(server);
	await ready(server, name, answers);
	return server;
}

async function ready({ ended, log, stop: end }, name, answers) {
	const started = Date.now();
	let told = started;
	let gone = false;
	ended.then(() => (gone = true));
	while (!(await answers())) {
		if (gone) throw new Stop(`${name} did not start:\n${lastLines(log())}`);
		if (Date.now() - started > START_LIMIT_MS) {
			await end();
			throw new Stop(
				`${name} did not answer within ${START_LIMIT_MS / 1000} seconds:\n${lastLines(log())}`,
			);
		}
		if (Date.now() - told > TELL_EVERY_MS) {
			told = Date.now();
			say(`  … ${name} is starting (${Math.round((told - started) / 1000)} s)`);
		}
		await sleep(LOOK_EVERY_MS);
	}
}

/** Asks it to end, with all it has started; insists when it takes too long. */
async function stop(child, ended, signal) {
	const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
	if (child.exitCode === null && child.signalCode === null) child.kill(signal);
	await ended;
	clearTimeout(insist);
}

export function lastLines(text) {
	return text.trimEnd().split('\n').slice(-12).join('\n');
}
