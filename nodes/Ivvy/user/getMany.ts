import { collection } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { fitsFilters, userEmail, userStatus } from '../../shared/operation/userFilters';
import { listRows } from '../paging';
import { isActiveUser } from '../people';
import { simplify } from './simplify';

const filters = collection('Filters', { email: userEmail, status: userStatus }, 'Add Filter');

/** Users can be filtered by venue, and by what else is not documented (docs/contracts/ivvy.md section 5): done here. */
export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Read the users of the account',
	fields: { filters },
	simplify,
	*rows({ filters: { email, status } }, _options, limit) {
		const isFiltered = email !== undefined || status !== undefined;
		const users = yield* listRows('account', 'getUserList', {}, isFiltered ? Infinity : limit);
		return users
			.filter((user) =>
				fitsFilters({ email: user.email, isActive: isActiveUser(user) }, { email, status }),
			)
			.slice(0, limit);
	},
});
