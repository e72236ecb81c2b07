import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { collection, required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { list } from '../../shared/operation/define';
import { listSteps, type Pager } from '../../shared/operation/paging';
import { person, related, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';
import { taskId } from '../task/fields';
import { chatOf, chatRequest, MESSAGES, messagesOf, messagesRequest, olderThan } from './chat';
import { card } from './fields';
import { asMessage, OLD_COMMENTS, oldCommentsRequest } from './oldComments';

const filters = collection(
	'Filters',
	{
		newerThan: picker('Newer Than Comment', NUMBER_ID, {
			description: 'The last comment you already have',
		}),
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task comments',
	description:
		'List the comments on a task, newest first. Messages that Bitrix24 itself writes into the chat are among them.',
	fields: { card, taskId: required(taskId), filters },
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
	*rows({ card: kind, taskId: id, filters: { newerThan: known } }, _options, limit) {
		const rows = yield* kind === 'old' ? oldComments(id, known, limit) : comments(id, known, limit);
		return rows.map((row) => ({ ...row, [TASK]: id }));
	},
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

/** The same, up to a message that is known. */
function newerThan(known: number): Pager {
	const isNew = (row: IDataObject) => (asNumber(row.id) ?? 0) > known;
	return {
		...PAGER,
		rows: (body) => messagesOf(body)?.filter(isNew),
		// A page that has come to what is known is the last.
		isLast: (body, page) => messagesOf(body)?.every(isNew) !== true || PAGER.isLast(body, page),
	};
}

function* comments(
	taskId: number,
	known: number | undefined,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const dialog = chatOf(yield chatRequest(taskId));
	const pager = known === undefined ? PAGER : newerThan(known);
	return yield* listSteps(pager, messagesRequest(dialog, undefined), limit);
}

function* oldComments(
	taskId: number,
	known: number | undefined,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const filter = known === undefined ? {} : { '>ID': known };
	const found = yield* listSteps(OLD_COMMENTS, oldCommentsRequest(taskId, filter), limit);
	return found.map(asMessage);
}
