import {
	choice,
	clearable,
	collection,
	flag,
	integer,
	required,
	text,
} from '../../shared/form/fields';
import { mustChange } from '../../shared/operation/mustChange';
import { DONE_OR_NULL } from '../answerProofs';
import { users } from '../recordPickers';
import { call } from '../restMethod';
import { taskId } from '../task/fields';
import { itemBody } from './body';
import { itemId } from './fields';
import { written } from './simplify';

export const update = call({
	value: 'update',
	name: 'Update',
	action: 'Update a task checklist item',
	description: 'Change an item of a checklist',
	effect: 'write',
	writes: 'present',
	records: ({ itemId: id }) => [id],
	fields: {
		taskId: required(taskId),
		itemId: required(itemId),
		updateFields: collection('Update Fields', {
			isComplete: flag('Completed', 'Whether the item is completed'),
			isImportant: flag('Important', 'Whether the item is important'),
			members: clearable(
				users('Members', 'Member', 'Users of this item. They replace the present ones.'),
			),
			memberRole: choice(
				'Member Role',
				[
					{ name: 'Observers', value: 'U' },
					{ name: 'Participants', value: 'A' },
				],
				{ fallback: 'A' },
			),
			sortIndex: integer('Position', { min: 0 }),
			title: text('Title'),
		}),
	},
	method: 'task.checklistitem.update',
	parameters: ({ taskId: TASKID, itemId: ITEMID, updateFields }) => ({
		TASKID,
		ITEMID,
		FIELDS: mustChange(itemBody(updateFields, false)),
	}),
	proof: DONE_OR_NULL,
	output: (_result, { taskId: task, itemId: id }, { FIELDS }) => written(id, task, FIELDS),
});
