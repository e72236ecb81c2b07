import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from '../task/fields';
import { itemId } from './fields';

export const renew = call({
	value: 'renew',
	name: 'Renew',
	action: 'Renew a task checklist item',
	description: 'Mark an item of a checklist as open again',
	effect: 'write',
	fields: { taskId: required(taskId), itemId: required(itemId) },
	records: ({ itemId: id }) => [id],
	method: 'task.checklistitem.renew',
	parameters: ({ taskId: TASKID, itemId: ITEMID }) => ({ TASKID, ITEMID }),
	proof: DONE,
	output: (_result, { taskId: task, itemId: id }) => ({ id, taskId: task, completed: false }),
});
