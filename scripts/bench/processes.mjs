/**
 * The processes of a measurement: the fake vendor in one and each contestant in another, so that nobody's work counts
 * as somebody else's time or memory.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';
import { ROOT } from '../lib/tools.mjs';

const scriptOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const children = new Set();

/** For Node.js as it is (compiled.cjs): what supports the tests, compiled. */
const COMPILED = ['--require', scriptOf('compiled.cjs')];
const SUPPORT = path.join('test', 'support');
let isCompiled = false;
function compile() {
	if (isCompiled) return;
	isCompiled = true;
	const settings = JSON.parse(readFileSync(path.join(ROOT, SUPPORT, 'swc.json'), 'utf8'));
	for (const name of readdirSync(path.join(ROOT, SUPPORT), { recursive: true })) {
		if (!name.endsWith('.cts')) continue;
		const { code } = transformFileSync(path.join(ROOT, SUPPORT, name), settings);
		const file = path.join(ROOT, '.cache', 'bench', SUPPORT, `${name}.js`);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, code);
	}
}

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
 * @param {string} name as in test/support/fakes.cts
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
	compile();
	const { first, ask, close } = childOf('contestant.cjs', name, ['--expose-gc', ...COMPILED]);
	const { unavailable } = await first;
	return { unavailable, run: ask, close };
}

/**
 * A worker that polls (pollWorker.cjs); several polls may be under way.
 * @returns {Promise<{poll: (asked: object) => Promise<object>, kill: () => void}>} a poll of a killed worker never
 * comes back
 */
export async function pollWorker() {
	compile();
	const child = fork(scriptOf('pollWorker.cjs'), [], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		execArgv: COMPILED,
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
