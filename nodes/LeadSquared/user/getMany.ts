import { collection } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { fitsFilters, userEmail, userStatus } from '../../shared/operation/userFilters';
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
			.filter((user) =>
				fitsFilters({ email: user.EmailAddress, isActive: isActive(user) }, { email, status }),
			)
			.slice(0, limit);
	},
});
