/** What is drawn for the sheet: the same each time. */
let state = 20_261_201;
export function below(count: number): number {
	state = (state + 0x6d2b79f5) | 0;
	let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
}

/** The entry at a place, counted round and round. */
export function at<T>(list: readonly T[], place: number): T {
	const [one] = list.slice(place % list.length);
	if (one === undefined) throw new Error('The list is empty.');
	return one;
}

export const anyOf = <T,>(list: readonly T[]): T => at(list, below(list.length));

export function shuffled<T>(list: T[]): T[] {
	const mixed = [...list];
	for (let index = mixed.length - 1; index > 0; index -= 1) {
		const other = below(index + 1);
		[mixed[index], mixed[other]] = [at(mixed, other), at(mixed, index)];
	}
	return mixed;
}
