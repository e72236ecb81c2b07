import { operation } from '../../shared/define';
import { Refused } from '../../shared/errors';
import { required } from '../../shared/fields';
import { asRows } from '../../shared/values';
import { get as read } from '../vendor';
import { taskId } from './fields';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task',
	effect: 'read',
	fields: { taskId: required(taskId) },
	simplify,
	request: ({ taskId: id }) => read('/Task.svc/Retrieve.GetById', { id }),
	output(body) {
		const [task] = asRows(body);
		if (task === undefined) throw new Refused({ kind: 'missing', title: 'The task does not exist', advice: 'Check the task ID. It may have been deleted in LeadSquared.' });
		return task;
	},
});
