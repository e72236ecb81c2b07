/**
 * A clock on which hours pass at once. Everything that waits on it goes on in the order of time; two
 * that wait for the same moment go on in the order in which they began to wait.
 */

import { Cancelled } from '../../dist/nodes/shared/contract/errors.js';
import { there } from './there.cts';

interface Waiting {
	readonly at: number;
	readonly order: number;
	readonly done: () => void;
}

/** Numbers from 0 to 1 that are the same in every run. */
export function numbers(seed: number): () => number {
	let state = seed >>> 0 || 1;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

export class VirtualTime {
	time = 0;
	private count = 0;
	private readonly waiting: Waiting[] = [];
	private readonly random: () => number;

	constructor(seed = 1) {
		this.random = numbers(seed);
	}

	/** What the limits take for a clock; each process has one. */
	clock() {
		return {
			now: () => this.time,
			wait: async (milliseconds: number, signal?: AbortSignal) => {
				const goOn = () => {
					if (signal?.aborted === true) throw new Cancelled();
				};
				goOn();
				await this.pass(milliseconds);
				goOn();
			},
			random: this.random,
		};
	}

	/** Waits. */
	pass(milliseconds: number): Promise<void> {
		return new Promise((done) => {
			const at = this.time + Math.max(0, milliseconds);
			const order = this.count++;
			this.push({ at, order, done });
		});
	}

	private push(entry: Waiting): void {
		const list = this.waiting;
		let low = 0;
		let high = list.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = there(list[middle]);
			if (other.at < entry.at || (other.at === entry.at && other.order < entry.order))
				low = middle + 1;
			else high = middle;
		}
		list.splice(low, 0, entry);
	}

	/** Lets time pass until something is settled. */
	async until<T>(promise: Promise<T> | T): Promise<T> {
		let settled = false;
		const watched = Promise.resolve(promise).finally(() => (settled = true));
		watched.catch(() => {});
		for (;;) {
			// What goes on now, goes on before time does.
			await new Promise((done) => setImmediate(done));
			if (settled) return await watched;
			const next = this.waiting.shift();
			if (next === undefined) throw new Error('nothing is waited for, and nothing is settled');
			this.time = next.at;
			next.done();
			while (this.waiting[0]?.at === this.time) this.waiting.shift()?.done();
		}
	}
}
