import type { IDataObject } from 'n8n-workflow';
import { choice, collection, criterion, identifier, integer, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { addresses } from '../addresses';
import { pages, sortedList } from '../paging';
import { toPortable } from './portable';
import { filters, isDue, queryText } from './query';
import { simplify } from './simplify';

const sort = collection(
	'Sort',
	{
		column: identifier('Order By', {
			placeholder: 'e.g. updated_at',
			description:
				'Name of the field, as the raw output shows it. Deskera documents updated_at only.',
		}),
		direction: choice(
			'Direction',
			[
				{ name: 'Ascending', value: 'ASC' },
				{ name: 'Descending', value: 'DESC' },
			],
			{ fallback: 'DESC' },
		),
	},
	'Add Sort Option',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activities',
	description: 'Read a list of activities',
	fields: { filters, sort },
	options: {
		pageSize: integer('Page Size', {
			min: 1,
			max: 1000,
			fallback: 100,
			description:
				'How many activities are asked for in one request. Without it the largest page that ' +
				'Deskera accepts is determined automatically, as it is not documented.',
		}),
		query: criterion(
			text('Raw Filter', {
				placeholder: 'e.g. activityType=call,is_status=true',
				description: 'Filter in Deskera syntax, added to the filters above',
			}),
		),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows(
		{
			filters: { dueFrom, dueTo, ...wanted },
			sort: { column: sortBy = 'updated_at', direction: sortDir = 'DESC' },
		},
		{ pageSize, query },
		limit,
	) {
		const filter = queryText(wanted, query);
		const due = isDue({ dueFrom, dueTo });
		const list = sortedList({
			sortBy,
			sortDir,
			...(filter === undefined ? {} : { query: filter }),
		});
		if (due === undefined) return yield* listSteps(pages(pageSize), list, limit);
		// Rows that move come again with the next page.
		const found = new Set<unknown>();
		const isEnough = (page: readonly IDataObject[]) => {
			for (const { id } of page.filter(due)) found.add(id);
			return found.size >= limit;
		};
		const rows = yield* listSteps(
			pages(pageSize),
			list,
			Infinity,
			limit === Infinity ? undefined : isEnough,
		);
		return rows.filter(due).slice(0, limit);
	},
});
