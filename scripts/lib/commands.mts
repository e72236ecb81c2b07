/** Runs commands to their end, and ends them with everything they started when the script ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import { execa, type ResultPromise } from 'execa';
import { isEnding, npmCommand, onEnd, type Result, ROOT, WINDOWS, withProgress } from './tools.mjs';

const END_LIMIT_MS = 15_000;

export interface User {
	uid?: number;
	gid?: number;
}

export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** What to tell every few seconds while it runs. */
	doing?: string;
	/** Lets its output through instead of keeping it; a text is put in front of each line. */
	show?: boolean | string;
	/** Who it runs as, which only root can choose. */
	user?: User;
}

const running = new Set<ResultPromise>();
/** Set when all commands are ended: from then on none is begun, and none comes back. */
let over = false;
const forever = new Promise<never>(() => {});

/** Runs a command in a process group of its own, so that it can be ended with everything it started. */
export async function run(
	command: string,
	args: string[],
	{ cwd = ROOT, env = process.env, doing, show = false, user = {} }: RunOptions = {},
): Promise<Result> {
	if (over || isEnding()) await forever;
	const child = execa(command, args, {
		cwd,
		env,
		extendEnv: false,
		...user,
		detached: !WINDOWS,
		reject: false,
		all: true,
		stripFinalNewline: false,
		stdin: 'ignore',
		stdout: shownAs(show),
		stderr: shownAs(show),
	});
	running.add(child);
	const forget = onEnd(async () => await endAll());
	const { exitCode, code, stdout, all, originalMessage = '' } = await withProgress(doing, child);
	running.delete(child);
	if (over || isEnding()) await forever;
	forget();
	return {
		code: exitCode ?? (code === 'ENOENT' ? 127 : 1),
		stdout: stdout ?? '',
		output: exitCode === undefined ? `${all ?? ''}${originalMessage}\n` : (all ?? ''),
	};
}

function shownAs(show: boolean | string) {
	if (typeof show === 'boolean') return show ? 'inherit' : 'pipe';
	return [
		function* (line: unknown) {
			yield `${show} ${line}`;
		},
		'inherit' as const,
	];
}

/** Runs npm, the one that runs this script if there is one. */
export async function npm(args: string[], options?: RunOptions): Promise<Result> {
	return await run(...npmCommand(args), options);
}

/** Ends every command that `run` has under way, with what those started, and waits until they are gone. */
export async function endAll(): Promise<void> {
	over = true;
	signalAll('SIGTERM');
	await Promise.race([Promise.all(running), sleep(END_LIMIT_MS, undefined, { ref: false })]);
	signalAll('SIGKILL');
}

function signalAll(signal: NodeJS.Signals): void {
	for (const child of running) {
		try {
			if (WINDOWS || child.pid === undefined) child.kill(signal);
			else process.kill(-child.pid, signal);
		} catch {
			// it ended by itself in the meantime
		}
	}
}
