import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE_OR_NULL } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId, timeId } from './fields';
import { entryIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task time entry',
	description: 'Delete a time entry permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { taskId: required(taskId), timeId: required(timeId) },
	records: ({ timeId: id }) => [id],
	method: 'task.elapseditem.delete',
	parameters: ({ taskId: TASKID, timeId: ITEMID }) => ({ TASKID, ITEMID }),
	proof: DONE_OR_NULL,
	findOut: ({ taskId: task, timeId: id }) => entryIsGone(task, id),
	output: (_result, { timeId: id }) => ({ deleted: true, id }),
});
