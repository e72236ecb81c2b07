/** task.checklistitem.* of the fake Bitrix24, positional (contract 2.9). */
import { there } from '../support/there.cts';
import { integer, isOneOf, isPhpMap, portalTime, whole } from './bitrix24.answers.cts';
import type { Context, Methods, Params, Portal } from './bitrix24.portal.cts';
import { failed, FIELDS, ITEM, keysOf, positional, TASK, thrown } from './bitrix24.positional.cts';
import type { ChecklistItem, Member, Task } from './bitrix24.records.cts';
import { core } from './bitrix24.taskfields.cts';
import { sight } from './bitrix24.tasks.cts';

const php = (verb: string) => `ctaskchecklistitem::${verb}`;

const nothingThere = () =>
	thrown(512, 'Check listitem not found or not accessible', 'ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE');
const noEdit = () => thrown(4, 'No access to edit the task', 'ACTION_NOT_ALLOWED');

const itemsOf = (taskId: number, { portal }: Context) =>
	[...portal.store.checklistItems.values()].filter((item) => Number(item.TASK_ID) === taskId);
/** The item, if it is one of this task. */
const itemOf = (taskId: number, itemId: number, context: Context) =>
	itemsOf(taskId, context).find((item) => Number(item.ID) === itemId);

/** name -> what is stored of a sent value; undefined: refused */
const TAKEN: Record<string, (value: unknown, context: Context) => unknown> = {
	TITLE: (value) => (typeof value === 'string' ? value : undefined),
	PARENT_ID: whole,
	SORT_INDEX: (value) => (integer(value) >= 0 ? String(whole(value)) : undefined),
	IS_COMPLETE: (value) => (value === 'Y' || value === 'N' ? value : undefined),
	IS_IMPORTANT: (value) => (value === 'Y' || value === 'N' ? value : undefined),
	MEMBERS: membersOf,
};

/** {userId: {TYPE: A or U}} */
function membersOf(value: unknown, { portal }: Context): Member[] | undefined {
	if (!isPhpMap(value)) return undefined;
	const entries = Object.entries(value);
	const fits = (entry: [string, unknown]): entry is [string, { TYPE: string }] => {
		const [id, one] = entry;
		return (
			portal.store.users.has(integer(id)) &&
			isPhpMap(one) &&
			Object.keys(one).join() === 'TYPE' &&
			isOneOf(one.TYPE, ['A', 'U'])
		);
	};
	if (!entries.every(fits)) return undefined;
	return entries.map(([ID, { TYPE }]) => ({
		ID,
		TYPE,
		NAME: nameOf(ID, portal),
		IS_COLLABER: false,
	}));
}

function nameOf(id: unknown, { store }: Portal) {
	const user = there(store.users.get(Number(id)));
	return `${user.NAME} ${user.LAST_NAME}`;
}

/** What is stored of sent values, once each was checked; the parent as it was sent. */
type Taken = Partial<Omit<ChecklistItem, 'PARENT_ID'>> & { PARENT_ID?: number };

function taken(sent: Params, verb: string, which: string, context: Context) {
	keysOf(sent, Object.keys(TAKEN), php(verb), which);
	const values: Params = {};
	for (const [name, value] of Object.entries(sent)) {
		values[name] = TAKEN[name]?.(value, context);
		if (values[name] === undefined) throw failed(`Incorrect value specified for field [${name}]`);
	}
	if (
		(verb === 'add' || 'TITLE' in sent) &&
		!(typeof sent.TITLE === 'string' && sent.TITLE.trim() !== '')
	)
		throw failed('Item name not specified');
	return values as Taken;
}

/** Participants and observers of an item become those of its task. */
function join(task: Task, members: Member[] = []) {
	const ids = (type: string) => members.filter(({ TYPE }) => TYPE === type).map(({ ID }) => ID);
	task.ACCOMPLICES = [...new Set([...task.ACCOMPLICES, ...ids('A')])];
	task.AUDITORS = [...new Set([...task.AUDITORS, ...ids('U')])];
}

function made(task: Task, values: Partial<ChecklistItem>, { portal, caller }: Context) {
	const id = portal.nextId();
	const item: ChecklistItem = {
		ID: String(id),
		TASK_ID: task.ID,
		PARENT_ID: 0,
		CREATED_BY: String(caller.userId),
		TITLE: '',
		SORT_INDEX: '0',
		IS_COMPLETE: 'N',
		IS_IMPORTANT: 'N',
		TOGGLED_BY: null,
		TOGGLED_DATE: '',
		MEMBERS: [],
		ATTACHMENTS: [],
		...values,
	};
	portal.store.checklistItems.set(id, item);
	portal.store.checklistHistory.push({ id, taskId: Number(task.ID), at: Date.now(), ...values });
	return id;
}

/**
 * 0 or an unknown parent makes a checklist; without one the item goes into the first checklist,
 * which is made if need be.
 */
function parentOf(task: Task, wanted: number | undefined, context: Context): string | 0 {
	const items = itemsOf(Number(task.ID), context);
	if (wanted !== undefined)
		return items.some((item) => Number(item.ID) === wanted) ? String(wanted) : 0;
	return (
		items.find((item) => item.PARENT_ID === 0)?.ID ??
		String(made(task, { TITLE: 'BX_CHECKLIST_1' }, context))
	);
}

