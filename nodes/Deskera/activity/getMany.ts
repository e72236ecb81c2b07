import { choice, criterion, integer, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { pages, sortedList } from '../paging';
import { toPortable } from './portable';
import { filters, queryText } from './query';
import { simplify } from './simplify';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activities',
	description: 'Read a list of activities',
	fields: { filters },
	options: {
		pageSize: integer('Page Size', {
			min: 1,
			max: 1000,
			fallback: 100,
			description:
				'How many activities are asked for in one request. Without it the largest page that ' +
				'Deskera accepts is found out, as that is not documented.',
		}),
		query: criterion(
			text('Raw Filter', {
				placeholder: 'e.g. activityType=call,is_status=true',
				description: "Filter in Deskera's own words, added to the filters above",
			}),
		),
		sortBy: text('Sort By', {
			placeholder: 'e.g. updated_at',
			description:
				'Name of the field to sort by, as the raw output shows it. Deskera documents updated_at only.',
		}),
		sortDir: choice(
			'Sort Direction',
			[
				{ name: 'Ascending', value: 'ASC' },
				{ name: 'Descending', value: 'DESC' },
			],
			{ fallback: 'DESC' },
		),
	},
	simplify,
	portable: toPortable,
	rows({ filters: wanted }, { pageSize, query, sortBy = 'updated_at', sortDir = 'DESC' }, limit) {
		const filter = queryText(wanted, query);
		return listSteps(
			pages(pageSize),
			sortedList({ sortBy, sortDir, ...(filter === undefined ? {} : { query: filter }) }),
			limit,
		);
	},
});
