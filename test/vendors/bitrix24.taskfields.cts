/** Fields of tasks of the fake Bitrix24: what is taken, what is stored, what is shown (contract 2.8). */
import { there } from '../support/there.cts';
import {
	coded,
	inPortalTime,
	integer,
	isMap,
	isOneOf,
	moment,
	whole,
} from './bitrix24.answers.cts';
import type { Params, Portal } from './bitrix24.portal.cts';
import type { Task } from './bitrix24.records.cts';

export const core = (...texts: string[]) =>
	coded('ERROR_CORE', texts.map((text) => `${text}<br>`).join(''));

/** name type title; what a type accepts stands in TAKEN, a field without one is read-only */
export const FIELDS = Object.fromEntries(
	`
	ID integer|PARENT_ID integer task|TITLE string text|DESCRIPTION string text|MARK enum mark|PRIORITY enum priority|STATUS enum status|MULTITASK enum|NOT_VIEWED enum|REPLICATE enum
	|GROUP_ID integer group|STAGE_ID integer stage|SPRINT_ID integer|BACKLOG_ID integer|CREATED_BY integer user|CREATED_DATE datetime|RESPONSIBLE_ID integer user|ACCOMPLICES array users
	|AUDITORS array users|CHANGED_BY integer|CHANGED_DATE datetime|STATUS_CHANGED_BY integer|STATUS_CHANGED_DATE datetime|CLOSED_BY integer|CLOSED_DATE datetime|ACTIVITY_DATE datetime
	|DATE_START datetime|DEADLINE datetime date|START_DATE_PLAN datetime date|END_DATE_PLAN datetime date|GUID string|XML_ID string text|COMMENTS_COUNT integer|ALLOW_CHANGE_DEADLINE enum flag
	|ALLOW_TIME_TRACKING enum flag|TASK_CONTROL enum flag|ADD_IN_REPORT enum flag|TIME_ESTIMATE integer number|TIME_SPENT_IN_LOGS integer|MATCH_WORK_TIME enum flag|FORUM_TOPIC_ID integer
	|FORUM_ID integer|SITE_ID string|SUBORDINATE enum|FAVORITE enum|VIEWED_DATE datetime|SORTING double|DURATION_PLAN integer number|DURATION_TYPE enum unit|IS_MUTED enum|IS_PINNED enum|IS_PINNED_IN_GROUP enum
	|FLOW_ID integer number|DESCRIPTION_IN_BBCODE enum|TAGS array tags|DEPENDS_ON array tasks|CHAT_ID integer|SE_PARAMETER array parameters
	|UF_CRM_TASK crm codes|UF_TASK_WEBDAV_FILES disk_file files|UF_MAIL_MESSAGE mail_message|UF_AUTO_123 string text|UF_AUTO_456 boolean bit`
		.split('|')
		.map((line) => line.trim().split(' '))
		.map(([name = '', type = '', taken]) => [name, { type, taken }] as const),
);
const TITLES: Record<string, string | null> = {
	UF_CRM_TASK: 'CRM Entities',
	UF_TASK_WEBDAV_FILES: 'Upload Files',
	UF_MAIL_MESSAGE: null,
	UF_AUTO_123: 'Contract number',
	UF_AUTO_456: 'Legal review',
};
const VALUES: Record<string, Record<string, string>> = {
	MARK: { N: 'Negative', P: 'Positive' },
	PRIORITY: { 2: 'High', 1: 'Medium', 0: 'Low' },
	STATUS: { 2: 'Pending', 3: 'In Progress', 4: 'Awaiting Review', 5: 'Completed', 6: 'Deferred' },
};

const isCustom = (name: string) => name.startsWith('UF_');
const camelNames = new Map<string, string>();
/** ALLOW_CHANGE_DEADLINE -> allowChangeDeadline (contract 7 no. 9); the names are few and the answers many */
function camel(name: string) {
	const known = camelNames.get(name);
	if (known !== undefined) return known;
	const made = name
		.toLowerCase()
		.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
	camelNames.set(name, made);
	return made;
}

const LONGEST_PLAN_MS = 2_147_483_647 * 1000;
const MISSING_FILE = 'File not found';

/** short code -> entity type (contract 2.1); T and the hexadecimal type for smart processes */
const TYPE_OF_CODE: Record<string, number> = {
	L: 1,
	D: 2,
	C: 3,
	CO: 4,
	I: 5,
	Q: 7,
	RQ: 8,
	O: 14,
	SI: 31,
	DO: 36,
	SBD: 39,
};
const SPA_CODE = /^T([1-9a-f][\da-f]*)$/;

/** Does this short code name a record that exists? */
function isCode(value: string, { store }: Portal) {
	const [, code = '', id] = /^([A-Z]{1,3}|T[\da-f]+)_(\d+)$/.exec(value) ?? [];
	const type = TYPE_OF_CODE[code] ?? Number.parseInt(SPA_CODE.exec(code)?.[1] ?? '', 16);
	return store.items.get(type)?.has(Number(id)) === true;
}

