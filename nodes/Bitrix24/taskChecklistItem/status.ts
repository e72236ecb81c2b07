import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from '../task/fields';
import { itemId } from './fields';
import { itemIsToggled } from './findOut';

const CHANGES = [
	{
		value: 'complete',
		name: 'Complete',
		description: 'Mark an item of a checklist as completed',
		method: 'task.checklistitem.complete',
		done: true,
	},
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Mark an item of a checklist as open again',
		method: 'task.checklistitem.renew',
		done: false,
	},
];

export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, method, done }) =>
		restMethod({
			value,
			name,
			action: `${name} a task checklist item`,
			description,
			effect: 'write',
			fields: { taskId: required(taskId), itemId: required(itemId) },
			records: ({ itemId: id }) => [id],
			method,
			parameters: ({ taskId: TASKID, itemId: ITEMID }) => ({ TASKID, ITEMID }),
			proof: DONE,
			findOut: ({ taskId: task, itemId: id }) => itemIsToggled(task, id, done),
			output: (_result, { taskId: task, itemId: id }) => ({ id, taskId: task, done }),
		}),
);
