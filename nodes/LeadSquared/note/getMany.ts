import { choice, collection, required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { lead } from '../leads';
import { byPages, inOrder } from '../paging';
import { search } from '../vendor';
import { simplify } from './simplify';

/** The page that the documentation prints (docs/contracts/leadsquared.md section 4.15). */
const PAGE = 200;
const DIRECTIONS = [
	{ name: 'Newest First', value: 1 },
	{ name: 'Oldest First', value: 0 },
];

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many notes',
	description: 'List the notes of a lead',
	fields: {
		lead: required(lead),
		sort: collection(
			'Sort',
			{ direction: choice<number>('Order by Creation', DIRECTIONS, { fallback: 1 }) },
			'Add Order',
		),
	},
	simplify,
	*rows({ lead: RelatedId, sort: { direction = 1 } }, _options, limit) {
		const found = yield* listSteps(
			byPages({ key: 'List', records: 'notes' }, PAGE),
			search(
				'/LeadManagement.svc/RetrieveNote',
				{
					Parameter: { RelatedId },
					Sorting: { ColumnName: 'CreatedOn', Direction: direction },
				},
				SOME_JSON,
			),
			limit,
		);
		// Rows of the same time come in another order with each page (section 2.2).
		return inOrder(found, {
			column: 'CreatedOn',
			direction: direction === 1 ? 'newest' : 'oldest',
		});
	},
});
