import { ALWAYS, operation } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { batch } from '../bulk';
import { taskId } from '../task/fields';
import { method } from '../vendor';
import { card, COMMENT_ID, commentOf, keyOf } from './fields';
import { commentIsGone } from './findOut';

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task comment',
	description: 'Delete one of your own comments',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { card, taskId, ...COMMENT_ID },
	records: (values) => [keyOf(values)],
	request(values) {
		const comment = commentOf(values);
		const { id, oldTask } = comment;
		// The old method counts its parameters: task, comment.
		const removal =
			oldTask === undefined
				? method('im.message.delete', { MESSAGE_ID: id }, 'write', DONE)
				: method('task.commentitem.delete', { TASKID: oldTask, ITEMID: id }, 'write', DONE);
		return { ...removal, findOut: commentIsGone(comment, values.taskId) };
	},
	output: (_body, _request, values) => ({ deleted: true, id: commentOf(values).id }),
	bulk: batch,
});
