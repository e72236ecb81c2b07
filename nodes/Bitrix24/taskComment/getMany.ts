import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { required } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listSteps, type Pager } from '../../shared/operation/paging';
import { person, related, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';
import { taskId } from '../task/fields';
import { chatOf, chatRequest, MESSAGES, messagesOf, messagesRequest, olderThan } from './chat';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task comments',
	description:
		'List the comments on a task, newest first. Messages that Bitrix24 itself writes into the chat are among them.',
	fields: { taskId: required(taskId) },
	simplify: ({ id, author_id, author, date, text, [TASK]: task }) =>
		simplifiedNote({
			id: asNumber(id),
			description: withoutBbCode(asText(text)),
			kind: 'Comment',
			createdBy: person({ id: asNumber(author_id), name: author }),
			relatedTo: related('task', task),
			createdAt: date,
		}),
	raw(message) {
		const sent = { ...message };
		delete sent[TASK];
		return sent;
	},
	rows: ({ taskId: id }, _options, limit) => comments(id, limit),
});

/** Beside what Bitrix24 says of a message, which does not name its task. */
const TASK = 'task of the comment';

/**
 * Page after page backwards in time. No answer tells how many there are, so a list goes on until a page is empty or
 * shorter than one that Bitrix24 has given before.
 */
const PAGER: Pager = {
	vendor: 'Bitrix24',
	records: 'comments',
	largestPage: MESSAGES,
	countsRows: false,
	followsRow: true,
	request(base, size, { lastRow }) {
		return { ...base, body: { ...asObject(base.body), ...olderThan(lastRow), LIMIT: size } };
	},
	rows: messagesOf,
	id: ({ id }) => id,
	total: () => undefined,
	isLast: (_body, { rows, size, largest }) => rows.length < Math.min(size, largest),
};

function* comments(taskId: number, limit: number): Generator<RequestSpec, IDataObject[], unknown> {
	const dialog = chatOf(yield chatRequest(taskId));
	const rows = yield* listSteps(PAGER, messagesRequest(dialog, undefined), limit);
	return rows.map((row) => ({ ...row, [TASK]: taskId }));
}
