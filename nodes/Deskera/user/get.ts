import { Refused } from '../../shared/contract/errors';
import { required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { asNumber } from '../../shared/text/unknownJson';
import { LOOKED_THROUGH, userFinder, users } from '../people';
import { asSent, simplify } from './simplify';

/** Calls for one user take one of two numbers, and which is not stated (docs/contracts/deskera.md section 6). */
export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user, found in the list of users',
	effect: 'read',
	fields: {
		userId: required(
			picker('User', NUMBER_ID, {
				search: 'searchUsers',
				people: userFinder,
				description: 'The user, by the number that activities contain',
			}),
		),
	},
	simplify,
	raw: asSent,
	*steps({ userId: id }) {
		const all = yield* users(undefined, LOOKED_THROUGH);
		const found = all.find(({ number }) => asNumber(number) === id);
		if (found === undefined)
			throw new Refused({
				kind: 'missing',
				title: 'The user does not exist',
				advice: 'Check the ID, or pick the user from the list.',
			});
		return found;
	},
});
