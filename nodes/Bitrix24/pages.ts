import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Verdict } from '../shared/operation';
import { asNumber, asObject, asRows, asText } from '../shared/values';
import { batch, unpacked } from './batch';
import { listAt } from './proofs';
import { method, resultOf } from './vendor';

/** Rows of one page; Bitrix24 does not let this be changed. */
export const PAGE = 50;

/** A list method and where its rows are; vendors/bitrix24.md section 3.1. */
export interface ListCall {
	readonly method: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Name of the id in rows, and in order and filter. */
	readonly id: string;
	readonly filterKey?: string;
	/** Where the rows are inside `result`: the result itself, or a key of it. */
	readonly rowsAt?: string;
	/** An order that the user asked for. Without one the list is read by id, which stays fast however long it is. */
	readonly order?: Readonly<Record<string, string>>;
	/** Where the first page starts with the newest id. */
	readonly newestFirst?: boolean;
}

/**
 * Reads a list: one page for what fits into it; for more, the first page tells the total and the rest comes in batches of
 * up to 50 pages a request. Without an order, each page starts behind the last id of the page before it.
 * @param limit rows wanted; Infinity for all
 */
export function* readRows(list: ListCall, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	const found = new Map<string, IDataObject>();
	let read = 0;
	let last: string | undefined;
	let total = 0;
	for (let pages = 1; ; pages = pagesLeft(limit, total, read)) {
		const start = read === 0 && limit <= PAGE ? -1 : read;
		const specs = Array.from({ length: pages }, (_, index) => page(list, start + index * PAGE, index === 0 ? last : reference(list, index - 1)));
		const body = yield pages === 1 ? specs[0] : batch.pack(specs, true);
		const bodies = pages === 1 ? [body] : goodBodies(unpacked(body, specs));
		const rows = bodies.flatMap((one) => rowsOf(list, one));
		const before = found.size;
		for (const row of rows) if (found.size < limit) found.set(asText(row[list.id]), row);
		read += rows.length;
		last = asText(rows.at(-1)?.[list.id]) || last;
		total = Math.max(total, asNumber(asObject(body).total) ?? 0);
		// A page that failed inside a batch is asked for by itself next; what is wrong with it shows there.
		const broken = bodies.length < pages;
		if (broken) total = read + 1;
		if (found.size >= limit || (!broken && (rows.length < pages * PAGE || found.size === before))) return [...found.values()];
	}
}

function pagesLeft(limit: number, total: number, read: number): number {
	return Math.min(PAGES_IN_A_BATCH, Math.max(1, Math.ceil((Math.min(limit, total) - read) / PAGE)));
}

function goodBodies(verdicts: readonly Verdict[]): unknown[] {
	const good: unknown[] = [];
	for (const verdict of verdicts) {
		if (!verdict.ok) break;
		good.push(verdict.body);
	}
	return good;
}

const PAGES_IN_A_BATCH = 50;

/** @param after the id behind which the page starts, or a reference to it, where the list is read by id */
function page({ method: name, parameters, id, filterKey = id, rowsAt, order, newestFirst }: ListCall, start: number, after: string | undefined): RequestSpec {
	const proof = rowsAt === undefined ? listAt() : listAt(rowsAt);
	if (order !== undefined) return method(name, { ...parameters, order, start }, 'read', proof);
	const filter = after === undefined ? asObject(parameters.filter) : { ...asObject(parameters.filter), [`${newestFirst === true ? '<' : '>'}${filterKey}`]: after };
	return method(name, { ...parameters, order: { [filterKey]: newestFirst === true ? 'DESC' : 'ASC' }, filter, start: after === undefined ? start : -1 }, 'read', proof);
}

/** The last id of an earlier page of the same batch, filled in by Bitrix24. */
function reference({ rowsAt, id }: ListCall, index: number): string {
	return `$result[i${index}]${rowsAt === undefined ? '' : `[${rowsAt}]`}[${PAGE - 1}][${id}]`;
}

function rowsOf({ rowsAt }: ListCall, body: unknown): IDataObject[] {
	const result = resultOf(body);
	return asRows(rowsAt === undefined ? result : asObject(result)[rowsAt]);
}
