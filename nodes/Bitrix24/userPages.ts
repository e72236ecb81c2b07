import { SOME_JSON } from '../shared/http/proof';
import {
	countOf,
	isLastForSure,
	listSteps,
	recordsOf,
	type Pager,
	type Rows,
} from '../shared/operation/paging';
import { asObject } from '../shared/text/unknownJson';
import { PAGE } from './listCalls';
import { method, resultOf } from './vendor';

/** Pages of users, which are sorted in a way of their own; docs/contracts/bitrix24.md section 2.11. */
const USER_PAGES: Pager = {
	vendor: 'Bitrix24',
	records: 'users',
	largestPage: PAGE,
	countsRows: false,
	request: (base, _size, { pages }) => ({
		...base,
		body: { ...asObject(base.body), start: pages * PAGE },
	}),
	rows: (body) => recordsOf(resultOf(body)),
	id: ({ ID }) => ID,
	total: (body) => countOf(asObject(body).total),
	isLast: (body, page) => isLastForSure(page, PAGE, countOf(asObject(body).total)),
};

/** The users that a filter finds, by their IDs. @param limit users wanted; Infinity for all */
export function readUsers(filter: object, limit: number): Rows {
	const base = method('user.get', { FILTER: filter, sort: 'ID', order: 'ASC' }, 'read', SOME_JSON);
	return listSteps(USER_PAGES, base, limit);
}
