import { choice, required, when } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { method3, resultOf } from '../vendor';
import { resultText, simplify, taskId } from './fields';

const SOURCES = [
	{ name: 'Chat Message', value: 'message', description: 'A message that is in the task chat' },
	{ name: 'Text', value: 'text', description: 'A new text' },
] as const;

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a task result',
	description: 'Add a result to a task, from a text or from a message of the task chat',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(taskId),
		from: choice('Create From', SOURCES, { fallback: 'text' }),
		text: when(required(resultText), { from: ['text'] }),
		commentId: when(
			required(
				picker('Chat Message', NUMBER_ID, {
					search: 'searchTaskComments',
					description: 'The message; the list shows those of the task chat',
				}),
			),
			{ from: ['message'] },
		),
	},
	// Results of a task stand in the order in which they are added.
	records: ({ taskId: id }) => [id],
	// Results have methods of REST 3.0 only, on portals with the new task card (section 2.9).
	request: ({ taskId: id, from, text, commentId: messageId }) =>
		from === 'message'
			? method3(
					'tasks.task.result.addfromchatmessage',
					{ fields: { messageId } },
					'write',
					idAt('item', 'id'),
				)
			: method3(
					'tasks.task.result.add',
					{ fields: { taskId: id, text } },
					'write',
					idAt('item', 'id'),
				),
	output: (body) => simplify(asObject(asObject(resultOf(body)).item)),
});
