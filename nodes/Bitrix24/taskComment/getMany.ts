import type { IDataObject } from 'n8n-workflow';
import { list } from '../../shared/define';
import { required } from '../../shared/fields';
import type { RequestSpec } from '../../shared/operation';
import { asNumber } from '../../shared/values';
import { chatOf, chatRequest, MESSAGES, messagesOf, messagesRequest } from './chat';
import { taskId } from './fields';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task comments',
	description: 'List the comments on a task, newest first. Messages that Bitrix24 itself writes into the chat are among them.',
	fields: { taskId: required(taskId) },
	simplify: ({ id, author_id, author, date, text }) => ({ id, authorId: author_id, author, created: date, comment: text }),
	rows: ({ taskId: id }, _options, limit) => comments(id, limit),
});

/** Page after page backwards in time; a page that brings nothing older ends it. */
function* comments(taskId: number, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	const dialog = chatOf(yield chatRequest(taskId));
	const found = new Map<number, IDataObject>();
	for (let before: number | undefined; found.size < limit; ) {
		const size = Math.min(MESSAGES, limit - found.size);
		const page = messagesOf(yield messagesRequest(dialog, before, size));
		const known = found.size;
		for (const message of page) found.set(asNumber(message.id) ?? 0, message);
		before = asNumber(page.at(-1)?.id);
		if (page.length < size || found.size === known) break;
	}
	return [...found.values()].slice(0, limit);
}
