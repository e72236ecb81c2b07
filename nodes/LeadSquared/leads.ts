import { Refused } from '../shared/contract/errors';
import { GUID_ID, picker } from '../shared/form/recordPickers';
import { asRows, asText } from '../shared/text/unknownJson';
import { leadFinder, leadRow, LEADS } from './people';
import { search } from './vendor';

export const lead = picker('Lead', GUID_ID, {
	search: 'searchLeads',
	people: leadFinder,
	description: 'The lead. The list searches names, emails and phone numbers.',
});

/** The ID of the first lead of an answer. A search that finds nothing answers an empty list. */
export function leadIn(body: unknown): string | undefined {
	return asText(leadRow(asRows(body)[0] ?? {}).ProspectID) || undefined;
}

/** @throws Refused when there is no lead */
export function foundLead(id: string | undefined, by: string): string {
	if (id !== undefined) return id;
	throw new Refused({
		kind: 'missing',
		title: `There is no lead with ${by}`,
		advice: 'Check the value, or turn on Create Missing Lead.',
	});
}

/** By a unique field; one condition is all that this call takes (docs/contracts/leadsquared.md section 6). */
export const leadByField = (name: string, value: string) =>
	search(
		'/LeadManagement.svc/Leads.Get',
		{
			Parameter: { LookupName: name, LookupValue: value, SqlOperator: '=' },
			Columns: { Include_CSV: 'ProspectID' },
			Paging: { PageIndex: 1, PageSize: 1 },
		},
		LEADS,
	);
