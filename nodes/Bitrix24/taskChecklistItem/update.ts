import { clearable, collection, flag, integer, required, text } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { asObject } from '../../shared/text/unknownJson';
import { DONE_OR_NULL, recordAt } from '../answerProofs';
import { batch } from '../bulk';
import { taskId } from '../task/fields';
import { method, resultOf } from '../vendor';
import { itemBody, membersIn } from './body';
import { itemId, observers, parent, participants } from './fields';
import { itemHolds } from './findOut';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task checklist item',
	description: 'Change an item of a checklist, or move it to another one',
	effect: 'write',
	writes: 'present',
	records: ({ itemId: id }) => [id],
	fields: {
		taskId: required(taskId),
		itemId: required(itemId),
		updateFields: collection('Update Fields', {
			isComplete: flag('Completed', 'Whether the item is completed'),
			isImportant: flag('Important', 'Whether the item is important'),
			observers: clearable(
				observers('Users who watch this item. They replace the current observers.'),
			),
			parent: parent('The item moves there.'),
			participants: clearable(
				participants('Users who work on this item. They replace the current participants.'),
			),
			sortIndex: integer('Position', { min: 0 }),
			title: text('Title'),
		}),
	},
	*steps({ taskId: TASKID, itemId: ITEMID, updateFields }) {
		mustChange(itemBody(updateFields, false));
		const { participants: working, observers: watching } = updateFields;
		// Members are written as a whole: those of the other role stay.
		const isHalf = (working === undefined) !== (watching === undefined);
		const others = isHalf ? membersIn(yield* itemOf(TASKID, ITEMID)) : {};
		const FIELDS = itemBody({ ...others, ...updateFields }, false);
		yield {
			...method('task.checklistitem.update', { TASKID, ITEMID, FIELDS }, 'write', DONE_OR_NULL),
			findOut: itemHolds(TASKID, ITEMID, FIELDS),
		};
		return written(ITEMID, TASKID, FIELDS);
	},
	bulk: batch,
});

function* itemOf(TASKID: number, ITEMID: number) {
	const body: unknown = yield method(
		'task.checklistitem.get',
		{ TASKID, ITEMID },
		'read',
		recordAt(),
	);
	return asObject(resultOf(body));
}
