import { NUMBER_ID, picker } from '../shared/form/recordPickers';
import { companyFinder, contactFinder, userFinder } from './people';

export const userPicker = (label: string) =>
	picker(label, NUMBER_ID, { search: 'searchUsers', people: userFinder });
export const assignedUser = userPicker('Assigned User');
export const company = picker('Company', NUMBER_ID, {
	search: 'searchCompanies',
	people: companyFinder,
});
export const contact = picker('Contact', NUMBER_ID, {
	search: 'searchContacts',
	people: contactFinder,
});
