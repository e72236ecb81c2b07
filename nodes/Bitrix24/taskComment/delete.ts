import { ALWAYS, operation } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { batch } from '../bulk';
import { taskId } from '../task/fields';
import { method } from '../vendor';
import { card, COMMENT_ID, commentOf, keyOf } from './fields';

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
		const { id, oldTask } = commentOf(values);
		// The old method counts its parameters: task, comment.
		return oldTask === undefined
			? method('im.message.delete', { MESSAGE_ID: id }, 'write', DONE)
			: method('task.commentitem.delete', { TASKID: oldTask, ITEMID: id }, 'write', DONE);
	},
	output: (_body, _request, values) => ({ deleted: true, id: commentOf(values).id }),
	bulk: batch,
});
