import type { IDataObject } from 'n8n-workflow';
import { Refused } from '../shared/contract/errors';
import { GUID_ID, picker } from '../shared/form/recordPickers';
import { GUID, recordsWithId } from '../shared/http/proof';
import { asObject, asRows, asText } from '../shared/text/unknownJson';
import { get, search } from './vendor';

export const lead = picker('Lead', GUID_ID, {
	search: 'searchLeads',
	description: 'The lead. The list searches names, emails and phone numbers.',
});

/** A lead comes flat or as a list of attributes (docs/contracts/leadsquared.md section 6). */
export function leadRow(row: IDataObject): IDataObject {
	const listed = asRows(row.LeadPropertyList);
	return listed.length === 0
		? row
		: Object.fromEntries(listed.map(({ Attribute, Value }) => [asText(Attribute), Value]));
}

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
			advice: 'Check the value, or switch Create Missing Lead on.',
		});
	return id;
}

const LEADS = recordsWithId(
	GUID,
	(body) => body,
	(row) => leadRow(asObject(row)).ProspectID,
	'a list of leads',
);

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

export function leadName(row: IDataObject): string {
	const { FirstName, LastName, EmailAddress, Phone } = asObject(row);
	return `${asText(FirstName)} ${asText(LastName)}`.trim() || asText(EmailAddress) || asText(Phone);
}
