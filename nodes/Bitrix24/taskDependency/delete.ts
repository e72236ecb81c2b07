import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { LINKED } from '../answerProofs';
import { restMethod } from '../restMethod';
import { earlier, later } from './fields';
import { isSettled } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task dependency',
	description: 'Remove the dependency of a task on another one. The tasks stay.',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { taskId: required(earlier), dependentTask: required(later) },
	records: ({ taskId, dependentTask }) => [taskId, dependentTask],
	method: 'task.dependence.delete',
	parameters: ({ taskId: taskIdFrom, dependentTask: taskIdTo }) => ({ taskIdFrom, taskIdTo }),
	proof: LINKED,
	findOut: (_values, sent) => isSettled('task.dependence.delete', sent),
	output: (_result, { taskId, dependentTask }) => ({
		deleted: true,
		taskId,
		dependentTaskId: dependentTask,
	}),
});
