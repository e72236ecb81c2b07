import type { IDataObject } from 'n8n-workflow';
import { listSearch, type Lookup } from '../shared/lookups';
import { asNumber, asObject, asRows, asText } from '../shared/values';
import { action, ivvy } from './vendor';

const PAGE = 100;

/**
 * A list of iVvy's for a picker. The lists are paged by 100; which fields can be filtered is not documented for most of
 * them (vendors/ivvy.md section 5), so the search text is looked for here.
 */
function lookup(namespace: string, name: string, label: (row: IDataObject) => string): Lookup {
	return {
		request: (_filter, at) => action(namespace, name, { perPage: PAGE, start: at }, 'read'),
		rows: (body) => asRows(asObject(body).results),
		item(row) {
			const id = asNumber(row.id);
			return id === undefined ? undefined : { name: label(row).trim() || `#${id}`, value: id };
		},
		next(body, at) {
			const { count, totalResults } = asObject(asObject(body).meta);
			const end = at + (asNumber(count) ?? 0);
			return end > at && end < (asNumber(totalResults) ?? 0) ? end : undefined;
		},
		filterHere: true,
	};
}

const person = ({ firstName, lastName, email }: IDataObject) => `${asText(firstName)} ${asText(lastName)}${email === undefined || email === '' ? '' : ` (${asText(email)})`}`;
const titled = ({ name, id }: IDataObject) => `${asText(name)} (${asText(id)})`;

export const listSearches = {
	searchActivities: listSearch(ivvy, lookup('crm', 'getActivityList', titled)),
	searchCompanies: listSearch(ivvy, lookup('contact', 'getCompanyList', ({ businessName }) => asText(businessName))),
	searchContacts: listSearch(ivvy, lookup('contact', 'getContactList', person)),
	searchLeads: listSearch(ivvy, lookup('crm', 'getLeadList', titled)),
	searchOpportunities: listSearch(ivvy, lookup('crm', 'getOpportunityList', titled)),
	searchTasks: listSearch(ivvy, lookup('crm', 'getTaskList', titled)),
	searchUsers: listSearch(ivvy, lookup('account', 'getUserList', person)),
	searchVenues: listSearch(ivvy, lookup('venue', 'getVenueList', ({ businessName }) => asText(businessName))),
};
