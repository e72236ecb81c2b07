import { NUMBER_ID, picker } from '../shared/form/recordPickers';
import { companyFinder, contactFinder, userFinder } from './people';

export const userPicker = (label: string) =>
	picker(label, NUMBER_ID, { search: 'searchUsers', people: userFinder });
export const assignedUser = userPicker('Assigned To');
export const company = picker('Company', NUMBER_ID, {
	search: 'searchCompanies',
	people: companyFinder,
});
export const contact = picker('Contact', NUMBER_ID, {
	search: 'searchContacts',
	people: contactFinder,
});
export const lead = picker('Lead', NUMBER_ID, { search: 'searchLeads' });
export const opportunity = picker('Opportunity', NUMBER_ID, { search: 'searchOpportunities' });
export const venue = (description?: string) =>
	picker('Venue', NUMBER_ID, { search: 'searchVenues', description });
/** A venue beside the record's owner (docs/contracts/ivvy.md section 6.1). */
export const venueBeside = venue(
	'Where it takes place. Leads have no venue, and an opportunity picked under Related ' +
		'Record has a field of its own for it. If the record already belongs to an opportunity, ' +
		'set the venue here.',
);
