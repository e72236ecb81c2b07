import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { Refused } from '../../shared/contract/errors';
import { about, SOME_JSON } from '../../shared/http/proof';
import { recordsOf } from '../../shared/operation/paging';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { A_TASK } from '../answerProofs';
import { method, resultOf } from '../vendor';

/** Comments on the new task card are messages in the chat of the task; docs/contracts/bitrix24.md section 2.9. */
export function chatRequest(taskId: number): RequestSpec {
	return method('tasks.task.get', { taskId }, 'read', about(taskId, A_TASK));
}

/** Name of the chat behind a task. @throws Refused where the task has none: a portal with the old task card */
export function chatOf(body: unknown): string {
	const id = asNumber(asObject(asObject(resultOf(body)).task).chatId);
	if (id === undefined)
		throw new Refused({
			kind: 'missing',
			title: 'This task has no chat',
			advice:
				'Comments can be read on portals with the new task card, where they are messages in ' +
				'the chat of the task. On an older portal set Task Card to Old (Comments).',
		});
	return `chat${id}`;
}

/** Messages of a page; Bitrix24 gives twenty when nothing is said. */
export const MESSAGES = 50;

/** @param lastId messages older than this one; undefined for the newest */
export function messagesRequest(dialog: string, lastId: number | undefined): RequestSpec {
	return method(
		'im.dialog.messages.get',
		{ DIALOG_ID: dialog, ...olderThan({ id: lastId }), LIMIT: MESSAGES },
		'read',
		SOME_JSON,
	);
}

/** The parameter for messages older than this one. */
export function olderThan(message: IDataObject | undefined): { readonly LAST_ID?: number } {
	const id = asNumber(message?.id);
	return id === undefined ? {} : { LAST_ID: id };
}

/**
 * The messages of an answer, newest first, each with its author's name.
 * @returns undefined for an answer that is no list
 */
export function messagesOf(body: unknown): IDataObject[] | undefined {
	const { messages, users } = asObject(resultOf(body));
	const names = new Map(asRows(users).map(({ id, name }) => [asNumber(id), asText(name)]));
	return recordsOf(messages)
		?.map((message): IDataObject => ({
			...message,
			author: names.get(asNumber(message.author_id)) ?? '',
		}))
		.sort((a, b) => (asNumber(b.id) ?? 0) - (asNumber(a.id) ?? 0));
}
