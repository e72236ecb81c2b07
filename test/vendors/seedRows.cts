/**
 * The rows with which a fake starts: the fakes of a process share them until one of them reads a row and may change
 * it. To make or to copy thousands of rows for each fake took longer than most tests.
 */
export class SeedRows<Key, Row> extends Map<Key, Row> {
	#first: ReadonlyMap<Key, Row> | undefined;

	/** @param first never changed itself */
	constructor(first: ReadonlyMap<Key, Row>) {
		super(first);
		this.#first = first;
	}

	override get(key: Key): Row | undefined {
		const row = super.get(key);
		if (row === undefined || this.#first?.get(key) !== row) return row;
		const own = copyOf(row);
		super.set(key, own);
		return own;
	}

	/** Whoever goes through all rows has them all. */
	#own(): void {
		if (this.#first === undefined) return;
		for (const key of super.keys()) this.get(key);
		this.#first = undefined;
	}

	override values(): MapIterator<Row> {
		this.#own();
		return super.values();
	}

	override entries(): MapIterator<[Key, Row]> {
		this.#own();
		return super.entries();
	}

	override [Symbol.iterator](): MapIterator<[Key, Row]> {
		return this.entries();
	}

	override forEach(...args: Parameters<Map<Key, Row>['forEach']>): void {
		this.#own();
		super.forEach(...args);
	}
}

/** @param value as JSON has it */
function copyOf<T>(value: T): T {
	if (Array.isArray(value)) return value.map(copyOf) as T;
	if (value === null || typeof value !== 'object') return value;
	const copy = { ...value };
	for (const name in copy) if (typeof copy[name] === 'object') copy[name] = copyOf(copy[name]);
	return copy;
}

/**
 * Makes the rows of each size once.
 * @returns what gives each fake the same rows, changed by none
 */
export function seededBy<Counts, Tables extends Record<string, ReadonlyMap<unknown, unknown>>>(
	make: (counts: Counts) => Tables,
): (counts: Counts) => { [Name in keyof Tables]: RowsOf<Tables[Name]> } {
	const made = new Map<string, Tables>();
	return (counts) => {
		const key = JSON.stringify(counts);
		const tables = made.get(key) ?? make(counts);
		made.set(key, tables);
		return Object.fromEntries(
			Object.entries(tables).map(([name, rows]) => [name, new SeedRows(rows)]),
		) as { [Name in keyof Tables]: RowsOf<Tables[Name]> };
	};
}

type RowsOf<Table> = Table extends ReadonlyMap<infer Key, infer Row> ? SeedRows<Key, Row> : never;

export const keyed = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row> =>
	new Map(rows.map((row) => [keyOf(row), row]));
