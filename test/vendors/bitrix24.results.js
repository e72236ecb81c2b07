'use strict';
/** tasks.task.result.* of the fake Bitrix24, REST 3.0 (contract 2.9, 2.10). */
const { isMap, portalTime, refusal3, whole } = require('./bitrix24.answers');
const { sight } = require('./bitrix24.tasks');

const invalid = (field, message) =>
	refusal3(400, 'VALIDATION_REQUESTVALIDATIONEXCEPTION', 'Error validating the request object', [
		{ field, message },
	]);
const unfilled = (field) =>
	refusal3(400, 'VALIDATION_DTOVALIDATIONEXCEPTION', 'Validation error', [
		{ field, message: `The required field "${field}" is not filled` },
	]);
const unknown = (field) =>
	refusal3(400, 'UNKNOWNDTOPROPERTYEXCEPTION', `Unknown field ${field} for entity ResultDto`);
const denied = () => refusal3(403, 'ACCESSDENIEDEXCEPTION', 'Access denied');

function only(params, names) {
	for (const name of Object.keys(params)) if (!names.includes(name)) throw unknown(name);
}

function fieldsOf(params, names) {
	if (!isMap(params.fields)) throw invalid('fields', 'Required field `fields` is missing');
	only(params.fields, names);
	for (const name of names)
		if (params.fields[name] === undefined || params.fields[name] === '') throw unfilled(name);
	return params.fields;
}

function textOf(text) {
	if (typeof text !== 'string') throw invalid('text', 'Field `text` requires data type `string`');
	return text;
}

function made(task, text, messageId, { portal, caller }) {
	const item = {
		id: portal.nextId(),
		taskId: Number(task.ID),
		text,
		authorId: caller.userId,
		createdAt: portalTime(Date.now()),
		updatedAt: null,
		status: 'open',
		fileIds: [],
		messageId,
	};
	portal.store.results.set(item.id, item);
	return item;
}

const shown = (item, { caller }) => {
	const isOwn = item.authorId === caller.userId;
	return { ...item, rights: { edit: isOwn, remove: isOwn } };
};

function add(params, context) {
	only(params, ['fields']);
	const { taskId, text } = fieldsOf(params, ['taskId', 'text']);
	if (whole(taskId) === undefined)
		throw invalid('taskId', 'Field `taskId` requires `int` data type for this request');
	if (!context.portal.store.tasks.has(whole(taskId))) throw invalid('taskId', 'Task not found');
	const task = sight(taskId, context);
	if (task === undefined) throw denied();
	const item = made(task, textOf(text), null, context);
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

function addFromMessage(params, context) {
	only(params, ['fields']);
	const { messageId } = fieldsOf(params, ['messageId']);
	const message = context.portal.store.messages.get(whole(messageId));
	const task = [...context.portal.store.tasks.values()].find(
		({ CHAT_ID, ID }) => CHAT_ID === message?.chat_id && sight(ID, context) !== undefined,
	);
	if (task === undefined) throw denied();
	const item = made(task, message.text, message.id, context);
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

/** Only its author may change a result; one that isn't there looks the same. */
function own({ id }, { portal, caller }) {
	if (whole(id) === undefined) throw invalid('id', 'Required field `id` is missing');
	const item = portal.store.results.get(whole(id));
	if (item === undefined || item.authorId !== caller.userId) throw denied();
	return item;
}

function update(params, context) {
	only(params, ['id', 'fields']);
	const { text } = fieldsOf(params, ['text']);
	const item = own(params, context);
	Object.assign(item, { text: textOf(text), updatedAt: portalTime(Date.now()) });
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

function remove(params, context) {
	only(params, ['id']);
	const { id } = own(params, context);
	context.portal.store.results.delete(id);
	context.wrote(id, params);
	return { result: { result: true } };
}

const LARGEST_PAGE = 50;
const COMPARED = {
	'=': (left, right) => left === right,
	'!=': (left, right) => left !== right,
	'<': (left, right) => left < right,
	'<=': (left, right) => left <= right,
	'>': (left, right) => left > right,
	'>=': (left, right) => left >= right,
};
const FILTERED = ['taskId', 'id', 'authorId', 'status', 'messageId'];

/** `["taskId", 51]` or `["id", "<", 17]`; the task has to be named */
function list(params, context) {
	only(params, ['filter', 'order', 'select', 'pagination']);
	const { filter, order = {}, pagination = {} } = params;
	if (!Array.isArray(filter) || filter.length === 0)
		throw invalid('filter', 'The field value cannot be empty');
	const conditions = filter.map((condition) => {
		const [field, operator, value] =
			condition.length === 2 ? [condition[0], '=', condition[1]] : condition;
		if (!FILTERED.includes(field)) throw unknown(field);
		if (!Object.hasOwn(COMPARED, operator))
			throw refusal3(400, 'UNKNOWNFILTEROPERATOREXCEPTION', 'Unknown filter operator');
		return [field, operator, value];
	});
	const [, , taskId] = conditions.find(([field]) => field === 'taskId') ?? [];
	if (whole(taskId) === undefined)
		throw refusal3(400, 'VALIDATION_REQUESTFILTERVALIDATIONEXCEPTION', 'Error', [
			{ field: 'filter.taskId', message: 'A filter for the field `taskId` must be specified' },
		]);
	if (sight(taskId, context) === undefined) throw denied();
	const found = [...context.portal.store.results.values()].filter((item) =>
		conditions.every(([field, operator, value]) => COMPARED[operator](item[field], value)),
	);
	if (order.id === 'DESC') found.reverse();
	const { limit = LARGEST_PAGE, offset = 0 } = pagination;
	return {
		result: {
			items: found
				.slice(offset, offset + Math.min(limit, LARGEST_PAGE))
				.map((item) => shown(item, context)),
		},
	};
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN_3 = {
	'tasks.task.result.add': add,
	'tasks.task.result.addfromchatmessage': addFromMessage,
	'tasks.task.result.update': update,
	'tasks.task.result.delete': remove,
};

const METHODS_3 = {
	...SHOWN_3,
	'tasks.task.result.list': list,
};

module.exports = { METHODS_3, SHOWN_3 };
