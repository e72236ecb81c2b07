import type { IDataObject } from 'n8n-workflow';
import type { Verdict } from '../shared/contract/call';
import { asNumber, asObject, asRows } from '../shared/text/unknownJson';

/**
 * The rows of a bulk answer, one for each request: by their number, which counts the requests from 1 on (section 3.4).
 * A row without a number is nobody's, unless it is the only one of the only request. Counted in another way, none is
 * anybody's.
 */
export function rowsFor(body: unknown, count: number): Array<IDataObject | undefined> {
	const rows = asRows(asObject(body).Response);
	if (count === 1 && rows.length === 1 && numberOf(rows[0]) === undefined) return rows;
	// Counted from 0 on, each row would be taken for that of the request before its own.
	const isCountedFrom1 = rows.every((row) => (numberOf(row) ?? 1) >= 1);
	if (!isCountedFrom1) return Array.from({ length: count }, () => undefined);
	return Array.from({ length: count }, (_, index) =>
		theOnly(rows.filter((row) => numberOf(row) === index + 1)),
	);
}

export const numberOf = ({ RowNumber }: IDataObject): number | undefined => asNumber(RowNumber);

/** The same row twice is one; two that claim to be the same one and differ say nothing. */
export function theOnly(rows: readonly IDataObject[]): IDataObject | undefined {
	return new Set(rows.map((row) => JSON.stringify(row))).size === 1 ? rows[0] : undefined;
}

/** A row is read like the answer to a single call. */
export function rowVerdict(row: IDataObject | undefined): Verdict | undefined {
	return row === undefined ? undefined : { ok: true, body: row };
}
