/** task.elapseditem.* of the fake Bitrix24, positional (contract 2.9). */
import { coded, integer, isMap, moment, portalTime } from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import { FIELDS, ITEM, keysOf, positional, TASK } from './bitrix24.positional.cts';
import { page, type Page, PAGES, type Schema } from './bitrix24.query.cts';
import type { Elapsed } from './bitrix24.records.cts';
import { sight } from './bitrix24.tasks.cts';

const php = (verb: string) => `ctaskelapseditem::${verb}`;

const noTask = () => coded('0x000001', 'Task not found');
const notAllowed = () => coded('0x000004', 'Action not allowed');

const entriesOf = (taskId: number, { portal }: Context) =>
	[...portal.store.elapsed.values()].filter((entry) => Number(entry.TASK_ID) === taskId);

/** The entry, if it is one of this task, which the caller has to see. */
function entryOf(taskId: number, itemId: number, context: Context) {
	if (sight(taskId, context) === undefined) throw noTask();
	const entry = entriesOf(taskId, context).find(({ ID }) => Number(ID) === itemId);
	if (entry === undefined) throw notAllowed();
	return entry;
}

/** Time and comment have the star with every write. */
function taken(sent: Params, verb: string, which: string, { portal, caller }: Context) {
	keysOf(sent, ['SECONDS', 'COMMENT_TEXT', 'USER_ID'], php(verb), which);
	const { SECONDS, COMMENT_TEXT, USER_ID } = sent;
	if (!(integer(SECONDS) > 0) || typeof COMMENT_TEXT !== 'string' || COMMENT_TEXT === '')
		throw coded('0x000040', 'Unknown error');
	if (USER_ID !== undefined && !portal.store.users.has(integer(USER_ID))) throw notAllowed();
	return {
		SECONDS: String(SECONDS),
		MINUTES: String(Math.floor(integer(SECONDS) / 60)),
		COMMENT_TEXT,
		USER_ID: String(USER_ID ?? caller.userId),
	};
}

function add(params: Params, context: Context) {
	const [taskId, sent] = positional(params, php('add'), [TASK, FIELDS], context);
	if (sight(taskId, context) === undefined) throw noTask();
	const values = taken(sent, 'add', '#1 (arFields)', context);
	const id = context.portal.nextId();
	const now = portalTime(Date.now());
	context.portal.store.elapsed.set(id, {
		ID: String(id),
		TASK_ID: String(taskId),
		...values,
		SOURCE: '2',
		CREATED_DATE: now,
		DATE_START: now,
		DATE_STOP: now,
	});
	context.wrote(id, { TASKID: taskId, ...sent });
	return { result: id };
}

function update(params: Params, context: Context) {
	const [taskId, itemId, sent] = positional(params, php('update'), [TASK, ITEM, FIELDS], context);
	const entry = entryOf(taskId, itemId, context);
	const { USER_ID, ...values } = taken(sent, 'update', '#2 (arFields)', context);
	Object.assign(entry, values, sent.USER_ID === undefined ? {} : { USER_ID });
	context.wrote(itemId, { TASKID: taskId, ...sent });
	return { result: null };
}

/** by its example a list of one */
function get(params: Params, context: Context) {
	const [taskId, itemId] = positional(params, php('get'), [TASK, ITEM], context);
	return { result: [entryOf(taskId, itemId, context)] };
}

const SCHEMA: Schema = {
	ID: 'number',
	USER_ID: 'number',
	MINUTES: 'number',
	SECONDS: 'number',
	CREATED_DATE: 'datetime',
	DATE_START: 'datetime',
	DATE_STOP: 'datetime',
};
const FILTERED = /^(?:!|<=?|>=?)?(?:ID|USER_ID|CREATED_DATE)$/;

function pageOf({ NAV_PARAMS = {}, ...rest }) {
	if (Object.keys(rest).length > 0 || !isMap(NAV_PARAMS)) throw notAllowed();
	const { nPageSize = PAGES.rows, iNumPage = 1, ...unknown } = NAV_PARAMS;
	if (Object.keys(unknown).length > 0) throw notAllowed();
	return { size: Math.min(PAGES.rows, integer(nPageSize)), number: integer(iNumPage) };
}

function getlist(params: Params, context: Context) {
	const [taskId, order = {}, filter = {}, select = ['*'], more = {}] = positional(
		params,
		php('getlist'),
		[
			TASK,
			['arOrder', 'array', true],
			['arFilter', 'array', true],
			['arSelect', 'list', true],
			['arParams', 'array', true],
		],
		context,
	);
	if (sight(taskId, context) === undefined) throw notAllowed();
	if (!Object.keys(filter).every((name) => FILTERED.test(name))) throw notAllowed();
	const isTime = ([name, value]: [string, unknown]) =>
		!name.endsWith('CREATED_DATE') || moment(value) !== undefined;
	if (!Object.entries(filter).every(isTime)) throw notAllowed();
	if (select.length !== 1 || select[0] !== '*') throw notAllowed();
	const { size, number } = pageOf(more);
	const all: Elapsed[] = [];
	for (let start: number | undefined = 0; start !== undefined;) {
		const cut: Page<Elapsed> = page({
			rows: entriesOf(taskId, context),
			filter,
			order,
			start,
			schema: SCHEMA,
			idKey: 'ID',
			refuse: notAllowed,
		});
		all.push(...cut.rows);
		start = cut.next;
	}
	return { result: all.slice((number - 1) * size, number * size), total: all.length };
}

function remove(params: Params, context: Context) {
	const [taskId, itemId] = positional(params, php('delete'), [TASK, ITEM], context);
	entryOf(taskId, itemId, context);
	context.portal.store.elapsed.delete(itemId);
	context.wrote(itemId, { TASKID: taskId });
	return { result: null };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'task.elapseditem.add': add,
	'task.elapseditem.update': update,
	'task.elapseditem.delete': remove,
};

export const METHODS: Methods = {
	...SHOWN,
	'task.elapseditem.get': get,
	'task.elapseditem.getlist': getlist,
};
