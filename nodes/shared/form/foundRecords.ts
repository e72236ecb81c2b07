import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import { LookUpFirst, type FoundRecord, type FoundRecords } from '../contract/people';
import { inOneError } from './blank';

/** For what is read where nothing can be looked up, such as a trigger. */
export const NO_LOOK_UPS: FoundRecords = {
	idOf: (_search, _key, label) => {
		throw notHere(label);
	},
	find: (_search, _key, label) => {
		throw notHere(label);
	},
	leaveOut: () => undefined,
};

function notHere(label: string): InvalidInput {
	return new InvalidInput(
		`"${label}" can't be looked up here`,
		'Pick it from the list, or enter its ID.',
	);
}

/**
 * Reads several values, all of them even where some are wrong or need a look-up: one error says everything that is
 * wrong, and look-ups are made together.
 * @throws InvalidInput, or LookUpFirst where nothing is wrong, after all were read; at once whatever else is thrown
 */
export function readEach<T, R>(all: Iterable<T>, read: (one: T) => R): R[] {
	const values: R[] = [];
	const wrong: InvalidInput[] = [];
	let first: LookUpFirst | undefined;
	for (const one of all) {
		const made = readOrReason(() => read(one));
		if (made instanceof InvalidInput) wrong.push(made);
		else if (made instanceof LookUpFirst) first = made;
		else values.push(made);
	}
	if (wrong.length > 0) throw inOneError(wrong);
	if (first !== undefined) throw first;
	return values;
}

/**
 * Reads two parts of a form, so that one error says what is wrong with either.
 * @throws as `readEach`
 */
export function readBoth<A, B>(first: () => A, second: () => B): [A, B] {
	const read: { first?: A; second?: B } = {};
	const parts = [() => (read.first = first()), () => (read.second = second())];
	readEach<() => unknown, unknown>(parts, (part) => part());
	return [read.first as A, read.second as B];
}

/** @returns what is read, or why it can't be read yet */
function readOrReason<R>(read: () => R): R | LookUpFirst | InvalidInput {
	let thrown: unknown;
	try {
		return read();
	} catch (cause) {
		thrown = cause;
	}
	if (thrown instanceof LookUpFirst || thrown instanceof InvalidInput) return thrown;
	throw thrown;
}

/**
 * The records of a list by the keys they are known by.
 * @param keys that are looked for
 * @param keysOf a record's own keys, as addresses are compared
 */
export function recordsByKey(
	rows: readonly IDataObject[],
	keys: ReadonlySet<string>,
	keysOf: (row: IDataObject) => ReadonlyArray<string | undefined>,
	record: (row: IDataObject) => FoundRecord,
): ReadonlyMap<string, readonly FoundRecord[]> {
	const found = new Map<string, FoundRecord[]>();
	for (const row of rows)
		for (const key of new Set(keysOf(row))) {
			if (key === undefined || !keys.has(key)) continue;
			const others = found.get(key);
			if (others === undefined) found.set(key, [record(row)]);
			else others.push(record(row));
		}
	return found;
}
