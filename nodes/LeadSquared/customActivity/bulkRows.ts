import type { RequestSpec, Verdict } from '../../shared/operation';
import { asObject, asRows } from '../../shared/values';
import { rowVerdict } from '../vendor';

export const BULK_SIZE = 25;

/** The rows of a bulk answer, one for each request: by their number, else by their place (vendors/leadsquared.md section 3.4). */
export function rowsFor(body: unknown, specs: readonly RequestSpec[]): Verdict[] {
	const rows = asRows(asObject(body).Response);
	return specs.map((_spec, index) => rowVerdict(rows.find(({ RowNumber }) => Number(RowNumber) === index + 1) ?? (rows[index]?.RowNumber === undefined ? rows[index] : undefined)));
}
