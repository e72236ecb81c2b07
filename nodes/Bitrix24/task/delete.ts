import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { TASK_CHANGED } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from './fields';
import { taskIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task',
	description: 'Delete a task permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { taskId: required(taskId) },
	records: ({ taskId: id }) => [id],
	method: 'tasks.task.delete',
	parameters: ({ taskId: id }) => ({ taskId: id }),
	proof: TASK_CHANGED,
	about: ({ taskId: id }) => id,
	findOut: ({ taskId: id }) => taskIsGone(id),
	output: (_result, { taskId: id }) => ({ deleted: true, id }),
});
