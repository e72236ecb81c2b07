import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { Refused } from '../shared/contract/errors';
import { SOME_JSON } from '../shared/http/proof';
import type { ApiList } from '../shared/operation/apiCall';
import {
	countOf,
	isLastForSure,
	listIn,
	listSteps,
	recordsOf,
	type Listed,
	type Pager,
} from '../shared/operation/paging';
import { asNumber, asObject, defined } from '../shared/text/unknownJson';
import { action } from './vendor';

/**
 * What the examples of these lists answer. That it is the largest page is unverified; a larger
 * number than the largest has no effect (docs/contracts/ivvy.md section 5).
 */
export const PAGE = 100;

const RECORDS: Readonly<Record<string, string>> = {
	getActivityList: 'activities',
	getCompanyList: 'companies',
	getContactList: 'contacts',
	getTaskList: 'tasks',
	getUserList: 'users',
};

export function listed(name: string): Listed {
	return {
		vendor: 'iVvy',
		records: RECORDS[name] ?? (name.endsWith('NoteList') ? 'notes' : 'records'),
	};
}

/** Lists start at a record, not at a page. Each answer says how many records its page may hold. */
function pager(name: string): Pager {
	return {
		...listed(name),
		largestPage: PAGE,
		countsRows: true,
		request: (base, perPage, { rows: start }) => ({
			...base,
			body: { ...asObject(base.body), perPage, start },
		}),
		rows: rowsOf,
		id: ({ id }) => id,
		total: totalOf,
		isLast: (body, page) => isLastForSure(page, roomIn(body) ?? 0, totalOf(body)),
	};
}

/** @returns undefined for an answer that is no list */
export function rowsOf(body: unknown): IDataObject[] | undefined {
	return recordsOf(asObject(body).results);
}

function metaOf(body: unknown): IDataObject {
	return asObject(asObject(body).meta);
}

/** How many records a page may hold, as iVvy says in its answer. */
export function roomIn(body: unknown): number | undefined {
	return countOf(metaOf(body).perPage);
}

/** Whether a page is the last of its list for sure. @param read rows before it */
export function isLastPage(body: unknown, read = 0): boolean {
	const rows = rowsOf(body) ?? [];
	const position = read + rows.length;
	return rows.length === 0 || isLastForSure({ rows, position }, roomIn(body) ?? 0, totalOf(body));
}

/** Where a page begins that goes to the end of a list, as it is now. */
export function lastStart(body: unknown): number {
	// One row of it stays free, which shows that it is the last.
	return Math.max(0, (totalOf(body) ?? 0) - Math.max(1, (roomIn(body) ?? PAGE) - 1));
}

/** How many records a list has in all. */
export function totalOf(body: unknown): number | undefined {
	return countOf(metaOf(body).totalResults);
}

export function listRows(
	namespace: string,
	name: string,
	body: object,
	limit: number,
	isEnough?: (rows: readonly IDataObject[]) => boolean,
): Generator<RequestSpec, IDataObject[], unknown> {
	return listSteps(
		pager(name),
		action(namespace, name, defined({ ...body }), 'read', SOME_JSON),
		limit,
		isEnough,
	);
}

/** Any list that starts at a record, of records that nobody here knows. Its rows are under `results` (section 4.1). */
export function anyRows(
	base: RequestSpec,
	{ key, pageSize }: ApiList,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const list = key === '' ? 'results' : key;
	const rows = (body: unknown) => recordsOf(asObject(body)[list]);
	return listSteps({ ...pager(''), id: undefined, largestPage: pageSize, rows }, base, limit);
}

/** How many records are read to find one ID if the list can't be filtered by it. */
export const LOOKED_THROUGH = 5000;

interface LookedUp {
	readonly found: IDataObject | undefined;
	/** Whether as many records as are looked through are others. */
	readonly isCut: boolean;
}

/**
 * One record by its ID. There is no call for it (section 6.3): the list is asked for the ID, and where it refuses or
 * ignores that, looked through, newest page first not being possible, up to a bound.
 */
function* lookedUp(
	name: string,
	id: number,
	namespace: string,
): Generator<RequestSpec, LookedUp, unknown> {
	const isIt = (row: IDataObject) => asNumber(row.id) === id;
	const answer = yield {
		...action(namespace, name, { perPage: PAGE, start: 0, filter: { id } }, 'read', SOME_JSON),
		optional: true,
	};
	if (answer !== undefined) {
		const rows = listIn(rowsOf(answer), listed(name), answer);
		const found = rows.find(isIt);
		// An empty list is an answer to the question; a full one shows that the question was ignored.
		if (found !== undefined || rows.length === 0) return { found, isCut: false };
	}
	const rows = yield* listRows(namespace, name, {}, LOOKED_THROUGH, (page) => page.some(isIt));
	return { found: rows.find(isIt), isCut: rows.length >= LOOKED_THROUGH };
}

/** @throws Refused when it is not found, saying how far was looked */
export function* oneOf(
	name: string,
	what: string,
	id: number,
	namespace = 'crm',
): Generator<RequestSpec, IDataObject, unknown> {
	const { found, isCut } = yield* lookedUp(name, id, namespace);
	if (found !== undefined) return found;
	throw missing(what, id, isCut ? ` among the first ${LOOKED_THROUGH.toLocaleString('en')}` : '');
}

/** The same, or undefined when it is not found. */
export function* rowOf(
	name: string,
	id: number,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	return (yield* lookedUp(name, id, 'crm')).found;
}

function missing(what: string, id: number, where: string): Refused {
	return new Refused({
		kind: 'missing',
		title: `No ${what}${where} has the ID ${id}`,
		advice:
			`iVvy can't return a single ${what}, so its list was searched. Check the ID: it may belong to another kind ` +
			'of record, it may have been deleted, or the user of the API key may not see it.',
	});
}
