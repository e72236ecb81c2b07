import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../shared/contract/errors';
import { listSearch, mayHaveMore, type Lookup } from '../shared/form/lookups';
import { asNumber, asText } from '../shared/text/unknownJson';
import { roomIn, rowsOf, totalOf } from './paging';
import { action, ivvy, ROWS } from './vendor';

const PAGE = 100;

/**
 * A list of iVvy's for a picker. The lists are paged by 100; which fields can be filtered is not documented for most of
 * them (docs/contracts/ivvy.md section 5), so iVvy is asked, and where that says nothing the list
 * is looked through here.
 * @param searched the field in which a search text is looked for
 * @param fits rows that can be picked, by what else the form holds
 */
function lookup(
	namespace: string,
	name: string,
	label: (row: IDataObject) => string,
	searched: (text: string) => string | undefined,
	fits?: Lookup['fits'],
): Lookup {
	return {
		asked(text, at) {
			const field = searched(text);
			if (field === undefined) return undefined;
			return action(
				namespace,
				name,
				{ perPage: PAGE, start: at, filter: { [`${field}__CONTAINS`]: text } },
				'read',
				ROWS,
			);
		},
		request: (_filter, at) => action(namespace, name, { perPage: PAGE, start: at }, 'read', ROWS),
		rows: rowsOf,
		item(row) {
			const id = asNumber(row.id);
			return id === undefined ? undefined : { name: label(row).trim() || `#${id}`, value: id };
		},
		next: (body, page) =>
			mayHaveMore(page, roomIn(body), totalOf(body)) ? page.at + page.rows : undefined,
		filterHere: true,
		fits,
	};
}

const person = ({ firstName, lastName, email }: IDataObject) =>
	`${asText(firstName)} ${asText(lastName)}${email === undefined || email === '' ? '' : ` (${asText(email)})`}`;
const titled = ({ name, id }: IDataObject) => `${asText(name)} (${asText(id)})`;
/** By the code too, which stands on what guests get. */
function booked({ name, code }: IDataObject): string {
	return `${asText(name)} (${asText(code)})`;
}
const business = ({ businessName }: IDataObject) => asText(businessName);

const byName = () => 'name';
const byBusinessName = () => 'businessName';
/** A name may be the first or the last one, so that only email addresses can be asked for. */
const byEmail = (text: string) => (text.includes('@') ? 'email' : undefined);

/**
 * Opportunities of the venue that is picked beside them. By which name the list takes venues is not certain
 * (docs/contracts/ivvy.md section 9), so rows of others are left out here.
 */
function isAtVenue(row: IDataObject, parameter: (name: string) => unknown): boolean {
	const venue = asNumber(parameter('venueId'));
	return venue === undefined || asNumber(row.venueId) === venue;
}

/** Bookings of the venue that is picked beside them (section 10). @throws InvalidInput while none is picked */
const bookings: Lookup = {
	...lookup('venue', 'getBookingList', booked, () => undefined),
	request(_filter, at, parameter) {
		const venueId = asNumber(parameter('venueId'));
		if (venueId === undefined)
			throw new InvalidInput('Pick the venue first', 'What can be picked here depends on it.');
		return action('venue', 'getBookingList', { venueId, perPage: PAGE, start: at }, 'read', ROWS);
	},
};

export const listSearches = {
	searchActivities: listSearch(ivvy, lookup('crm', 'getActivityList', titled, byName)),
	searchBookings: listSearch(ivvy, bookings),
	searchCompanies: listSearch(ivvy, lookup('contact', 'getCompanyList', business, byBusinessName)),
	searchContacts: listSearch(ivvy, lookup('contact', 'getContactList', person, byEmail)),
	searchLeads: listSearch(ivvy, lookup('crm', 'getLeadList', titled, byName)),
	searchOpportunities: listSearch(
		ivvy,
		lookup('crm', 'getOpportunityList', titled, byName, isAtVenue),
	),
	searchTasks: listSearch(ivvy, lookup('crm', 'getTaskList', titled, byName)),
	searchUsers: listSearch(ivvy, lookup('account', 'getUserList', person, byEmail)),
	searchVenues: listSearch(ivvy, lookup('venue', 'getVenueList', business, byBusinessName)),
};
