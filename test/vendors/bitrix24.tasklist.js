'use strict';
/** tasks.task.list of the fake Bitrix24: its own filter, the common paging (contract 2.8, 3.1, 3.2). */
const { coded, isPhpMap, whole, moment, portalTime } = require('./bitrix24.answers');
const { page } = require('./bitrix24.query');
const { FIELDS, shown, subStatus } = require('./bitrix24.taskfields');

const internal = (text) => coded('0', `${text} (internal error)`);
const bad = (name) => internal(`Invalid filter: field '${name}'`);

const numberOf = (value) => (value === null ? 0 : Number(value));
const number = (field) => ({
	given: (value) => (value === '' || value === null ? 0 : whole(value)),
	held: (task) => [numberOf(task[field])],
});
const text = (field) => ({
	given: (value) => (typeof value === 'string' ? value : undefined),
	held: (task) => [task[field] ?? ''],
});
/** stored dates all are in the portal's zone: their texts compare like their moments */
const date = (field) => ({
	given: (value) =>
		value === '' || value === null || value === false
			? ''
			: moment(value) === undefined
				? undefined
				: portalTime(moment(value)),
	held: (task) => [task[field] ?? ''],
});
const ids = (field) => ({ given: whole, held: (task) => task[field].map(Number), many: true });
const texts = (field) => ({ ...text(field), held: (task) => task[field], many: true });

const escaped = (value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** `%` is any text, `_` any letter; a title without them has to be the same but for case */
const likePattern = (value) =>
	new RegExp(`^${escaped(value).replaceAll('%', '.*').replaceAll('_', '.')}$`, 'is');

/** key -> how a wanted value is read, and what a task holds against it */
const KEYS = {
	...Object.fromEntries(
		[
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
		].map((name) => [name, number(name)]),
	),
	...Object.fromEntries(['MARK', 'SITE_ID', 'ADD_IN_REPORT'].map((name) => [name, text(name)])),
	...Object.fromEntries(
		['DATE_START', 'DEADLINE', 'CREATED_DATE', 'CLOSED_DATE', 'CHANGED_DATE'].map((name) => [
			name,
			date(name),
		]),
	),
	TITLE: { ...text('TITLE'), same: (held, wanted) => likePattern(wanted).test(held), many: true },
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
const COMPARED = {
	'<': (held, wanted) => held !== '' && held < wanted,
	'<=': (held, wanted) => held !== '' && held <= wanted,
	'>': (held, wanted) => held !== '' && held > wanted,
	'>=': (held, wanted) => held !== '' && held >= wanted,
};

/** one pair of the filter as a test of a task */
function testOf(key, wanted) {
	if (key === '::SUBFILTER-PARAMS') return subfilter(wanted);
	const [, prefix = '', name] = PREFIXED.exec(key) ?? [];
	if (name === 'ONLY_ROOT_TASKS' && prefix === '' && ['Y', 'N'].includes(wanted))
		return (task) => wanted === 'N' || task.PARENT_ID === null;
	const kind = KEYS[name];
	if (kind === undefined) throw bad(key);
	const { given, held, many = false, same = (left, right) => left === right } = kind;
	const compare = COMPARED[prefix];
	const values = (Array.isArray(wanted) ? wanted : [wanted]).map(given);
	if (
		values.length === 0 ||
		values.includes(undefined) ||
		(compare !== undefined && (many || values.length > 1))
	)
		throw bad(key);
	if (compare !== undefined) return (task) => compare(held(task)[0], values[0]);
	const any = (task) => held(task).some((one) => values.some((value) => same(one, value)));
	return prefix === '!' ? (task) => !any(task) : any;
}

function subfilter(wanted) {
	if (
		!isPhpMap(wanted) ||
		Object.keys(wanted).join() !== 'FAVORITE' ||
		!['Y', 'N'].includes(wanted.FAVORITE)
	)
		throw bad('::SUBFILTER-PARAMS');
	return (task) => task.FAVORITE === wanted.FAVORITE;
}

/** sort key -> [field, kind]; those that are no field of a task are made from its people */
const SORTED = {
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
const nameOf = (id, { store }) => store.users.get(Number(id)).LAST_NAME;
const MADE = {
	REAL_STATUS: (task) => task.STATUS,
	STATUS_COMPLETE: (task) => (task.STATUS === '5' ? 2 : 1),
	CREATED_BY_LAST_NAME: (task, portal) => nameOf(task.CREATED_BY, portal),
	RESPONSIBLE_LAST_NAME: (task, portal) => nameOf(task.RESPONSIBLE_ID, portal),
};

/** Tasks with the values that they are sorted by. */
function sortable(tasks, order, portal) {
	const made = Object.keys(order).filter((name) => name in MADE);
	if (made.length === 0) return tasks;
	return tasks.map((task) => ({
		...task,
		...Object.fromEntries(made.map((name) => [name, MADE[name](task, portal)])),
	}));
}

const REFUSALS = {
	direction: 'Invalid sorting direction',
	start: 'Invalid start',
	order: 'Invalid sorting key',
};
const refuse = (kind) => internal(REFUSALS[kind]);
const PARAMS = ['WITH_RESULT_INFO', 'WITH_TIMER_INFO', 'WITH_PARSED_DESCRIPTION'];

/** what `params` adds to a row */
function extras(task, params) {
	const wants = (name) => [true, 1, '1', 'Y', 'true'].includes(params[name]);
	return {
		...(wants('WITH_RESULT_INFO')
			? { taskRequireResult: 'N', taskHasOpenResult: 'N', taskHasResult: 'N' }
			: {}),
		...(wants('WITH_TIMER_INFO') ? { timeElapsed: null, timerIsRunningForCurrentUser: 'N' } : {}),
		...(wants('WITH_PARSED_DESCRIPTION') ? { parsedDescription: task.DESCRIPTION } : {}),
	};
}

/** Names that `select` may hold. */
function selected(select) {
	if (!Array.isArray(select))
		throw coded(
			'100',
			'Invalid value {} to match with parameter {select}. Should be value of type array. (internal error)',
		);
	for (const name of select)
		if (name !== '*' && FIELDS[name] === undefined) throw internal(`Unknown field ${name}`);
	return select;
}

function list(params, context, visible) {
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

module.exports = { list, selected };
