import { DONE } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from '../task/fields';
import { commentId } from './fields';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task comment',
	description: 'Delete one of your own comments on the new task card',
	effect: 'write',
	fields: { taskId, commentId },
	records: ({ commentId: id }) => [id],
	method: 'im.message.delete',
	parameters: ({ commentId: MESSAGE_ID }) => ({ MESSAGE_ID }),
	proof: DONE,
	output: (_result, { commentId: id }) => ({ deleted: true, id }),
});
