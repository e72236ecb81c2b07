import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from '../task/fields';
import { itemId } from './fields';

export const complete = call({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a task checklist item',
	description: 'Mark an item of a checklist as completed',
	effect: 'write',
	fields: { taskId: required(taskId), itemId: required(itemId) },
	records: ({ itemId: id }) => [id],
	method: 'task.checklistitem.complete',
	parameters: ({ taskId: TASKID, itemId: ITEMID }) => ({ TASKID, ITEMID }),
	proof: DONE,
	output: (_result, { taskId: task, itemId: id }) => ({ id, taskId: task, completed: true }),
});
