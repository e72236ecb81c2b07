/** tasks.task.* of the fake Bitrix24, the classic ones (contract 2.8). */
import {
	coded,
	integer,
	isMap,
	isOneOf,
	only,
	portalTime,
	Refusal,
	whole,
} from './bitrix24.answers.cts';
import type { Context, Method, Methods, Params, Portal } from './bitrix24.portal.cts';
import type { Task } from './bitrix24.records.cts';
import { ground } from './bitrix24.seeds.cts';
import { accepted, core, described, shown, STATUS } from './bitrix24.taskfields.cts';
import { list, selected } from './bitrix24.tasklist.cts';

const ADMIN = 1;
const unknown = (text: string) => coded('100', `${text} (internal error)`);
const noId = () =>
	coded(
		'100',
		'CTaskItem All parameters in the constructor must have real class type (internal error)',
	);
const noValue = (name: string) =>
	coded('100', `Could not find value for parameter {${name}} (internal error)`);
const notAllowed = (code: string) => () => coded(code, 'Action on the task is not allowed');

/** What a method says of a task that is missing or not visible, and of an action that the task's state forbids. */
const REFUSED = {
	0: notAllowed('0'),
	1048582: notAllowed('1048582'),
	delete: () => coded('1048582', 'No access to delete the task'),
	favorite: () => coded('1', 'Task not found or not accessible'),
	watch: () => coded('1048584', 'a:0:{}'),
	attach: () => coded('0', 'Access denied (internal error)'),
};

const isAdmin = ({ caller }: Context) => caller.userId === ADMIN;
const involved = (task: Task, id: unknown) =>
	isOneOf(id, [task.CREATED_BY, task.RESPONSIBLE_ID, ...task.ACCOMPLICES, ...task.AUDITORS]);
/** May the caller see it? An administrator sees all but the hidden ones. */
const visible = (task: Task, context: Context) =>
	!context.portal.store.hiddenTasks.has(Number(task.ID)) &&
	(isAdmin(context) || involved(task, String(context.caller.userId)));

/** The task with this id, if it exists and the caller may see it. */
export function sight(id: unknown, context: Context) {
	const task = context.portal.store.tasks.get(integer(id));
	return task !== undefined && visible(task, context) ? task : undefined;
}

/** The task that `params` speaks of; a missing id is 100, a wrong one 0. */
function asked(params: Params, names: readonly string[], context: Context): Task | undefined {
	only(params, ['taskId', ...names], unknown);
	if (params.taskId === undefined || params.taskId === null || params.taskId === '') throw noId();
	if (!(integer(params.taskId) > 0)) throw coded('0', 'wrong task id');
	return sight(params.taskId, context);
}

function taskOf(
	params: Params,
	names: readonly string[],
	context: Context,
	refuse: () => Refusal,
): Task {
	const task = asked(params, names, context);
	if (task === undefined) throw refuse();
	return task;
}

function fieldsOf({ fields }: Params): Params {
	if (!isMap(fields) || Object.keys(fields).length === 0) throw noValue('fields');
	return fields;
}

/** `{task}` after a change: all that is there but custom fields */
const answered = (task: Task, { portal }: Context) => ({ task: shown(task, [], portal) });

function put(task: Task, values: Partial<Task>, { portal, caller }: Context) {
	const now = portalTime(Date.now());
	const { UF_TASK_WEBDAV_FILES, ...rest } = values;
	Object.assign(task, rest, {
		CHANGED_BY: String(caller.userId),
		CHANGED_DATE: now,
		ACTIVITY_DATE: now,
	});
	if (rest.PARENT_ID !== undefined) task.SUBORDINATE = rest.PARENT_ID === null ? 'N' : 'Y';
	// the list of files is overwritten as a whole (contract 2.8)
	if (UF_TASK_WEBDAV_FILES !== undefined)
		task.UF_TASK_WEBDAV_FILES = UF_TASK_WEBDAV_FILES.map((fileId) =>
			attachment(fileId, task, portal),
		);
}

