import fc from 'fast-check';

export { fc };

/** The same examples in every run, so that a failure stays one. */
const FIXED = { seed: 20261120, numRuns: 500 };

type Arbitraries<T> = { [Key in keyof T]: fc.Arbitrary<T[Key]> };

/** Checks that something holds for many generated inputs: `property(arbitrary, …, (value, …) => { expect… })`. */
export const property = <T extends [unknown, ...unknown[]]>(
	...parts: [...Arbitraries<T>, (...values: T) => boolean | void]
): void => fc.assert(fc.property<T>(...parts), FIXED);

export const asyncProperty = async <T extends [unknown, ...unknown[]]>(
	...parts: [...Arbitraries<T>, (...values: T) => Promise<boolean | void>]
): Promise<void> => await fc.assert(fc.asyncProperty<T>(...parts), { ...FIXED, numRuns: 50 });
