import { call } from '../define';
import { commentId, taskId } from './fields';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task comment',
	description: 'Delete an own comment on the new task card',
	effect: 'write',
	fields: { taskId, commentId },
	method: 'im.message.delete',
	parameters: ({ commentId: MESSAGE_ID }) => ({ MESSAGE_ID }),
	output: (_result, { commentId: id }) => ({ deleted: true, id }),
});
