import type { IDataObject } from 'n8n-workflow';
import { aList } from '../shared/http/proof';
import {
	addressesOf,
	inParts,
	type AddressBook,
	type AddressReader,
} from '../shared/operation/portablePeople';
import { asObject, asRows, asText } from '../shared/text/unknownJson';
import { leadName, leadRow, usersRequest } from './people';
import { search } from './vendor';

/** Names, emails and phone numbers by ID; docs/contracts/leadsquared.md section 6. */

const MOST = 100;
const COLUMNS = 'ProspectID,FirstName,LastName,EmailAddress,Phone,Mobile';

/** All users come at once. */
function* users(): ReturnType<AddressReader> {
	return addressesOf(
		asRows(yield { ...usersRequest, mayBeDenied: true }),
		({ ID }) => ID,
		({ FirstName, LastName, EmailAddress }) => ({
			name: `${asText(FirstName)} ${asText(LastName)}`.trim(),
			email: EmailAddress,
		}),
	);
}

function* leads(ids: readonly string[]): ReturnType<AddressReader> {
	const rows: IDataObject[] = [];
	for (const LeadIds of inParts(ids, MOST)) {
		const body = yield {
			...search(
				'/LeadManagement.svc/Leads/Retrieve/ByIds',
				{
					SearchParameters: { LeadIds },
					Columns: { Include_CSV: COLUMNS },
					Paging: { PageIndex: 1, PageSize: MOST },
				},
				aList((answer) => asObject(answer).Leads, 'a list of leads'),
			),
			mayBeDenied: true,
		};
		rows.push(...asRows(asObject(body).Leads).map(leadRow));
	}
	return addressesOf(
		rows,
		({ ProspectID }) => ProspectID,
		(lead) => ({
			name: leadName(lead),
			email: lead.EmailAddress,
			phone: asText(lead.Mobile) || lead.Phone,
		}),
	);
}

export const addresses: AddressBook = { user: users, lead: leads };
