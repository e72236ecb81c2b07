/**
 * The processes of a measurement: the fake vendor in one and each contestant in another, so that nobody's work counts
 * as somebody else's time or memory.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const scriptOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const children = new Set();

/**
 * @returns {{first: Promise<object>, ask: (question: unknown) => Promise<object>, close: () =>
 * void}} first: its first message
 */
function childOf(script, argument, execArgv = []) {
	const child = fork(scriptOf(script), [argument], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		execArgv,
	});
	children.add(child);
	child.once('exit', () => children.delete(child));
	const answer = () =>
		new Promise((resolve, reject) => {
			const ended = (code) => reject(new Error(`${script} ${argument} ended with code ${code}`));
			child.once('exit', ended);
			child.once('message', (message) => {
				child.off('exit', ended);
				if (message.error === undefined) resolve(message);
				else reject(new Error(message.error));
			});
		});
	return {
		first: answer(),
		async ask(question) {
			const answered = answer();
			child.send(question);
			return await answered;
		},
		close: () => child.kill(),
	};
}

/**
 * @param {string} name as in test/support/fakes.js
 * @param {object} [options] of the fake vendor
 * @returns {Promise<{base: object, reset: (delay?: number, fault?: string) => Promise<void>, count: () =>
 * Promise<{calls: number, refused: number, stored: number, writes: number, distinct: number}>, ids:
 * (kind: string, count: number) => Promise<unknown[]>, change: (request: object) => Promise<unknown[]>,
 * close: () => void}>}
 *   reset: back to the first state, with so many milliseconds before each answer, and a fault of
 *   test/vendors/server.cts that every call meets; ids: the first of a kind of record; change: as in changes.cjs
 */
export async function vendorProcess(name, options = {}) {
	const { first, ask, close } = childOf('vendor.cjs', JSON.stringify([name, options]));
	const { base } = await first;
	return {
		base,
		reset: async (delay = 0, fault = undefined) => void (await ask({ reset: { delay, fault } })),
		count: async () => await ask({}),
		ids: async (kind, count) => (await ask({ ids: { kind, count } })).ids,
		change: async (change) => (await ask({ change })).changed,
		close,
	};
}

/**
 * @param {string} name of a file in contestants/
 * @returns {Promise<{unavailable?: string, run: (job: object) => Promise<{seconds: number, cpu:
 * number, items: number, megabytes: number}>, close: () => void}>}
 *   unavailable: why it can't take part
 */
export async function contestantProcess(name) {
	const { first, ask, close } = childOf('contestant.cjs', name, ['--expose-gc']);
	const { unavailable } = await first;
	return { unavailable, run: ask, close };
}

/**
 * A worker that polls (pollWorker.cjs); several polls may be under way.
 * @returns {Promise<{poll: (asked: object) => Promise<object>, kill: () => void}>} a poll of a killed worker never
 * comes back
 */
export async function pollWorker() {
	const child = fork(scriptOf('pollWorker.cjs'), [], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		execArgv: [],
	});
	children.add(child);
	child.once('exit', () => children.delete(child));
	const waiting = new Map();
	let last = 0;
	await new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) => reject(new Error(`the worker ended with code ${code}`)));
	});
	child.on('message', ({ number, ...answer }) => {
		waiting.get(number)?.(answer);
		waiting.delete(number);
	});
	return {
		poll: async (asked) =>
			await new Promise((resolve) => {
				last += 1;
				waiting.set(last, resolve);
				child.send({ number: last, ...asked });
			}),
		kill: () => child.kill('SIGKILL'),
	};
}

export function closeAll() {
	for (const child of children) child.kill();
}
