import { Refused } from '../../shared/contract/errors';
import { required } from '../../shared/form/fields';
import { GUID_ID, picker } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { asRows, asText } from '../../shared/text/unknownJson';
import { userFinder, usersRequest } from '../people';
import { simplify } from './simplify';

/** The call for one user is not documented by LeadSquared (docs/contracts/leadsquared.md section 6). */
export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user. The list of all users is read for it.',
	effect: 'read',
	fields: {
		userId: required(picker('User', GUID_ID, { search: 'searchUsers', people: userFinder })),
	},
	simplify,
	*steps({ userId: id }) {
		const found = asRows(yield usersRequest).find(
			({ ID }) => GUID_ID.parse(asText(ID)) === GUID_ID.parse(id),
		);
		if (found === undefined)
			throw new Refused({
				kind: 'missing',
				title: 'The user does not exist',
				advice: 'Check the ID, or pick the user from the list.',
			});
		return found;
	},
});
