/** Values that a test or a fake knows to be there. */

/** @returns the value, which must be one */
export function there<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('It is not there.');
	return value;
}

/** One of a list after the other, from the first on again after the last. */
export function pick<T>(list: readonly T[], index: number): T {
	return list[index % list.length] as T;
}
