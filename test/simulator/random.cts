/**
 * Random numbers from a seed (sfc32, public domain, by Chris Doty-Humphrey): the same seed gives the same numbers on
 * every machine and in every version of Node.
 */
export class Random {
	private a: number;
	private b: number;
	private c: number;
	private d = 1;

	/** @param seed any text; equal texts give equal numbers */
	constructor(private readonly seed: string) {
		[this.a, this.b, this.c] = [hashOf(`${seed} a`), hashOf(`${seed} b`), hashOf(`${seed} c`)];
		for (let round = 0; round < 12; round++) this.next();
	}

	/** A stream of its own, so that drawing more of one thing doesn't change another. */
	fork(name: string): Random {
		return new Random(`${this.seed}/${name}`);
	}

	/** @returns a number from 0 up to, but not including, 1 */
	next(): number {
		const sum = (((this.a + this.b) | 0) + this.d) | 0;
		this.d = (this.d + 1) | 0;
		this.a = this.b ^ (this.b >>> 9);
		this.b = (this.c + (this.c << 3)) | 0;
		this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	}

	/** @returns a whole number from `least` to `most`, both included */
	whole(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** @throws RangeError when the list is empty */
	pick<T>(list: readonly T[]): T {
		if (list.length === 0) throw new RangeError('Nothing to pick from');
		return list[this.whole(0, list.length - 1)] as T;
	}

	/** @param weights `[weight, value]`; a weight is relative to the sum of all */
	weighted<T>(weights: ReadonlyArray<readonly [number, T]>): T {
		let left = this.next() * weights.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, value] of weights) {
			left -= weight;
			if (left < 0) return value;
		}
		return (weights.at(-1) as readonly [number, T])[1];
	}
}

/** FNV-1a, 32 bits, mixed once more so that texts that differ little give numbers that differ much. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const character of text) {
		hash ^= character.codePointAt(0) ?? 0;
		hash = Math.imul(hash, 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
