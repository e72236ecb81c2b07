import type { PeopleFinders } from '../shared/operation/matchPeople';
import { contactFinder, organizationFinder, userFinder } from './people';

/** Where the people of a portable activity are found in Deskera. */

const user = { type: 'user', finder: userFinder };
const contact = { type: 'contact', finder: contactFinder };
const company = { type: 'company', finder: organizationFinder };

export const finders: PeopleFinders = {
	user: [user],
	contact: [contact],
	company: [company],
	lead: [contact],
};
