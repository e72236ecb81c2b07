import { collection, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { users } from '../people';
import { asSent, simplify } from './simplify';

const filters = collection(
	'Filters',
	{ search: text('Search', { description: 'Part of a name or email' }) },
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
	*rows({ filters: { search } }, _options, limit) {
		return yield* users(search, limit);
	},
});
