import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { isListed } from '../../shared/operation/findOut';
import { readsLike, sameValue } from '../../shared/text/sameValues';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { resultOf } from '../vendor';
import { chatRequest, MESSAGES, messagesOf, messagesRequest } from './chat';
import { oldCommentsIn, oldCommentsRequest } from './oldComments';

/** A comment that is there: of the old card by its task, of the new one by its task as far as that was given. */
interface Present {
	readonly id: number;
	readonly oldTask?: number;
}

/**
 * Reads a comment.
 * @param taskId of a chat message
 * @returns an empty one where the task has no such comment; undefined where its comments can't be read
 */
function* present(
	{ id, oldTask }: Present,
	taskId: number | undefined,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	if (oldTask !== undefined) {
		const found = oldCommentsIn(yield oldCommentsRequest(oldTask, { ID: id }));
		return found && (found.find(({ ID }) => asNumber(ID) === id) ?? {});
	}
	if (taskId === undefined) return undefined;
	const { task } = asObject(resultOf(yield chatRequest(taskId)));
	const chatId = asNumber(asObject(task).chatId);
	if (chatId === undefined) return undefined;
	// Messages older than the next one.
	const found = messagesOf(yield messagesRequest(`chat${chatId}`, id + 1));
	return found && (found.find((message) => asNumber(message.id) === id) ?? {});
}

const textOf = ({ text, POST_MESSAGE }: IDataObject) => text ?? POST_MESSAGE;

/**
 * The comment has the text.
 * @param isWhole whether the text is all that was written: a message does not show the rest
 */
export function commentHolds(
	comment: Present,
	taskId: number | undefined,
	text: string,
	isWhole: boolean,
): FindOut {
	return {
		*answers() {
			const shown = yield* present(comment, taskId);
			// A message may belong to another task than the one that was given.
			if (shown === undefined || textOf(shown) === undefined) return undefined;
			if (!sameValue(text, textOf(shown))) return [];
			return isWhole ? [{ result: true }] : undefined;
		},
	};
}

/** The task has no such comment any more, or one without a text. */
export function commentIsGone(comment: Present, taskId: number | undefined): FindOut {
	return {
		*answers() {
			const shown = yield* present(comment, taskId);
			return shown && (asText(textOf(shown)) === '' ? [{ result: true }] : []);
		},
	};
}

/** What is known of a new comment. */
interface Comment {
	readonly text: string;
	/** Undefined for the user of the credential. */
	readonly author?: number;
}

/**
 * The new comment is on the old card of its task or, where the task has a chat, among the messages there: which of the
 * two a portal shows is not told (docs/contracts/bitrix24.md section 2.9).
 */
export function commentIsListed(taskId: number, { text, author }: Comment): FindOut {
	const isIt = (written: IDataObject, row: IDataObject) => readsLike(written, row);
	const onOldCard = isListed({
		page: () => oldCommentsRequest(taskId),
		rows: oldCommentsIn,
		goesOn: () => false,
		created: ({ POST_DATE }) => POST_DATE,
		isIt: (row) => isIt({ POST_MESSAGE: text, AUTHOR_ID: author }, row),
		answer: ({ ID }) => ({ result: asNumber(ID) }),
	});
	return {
		creates: true,
		*answers(since) {
			const old = yield* onOldCard.answers(since);
			if (old === undefined || old.length > 0) return old;
			const { task } = asObject(resultOf(yield chatRequest(taskId)));
			const chatId = asNumber(asObject(task).chatId);
			if (chatId === undefined) return [];
			let oldest: number | undefined;
			const inChat = isListed({
				page: () => messagesRequest(`chat${chatId}`, oldest),
				rows(body) {
					const messages = messagesOf(body);
					oldest = asNumber(messages?.at(-1)?.id) ?? oldest;
					return messages;
				},
				goesOn: (_body, rows) => rows.length >= MESSAGES,
				created: ({ date }) => date,
				isIt: (row) => isIt({ text, author_id: author }, row),
				answer: ({ id }) => ({ result: asNumber(id) }),
			});
			return yield* inChat.answers(since);
		},
	};
}
