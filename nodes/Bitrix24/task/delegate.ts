import { required } from '../../shared/fields';
import { call } from '../define';
import { user } from '../pickers';
import { changed } from './change';
import { taskId } from './fields';

export const delegate = call({
	value: 'delegate',
	name: 'Delegate',
	action: 'Delegate a task',
	description: 'Hand a task over to another user',
	effect: 'write',
	fields: { taskId: required(taskId), user: required(user('Delegate To')) },
	method: 'tasks.task.delegate',
	parameters: ({ taskId: id, user: userId }) => ({ taskId: id, userId }),
	output: (result, { taskId: id }) => ({ ...changed(result), id }),
});
