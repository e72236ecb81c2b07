import type { IDataObject } from 'n8n-workflow';
import { Refused } from '../shared/errors';
import type { RequestSpec } from '../shared/operation';
import { listSteps, type Pager } from '../shared/pages';
import { asNumber, asObject, asRows, defined } from '../shared/values';
import { action, ROWS } from './vendor';

/** More is cut to this silently (vendors/ivvy.md section 5). */
const PAGE = 100;

/** Lists start at a record, not at a page. */
export const PAGER: Pager = {
	largestPage: PAGE,
	shrinks: true,
	request: (base, perPage, { rows: start }) => ({ ...base, body: { ...asObject(base.body), perPage, start } }),
	rows: (body) => asRows(asObject(body).results),
	id: ({ id }) => id,
	isLast: (body, _size, { rows: read }) => {
		const { count, totalResults } = asObject(asObject(body).meta);
		return (asNumber(count) ?? 0) === 0 || read >= (asNumber(totalResults) ?? 0);
	},
};

export function* listRows(namespace: string, name: string, body: object, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	return yield* listSteps(PAGER, action(namespace, name, defined({ ...body }), 'read', ROWS), limit);
}

/** How many records are looked through for one ID where the list can not be asked for it. */
export const LOOKED_THROUGH = 5000;

/**
 * One record by its ID. There is no call for it (section 6.3): the list is asked for the ID, and where it refuses or
 * ignores that, looked through, newest page first not being possible, up to a bound.
 * @throws Refused when it is not found, saying how far was looked
 */
export function* oneOf(name: string, what: string, id: number): Generator<RequestSpec, IDataObject, unknown> {
	const asked = { ...action('crm', name, { perPage: PAGE, start: 0, filter: { id } }, 'read', ROWS), optional: true };
	const answer = yield asked;
	const found = asRows(asObject(answer).results).find((row) => asNumber(row.id) === id);
	if (found !== undefined) return found;
	// An empty list is an answer to the question; a full one shows that the question was ignored.
	if (answer !== undefined && asRows(asObject(answer).results).length === 0) throw missing(what, id, '');
	let start = 0;
	for (let last = false; !last && start < LOOKED_THROUGH; ) {
		const body = yield action('crm', name, { perPage: PAGE, start }, 'read', ROWS);
		const page = asRows(asObject(body).results);
		const row = page.find((one) => asNumber(one.id) === id);
		if (row !== undefined) return row;
		start += page.length;
		last = page.length === 0 || PAGER.isLast(body, PAGE, { pages: 0, rows: start, lastRow: undefined });
	}
	throw missing(what, id, start >= LOOKED_THROUGH ? ` among the first ${LOOKED_THROUGH.toLocaleString('en')}` : '');
}

function missing(what: string, id: number, where: string): Refused {
	return new Refused({ kind: 'missing', title: `The ${what} ${id} is not${where} in the list`, advice: `iVvy has no call for one ${what}, so its list is searched. Check the ID; it may have been deleted, or the user of the API key may not see it.` });
}
