import { collection, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { userEmail, userStatus } from '../../shared/operation/userFilters';
import { defined } from '../../shared/text/unknownJson';
import { readUsers } from '../userPages';
import { simplify } from './simplify';

const filters = collection(
	'Filters',
	{
		EMAIL: userEmail,
		NAME_SEARCH: text('Search', {
			description: 'Part of a name, email or position',
		}),
		status: userStatus,
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Read the users of the portal',
	fields: { filters },
	simplify,
	rows: ({ filters: { status, ...equal } }, _options, limit) =>
		readUsers(
			defined({ ...equal, ACTIVE: status === undefined ? undefined : status === 'active' }),
			limit,
		),
});
