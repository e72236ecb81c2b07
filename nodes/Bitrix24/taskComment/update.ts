import { InvalidInput } from '../../shared/contract/errors';
import { clearable, collection, flag, json } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { defined, withCleared } from '../../shared/text/unknownJson';
import { DONE } from '../answerProofs';
import { batch } from '../bulk';
import { taskId } from '../task/fields';
import { written } from '../timelineComment/simplify';
import { method } from '../vendor';
import { yesNo } from '../yesNo';
import { card, comment as commentText, COMMENT_ID, commentOf, keyOf } from './fields';
import { commentHolds } from './findOut';

/** What only a chat message has (docs/contracts/bitrix24.md section 2.9). */
const messageFields = collection('Update Fields', {
	ATTACH: clearable(
		json('Attachment (JSON)', {
			description: 'Blocks of content below a chat message, as Bitrix24 documents them',
		}),
	),
	IS_EDITED: flag('Mark as Edited', 'Whether a chat message shows that it was edited'),
	KEYBOARD: clearable(
		json('Buttons (JSON)', {
			description: 'Buttons below a chat message, as Bitrix24 documents them',
		}),
	),
	MENU: clearable(
		json('Menu (JSON)', {
			description: 'Further entries in the menu of a chat message, as Bitrix24 documents them',
		}),
	),
	URL_PREVIEW: flag('Preview Links', 'Whether links in a chat message are shown with a preview'),
});

/** How they are taken away. */
const CLEARED = { ATTACH: 'N', KEYBOARD: 'N', MENU: 'N' } as const;

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a task comment',
	description: 'Change the text of one of your own comments',
	effect: 'write',
	writes: 'present',
	fields: { card, taskId, ...COMMENT_ID, comment: commentText, updateFields: messageFields },
	records: (values) => [keyOf(values)],
	request({ comment: text, updateFields: more, ...values }) {
		const comment = commentOf(values);
		const { id, oldTask } = comment;
		const { IS_EDITED, URL_PREVIEW, ...parts } = more;
		const ofChat = withCleared(
			defined({ ...parts, IS_EDITED: yesNo(IS_EDITED), URL_PREVIEW: yesNo(URL_PREVIEW) }),
			CLEARED,
		);
		const isWhole = Object.keys(ofChat).length === 0;
		const findOut = commentHolds(comment, values.taskId, text, isWhole);
		if (oldTask === undefined) {
			const message = { MESSAGE_ID: id, MESSAGE: text, ...ofChat };
			return { ...method('im.message.update', message, 'write', DONE), findOut };
		}
		if (!isWhole)
			throw new InvalidInput(
				'"Update Fields" are for chat messages',
				'Remove them, or set Task Card to New (Chat).',
			);
		// This method counts its parameters: task, comment, fields.
		const old = { TASKID: oldTask, ITEMID: id, FIELDS: { POST_MESSAGE: text } };
		return { ...method('task.commentitem.update', old, 'write', DONE), findOut };
	},
	output: (_body, _request, { comment: text, ...values }) => written(commentOf(values).id, text),
	bulk: batch,
});
