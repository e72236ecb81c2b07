/** tasks.task.list of the fake Bitrix24: its own filter, the common paging (contract 2.8, 3.1, 3.2). */
import { there } from '../support/there.cts';
import { coded, inPortalTime, isOneOf, isPhpMap, whole } from './bitrix24.answers.cts';
import type { Context, Params, Portal } from './bitrix24.portal.cts';
import { escaped, page, type Schema, type Wrong } from './bitrix24.query.cts';
import type { Task } from './bitrix24.records.cts';
import { FIELDS, shown, subStatus } from './bitrix24.taskfields.cts';

const internal = (text: string) => coded('0', `${text} (internal error)`);
const bad = (name: string) => internal(`Invalid filter: field '${name}'`);

const numberOf = (value: unknown) => (value === null ? 0 : Number(value));
type Held = number | string;
/** How a wanted value is read, and what a task holds against it. */
interface Key {
	given: (value: unknown) => Held | undefined;
	held: (task: Task) => Held[];
	many?: boolean;
	same?: (held: Held, wanted: Held) => boolean;
}
const isHeld = (value: Held | undefined): value is Held => value !== undefined;
const equals = (left: Held, right: Held) => left === right;
type TextField = 'ADD_IN_REPORT' | 'MARK' | 'SITE_ID' | 'TITLE';
type ListField = 'ACCOMPLICES' | 'AUDITORS' | 'DEPENDS_ON' | 'TAGS' | 'UF_CRM_TASK';

const number = (field: keyof Task): Key => ({
	given: (value) => (value === '' || value === null ? 0 : whole(value)),
	held: (task) => [numberOf(task[field])],
});
const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);
const text = (field: TextField): Key => ({
	given: textIn,
	held: (task) => [task[field] ?? ''],
});
/** stored dates all are in the portal's zone: their texts compare like their moments */
const date = (field: (typeof DATES)[number]): Key => ({
	given: (value) => (value === '' || value === null || value === false ? '' : inPortalTime(value)),
	held: (task) => [task[field] ?? ''],
});
const ids = (field: ListField): Key => ({
	given: whole,
	held: (task) => task[field].map(Number),
	many: true,
});
const texts = (field: ListField): Key => ({
	given: textIn,
	held: (task) => task[field],
	many: true,
});

/** `%` is any text, `_` any letter; a title without them has to be the same but for case */
const likePattern = (value: string) =>
	new RegExp(`^${escaped(value).replaceAll('%', '.*').replaceAll('_', '.')}$`, 'is');

const keysOf = <Name extends string>(names: readonly Name[], keyOf: (name: Name) => Key) =>
	Object.fromEntries(names.map((name) => [name, keyOf(name)]));
const NUMBERS = [
	'ID',
	'PARENT_ID',
	'GROUP_ID',
	'CREATED_BY',
	'STATUS_CHANGED_BY',
	'PRIORITY',
	'FORUM_TOPIC_ID',
	'RESPONSIBLE_ID',
	'STAGE_ID',
	'SPRINT_ID',
	'BACKLOG_ID',
] as const;
const DATES = ['DATE_START', 'DEADLINE', 'CREATED_DATE', 'CLOSED_DATE', 'CHANGED_DATE'] as const;
const KEYS: Record<string, Key> = {
	...keysOf(NUMBERS, number),
	...keysOf(['MARK', 'SITE_ID', 'ADD_IN_REPORT'] as const, text),
	...keysOf(DATES, date),
	TITLE: {
		...text('TITLE'),
		same: (held, wanted) => likePattern(String(wanted)).test(String(held)),
		many: true,
	},
	TAG: texts('TAGS'),
	REAL_STATUS: number('STATUS'),
	STATUS: { given: whole, held: (task) => [Number(subStatus(task))] },
	ACCOMPLICE: ids('ACCOMPLICES'),
	AUDITOR: ids('AUDITORS'),
	DEPENDS_ON: ids('DEPENDS_ON'),
	UF_CRM_TASK: texts('UF_CRM_TASK'),
};

/** Tasks know only these prefixes. */
const PREFIXED = /^(<=|>=|[!<>])?([A-Z_]+)$/;
const COMPARED: Record<string, (held: Held, wanted: Held) => boolean> = {
	'<': (held, wanted) => held !== '' && held < wanted,
	'<=': (held, wanted) => held !== '' && held <= wanted,
	'>': (held, wanted) => held !== '' && held > wanted,
	'>=': (held, wanted) => held !== '' && held >= wanted,
};

type Test = (task: Task) => boolean;

/** one pair of the filter as a test of a task */
function testOf(key: string, wanted: unknown): Test {
	if (key === '::SUBFILTER-PARAMS') return subfilter(wanted);
	const [, prefix = '', name = ''] = PREFIXED.exec(key) ?? [];
	if (name === 'ONLY_ROOT_TASKS' && prefix === '' && isOneOf(wanted, ['Y', 'N']))
		return (task) => wanted === 'N' || task.PARENT_ID === null;
	const kind = KEYS[name];
	if (kind === undefined) throw bad(key);
	const { given, held, many = false, same = equals } = kind;
	const compare = COMPARED[prefix];
	const values = (Array.isArray(wanted) ? wanted : [wanted]).map(given);
	const [first] = values;
	if (first === undefined || !values.every(isHeld)) throw bad(key);
	if (compare === undefined) {
		const any: Test = (task) => held(task).some((one) => values.some((value) => same(one, value)));
		return prefix === '!' ? (task) => !any(task) : any;
	}
	if (many || values.length > 1) throw bad(key);
	return (task) => compare(there(held(task)[0]), first);
}

