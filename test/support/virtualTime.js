'use strict';
/**
 * A clock on which hours pass at once. Everything that waits on it goes on in the order of time; two
 * that wait for the same moment go on in the order in which they began to wait.
 */

/** Numbers from 0 to 1 that are the same in every run. @param {number} seed */
function numbers(seed) {
	let state = seed >>> 0 || 1;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

class VirtualTime {
	constructor(seed = 1) {
		this.time = 0;
		this.count = 0;
		this.waiting = [];
		this.random = numbers(seed);
	}

	/** What the limits take for a clock; each process has one. */
	clock() {
		return {
			now: () => this.time,
			wait: async (milliseconds, signal) => {
				if (signal?.aborted) throw this.cancelled();
				await this.pass(milliseconds);
				if (signal?.aborted) throw this.cancelled();
			},
			random: this.random,
		};
	}

	cancelled() {
		const { Cancelled } = require('../../dist/nodes/shared/contract/errors');
		return new Cancelled();
	}

	/** Waits. */
	pass(milliseconds) {
		return new Promise((done) => {
			const at = this.time + Math.max(0, milliseconds);
			const order = this.count++;
			this.push({ at, order, done });
		});
	}

	push(entry) {
		const list = this.waiting;
		let low = 0;
		let high = list.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = list[middle];
			if (other.at < entry.at || (other.at === entry.at && other.order < entry.order))
				low = middle + 1;
			else high = middle;
		}
		list.splice(low, 0, entry);
	}

	/** Lets time pass until something is settled. */
	async until(promise) {
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
			while (this.waiting[0]?.at === this.time) this.waiting.shift().done();
		}
	}
}

module.exports = { VirtualTime, numbers };
