import { collection } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { hasEmail, hasStatus, userEmail, userStatus } from '../../shared/operation/userFilters';
import { asText } from '../../shared/text/unknownJson';
import { isActive, usersRequest } from '../people';
import { simplify } from './simplify';

const filters = collection('Filters', { email: userEmail, status: userStatus }, 'Add Filter');

/** All come at once, without filters (docs/contracts/leadsquared.md section 6). */
export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Read the users of the account',
	fields: { filters },
	simplify,
	*rows({ filters: { email, status } }, _options, limit) {
		const users = listIn(recordsOf(yield usersRequest), {
			vendor: 'LeadSquared',
			records: 'users',
		});
		return users
			.filter(
				(user) => hasEmail(asText(user.EmailAddress), email) && hasStatus(isActive(user), status),
			)
			.slice(0, limit);
	},
});
