import { collection, flag, integer, required, text } from '../../shared/form/fields';
import { asNumber, asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from '../task/fields';
import { itemBody } from './body';
import { observers, parent, participants } from './fields';
import { itemIsListed } from './findOut';
import { written } from './simplify';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a task checklist item',
	description: 'Add an item to a checklist of a task, or a new checklist',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(taskId),
		title: required(text('Title', { placeholder: 'e.g. Ask for the address' })),
		additionalFields: collection('Additional Fields', {
			isComplete: flag('Completed', 'Whether the item is completed'),
			isImportant: flag('Important', 'Whether the item is important'),
			observers: observers('Users who watch this item'),
			parent: parent('Without it a new checklist is created.'),
			participants: participants('Users who work on this item'),
			sortIndex: integer('Position', { min: 0 }),
		}),
	},
	// Items stand in the order in which they are added.
	records: ({ taskId: id }) => [id],
	method: 'task.checklistitem.add',
	parameters: ({ taskId: TASKID, title: TITLE, additionalFields }) => ({
		TASKID,
		FIELDS: { TITLE, ...itemBody(additionalFields, true) },
	}),
	proof: idAt(),
	findOut: ({ taskId: id }, sent) => itemIsListed(id, asObject(asObject(sent).FIELDS)),
	output: (result, { taskId: task }, { FIELDS }) => written(asNumber(result), task, FIELDS),
});