/** `n123`: the file 123 of Drive */
function fileOf(value: string, { store }: Portal) {
	const id = integer(/^n(\d+)$/.exec(value)?.[1] ?? '');
	return store.files.has(id) ? id : undefined;
}

/** A list, or PHP's way to say "no list": an empty text. */
const listOf = (value: unknown): unknown[] | undefined =>
	value === '' ? [] : Array.isArray(value) ? value : undefined;
const each = (value: unknown, one: (value: unknown) => unknown) => {
	const list = listOf(value)?.map(one);
	return list === undefined || list.includes(undefined) ? undefined : list;
};
const idText = (value: unknown, known: ReadonlyMap<number, unknown>) =>
	known.has(integer(value)) ? String(whole(value)) : undefined;

/** taken as -> what is stored of a sent value; undefined: refused */
const TAKEN: Record<string, (value: unknown, portal: Portal) => unknown> = {
	text: (value) => (typeof value === 'string' ? value : undefined),
	number: (value) => (integer(value) >= 0 ? String(whole(value)) : undefined),
	stage: (value, { store }) => (whole(value) === 0 ? '0' : idText(value, store.stages)),
	unit: (value) =>
		isOneOf(value, ['secs', 'mins', 'hours', 'days', 'weeks', 'months', 'years'])
			? value
			: undefined,
	flag: (value) => (value === 'Y' || value === 'N' ? value : undefined),
	/**
	 * custom yes/no fields: 1 and 0, as those of records are filtered (contract 2.11); of tasks it is
	 * unverified
	 */
	bit: (value) =>
		isOneOf(value, [1, '1', true]) ? '1' : isOneOf(value, [0, '0', '', false]) ? '0' : undefined,
	mark: (value) =>
		isOneOf(value, ['N', 'P']) ? value : value === '' || value === null ? null : undefined,
	priority: (value) => ([0, 1, 2].includes(integer(value)) ? String(whole(value)) : undefined),
	status: (value) =>
		integer(value) >= 2 && integer(value) <= 6 ? String(whole(value)) : undefined,
	date: (value) => (value === '' || value === null ? null : inPortalTime(value)),
	user: (value, { store }) => idText(value, store.users),
	users: (value, { store }) => each(value, (one) => idText(one, store.users)),
	task: (value, { store }) =>
		value === '' || whole(value) === 0 ? null : idText(value, store.tasks),
	tasks: (value, { store }) => each(value, (one) => idText(one, store.tasks)),
	group: (value, { store }) => (whole(value) === 0 ? '0' : idText(value, store.groups)),
	tags: (value) => each(value, (one) => (typeof one === 'string' && one !== '' ? one : undefined)),
	codes: (value, portal) =>
		each(value, (one) => (typeof one === 'string' && isCode(one, portal) ? one : undefined)),
	files: (value, portal) =>
		each(value, (one) => (typeof one === 'string' ? fileOf(one, portal) : undefined)),
	parameters: (value) => each(value, parameter),
};

/** one of the three further parameters: {CODE: 1, 2 or 3, VALUE: Y or N} */
function parameter(one: unknown) {
	const fits =
		isMap(one) &&
		Object.keys(one).sort().join() === 'CODE,VALUE' &&
		[1, 2, 3].includes(integer(one.CODE)) &&
		isOneOf(one.VALUE, ['Y', 'N']);
	return fits ? { CODE: String(whole(one.CODE)), VALUE: one.VALUE } : undefined;
}

/** The vendor's words for a field's bad value; add and update word some differently. */
const BAD: Record<string, [add: string, update: string]> = {
	RESPONSIBLE_ID: [
		'User specified in the "Responsible" field not found',
		'The user specified in the "Responsible" field was not found',
	],
	STATUS: ['Incorrect status', 'Invalid status'],
	PARENT_ID: [
		'Task specified in the "Parent Task" field not found',
		'The task specified in the "Parent Task" field was not found',
	],
	UF_TASK_WEBDAV_FILES: [MISSING_FILE, MISSING_FILE],
};

/**
 * What of `sent` is to be stored; throws all that the vendor finds wrong, in one text. `current`:
 * the stored task, none on add.
 */
export function accepted(sent: Params, current: Task | undefined, portal: Portal): Partial<Task> {
	const isNew = current === undefined;
	const errors: string[] = [];
	const stored: Params = {};
	for (const [name, value] of Object.entries(sent)) {
		const taken = FIELDS[name]?.taken;
		if (taken === undefined)
			throw core(
				FIELDS[name] === undefined ? `Unknown field ${name}` : `The field ${name} is read-only`,
			);
		stored[name] = TAKEN[taken]?.(value, portal);
		if (stored[name] === undefined && !unnamed(name, value))
			errors.push(BAD[name]?.[isNew ? 0 : 1] ?? `Incorrect value of the field ${name}`);
	}
	if (lacks('TITLE', sent, isNew)) errors.unshift('Task title is not specified');
	if (lacks('RESPONSIBLE_ID', sent, isNew)) errors.push('Responsible person not specified');
	for (const name of portal.requiredTaskFields)
		if (lacks(name, sent, isNew)) errors.push(`Required field ${name} value not entered`);
	if (stored.PARENT_ID && stored.PARENT_ID === current?.ID)
		errors.push('Cannot bind the node to itself');
	errors.push(...planErrors(sent, stored));
	if (errors.length > 0) throw core(...errors);
	return stored as Partial<Task>;
}