function add(params: Params, context: Context) {
	const [taskId, sent] = positional(params, php('add'), [TASK, FIELDS], context);
	const task = sight(taskId, context);
	if (task === undefined) throw failed('Adding item: action not allowed');
	const { PARENT_ID, ...values } = taken(sent, 'add', '#1 (arFields)', context);
	const id = made(task, { ...values, PARENT_ID: parentOf(task, PARENT_ID, context) }, context);
	join(task, values.MEMBERS);
	context.wrote(id, { TASKID: taskId, ...sent });
	return { result: id };
}

function update(params: Params, context: Context) {
	const [taskId, itemId, sent] = positional(params, php('update'), [TASK, ITEM, FIELDS], context);
	const task = sight(taskId, context);
	if (task === undefined) throw noEdit();
	const item = itemOf(taskId, itemId, context);
	if (item === undefined)
		throw failed(
			`Incorrect value [] specified for field [ENTITY_ID] in item [, ${sent.TITLE ?? ''}]`,
		);
	const { PARENT_ID, ...values } = taken(sent, 'update', '#2 (arFields)', context);
	if (PARENT_ID !== undefined) item.PARENT_ID = parentOf(task, PARENT_ID, context);
	Object.assign(item, values);
	join(task, values.MEMBERS);
	context.wrote(itemId, { TASKID: taskId, ...sent });
	return { result: null };
}

function get(params: Params, context: Context) {
	const [taskId, itemId] = positional(params, php('get'), [TASK, ITEM], context);
	const item = sight(taskId, context) && itemOf(taskId, itemId, context);
	if (item === undefined) throw nothingThere();
	return { result: item };
}

const SORTED = [
	'ID',
	'PARENT_ID',
	'CREATED_BY',
	'TITLE',
	'SORT_INDEX',
	'IS_COMPLETE',
	'IS_IMPORTANT',
	'TOGGLED_BY',
	'TOGGLED_DATE',
];
const NUMERIC = ['ID', 'PARENT_ID', 'CREATED_BY', 'SORT_INDEX', 'TOGGLED_BY'];

/** all items of a task at once; by id from the newest on, unless asked otherwise */
function getlist(params: Params, context: Context) {
	const [taskId, order = { ID: 'desc' }] = positional(
		params,
		php('getlist'),
		[TASK, ['arOrder', 'array', true]],
		context,
	);
	if (sight(taskId, context) === undefined) throw failed('Action failed');
	const steps = Object.entries(keysOf(order, SORTED, php('getlist'), '#1 (arOrder)'));
	if (!steps.every(([, way]) => /^(asc|desc)$/i.test(String(way)))) throw failed('Action failed');
	const value = (item: ChecklistItem, name: string) =>
		NUMERIC.includes(name)
			? Number(item[name as keyof ChecklistItem] ?? 0)
			: String(item[name as keyof ChecklistItem]);
	const compared = (left: ChecklistItem, right: ChecklistItem, [name, way]: [string, unknown]) => {
		const [a, b] = [value(left, name), value(right, name)];
		return (a === b ? 0 : a < b ? -1 : 1) * (/^desc$/i.test(String(way)) ? -1 : 1);
	};
	const sorted = itemsOf(taskId, context).sort(
		(left, right) =>
			steps.map((step) => compared(left, right, step)).find((order) => order !== 0) ?? 0,
	);
	return { result: sorted };
}

/** with all that stands below it */
function remove(params: Params, context: Context) {
	const [taskId, itemId] = positional(params, php('delete'), [TASK, ITEM], context);
	const item = sight(taskId, context) && itemOf(taskId, itemId, context);
	if (item === undefined) throw failed('Deleting item: action not allowed');
	const drop = (id: unknown) => {
		for (const child of itemsOf(taskId, context)) if (child.PARENT_ID === id) drop(child.ID);
		context.portal.store.checklistItems.delete(Number(id));
	};
	drop(item.ID);
	context.wrote(itemId, { TASKID: taskId });
	return { result: true };
}

/** Finds the item by its own id alone; `false` when there is none, which no order of parameters tells apart. */
const toggle = (verb: string, IS_COMPLETE: string) => (params: Params, context: Context) => {
	const [taskId, itemId] = positional(params, php(verb), [TASK, ITEM], context);
	if (taskId <= 0 || itemId <= 0) throw core('TASKS_ERROR_ASSERT_EXCEPTION');
	const item = context.portal.store.checklistItems.get(itemId);
	if (item === undefined || sight(item.TASK_ID, context) === undefined) return { result: false };
	Object.assign(item, {
		IS_COMPLETE,
		TOGGLED_BY: String(context.caller.userId),
		TOGGLED_DATE: portalTime(Date.now()),
	});
	context.wrote(itemId, { TASKID: taskId, IS_COMPLETE });
	return { result: true };
};

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'task.checklistitem.add': add,
	'task.checklistitem.update': update,
	'task.checklistitem.delete': remove,
	'task.checklistitem.complete': toggle('complete', 'Y'),
	'task.checklistitem.renew': toggle('renew', 'N'),
};

export const METHODS: Methods = {
	...SHOWN,
	'task.checklistitem.get': get,
	'task.checklistitem.getlist': getlist,
};