function subfilter(wanted: unknown): Test {
	if (
		!isPhpMap(wanted) ||
		Object.keys(wanted).join() !== 'FAVORITE' ||
		!isOneOf(wanted.FAVORITE, ['Y', 'N'])
	)
		throw bad('::SUBFILTER-PARAMS');
	return (task) => task.FAVORITE === wanted.FAVORITE;
}

/** sort key -> [field, kind]; those that are no field of a task are made from its people */
const SORTED: Schema = {
	...Object.fromEntries(
		['ID', 'TIME_SPENT_IN_LOGS', 'PRIORITY', 'GROUP_ID', 'TIME_ESTIMATE', 'SORTING'].map((name) => [
			name,
			'number',
		]),
	),
	...Object.fromEntries(
		[
			'DATE_START',
			'CREATED_DATE',
			'CHANGED_DATE',
			'CLOSED_DATE',
			'ACTIVITY_DATE',
			'START_DATE_PLAN',
			'END_DATE_PLAN',
			'DEADLINE',
		].map((name) => [name, 'datetime']),
	),
	...Object.fromEntries(
		[
			'TITLE',
			'MARK',
			'ALLOW_CHANGE_DEADLINE',
			'ALLOW_TIME_TRACKING',
			'MATCH_WORK_TIME',
			'FAVORITE',
			'IS_PINNED',
			'IS_PINNED_IN_GROUP',
		].map((name) => [name, 'string']),
	),
	REAL_STATUS: 'number',
	STATUS_COMPLETE: 'number',
	CREATED_BY_LAST_NAME: 'string',
	RESPONSIBLE_LAST_NAME: 'string',
};
const nameOf = (id: unknown, { store }: Portal) => there(store.users.get(Number(id))).LAST_NAME;
const MADE: Record<string, (task: Task, portal: Portal) => unknown> = {
	REAL_STATUS: (task) => task.STATUS,
	STATUS_COMPLETE: (task) => (task.STATUS === '5' ? 2 : 1),
	CREATED_BY_LAST_NAME: (task, portal) => nameOf(task.CREATED_BY, portal),
	RESPONSIBLE_LAST_NAME: (task, portal) => nameOf(task.RESPONSIBLE_ID, portal),
};

/** Tasks with the values that they are sorted by. */
function sortable(tasks: Task[], order: object, portal: Portal): Task[] {
	const made = Object.keys(order).filter((name) => name in MADE);
	if (made.length === 0) return tasks;
	return tasks.map((task) => ({
		...task,
		...Object.fromEntries(made.map((name) => [name, MADE[name]?.(task, portal)])),
	}));
}

const REFUSALS: Partial<Record<Wrong, string>> = {
	direction: 'Invalid sorting direction',
	start: 'Invalid start',
	order: 'Invalid sorting key',
};
const refuse = (kind: Wrong) => internal(there(REFUSALS[kind]));
const PARAMS = ['WITH_RESULT_INFO', 'WITH_TIMER_INFO', 'WITH_PARSED_DESCRIPTION'];

/** what `params` adds to a row */
function extras(task: Task, params: Params) {
	const wants = (name: string) => isOneOf(params[name], [true, 1, '1', 'Y', 'true']);
	return {
		...(wants('WITH_RESULT_INFO')
			? { taskRequireResult: 'N', taskHasOpenResult: 'N', taskHasResult: 'N' }
			: {}),
		...(wants('WITH_TIMER_INFO') ? { timeElapsed: null, timerIsRunningForCurrentUser: 'N' } : {}),
		...(wants('WITH_PARSED_DESCRIPTION') ? { parsedDescription: task.DESCRIPTION } : {}),
	};
}

/** Names that `select` may hold. */
export function selected(select: unknown): string[] {
	if (!Array.isArray(select))
		throw coded(
			'100',
			'Invalid value {} to match with parameter {select}. Should be value of type array. (internal error)',
		);
	for (const name of select)
		if (name !== '*' && FIELDS[name] === undefined) throw internal(`Unknown field ${name}`);
	return select;
}

export function list(
	params: Params,
	context: Context,
	visible: (task: Task, context: Context) => boolean,
) {
	const { order = { ID: 'DESC' }, filter = {}, select = [], params: more = {}, start } = params;
	if (!isPhpMap(order) || !isPhpMap(filter) || !isPhpMap(more))
		throw internal('Invalid parameters');
	for (const name of Object.keys(order)) if (SORTED[name] === undefined) throw refuse('order');
	for (const name of Object.keys(more))
		if (!PARAMS.includes(name)) throw internal(`Unknown parameter ${name}`);
	const names = selected(select);
	const tests = Object.entries(filter).map(([key, wanted]) => testOf(key, wanted));
	const { portal } = context;
	const found = [...portal.store.tasks.values()].filter(
		(task) => visible(task, context) && tests.every((test) => test(task)),
	);
	const cut = page({
		rows: sortable(found, order, portal),
		order,
		start,
		schema: SORTED,
		idKey: 'ID',
		refuse,
	});
	return {
		result: {
			tasks: cut.rows.map((task) => ({ ...shown(task, names, portal), ...extras(task, more) })),
		},
		total: cut.total,
		next: cut.next,
	};
}