const isEmpty = (value: unknown) =>
	value === undefined || value === null || String(value).trim() === '';
const lacks = (name: string, sent: Params, isNew: boolean) =>
	(isNew || name in sent) && isEmpty(sent[name]);
/** is a required field left empty, which has words of its own? */
const unnamed = (name: string, value: unknown) =>
	['TITLE', 'RESPONSIBLE_ID'].includes(name) && isEmpty(value);

/** The two planned dates belong together, in their order and not too far apart. */
function planErrors(sent: Params, stored: Params): string[] {
	const [start, end] = ['START_DATE_PLAN', 'END_DATE_PLAN'] as const;
	if ([start, end].some((name) => name in sent && stored[name] === undefined)) return [];
	if (Boolean(stored[start]) !== Boolean(stored[end]) || start in sent !== end in sent)
		return [`${start} and ${end} must be passed together`];
	if (!stored[start]) return [];
	const length = there(moment(stored[end])) - there(moment(stored[start]));
	if (length < 0) return ['The end date in scheduling is earlier than the start date'];
	return length > LONGEST_PLAN_MS ? ['The specified task duration is too long'] : [];
}

export const STATUS = { waiting: '2', inProgress: '3', awaiting: '4', done: '5', deferred: '6' };
const DAY_MS = 86_400_000;

/** REAL_STATUS, but -1 overdue, -2 not viewed, -3 almost overdue come first */
export function subStatus(task: Task, now = Date.now()) {
	const left = task.DEADLINE === null ? Infinity : there(moment(task.DEADLINE)) - now;
	const going = ![STATUS.awaiting, STATUS.done].includes(task.STATUS);
	if (going && left < 0) return '-1';
	if (task.NOT_VIEWED === 'Y' && task.STATUS === STATUS.waiting) return '-2';
	if (going && left < DAY_MS) return '-3';
	return task.STATUS;
}

function person(id: unknown, { store }: Portal) {
	const user = there(store.users.get(Number(id)));
	return {
		id: String(id),
		name: `${user.NAME} ${user.LAST_NAME}`,
		link: `/company/personal/user/${id}/`,
		icon: '/bitrix/images/tasks/default_avatar.png',
		workPosition: user.WORK_POSITION,
	};
}
/** Users by their ids; nobody is an empty list. */
const people = (ids: readonly string[], portal: Portal) =>
	ids.length === 0 ? [] : Object.fromEntries(ids.map((id) => [id, person(id, portal)]));

function groupOf(id: unknown, { store }: Portal) {
	const group = store.groups.get(Number(id));
	return group === undefined
		? []
		: {
				id: String(id),
				name: group.NAME,
				opened: false,
				membersCount: Number(group.NUMBER_OF_MEMBERS),
				image: '',
				additionalData: [],
			};
}

/** What comes along when a field is selected. */
const ALONG: Record<string, (task: Task, portal: Portal) => object> = {
	CREATED_BY: (task, portal) => ({ creator: person(task.CREATED_BY, portal) }),
	RESPONSIBLE_ID: (task, portal) => ({ responsible: person(task.RESPONSIBLE_ID, portal) }),
	GROUP_ID: (task, portal) => ({ group: groupOf(task.GROUP_ID, portal) }),
	ACCOMPLICES: (task, portal) => ({ accomplicesData: people(task.ACCOMPLICES, portal) }),
	AUDITORS: (task, portal) => ({ auditorsData: people(task.AUDITORS, portal) }),
	STATUS: (task) => ({ subStatus: subStatus(task) }),
	TAGS: (task) => ({
		tags:
			task.TAGS.length === 0
				? []
				: Object.fromEntries(
						task.TAGS.map((title, index) => [index + 1, { id: index + 1, title }]),
					),
	}),
};

/** all fields but the custom ones, which come only when they are named (contract 2.8) */
const PLAIN = Object.keys(FIELDS).filter((name) => !isCustom(name) && name !== 'SE_PARAMETER');

function selected(select: readonly string[]): string[] {
	const all = select.includes('*') ? PLAIN : [];
	return [...new Set([...all, ...select.filter((name) => name !== '*')])];
}

/** A task as answers show it: camelCase, the selected fields and their company. */
export function shown(task: Task, select: readonly string[], portal: Portal) {
	const names = select.length === 0 ? PLAIN : selected(select);
	const row: Params = {};
	for (const name of names) {
		if (name !== 'TAGS') row[camel(name)] = task[name as keyof Task];
		Object.assign(row, ALONG[name]?.(task, portal));
	}
	return row;
}

export function described() {
	const one = ([name, { type }]: [string, { type: string }]) => [
		name,
		{
			title: TITLES[name] === undefined ? camel(name) : TITLES[name],
			type,
			...(VALUES[name] === undefined ? {} : { values: VALUES[name] }),
		},
	];
	return Object.fromEntries(Object.entries(FIELDS).map(one));
}
