import type { RequestSpec } from '../../shared/contract/call';
import { choice, collection, required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps, type Pager } from '../../shared/operation/paging';
import { SortTies } from '../../shared/operation/sortTies';
import { lead } from '../leads';
import { byPages, inOrder, listed, numbered, rowsOf } from '../paging';
import { search } from '../vendor';
import { simplify } from './simplify';

/** The page that the documentation prints (docs/contracts/leadsquared.md section 4.15). */
const PAGE = 200;
/** That more come in one page is not documented; they are asked for only where more notes than that have one time. */
const LARGER_PAGES = [1000, 500];
const BY_CREATION = 'CreatedOn';
const DIRECTIONS = [
	{ name: 'Newest First', value: 1 },
	{ name: 'Oldest First', value: 0 },
];

/** Notes of one second come in another order with each page (section 2.2). */
export function notePages(): Pager {
	const list = { key: 'List', records: 'notes' };
	const pages = byPages(list, PAGE);
	const ties = new SortTies({
		...listed(list),
		sizes: LARGER_PAGES,
		asked: PAGE,
		column: () => BY_CREATION,
		numbered,
		rows: (body) => rowsOf(body, list),
		id: ({ ProspectNoteId }) => ProspectNoteId,
	});
	return { ...pages, mend: (base, page, progress) => ties.between(base, page, progress) };
}

/** @param direction 1 for the newest first */
export function noteList(leadId: string, direction: number): RequestSpec {
	return search(
		'/LeadManagement.svc/RetrieveNote',
		{
			Parameter: { RelatedId: leadId },
			Sorting: { ColumnName: BY_CREATION, Direction: direction },
		},
		SOME_JSON,
	);
}

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
			'Add Sort Option',
		),
	},
	simplify,
	*rows({ lead: RelatedId, sort: { direction = 1 } }, _options, limit) {
		const found = yield* listSteps(notePages(), noteList(RelatedId, direction), limit);
		// Rows of the same time come in another order with each page (section 2.2).
		return inOrder(found, {
			column: BY_CREATION,
			direction: direction === 1 ? 'newest' : 'oldest',
		});
	},
});
