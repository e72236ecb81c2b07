import { idsOf, type MatchedPeople, type PeopleFinders } from '../shared/operation/matchPeople';
import { leadFinder, ownerFinder } from './people';

/** Where the people of a portable activity are found in LeadSquared. */

const user = { type: 'user', finder: ownerFinder };
const lead = { type: 'lead', finder: leadFinder };

/** People are leads, whatever they are elsewhere. */
export const finders: PeopleFinders = { user: [user], contact: [lead], lead: [lead] };

/** The lead of a new record. @param people of the portable activity */
export function leadOf(people: MatchedPeople): string | undefined {
	return idsOf(people, 'lead')[0];
}
