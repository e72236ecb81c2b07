import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { oneOf } from '../paging';
import { userPicker } from '../recordPickers';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user. iVvy has no call for one, so its list is searched.',
	effect: 'read',
	fields: { userId: required(userPicker('User')) },
	simplify,
	*steps({ userId: id }) {
		return yield* oneOf('getUserList', 'user', id, 'account');
	},
});
