import { choice, collection, required, when } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { person, related } from '../../shared/operation/simplifiedRecord';
import { asNumber, defined } from '../../shared/text/unknownJson';
import { idAt, trueAt } from '../answerProofs';
import { batch } from '../bulk';
import { user } from '../recordPickers';
import { attachments, taskId } from '../task/fields';
import { uploaded, uploadsOf } from '../task/uploads';
import { written } from '../timelineComment/simplify';
import { method, method3, resultOf } from '../vendor';
import { comment } from './fields';
import { commentIsListed } from './findOut';

const WAYS = [
	{
		name: 'Chat Message',
		value: 'chat',
		description:
			'Written into the chat of the task. Needs the permission Tasks, REST 3.0 (tasks) and ' +
			'the new task card; one request each, and no ID is returned.',
	},
	{
		name: 'Comment',
		value: 'comment',
		description:
			'Available on every portal, up to 50 in one request, with files and the ID of the comment',
	},
] as const;

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task comment',
	description: 'Comment on a task. The people in the task are notified by Bitrix24.',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(taskId),
		comment,
		sendAs: choice('Send As', WAYS, { fallback: 'comment' }),
		additionalFields: when(
			collection('Additional Fields', {
				AUTHOR_ID: user('Author', 'Only administrators can write on behalf of others'),
				...attachments,
			}),
			{ sendAs: ['comment'] },
		),
	},
	// Comments of a task are read in the order in which they were written.
	records: ({ taskId: id }) => [id],
	*steps(
		{ taskId: id, comment: text, sendAs, additionalFields: { AUTHOR_ID, files, storage } },
		_options,
		item,
	) {
		if (sendAs === 'chat') {
			yield {
				...method3(
					'tasks.task.chat.message.send',
					{ fields: { taskId: id, text } },
					'write',
					trueAt('result'),
				),
				idempotencyKey: item.mark,
			};
			return { ...written(undefined, text), relatedTo: related('task', id) };
		}
		const attached = yield* uploaded(uploadsOf(files, storage, item));
		const fields = defined({
			POST_MESSAGE: text,
			AUTHOR_ID,
			UF_FORUM_MESSAGE_DOC: attached.length === 0 ? undefined : attached,
		});
		// This method counts its parameters: task first, then fields, nothing else.
		const commentId = asNumber(
			resultOf(
				yield {
					...method('task.commentitem.add', { TASKID: id, FIELDS: fields }, 'write', idAt()),
					findOut: commentIsListed(id, { text, author: AUTHOR_ID }),
				},
			),
		);
		return defined({
			...written(commentId, text),
			createdBy: AUTHOR_ID === undefined ? undefined : person({ id: AUTHOR_ID }),
			relatedTo: related('task', id),
			files: attached.length === 0 ? undefined : attached,
		});
	},
	bulk: batch,
});
