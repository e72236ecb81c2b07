import { required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { method3, resultOf } from '../vendor';
import { simplify, taskId } from './fields';

export const markMessage = operation({
	value: 'markMessage',
	name: 'Mark Chat Message',
	action: 'Mark chat message as a task result',
	description: 'Mark a message in the task chat as a result of the task',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(taskId),
		commentId: required(
			picker('Chat Message', NUMBER_ID, {
				search: 'searchTaskComments',
				description: 'The message. The list shows the task chat.',
			}),
		),
	},
	records: ({ taskId: id }) => [id],
	request: ({ commentId: messageId }, _options, { mark }) => ({
		...method3(
			'tasks.task.result.addfromchatmessage',
			{ fields: { messageId } },
			'write',
			idAt('item', 'id'),
		),
		idempotencyKey: mark,
	}),
	output: (body) => simplify(asObject(asObject(resultOf(body)).item)),
});
