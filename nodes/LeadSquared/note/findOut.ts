import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { holdsValues, isListed } from '../../shared/operation/findOut';
import { hasReference } from '../../shared/text/referenceLine';
import { readsLike } from '../../shared/text/sameValues';
import { asText } from '../../shared/text/unknownJson';
import { rowsOf } from '../paging';
import { isoOf } from '../times';
import { search } from '../vendor';
import { found, noteIn } from './present';

const PAGE = 200;

/**
 * The new note is among the newest of its lead; docs/contracts/leadsquared.md section 4.15.
 * @param external the External ID in its text: it is known by that, as people may have edited the rest meanwhile
 */
export function noteIsListed(
	{ RelatedProspectId, Note }: IDataObject,
	external: string | undefined,
): FindOut {
	return isListed({
		isSorted: 'perhaps',
		isUnique: external !== undefined,
		page: (_read, pages) =>
			search(
				'/LeadManagement.svc/RetrieveNote',
				{
					Parameter: { RelatedId: RelatedProspectId },
					Sorting: { ColumnName: 'CreatedOn', Direction: 1 },
					Paging: { PageIndex: pages + 1, PageSize: PAGE },
				},
				SOME_JSON,
			),
		rows: (body) => rowsOf(body, { key: 'List', records: 'notes' }),
		created: ({ CreatedOn }) => isoOf(CreatedOn),
		isIt: (row) =>
			external === undefined ? readsLike({ Note }, row) : hasReference(asText(row.Note), external),
		answer: ({ ProspectNoteId }) => ({ Message: { Id: ProspectNoteId } }),
	});
}

/** Names of attachments come back in another form: where one is changed the outcome is not found out. */
export function noteHolds(leadId: string, id: string, note: string | undefined): FindOut {
	return holdsValues(
		{ Note: note },
		{
			read: found(leadId, id),
			record: (body) => noteIn(body, id),
			answer: () => ({ Status: 'Success' }),
		},
	);
}
