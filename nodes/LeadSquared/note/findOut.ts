import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { holdsValues, isListed } from '../../shared/operation/findOut';
import { readsLike } from '../../shared/text/sameValues';
import { rowsOf } from '../paging';
import { isoOf } from '../times';
import { search } from '../vendor';
import { found, noteIn } from './present';

const PAGE = 200;

/** The new note is among the newest of its lead; docs/contracts/leadsquared.md section 4.15. */
export function noteIsListed({ RelatedProspectId, Note }: IDataObject): FindOut {
	return isListed({
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
		isIt: (row) => readsLike({ Note }, row),
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
