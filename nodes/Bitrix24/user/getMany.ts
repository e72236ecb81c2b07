import type { IDataObject } from 'n8n-workflow';
import { collection, text } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { hasEmail, userEmail, userStatus } from '../../shared/operation/userFilters';
import { asText, defined } from '../../shared/text/unknownJson';
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
	*rows({ filters: { EMAIL: email, status, ...equal } }, _options, limit) {
		const wanted = defined({
			...equal,
			ACTIVE: status === undefined ? undefined : status === 'active',
		});
		if (email === undefined) return yield* readUsers(wanted, limit);
		const has = ({ EMAIL }: IDataObject) => hasEmail(asText(EMAIL), email);
		// With the scope user_brief no email is shown (section 1.4).
		const named = (yield* readUsers({ ...wanted, EMAIL: email }, limit)).filter(
			(user) => user.EMAIL === undefined || has(user),
		);
		if (named.length > 0) return named;
		// Whether the filter tells upper from lower case is not documented (docs/contracts/bitrix24.md section 2.11).
		return (yield* readUsers(wanted, Infinity)).filter(has).slice(0, limit);
	},
});
