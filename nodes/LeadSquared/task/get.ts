import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asRows } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { get as read } from '../vendor';
import { found } from './answers';
import { taskId } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task',
	effect: 'read',
	fields: { taskId: required(taskId) },
	simplify,
	portable: toPortable,
	addresses,
	request: ({ taskId: id }) => read('/Task.svc/Retrieve.GetById', found(id), { id }),
	output: (body) => asRows(body)[0],
});