function attachment(fileId: number, task: Task, { store, nextId }: Portal) {
	const id = nextId();
	store.attachments.set(id, { fileId, taskId: Number(task.ID) });
	return id;
}

function add(params: Params, context: Context) {
	only(params, ['fields'], unknown);
	const sent = fieldsOf(params);
	const { portal, caller } = context;
	const values = accepted(sent, undefined, portal);
	const id = portal.nextId();
	const creator = values.CREATED_BY ?? String(caller.userId);
	const task: Task = {
		...ground(id, { creator, responsible: values.RESPONSIBLE_ID, at: portalTime(Date.now()) }),
	};
	put(task, values, context);
	portal.store.tasks.set(id, task);
	context.wrote(id, sent);
	return { result: answered(task, context) };
}

function update(params: Params, context: Context) {
	const task = taskOf(params, ['fields'], context, REFUSED[0]);
	const sent = fieldsOf(params);
	const { STATUS: status, ...values } = accepted(sent, task, context.portal);
	put(task, values, context);
	if (status !== undefined) move(task, status, context);
	context.wrote(Number(task.ID), sent);
	return { result: answered(task, context) };
}

/** 200 and an empty list when there is no such task to see (contract 2.8, 7 no. 3) */
function get(params: Params, context: Context) {
	const task = asked(params, ['select'], context);
	const select = selected(params.select ?? []);
	return { result: task === undefined ? [] : { task: shown(task, select, context.portal) } };
}

function remove(params: Params, context: Context) {
	const task = taskOf(params, [], context, REFUSED.delete);
	const { store } = context.portal;
	store.tasks.delete(Number(task.ID));
	for (const [id, item] of store.checklistItems)
		if (item.TASK_ID === task.ID) store.checklistItems.delete(id);
	context.wrote(Number(task.ID), undefined);
	return { result: { task: true } };
}

/** Puts a task into a state. */
function move(task: Task, status: string, context: Context) {
	const by = String(context.caller.userId);
	const now = portalTime(Date.now());
	const closed = status === STATUS.done || status === STATUS.awaiting;
	put(
		task,
		{
			STATUS: status,
			STATUS_CHANGED_BY: by,
			STATUS_CHANGED_DATE: now,
			CLOSED_BY: closed ? by : '0',
			CLOSED_DATE: closed ? now : null,
		},
		context,
	);
	if (status === STATUS.inProgress) task.DATE_START = now;
}

const { waiting, inProgress, awaiting, done, deferred } = STATUS;
const needsResult = (task: Task) =>
	task.SE_PARAMETER.some(({ CODE, VALUE }) => CODE === '3' && VALUE === 'Y');
/** only the creator decides, not about own work, and only where the task asks for it */
const decides = (task: Task, context: Context) =>
	task.TASK_CONTROL === 'Y' &&
	task.CREATED_BY !== task.RESPONSIBLE_ID &&
	(isAdmin(context) || task.CREATED_BY === String(context.caller.userId));
const completed = (task: Task, { caller }: Context) =>
	task.TASK_CONTROL === 'Y' &&
	task.CREATED_BY !== task.RESPONSIBLE_ID &&
	task.CREATED_BY !== String(caller.userId)
		? awaiting
		: done;

interface Move {
	from: string[];
	to: (task: Task, context: Context) => string;
	code: 0 | 1048582;
	may?: (task: Task, context: Context) => boolean;
	inside?: boolean;
}

/**
 * verb -> from which states, into which, its code of refusal (contract 2.8; which one complete,
 * pause, defer and renew give is unverified); `inside`: where the vendor prints `time` (contract
 * 2.8, 9)
 */
