import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { Refused } from '../contract/errors';
import { asText } from '../text/unknownJson';
import { listIn, type Listed, type Page, type Pager, type Progress, type Rows } from './paging';

/** A list in numbered pages that is sorted by one column, in which rows can be alike. */
export interface TiedList extends Listed {
	/** Falling sizes of pages that the vendor may give. */
	readonly sizes: readonly number[];
	/** The size that is asked for first. */
	readonly asked: number;
	/** The column that a request sorts by. */
	readonly column: (base: RequestSpec) => unknown;
	/** @param page from 1 on */
	readonly numbered: (base: RequestSpec, page: number, size: number) => RequestSpec;
	/** @returns undefined for an answer that is no list */
	readonly rows: (body: unknown) => IDataObject[] | undefined;
	readonly id: (row: IDataObject) => unknown;
}

/**
 * Rows that are alike in the column by which a vendor sorts (one bulk change gives all the same time) may come in
 * another order with each page. Then a row comes twice and another one not at all. Where such rows lie on both sides
 * of the end of a page, one page of another size that holds all of them shows the missing ones. For one reading of a
 * list.
 */
export class SortTies {
	/** Where the rows begin that are alike and reach to the end of what was read. */
	private from = 0;
	/** Up to where such a page showed all rows. */
	private shown = 0;

	constructor(private readonly list: TiedList) {}

	/** What `Pager.mend` asks for. @throws Refused where rows are missing and no page is large enough to show them */
	*between(
		base: RequestSpec,
		page: Page,
		{ lastRow, rows: start, before }: Progress,
	): ReturnType<NonNullable<Pager['mend']>> {
		const { sizes, asked } = this.list;
		const { rows, size } = page;
		const column = asText(this.list.column(base));
		const valueOf = (row: IDataObject) => JSON.stringify(row[column]);
		const values = rows.map(valueOf);
		const [first, last] = [values[0], values[values.length - 1]];
		const to = start + values.filter((value) => value === first).length;
		const crosses = lastRow !== undefined && first !== undefined && valueOf(lastRow) === first;
		const from = crosses ? this.from : start;
		this.from = to < start + rows.length ? start + values.indexOf(last) : from;
		if (!crosses || !page.repeats || to <= this.shown) return [];
		// Smaller pages than asked for are all that there are.
		const most =
			size < asked ? [size] : [size, ...sizes.filter((larger) => larger > size).reverse()];
		const whole = most
			.map((largest) => holding(from, to, largest))
			.find((one) => one !== undefined);
		const found = whole === undefined ? [] : yield* this.read(base, whole);
		const alike = found.map((row) => valueOf(row) === first);
		const isWhole = alike.filter(Boolean).length >= to - from || isBetweenOthers(alike);
		if (!isWhole && !this.haveMovedOn(rows, this.list.rows(before) ?? []))
			throw this.shuffled(column);
		return found;
	}

	private *read(base: RequestSpec, { page, size }: { page: number; size: number }): Rows {
		this.shown = page * size;
		const body = yield { ...this.list.numbered(base, page, size), optional: true };
		return body === undefined ? [] : listIn(this.list.rows(body), this.list, body);
	}

	/** Whether a page begins with the end of the one before it: others came in front, and nothing is missing. */
	private haveMovedOn(rows: readonly IDataObject[], before: readonly IDataObject[]): boolean {
		const { id } = this.list;
		const known = new Set(before.map(id));
		const again = rows.filter((row) => known.has(id(row)));
		const end = before.slice(before.length - again.length);
		if (again.length === 0) return false;
		return again.every((row, index) => id(row) === id(rows[index]) && id(row) === id(end[index]));
	}

	private shuffled(column: string): Refused {
		const { vendor, records } = this.list;
		return new Refused({
			kind: 'unclear',
			title: `${vendor} gives ${records} with the same ${column} in another order on each page`,
			advice: "The list can't be read whole. Sort by another field, or use filters.",
		});
	}
}

/** Whether rows that are alike stand between others on one page: then these are all, wherever the list has moved to. */
function isBetweenOthers(alike: readonly boolean[]): boolean {
	return alike.indexOf(true) > 0 && !alike[alike.length - 1];
}

/** A page that holds the rows from one position up to another. @returns undefined when they are more than `most` */
function holding(
	from: number,
	to: number,
	most: number,
): { readonly page: number; readonly size: number } | undefined {
	for (let size = most; size >= to - from; size--) {
		const page = Math.floor(from / size) + 1;
		if (page * size >= to) return { page, size };
	}
	return undefined;
}
