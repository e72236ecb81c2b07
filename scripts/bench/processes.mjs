/**
 * The processes of a measurement: the fake vendor in one and each contestant in another, so that
 * nobody's work counts as
 * somebody else's time or memory.
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
 * @returns {Promise<{base: object, reset: (delay?: number) => Promise<void>, count: () =>
 * Promise<{calls: number, refused: number, stored: number}>, ids: (kind: string, count: number)
 * => Promise<unknown[]>, close: () => void}>}
 *   reset: back to the first state, with so many milliseconds before each answer
 */
export async function vendorProcess(name, options = {}) {
	const { first, ask, close } = childOf('vendor.cjs', JSON.stringify([name, options]));
	const { base } = await first;
	return {
		base,
		reset: async (delay = 0) => void (await ask({ reset: { delay } })),
		count: async () => await ask({}),
		ids: async (kind, count) => (await ask({ ids: { kind, count } })).ids,
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

export function closeAll() {
	for (const child of children) child.kill();
}
