import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from '../task/fields';
import { itemId } from './fields';
import { itemIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task checklist item',
	description: 'Delete an item of a checklist permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { taskId: required(taskId), itemId: required(itemId) },
	records: ({ itemId: id }) => [id],
	method: 'task.checklistitem.delete',
	parameters: ({ taskId: TASKID, itemId: ITEMID }) => ({ TASKID, ITEMID }),
	proof: DONE,
	findOut: ({ taskId: task, itemId: id }) => itemIsGone(task, id),
	output: (_result, { taskId: task, itemId: id }) => ({ deleted: true, id, taskId: task }),
});
