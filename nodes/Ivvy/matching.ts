import { idsOf, type MatchedPeople, type PeopleFinders } from '../shared/operation/matchPeople';
import { companyFinder, contactFinder, userFinder } from './people';

/** Where the people of a portable activity are found in iVvy. */

const user = { type: 'user', finder: userFinder };
const contact = { type: 'contact', finder: contactFinder };
const company = { type: 'company', finder: companyFinder };

export const finders: PeopleFinders = {
	user: [user],
	contact: [contact],
	company: [company],
	lead: [contact],
};

/** Whose a new record is: Related Record says which of them counts. @param people of the portable activity */
export function belonging(people: MatchedPeople): Readonly<Record<string, unknown>> {
	return { contactId: idsOf(people, 'contact')[0], companyId: idsOf(people, 'company')[0] };
}
