import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from './operation';
import { asText } from './values';

/** What the pages read so far have taught. */
export interface Progress {
	/** Pages read. */
	readonly pages: number;
	/** Rows received, repeated ones included: where an offset goes on. */
	readonly rows: number;
	readonly lastRow: IDataObject | undefined;
}

/** How one vendor's list is paged. Pages are asked for one at a time, only while rows are still wanted. */
export interface Pager {
	readonly largestPage: number;
	/** Falling sizes to try where the vendor refuses the largest, for vendors that don't say how large a page may be. */
	readonly smallerPages?: readonly number[];
	/** @param size rows wanted from this page, at most `largestPage`; constant over a run unless `shrinks` */
	request(base: RequestSpec, size: number, progress: Progress): RequestSpec;
	rows(body: unknown): IDataObject[];
	/** What makes a row itself. Rows seen before are dropped. */
	id(row: IDataObject): unknown;
	/** True when the vendor has no more. An empty page and a page without news end a list anyway. */
	isLast(body: unknown, size: number, progress: Progress): boolean;
	/** True when the last page may be asked for with a smaller size (offsets and keys, not page numbers). */
	readonly shrinks: boolean;
}

/**
 * Reads a list to its end or to the limit.
 * @param limit rows wanted; Infinity for all
 */
export function* listSteps(pager: Pager, base: RequestSpec, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	const found: IDataObject[] = [];
	const seen = new Set<string>();
	const sizes = [pager.largestPage, ...(pager.smallerPages ?? [])].map((size) => Math.min(size, limit));
	let progress: Progress = { pages: 0, rows: 0, lastRow: undefined };
	while (found.length < limit) {
		const size = pager.shrinks ? Math.min(sizes[0], limit - found.length) : sizes[0];
		const request = pager.request(base, size, progress);
		const smaller = progress.pages === 0 ? sizes.findIndex((one) => one < size) : -1;
		const body = yield smaller === -1 ? request : { ...request, optional: true };
		if (body === undefined && smaller !== -1) {
			sizes.splice(0, smaller);
			continue;
		}
		const rows = pager.rows(body);
		const before = found.length;
		for (const row of rows) {
			const id = asText(pager.id(row)) || JSON.stringify(row);
			if (seen.has(id) || found.length >= limit) continue;
			seen.add(id);
			found.push(row);
		}
		progress = { pages: progress.pages + 1, rows: progress.rows + rows.length, lastRow: rows.at(-1) };
		if (found.length === before || pager.isLast(body, size, progress)) break;
	}
	return found;
}

