/** What a cell of a sheet can be. */

/** The column is not in the item at all. */
export const MISSING: unique symbol = Symbol('missing');

/** A cell of so many times the same text. */
export class Repeated {
	readonly times: number;
	readonly text: string;

	constructor(times: number, text: string) {
		this.times = times;
		this.text = text;
	}
}

/** A cell, and what it means. */
export interface Accepted {
	cell: unknown;
	want: unknown;
	/** A list with blanks among its entries. */
	gaps?: boolean;
}
