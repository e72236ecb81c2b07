/** tasks.task.result.* of the fake Bitrix24, REST 3.0 (contract 2.9, 2.10). */
import { integer, isMap, isOneOf, portalTime, refusal3, whole } from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import type { Result, Task } from './bitrix24.records.cts';
import { sight } from './bitrix24.tasks.cts';

const invalid = (field: string, message: string) =>
	refusal3(400, 'VALIDATION_REQUESTVALIDATIONEXCEPTION', 'Error validating the request object', [
		{ field, message },
	]);
const unfilled = (field: string) =>
	refusal3(400, 'VALIDATION_DTOVALIDATIONEXCEPTION', 'Validation error', [
		{ field, message: `The required field "${field}" is not filled` },
	]);
const unknown = (field: string) =>
	refusal3(400, 'UNKNOWNDTOPROPERTYEXCEPTION', `Unknown field ${field} for entity ResultDto`);
const denied = () => refusal3(403, 'ACCESSDENIEDEXCEPTION', 'Access denied');

function only(params: Params, names: readonly string[]) {
	for (const name of Object.keys(params)) if (!names.includes(name)) throw unknown(name);
}

function fieldsOf(params: Params, names: readonly string[]) {
	if (!isMap(params.fields)) throw invalid('fields', 'Required field `fields` is missing');
	only(params.fields, names);
	for (const name of names)
		if (params.fields[name] === undefined || params.fields[name] === '') throw unfilled(name);
	return params.fields;
}

function textOf(text: unknown): string {
	if (typeof text !== 'string') throw invalid('text', 'Field `text` requires data type `string`');
	return text;
}

function made(task: Task, text: string, messageId: number | null, { portal, caller }: Context) {
	const item: Result = {
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

const shown = (item: Result, { caller }: Context) => {
	const isOwn = item.authorId === caller.userId;
	return { ...item, rights: { edit: isOwn, remove: isOwn } };
};

function add(params: Params, context: Context) {
	only(params, ['fields']);
	const { taskId, text } = fieldsOf(params, ['taskId', 'text']);
	if (whole(taskId) === undefined)
		throw invalid('taskId', 'Field `taskId` requires `int` data type for this request');
	if (!context.portal.store.tasks.has(integer(taskId))) throw invalid('taskId', 'Task not found');
	const task = sight(taskId, context);
	if (task === undefined) throw denied();
	const item = made(task, textOf(text), null, context);
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

function addFromMessage(params: Params, context: Context) {
	only(params, ['fields']);
	const { messageId } = fieldsOf(params, ['messageId']);
	const message = context.portal.store.messages.get(integer(messageId));
	const task = [...context.portal.store.tasks.values()].find(
		({ CHAT_ID, ID }) => CHAT_ID === message?.chat_id && sight(ID, context) !== undefined,
	);
	if (message === undefined || task === undefined) throw denied();
	const item = made(task, message.text, message.id, context);
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

/** Only its author may change a result; one that isn't there looks the same. */
function own({ id }: Params, { portal, caller }: Context) {
	if (whole(id) === undefined) throw invalid('id', 'Required field `id` is missing');
	const item = portal.store.results.get(integer(id));
	if (item === undefined || item.authorId !== caller.userId) throw denied();
	return item;
}

function update(params: Params, context: Context) {
	only(params, ['id', 'fields']);
	const { text } = fieldsOf(params, ['text']);
	const item = own(params, context);
	Object.assign(item, { text: textOf(text), updatedAt: portalTime(Date.now()) });
	context.wrote(item.id, params.fields);
	return { result: { item: shown(item, context) } };
}

function remove(params: Params, context: Context) {
	only(params, ['id']);
	const { id } = own(params, context);
	context.portal.store.results.delete(id);
	context.wrote(id, params);
	return { result: { result: true } };
}

const LARGEST_PAGE = 50;
/** As the vendor compares them, whatever they are. */
type Compared = number | string;
const COMPARED: Record<string, (left: Compared, right: Compared) => boolean> = {
	'=': (left, right) => left === right,
	'!=': (left, right) => left !== right,
	'<': (left, right) => left < right,
	'<=': (left, right) => left <= right,
	'>': (left, right) => left > right,
	'>=': (left, right) => left >= right,
};
const FILTERED = ['taskId', 'id', 'authorId', 'status', 'messageId'] as const;

/** `["taskId", 51]` or `["id", "<", 17]`; the task has to be named */
function list(params: Params, context: Context) {
	only(params, ['filter', 'order', 'select', 'pagination']);
	const { filter } = params;
	const { order = {}, pagination = {} } = params as Record<string, Params | undefined>;
	if (!Array.isArray(filter) || filter.length === 0)
		throw invalid('filter', 'The field value cannot be empty');
	const conditions = filter.map((condition: unknown[]) => {
		const [field, operator, value] =
			condition.length === 2 ? [condition[0], '=', condition[1]] : condition;
		if (!isOneOf(field, FILTERED)) throw unknown(String(field));
		const compared = COMPARED[String(operator)];
		if (compared === undefined)
			throw refusal3(400, 'UNKNOWNFILTEROPERATOREXCEPTION', 'Unknown filter operator');
		return {
			field,
			fits: (item: Result) => compared(item[field] as Compared, value as Compared),
			value,
		};
	});
	const taskId = conditions.find(({ field }) => field === 'taskId')?.value;
	if (whole(taskId) === undefined)
		throw refusal3(400, 'VALIDATION_REQUESTFILTERVALIDATIONEXCEPTION', 'Error', [
			{ field: 'filter.taskId', message: 'A filter for the field `taskId` must be specified' },
		]);
	if (sight(taskId, context) === undefined) throw denied();
	const found = [...context.portal.store.results.values()].filter((item) =>
		conditions.every(({ fits }) => fits(item)),
	);
	if (order.id === 'DESC') found.reverse();
	const { limit = LARGEST_PAGE, offset = 0 } = pagination as { limit?: number; offset?: number };
	return {
		result: {
			items: found
				.slice(offset, offset + Math.min(limit, LARGEST_PAGE))
				.map((item) => shown(item, context)),
		},
	};
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN_3: Methods = {
	'tasks.task.result.add': add,
	'tasks.task.result.addfromchatmessage': addFromMessage,
	'tasks.task.result.update': update,
	'tasks.task.result.delete': remove,
};

export const METHODS_3: Methods = {
	...SHOWN_3,
	'tasks.task.result.list': list,
};
