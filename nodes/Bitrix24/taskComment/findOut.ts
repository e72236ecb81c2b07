import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { isListed } from '../../shared/operation/findOut';
import { readsLike } from '../../shared/text/sameValues';
import { asNumber, asObject } from '../../shared/text/unknownJson';
import { resultOf } from '../vendor';
import { chatRequest, MESSAGES, messagesOf, messagesRequest } from './chat';
import { oldCommentsIn, oldCommentsRequest } from './oldComments';

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
