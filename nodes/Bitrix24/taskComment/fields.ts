import { InvalidInput } from '../../shared/contract/errors';
import { choice, required, requiredWhen, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

export { taskId } from '../task/fields';
export const comment = required(text('Text', { rows: 4 }));

const CHAT = 'chat';
const OLD = 'old';
const CARDS = [
	{
		name: 'New (Chat)',
		value: CHAT,
		description: 'Comments are messages in the chat of the task, as in all cloud portals',
	},
	{
		name: 'Old (Comments)',
		value: OLD,
		description: 'Self-hosted portals before version 25.700.0 of the tasks module',
	},
] as const;
export type Card = (typeof CARDS)[number]['value'];

/** Which task card the portal has; the methods of one know nothing of the comments of the other. */
export const card = choice<Card>('Task Card', CARDS, { fallback: CHAT });

/** One comment, of either kind. */
export const COMMENT_ID = {
	commentId: requiredWhen(
		picker('Comment', NUMBER_ID, {
			search: 'searchTaskComments',
			description: 'The comment. The list shows the comments of the task.',
		}),
		{ card: [CHAT] },
	),
	oldCommentId: requiredWhen(
		picker('Comment', NUMBER_ID, {
			search: 'searchOldTaskComments',
			description: 'The comment. The list shows the comments of the task.',
		}),
		{ card: [OLD] },
	),
};

interface CommentValues {
	readonly card?: Card;
	readonly taskId?: number;
	readonly commentId?: number;
	readonly oldCommentId?: number;
}

/** @throws InvalidInput without a comment, or without its task on the old card */
export function commentOf({ card: kind = CHAT, taskId, commentId, oldCommentId }: CommentValues): {
	readonly id: number;
	readonly oldTask?: number;
} {
	const id = kind === OLD ? oldCommentId : commentId;
	if (id === undefined)
		throw new InvalidInput('"Comment" is empty', 'Pick it from the list, or enter its ID.');
	if (kind === CHAT) return { id };
	if (taskId === undefined)
		throw new InvalidInput(
			'"Task" is empty',
			'On the old task card a comment is found by its task.',
		);
	return { id, oldTask: taskId };
}

/** The key of a comment among the records that items change. */
export const keyOf = ({ card: kind = CHAT, commentId, oldCommentId }: CommentValues) =>
	kind === OLD ? ['old', oldCommentId] : commentId;
