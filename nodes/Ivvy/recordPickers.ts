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
/** A venue beside the record's owner (docs/contracts/ivvy.md section 6.1). */
export const venueBeside = picker('Venue', NUMBER_ID, {
	search: 'searchVenues',
	description:
		'Where it takes place. Leads have no venue, and an opportunity picked under Related ' +
		'Record has a field of its own for it. If the record already belongs to an opportunity, ' +
		'set the venue here.',
});
