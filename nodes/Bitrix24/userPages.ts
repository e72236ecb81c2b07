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
	// Bitrix24 says where the next page starts; what is asked for ahead of that is a guess by the pages so far.
	request(base, size, { pages, before }) {
		const guess = pages * (before === undefined ? size : PAGE);
		const start = pages === 0 ? 0 : (countOf(asObject(before).next) ?? guess);
		return { ...base, body: { ...asObject(base.body), start } };
	},
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
