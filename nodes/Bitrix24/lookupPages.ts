import type { IDataObject } from 'n8n-workflow';
import type { LookupPage } from '../shared/form/lookups';
import { countOf, recordsOf } from '../shared/operation/paging';
import { asNumber, asObject } from '../shared/text/unknownJson';
import { PAGE } from './paging';
import { resultOf } from './vendor';

/**
 * Lists say where the next page starts (docs/contracts/bitrix24.md section 3.1); one that does not while
 * it has more goes on behind this page.
 */
export function next(
	body: unknown,
	{ at, rows }: Pick<LookupPage, 'at' | 'rows'>,
): number | undefined {
	const { next: said, total } = asObject(body);
	const start = asNumber(said) ?? 0;
	if (start > at) return start;
	const behind = at + rows;
	const all = countOf(total) ?? 0;
	return rows > 0 && (all > behind || (rows >= PAGE && all !== behind)) ? behind : undefined;
}

export const rowsOf = (body: unknown) => recordsOf(resultOf(body));

/** The list under a key of the result; PHP says an empty list where an empty map is meant. */
export function recordsIn(body: unknown, key: string): IDataObject[] | undefined {
	const result = resultOf(body);
	return recordsOf(Array.isArray(result) ? result : asObject(result)[key]);
}

/** An entry of a picker's list. @returns undefined for a record without an ID */
export function picked(id: unknown, name: string, detail: string) {
	const value = asNumber(id);
	return value === undefined
		? undefined
		: { name: `${name.trim() || `#${value}`}${detail === '' ? '' : ` (${detail})`}`, value };
}
