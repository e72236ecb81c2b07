import { DONE } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from '../task/fields';
import { written } from '../timelineComment/simplify';
import { comment, commentId } from './fields';

export const update = call({
	value: 'update',
	name: 'Update',
	action: 'Update a task comment',
	description: 'Change the text of one of your own comments on the new task card',
	effect: 'write',
	writes: 'present',
	fields: { taskId, commentId, comment },
	records: ({ commentId: id }) => [id],
	method: 'im.message.update',
	parameters: ({ commentId: MESSAGE_ID, comment: MESSAGE }) => ({ MESSAGE_ID, MESSAGE }),
	proof: DONE,
	output: (_result, { commentId: id, comment: text }) => written(id, text),
});
