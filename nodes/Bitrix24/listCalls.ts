import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Verdict } from '../shared/contract/call';
import { SOME_JSON } from '../shared/http/proof';
import { concurrentReads } from '../shared/http/concurrentReads';
import { recordsOf, type Listed } from '../shared/operation/paging';
import { asArray, asObject } from '../shared/text/unknownJson';
import { batch, unpacked } from './bulk';
import type { SortKey } from './sort';
import { method, resultOf } from './vendor';

/** Rows of one page; Bitrix24 does not let this be changed. */
export const PAGE = 50;
export const PAGES_IN_A_BATCH = 50;
/**
 * Batches of one list that go at once. The bucket of a standard plan holds 50 requests
 * (docs/contracts/bitrix24.md section 5.1), and others want some of them.
 */
export const MOST_BATCHES = 24;
/** Commands of a batch run one after another; from so many pages on another batch beside it is faster. */
export const PAGES_WORTH_A_BATCH = 8;

/** A list method and where its rows are; docs/contracts/bitrix24.md section 3.1. */
export interface ListCall {
	readonly method: string;
	/** What is listed, in the plural, for messages. */
	readonly records: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Name of the id in rows, and in order and filter. */
	readonly id: string;
	readonly filterKey?: string;
	/** Where the rows are inside `result`: the result itself, or a key of it. */
	readonly rowsAt?: string;
	/** What the list is sorted by, the first key counts most. By id, as without any, it stays fast however long it is. */
	readonly sort?: readonly SortKey[];
	/** How the list spells the directions, where it wants small letters. */
	readonly direction?: string;
	/** True for a list whose filter does not know the id, so that rows have to be counted. */
	readonly isCounted?: boolean;
	/** Rows of a full page, of a list that is counted; 50 when left out. */
	readonly pageSize?: number;
}

export function listedOf({ records }: ListCall): Listed {
	return { vendor: 'Bitrix24', records };
}

/** One page of a list. */
export function pageRequest(list: ListCall, parameters: object): RequestSpec {
	return method(list.method, { ...list.parameters, ...parameters }, 'read', SOME_JSON);
}

/** @returns undefined for a page that is no list */
export function rowsOf({ rowsAt }: ListCall, body: unknown): IDataObject[] | undefined {
	const result = resultOf(body);
	// PHP says an empty list where an empty map is meant.
	return recordsOf(
		rowsAt === undefined || Array.isArray(result) ? result : asObject(result)[rowsAt],
	);
}

/**
 * Asks for pages in batches that go at once; a page alone needs no batch.
 * @returns the bodies of each batch's pages, up to the first page that was refused
 */
export function* pagesOfBatches(
	batches: readonly RequestSpec[][],
): Generator<RequestSpec, unknown[][], unknown> {
	const calls = batches.map((specs) => (specs.length === 1 ? specs[0] : batch.pack(specs, true)));
	const bodies = calls.length === 1 ? [yield calls[0]] : asArray(yield concurrentReads(calls));
	return batches.map((specs, index) =>
		specs.length === 1 ? [bodies[index]] : goodBodies(unpacked(bodies[index], specs)),
	);
}

function goodBodies(verdicts: readonly Verdict[]): unknown[] {
	const good: unknown[] = [];
	for (const verdict of verdicts) {
		if (!verdict.ok) break;
		good.push(verdict.body);
	}
	return good;
}
