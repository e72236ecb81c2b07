import { collection, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { fitsFilters, userEmail, userStatus } from '../../shared/operation/userFilters';
import { isActiveUser, users } from '../people';
import { asSent, simplify } from './simplify';

const filters = collection(
	'Filters',
	{
		email: userEmail,
		search: text('Search', { description: 'Part of a name or email' }),
		status: userStatus,
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Read the users of the company',
	fields: { filters },
	simplify,
	raw: asSent,
	// No parameter for email or status is documented (docs/contracts/deskera.md section 6): filtered here.
	*rows({ filters: { email, search, status } }, _options, limit) {
		const isFiltered = email !== undefined || status !== undefined;
		const found = yield* users(search, isFiltered ? Infinity : limit);
		return found
			.filter((user) =>
				fitsFilters({ email: user.email, isActive: isActiveUser(user) }, { email, status }),
			)
			.slice(0, limit);
	},
});
