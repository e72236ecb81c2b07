import { list } from '../../shared/define';
import { choice, integer, text } from '../../shared/fields';
import { listSteps, type Pager } from '../../shared/pages';
import { asNumber, asObject, asRows } from '../../shared/values';
import { ACTIVITIES } from '../vendor';
import { filters, queryText } from './query';
import { simplify } from './simplify';

const DEFAULT_PAGE = 100;

/** Pages count from 1 and keep their size; the answer tells how many records there are (section 3.1). */
function pages(largestPage: number): Pager {
	return {
		largestPage,
		shrinks: false,
		request: (base, size, { pages: read }) => ({ ...base, query: { page: read + 1, pageSize: size, ...base.query } }),
		rows: (body) => asRows(asObject(body).data),
		id: ({ id }) => id,
		// The vendor may give smaller pages than asked for, so what counts is what came.
		isLast: (body, _size, { rows }) => rows >= (asNumber(asObject(asObject(body).paginationInfo).totalRecords) ?? Infinity),
	};
}

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activities',
	description: 'Read a list of activities',
	fields: { filters },
	options: {
		pageSize: integer('Page Size', { min: 1, max: 1000, fallback: DEFAULT_PAGE, description: 'How many activities are asked for in one request. Deskera does not document its largest page.' }),
		query: text('Raw Filter', { placeholder: 'e.g. activityType=call,is_status=true', description: "Filter in Deskera's own words, added to the filters above" }),
		sortBy: text('Sort By', { placeholder: 'e.g. updated_at', description: "Name of Deskera's field to sort by" }),
		sortDir: choice('Sort Direction', [{ name: 'Ascending', value: 'ASC' }, { name: 'Descending', value: 'DESC' }], { fallback: 'DESC' }),
	},
	simplify,
	rows({ filters: wanted }, { pageSize = DEFAULT_PAGE, query, sortBy = 'updated_at', sortDir = 'DESC' }, limit) {
		const filter = queryText(wanted, query);
		return listSteps(pages(pageSize), { method: 'GET', path: ACTIVITIES, query: { sortBy, sortDir, ...(filter === undefined ? {} : { query: filter }) }, effect: 'read' }, limit);
	},
});
