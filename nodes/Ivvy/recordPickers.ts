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
		'Where it takes place. The venue of an opportunity picked in Related Record stands beside it, and a ' +
		'lead has none; a record that stays with its opportunity needs the venue here.',
});
