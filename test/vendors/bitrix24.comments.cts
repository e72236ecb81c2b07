/**
 * Comments of tasks of the fake Bitrix24: task.commentitem.add, the task chat by REST 3.0 and by
 * im.* (contract 2.9, 2.10).
 */
import { there } from '../support/there.cts';
import {
	coded,
	integer,
	isMap,
	moment,
	only,
	portalTime,
	refusal3,
	whole,
} from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import { FIELDS, ITEM, keysOf, positional, TASK, thrown } from './bitrix24.positional.cts';
import type { Message, Task } from './bitrix24.records.cts';
import { core } from './bitrix24.taskfields.cts';
import { sight } from './bitrix24.tasks.cts';

const unknown = (text: string) => coded('100', text);

/** A comment is a message in the chat of its task (module tasks 25.700.0 and later). */
function say(
	task: Task,
	text: string,
	author: number,
	{ portal }: Context,
	more: Partial<Message> = {},
): number {
	const id = portal.nextId();
	portal.store.messages.set(id, {
		id,
		chat_id: task.CHAT_ID,
		author_id: author,
		date: portalTime(Date.now()),
		text,
		...more,
	});
	task.COMMENTS_COUNT = String(Number(task.COMMENTS_COUNT ?? 0) + 1);
	return id;
}

const COMMENT = 'ctaskcommentitem::add';
const COMMENT_FIELDS = ['POST_MESSAGE', 'AUTHOR_ID', 'POST_DATE', 'UF_FORUM_MESSAGE_DOC'];

function files(list: unknown = [], { portal }: Context): number[] {
	const known = (name: unknown): name is string =>
		typeof name === 'string' && portal.store.files.has(integer(/^n(\d+)$/.exec(name)?.[1] ?? ''));
	if (!Array.isArray(list) || !list.every(known)) throw core('File not found');
	return list.map((name) => Number(name.slice(1)));
}

function addComment(params: Params, context: Context) {
	const [taskId, sent] = positional(params, COMMENT, [TASK, FIELDS], context);
	keysOf(sent, COMMENT_FIELDS, COMMENT, '#1 (arFields)');
	const { POST_MESSAGE, AUTHOR_ID = context.caller.userId, POST_DATE, UF_FORUM_MESSAGE_DOC } = sent;
	const task = sight(taskId, context);
	if (task === undefined) throw core('Insufficient permissions to add a comment.');
	if (typeof POST_MESSAGE !== 'string' || POST_MESSAGE.trim() === '')
		throw core('Comment text is not specified');
	if (!context.portal.store.users.has(integer(AUTHOR_ID)))
		throw core('Insufficient permissions to add a comment.');
	if (POST_DATE !== undefined && moment(POST_DATE) === undefined)
		throw core('Incorrect value of the field POST_DATE');
	const id = say(task, POST_MESSAGE, integer(AUTHOR_ID), context, {
		files: files(UF_FORUM_MESSAGE_DOC, context),
	});
	context.wrote(id, { TASKID: taskId, ...sent });
	return { result: id };
}

const oldRefused = () => thrown(4, 'Action is not allowed', 'ACTION_NOT_ALLOWED');

/** The old task card: a portal has one of the two, the fake both, told apart by their ids. */
const oldOf = (taskId: number, { portal }: Context) =>
	[...portal.store.oldComments.values()].filter((one) => one.taskId === taskId);

function oldComments(params: Params, context: Context) {
	const [taskId, order = { ID: 'desc' }, filter = {}] = positional(
		params,
		'ctaskcommentitem::getlist',
		[TASK, ['arOrder', 'array', true], ['arFilter', 'array', true]],
		context,
	);
	keysOf(order, ['ID', 'AUTHOR_ID', 'POST_DATE'], 'ctaskcommentitem::getlist', '#1 (arOrder)');
	keysOf(filter, ['ID', '<ID', '>ID'], 'ctaskcommentitem::getlist', '#2 (arFilter)');
	if (sight(taskId, context) === undefined)
		throw thrown(8, 'Action failed', 'ACTION_FAILED_TO_BE_PROCESSED');
	const { ID: only, '<ID': below = Infinity, '>ID': above = 0 } = filter;
	const found = oldOf(taskId, context)
		.filter(({ ID }) => Number(ID) < Number(below) && Number(ID) > Number(above))
		.filter(({ ID }) => only === undefined || Number(ID) === whole(only))
		.sort((a, b) => (Number(b.ID) - Number(a.ID)) * (/^asc$/i.test(String(order.ID)) ? -1 : 1));
	return { result: found.map(({ taskId: _task, ...one }) => one) };
}

