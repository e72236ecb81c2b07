import { Refused } from '../shared/contract/errors';
import { GUID_ID, picker } from '../shared/form/recordPickers';
import { asRows, asText } from '../shared/text/unknownJson';
import { leadFinder, leadRow, LEADS } from './people';
import { get, search } from './vendor';

export const lead = picker('Lead', GUID_ID, {
	search: 'searchLeads',
	people: leadFinder,
	description: 'The lead. The list searches names, emails and phone numbers.',
});

/**
 * The first lead of an answer. @throws Refused when there is none: a search that finds nothing
 * answers an empty list
 */
export function foundLead(body: unknown, by: string): string {
	const id = asText(leadRow(asRows(body)[0] ?? {}).ProspectID);
	if (id === '')
		throw new Refused({
			kind: 'missing',
			title: `There is no lead with ${by}`,
			advice: 'Check the value, or turn on Create Missing Lead.',
		});
	return id;
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

/** What people write between digits: blanks, brackets, dots, dashes of all kinds, and marks that nobody sees. */
const PHONE_MARKS = /[\s()./\u2010-\u2015\u2212-]|\p{Cf}/gu;

export const leadByPhone = (phone: string) =>
	get('/LeadManagement.svc/RetrieveLeadByPhoneNumber', LEADS, {
		phone: phone.replace(PHONE_MARKS, ''),
	});
