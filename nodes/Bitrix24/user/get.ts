import { Refused } from '../../shared/contract/errors';
import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { asRows } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { batch } from '../bulk';
import { user } from '../recordPickers';
import { method, resultOf } from '../vendor';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user',
	effect: 'read',
	fields: { userId: required(user('User')) },
	simplify,
	*steps({ userId: id }) {
		const [found] = asRows(
			resultOf(
				yield method(
					'user.get',
					{ FILTER: { ID: id } },
					'read',
					about(id, { ...listAt(), id: (body) => asRows(resultOf(body))[0]?.ID }),
				),
			),
		);
		if (found === undefined)
			throw new Refused({
				kind: 'missing',
				title: 'The user does not exist',
				advice: 'Check the ID. Bots and users of other kinds than employees are not in the list.',
			});
		return found;
	},
	bulk: batch,
});