/** One's own old comment of a task. */
function oldComment(taskId: number, itemId: number, context: Context) {
	const found = oldOf(taskId, context).find(({ ID }) => Number(ID) === itemId);
	const isOwn = found !== undefined && Number(found.AUTHOR_ID) === context.caller.userId;
	if (sight(taskId, context) === undefined || !isOwn) throw oldRefused();
	return found;
}

function updateOld(params: Params, context: Context) {
	const [taskId, itemId, sent] = positional(
		params,
		'ctaskcommentitem::update',
		[TASK, ITEM, FIELDS],
		context,
	);
	keysOf(sent, ['POST_MESSAGE', 'UF_FORUM_MESSAGE_DOC'], 'ctaskcommentitem::update', '#2');
	const found = oldComment(taskId, itemId, context);
	if (typeof sent.POST_MESSAGE !== 'string' || sent.POST_MESSAGE === '')
		throw core('Comment text not specified.');
	found.POST_MESSAGE = sent.POST_MESSAGE;
	context.wrote(itemId, { TASKID: taskId, ...sent });
	return { result: true };
}

function deleteOld(params: Params, context: Context) {
	const [taskId, itemId] = positional(params, 'ctaskcommentitem::delete', [TASK, ITEM], context);
	oldComment(taskId, itemId, context);
	context.portal.store.oldComments.delete(itemId);
	context.wrote(itemId, { TASKID: taskId });
	return { result: true };
}

/** REST 3.0 names the field that is wrong (contract 2.10). */
const invalid = (field: string, message: string) =>
	refusal3(400, 'VALIDATION_REQUESTVALIDATIONEXCEPTION', 'Error validating request object', [
		{ message, field },
	]);

function sendMessage(params: Params, context: Context) {
	for (const name of Object.keys(params))
		if (name !== 'fields') throw invalid(name, `Unknown field \`${name}\``);
	if (!isMap(params.fields)) throw invalid('fields', 'Required field `fields` is not specified');
	const { taskId, text, ...rest } = params.fields;
	for (const name of Object.keys(rest)) throw invalid(name, `Unknown field \`${name}\``);
	if (taskId === undefined || taskId === null)
		throw invalid('taskId', 'Required field `taskId` is not specified');
	if (whole(taskId) === undefined)
		throw invalid('taskId', 'Field `taskId` requires data type `int` for this request');
	if (text === undefined || text === null || text === '')
		throw invalid('text', 'Required field `text` is not specified');
	if (typeof text !== 'string')
		throw invalid('text', 'Field `text` requires data type `string` for this request');
	const task = sight(taskId, context);
	if (task === undefined) throw refusal3(403, 'ACCESSDENIEDEXCEPTION', 'Access denied');
	const id = say(task, text, context.caller.userId, context);
	context.wrote(id, params.fields);
	return { result: { result: true } };
}

const taskOfChat = (chatId: number, context: Context) =>
	[...context.portal.store.tasks.values()].find(
		(task) => task.CHAT_ID === chatId && sight(task.ID, context),
	);
const LARGEST_PAGE = 50;
const USUAL_PAGE = 20;

function idOf(params: Params, name: string, code: string) {
	if (params[name] === undefined) return undefined;
	if (whole(params[name]) === undefined)
		throw coded(
			code,
			`${name
				.replace('_ID', '')
				.toLowerCase()
				.replace(/^./, (letter) => letter.toUpperCase())} ID can't be string`,
		);
	return whole(params[name]);
}

