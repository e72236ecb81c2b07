'use strict';

/**
 * The rows with which a fake starts: the fakes of a process share them until one of them reads a row and may change
 * it. To make or to copy thousands of rows for each fake took longer than most tests.
 */
class SeedRows extends Map {
	#first;

	/** @param {Map<unknown, object>} first never changed itself */
	constructor(first) {
		super(first);
		this.#first = first;
	}

	get(key) {
		const row = super.get(key);
		if (row === undefined || this.#first?.get(key) !== row) return row;
		const own = copyOf(row);
		super.set(key, own);
		return own;
	}

	/** Whoever goes through all rows has them all. */
	#own() {
		if (this.#first === undefined) return this;
		for (const key of super.keys()) this.get(key);
		this.#first = undefined;
		return this;
	}

	values() {
		this.#own();
		return super.values();
	}

	entries() {
		this.#own();
		return super.entries();
	}

	[Symbol.iterator]() {
		return this.entries();
	}

	forEach(...args) {
		this.#own();
		super.forEach(...args);
	}
}

/** @template T @param {T} value as JSON has it @returns {T} */
function copyOf(value) {
	if (Array.isArray(value)) return value.map(copyOf);
	if (value === null || typeof value !== 'object') return value;
	const copy = { ...value };
	for (const name in copy) if (typeof copy[name] === 'object') copy[name] = copyOf(copy[name]);
	return copy;
}

/**
 * Makes the rows of each size once.
 * @template {Record<string, Map<unknown, object>>} T
 * @param {(counts: Record<string, number>) => T} make
 * @returns {(counts: Record<string, number>) => T} the same rows for each fake, changed by none
 */
function seededBy(make) {
	const made = new Map();
	return (counts) => {
		const key = JSON.stringify(counts);
		if (!made.has(key)) made.set(key, make(counts));
		return Object.fromEntries(
			Object.entries(made.get(key)).map(([name, rows]) => [name, new SeedRows(rows)]),
		);
	};
}

/** @param {object[]} rows @param {(row: object) => unknown} keyOf */
const keyed = (rows, keyOf) => new Map(rows.map((row) => [keyOf(row), row]));

module.exports = { SeedRows, seededBy, keyed };
