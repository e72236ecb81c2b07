/** A server process beside a script: started, waited for, and ended by its own pid. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { User } from './commands.mts';
import { Stop, withProgress } from './tools.mjs';
import { until } from './until.mts';

const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 200;
const TOLD_LINES = 12;

export interface Server {
	pid: number | undefined;
	/** Holds everything it has printed, as does `log`. */
	logFile: string;
	log: () => string;
	/** Settles when the process is gone. */
	ended: Promise<void>;
	/** Asks it to end, insists when it takes too long, and waits until it is gone. */
	stop: () => Promise<void>;
	/** Ends it at once, as a crash would, and waits until it is gone. */
	kill: () => Promise<void>;
}

export interface ServerSettings {
	/** For messages. */
	name: string;
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	/** Who it runs as; whoever runs the script when left out. */
	user?: User;
	/** What asks it to end. */
	stopSignal?: NodeJS.Signals;
	/** Whether it is ready. */
	answers: () => Promise<boolean>;
}

/**
 * @param begun gets the server as soon as it has to be stopped
 * @returns it when it answers
 * @throws Stop with its last words
 */
export async function startServer(
	{
		name,
		command,
		args,
		cwd,
		env,
		logFile,
		user = {},
		stopSignal = 'SIGTERM',
		answers,
	}: ServerSettings,
	begun: (server: Server) => void = () => {},
): Promise<Server> {
	// Straight into a file: a server whose pipe is gone, because whoever reads it was killed, may never end.
	const file = openSync(logFile, 'w', 0o600);
	const child = spawn(command, args, { cwd, env, ...user, stdio: ['ignore', file, file] });
	closeSync(file);
	let isGone = false;
	const endNow = () => void child.kill('SIGKILL');
	process.once('exit', endNow);
	const ended = new Promise<void>((done) => {
		child.once('error', () => done());
		child.once('exit', () => done());
	}).then(() => {
		isGone = true;
		process.removeListener('exit', endNow);
	});
	const end = async (signal: NodeJS.Signals): Promise<void> => {
		const insist = setTimeout(endNow, STOP_LIMIT_MS);
		if (!isGone) child.kill(signal);
		await ended;
		clearTimeout(insist);
	};
	const log = () => readFileSync(logFile, 'utf8');
	const stop = async () => await end(stopSignal);
	const kill = async () => await end('SIGKILL');
	const server = { pid: child.pid, logFile, log, ended, stop, kill };
	begun(server);
	const look = async () => {
		if (await answers()) return server;
		if (isGone) throw new Stop(`${name} did not start:\n${lastLines(log())}`);
		return undefined;
	};
	const late = () =>
		new Stop(
			`${name} did not answer within ${START_LIMIT_MS / 1000} seconds:\n${lastLines(log())}`,
		);
	const limits = { limitMs: START_LIMIT_MS, everyMs: LOOK_EVERY_MS };
	try {
		return await withProgress(`${name} is starting`, until(look, late, limits));
	} catch (error) {
		await stop();
		throw error;
	}
}

export function lastLines(text: string): string {
	return text.trimEnd().split('\n').slice(-TOLD_LINES).join('\n');
}