/** newest first; LAST_ID: older than that one, FIRST_ID: newer */
function messages(params: Params, context: Context) {
	only(params, ['DIALOG_ID', 'LAST_ID', 'FIRST_ID', 'LIMIT'], unknown);
	const chatId = whole(/^chat(\d+)$/.exec(String(params.DIALOG_ID))?.[1] ?? '');
	if (chatId === undefined) throw coded('DIALOG_ID_EMPTY', "Dialog ID can't be empty");
	const last = idOf(params, 'LAST_ID', 'LAST_ID_STRING');
	const first = idOf(params, 'FIRST_ID', 'FIRST_ID_STRING');
	if (taskOfChat(chatId, context) === undefined)
		throw coded('ACCESS_ERROR', 'You do not have access to the specified dialog', 403);
	const limit = Math.min(
		LARGEST_PAGE,
		Math.max(1, whole(params.LIMIT ?? USUAL_PAGE) ?? USUAL_PAGE),
	);
	const all = [...context.portal.store.messages.values()].filter(
		(message) => message.chat_id === chatId,
	);
	const newer =
		first === undefined
			? undefined
			: all
					.filter(({ id }) => id > first)
					.slice(0, limit)
					.reverse();
	const found =
		newer ??
		all
			.filter(({ id }) => last === undefined || id < last)
			.reverse()
			.slice(0, limit);
	return {
		result: {
			chat_id: chatId,
			messages: found.map(shown),
			users: usersOf(found, context),
			files: [],
		},
	};
}

function shown({ id, chat_id, author_id, date, text }: Message) {
	return {
		id,
		chat_id,
		author_id,
		date,
		text,
		unread: false,
		uuid: author_id === 0 ? null : `00000000-0000-4000-9000-${String(id).padStart(12, '0')}`,
		replaces: [],
		params: [],
		disappearing_date: null,
	};
}

function usersOf(found: Message[], { portal }: Context) {
	const ids = [...new Set(found.map(({ author_id: id }) => id))].filter((id) => id !== 0);
	return ids.map((id) => {
		const user = there(portal.store.users.get(id));
		return {
			id,
			active: user.ACTIVE,
			name: `${user.NAME} ${user.LAST_NAME}`,
			first_name: user.NAME,
			last_name: user.LAST_NAME,
			work_position: user.WORK_POSITION,
		};
	});
}

/** one's own message, which alone may be changed */
function own(params: Params, context: Context) {
	if (params.MESSAGE_ID === undefined || !(integer(params.MESSAGE_ID) > 0))
		throw coded('MESSAGE_ID_ERROR', "Message ID can't be empty");
	const message = context.portal.store.messages.get(integer(params.MESSAGE_ID));
	const reachable =
		message !== undefined &&
		taskOfChat(message.chat_id, context) !== undefined &&
		message.author_id === context.caller.userId;
	if (!reachable)
		throw coded(
			'CANT_EDIT_MESSAGE',
			"Time has expired for modification or you don't have access",
			403,
		);
	return message;
}

/** An empty text deletes the message, none leaves it. */
function updateMessage(params: Params, context: Context) {
	only(
		params,
		['MESSAGE_ID', 'MESSAGE', 'ATTACH', 'KEYBOARD', 'MENU', 'URL_PREVIEW', 'IS_EDITED'],
		unknown,
	);
	const message = own(params, context);
	if (params.MESSAGE === '') context.portal.store.messages.delete(message.id);
	else if (params.MESSAGE !== undefined) message.text = String(params.MESSAGE);
	context.wrote(message.id, params);
	return { result: true };
}

function deleteMessage(params: Params, context: Context) {
	only(params, ['MESSAGE_ID'], unknown);
	const message = own(params, context);
	context.portal.store.messages.delete(message.id);
	context.wrote(message.id, undefined);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'task.commentitem.add': addComment,
	'task.commentitem.update': updateOld,
	'task.commentitem.delete': deleteOld,
	'im.message.update': updateMessage,
	'im.message.delete': deleteMessage,
};

export const METHODS: Methods = {
	...SHOWN,
	'task.commentitem.getlist': oldComments,
	'im.dialog.messages.get': messages,
};

/** The same, below /rest/api/. */
export const SHOWN_3: Methods = { 'tasks.task.chat.message.send': sendMessage };

export const METHODS_3 = SHOWN_3;
