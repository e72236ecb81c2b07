/** Stages, links between tasks and histories of tasks of the fake Bitrix24 (contract 2.8). */
import { there } from '../support/there.cts';
import { coded, integer, isMap, only, portalTime, whole } from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import type { Task } from './bitrix24.records.cts';
import { sight } from './bitrix24.tasks.cts';

const unknown = (text: string) => coded('100', text);
const noValue = (name: string) => coded('100', `Could not find value for parameter {${name}}`);

function numberIn(params: Params, name: string) {
	if (params[name] === undefined || params[name] === null || params[name] === '')
		throw noValue(name);
	const value = whole(params[name]);
	if (value === undefined) throw coded('100', `Invalid value {${params[name]}} of {${name}}`);
	return value;
}

/** The stages of a workgroup; 0: of the caller's planner. A map by their ids. */
function stages(params: Params, { portal, caller }: Context) {
	only(params, ['entityId', 'isAdmin'], unknown);
	const group = numberIn(params, 'entityId');
	const { store } = portal;
	if (store.hiddenBoards.has(group) || (group !== 0 && !store.groups.has(group)))
		throw coded('ACCESS_DENIED', 'You cannot view stages in this group.');
	const [type, owner] = group === 0 ? ['U', caller.userId] : ['G', group];
	const found = [...store.stages.values()].filter(
		({ ENTITY_TYPE, ENTITY_ID }) => ENTITY_TYPE === type && Number(ENTITY_ID) === owner,
	);
	return {
		result: found.length === 0 ? [] : Object.fromEntries(found.map((stage) => [stage.ID, stage])),
	};
}

/** task -> where in its stage it was put */
const places = new WeakMap<Task, string>();

function moveTask(params: Params, context: Context) {
	only(params, ['id', 'stageId', 'before', 'after'], unknown);
	const { store } = context.portal;
	const task = sight(numberIn(params, 'id'), context);
	const stageId = numberIn(params, 'stageId');
	if (params.before !== undefined && params.after !== undefined)
		throw coded('ACCESS_DENIED_MOVE', 'You cannot move this task');
	if (task === undefined) throw coded('TASK_NOT_FOUND', 'Task not found or access to it is denied');
	const stage = store.stages.get(stageId);
	if (stage === undefined) throw coded('NOT_FOUND', 'Stage not found');
	const place = `${stageId} ${params.before ?? ''} ${params.after ?? ''}`;
	const isThere = places.get(task) === place;
	// A stage of My Planner is its user's alone, and none of the task's.
	if (stage.ENTITY_TYPE === 'G') task.STAGE_ID = String(stageId);
	places.set(task, place);
	// The same move again changes nothing.
	if (!isThere) context.wrote(Number(task.ID), params);
	return { result: true };
}

const pairOf = (params: Params) => `${whole(params.taskIdFrom)}-${whole(params.taskIdTo)}`;

function linked(params: Params, context: Context) {
	const [from, to] = [numberIn(params, 'taskIdFrom'), numberIn(params, 'taskIdTo')];
	const isThere = sight(from, context) !== undefined && sight(to, context) !== undefined;
	return { isThere, from, to };
}

function addLink(params: Params, context: Context) {
	only(params, ['taskIdFrom', 'taskIdTo', 'linkType'], unknown);
	const { isThere, from, to } = linked(params, context);
	const { links } = context.portal.store;
	if (!isThere || from === to || ![0, 1, 2, 3].includes(numberIn(params, 'linkType')))
		throw coded('ACTION_NOT_ALLOWED', 'Unable to add a link between tasks');
	if (links.has(pairOf(params)))
		throw coded('ILLEGAL_NEW_LINK', 'A link between tasks already exists');
	links.set(pairOf(params), integer(params.linkType));
	context.wrote(from, params);
	return { result: [] };
}

function removeLink(params: Params, context: Context) {
	only(params, ['taskIdFrom', 'taskIdTo'], unknown);
	const { isThere, from } = linked(params, context);
	const { links } = context.portal.store;
	if (!isThere)
		throw coded('ACTION_NOT_ALLOWED', 'It is not possible to delete the dependency between tasks');
	if (!links.delete(pairOf(params)))
		throw coded('ILLEGAL_NEW_LINK', 'The dependency between tasks does not exist');
	context.wrote(from, params);
	return { result: [] };
}

/** What happened to a task, newest first; nothing of a task that does not exist. */
function history(params: Params, context: Context) {
	only(params, ['taskId', 'filter', 'order'], unknown);
	if (params.taskId === undefined || params.taskId === '')
		throw coded(
			'100',
			'CTaskItem All parameters in the constructor must have real class type (internal error)',
		);
	const id = integer(params.taskId);
	if (!(id > 0)) throw coded('0', 'wrong task id (internal error)');
	const { filter = {} } = params;
	if (!isMap(filter) || Object.keys(filter).some((name) => name !== 'FIELD'))
		throw coded('0', 'Access denied. (internal error)');
	const { store } = context.portal;
	if (!store.tasks.has(id)) return { result: { list: [] } };
	const task = sight(id, context);
	if (task === undefined) throw coded('0', 'Access denied. (internal error)');
	const user = there(store.users.get(Number(task.CREATED_BY)));
	const entry = (
		place: number,
		field: string,
		from: string | null,
		to: unknown,
		createdDate = task.CREATED_DATE,
	) => ({
		id: id * 10 + place,
		createdDate,
		field,
		value: { from, to },
		user: {
			id: Number(user.ID),
			name: user.NAME,
			lastName: user.LAST_NAME,
			secondName: '',
			login: user.EMAIL,
		},
	});
	const added = store.checklistHistory.filter(({ taskId }) => taskId === id).toReversed();
	const list = [
		...added.map(({ id: place, TITLE, at }) =>
			entry(place, 'CHECKLIST_ITEM_CREATE', '', TITLE, portalTime(at)),
		),
		entry(3, 'AUDITORS', '', '5'),
		entry(2, 'COMMENT', null, '3409'),
		entry(1, 'NEW', null, null),
	];
	const wanted = [filter.FIELD ?? []].flat() as unknown[];
	return {
		result: {
			list: wanted.length === 0 ? list : list.filter(({ field }) => wanted.includes(field)),
		},
	};
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'task.stages.movetask': moveTask,
	'task.dependence.add': addLink,
	'task.dependence.delete': removeLink,
};

export const METHODS: Methods = {
	...SHOWN,
	'task.stages.get': stages,
	'tasks.task.history.list': history,
};