const MOVES: Record<string, Move> = {
	start: { from: [waiting], to: () => inProgress, code: 0, inside: true },
	pause: { from: [inProgress], to: () => waiting, code: 1048582, inside: true },
	defer: { from: [waiting, inProgress], to: () => deferred, code: 1048582, inside: true },
	renew: { from: [awaiting, done, deferred], to: () => waiting, code: 1048582, inside: true },
	complete: {
		from: [waiting, inProgress, deferred],
		to: completed,
		code: 0,
		may: (task) => !needsResult(task),
	},
	approve: { from: [awaiting], to: () => done, code: 1048582, may: decides },
	disapprove: { from: [awaiting], to: () => waiting, code: 1048582, may: decides },
};

function mover({ from, to, code, may = () => true, inside }: Move): Method {
	return (params, context) => {
		const task = taskOf(params, [], context, REFUSED[code]);
		if (!from.includes(task.STATUS) || !may(task, context)) throw REFUSED[code]();
		move(task, to(task, context), context);
		context.wrote(Number(task.ID), params);
		return { result: answered(task, context), timeInside: inside };
	};
}

/** The old responsible user goes on as an observer. */
function delegate(params: Params, context: Context) {
	const task = taskOf(params, ['userId'], context, REFUSED[0]);
	if (params.userId === undefined) throw noValue('userId');
	if (
		!context.portal.store.users.has(integer(params.userId)) ||
		[awaiting, done].includes(task.STATUS)
	)
		throw REFUSED[0]();
	const AUDITORS = [...new Set([...task.AUDITORS, task.RESPONSIBLE_ID])];
	put(task, { RESPONSIBLE_ID: String(whole(params.userId)), AUDITORS }, context);
	context.wrote(Number(task.ID), params);
	return { result: answered(task, context) };
}

const watcher =
	(change: (others: string[], self: string) => string[]): Method =>
	(params: Params, context: Context) => {
		const task = taskOf(params, [], context, REFUSED.watch);
		const self = String(context.caller.userId);
		put(
			task,
			{
				AUDITORS: change(
					task.AUDITORS.filter((id) => id !== self),
					self,
				),
			},
			context,
		);
		context.wrote(Number(task.ID), params);
		return { result: answered(task, context) };
	};

const favorite = (FAVORITE: string) => (params: Params, context: Context) => {
	const task = taskOf(params, [], context, REFUSED.favorite);
	task.FAVORITE = FAVORITE;
	context.wrote(Number(task.ID), params);
	return { result: true };
};

/** Adds a file of Drive to those the task has. */
function attach(params: Params, context: Context) {
	const task = taskOf(params, ['fileId'], context, REFUSED.attach);
	if (params.fileId === undefined) throw noValue('fileId');
	const fileId = whole(params.fileId);
	if (fileId === undefined)
		throw coded(
			'100',
			`Invalid value {${params.fileId}} to match with parameter {fileId}. Should be value ` +
				'of type int. (internal error)',
		);
	const { portal } = context;
	if (!portal.store.files.has(fileId)) throw core('Insufficient permissions.');
	const attachmentId = attachment(fileId, task, portal);
	task.UF_TASK_WEBDAV_FILES = [...task.UF_TASK_WEBDAV_FILES, attachmentId];
	context.wrote(Number(task.ID), params);
	return { result: { attachmentId } };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'tasks.task.add': add,
	'tasks.task.update': update,
	'tasks.task.delete': remove,
	...Object.fromEntries(
		Object.entries(MOVES).map(([verb, how]) => [`tasks.task.${verb}`, mover(how)]),
	),
	'tasks.task.delegate': delegate,
	'tasks.task.startwatch': watcher((others, self) => [...others, self]),
	'tasks.task.stopwatch': watcher((others) => others),
};

export const METHODS: Methods = {
	...SHOWN,
	'tasks.task.get': get,
	'tasks.task.list': (params, context) => {
		only(params, ['order', 'filter', 'select', 'params', 'start'], unknown);
		return list(params, context, visible);
	},
	'tasks.task.favorite.add': favorite('Y'),
	'tasks.task.favorite.remove': favorite('N'),
	'tasks.task.files.attach': attach,
	'tasks.task.getFields': (params) => {
		only(params, [], unknown);
		return { result: { fields: described() } };
	},
};
