import { required } from '../../shared/fields';
import { call } from '../define';
import { taskId } from './fields';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task',
	description: 'Delete a task for good',
	effect: 'write',
	fields: { taskId: required(taskId) },
	method: 'tasks.task.delete',
	parameters: ({ taskId: id }) => ({ taskId: id }),
	output: (_result, { taskId: id }) => ({ deleted: true, id }),
});
