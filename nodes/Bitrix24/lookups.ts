import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput } from '../shared/contract/errors';
import { listSearch, lookUp, type Lookup, type LookupPage } from '../shared/form/lookups';
import { countOf, recordsOf } from '../shared/operation/paging';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { BADGES, listAt, recordAt } from './answerProofs';
import { batch, unpacked } from './bulk';
import { PAGE } from './paging';
import { taskResults, taskTimes, timelineIcons, timelineLogs } from './partLookups';
import { SHORT_CODE } from './recordPickers';
import { chatOf, chatRequest, messagesOf, messagesRequest } from './taskComment/chat';
import { typeWord } from './timelineComment/fields';
import { bitrix24, method, resultOf } from './vendor';

const CONTACT = 3;
const DEAL = 2;

/**
 * Lists say where the next page starts (docs/contracts/bitrix24.md section 3.1); one that does not while
 * it has more goes on behind this page.
 */
function next(body: unknown, { at, rows }: Pick<LookupPage, 'at' | 'rows'>): number | undefined {
	const { next: said, total } = asObject(body);
	const start = asNumber(said) ?? 0;
	if (start > at) return start;
	const behind = at + rows;
	const all = countOf(total) ?? 0;
	return rows > 0 && (all > behind || (rows >= PAGE && all !== behind)) ? behind : undefined;
}

const rowsOf = (body: unknown) => recordsOf(resultOf(body));

/** They can be sorted by one field only, and last names are not different: by id, each page in the order of names. */
const users: Lookup = {
	request: (filter, at) =>
		method(
			'user.get',
			{
				FILTER: { ACTIVE: true, ...(filter === '' ? {} : { NAME_SEARCH: filter }) },
				sort: 'ID',
				order: 'ASC',
				start: at,
			},
			'read',
			listAt(),
		),
	rows: (body) =>
		rowsOf(body)?.sort((a, b) => asText(a.LAST_NAME).localeCompare(asText(b.LAST_NAME))),
	item: ({ ID, NAME, LAST_NAME, EMAIL }) =>
		picked(ID, `${asText(NAME)} ${asText(LAST_NAME)}`, asText(EMAIL)),
	next,
};

const ownerTypes: Lookup = {
	request: () => method('crm.enum.ownertype', {}, 'read', listAt()),
	rows: rowsOf,
	item: ({ ID, NAME }) => picked(ID, asText(NAME), ''),
	next: () => undefined,
	filterHere: true,
};

const owners: Lookup = {
	request: (filter, at, parameter) => records(chosenType(parameter), filter, at),
	rows: recordRows,
	item: (row) => picked(row.id, recordName(row), `#${asText(row.id)}`),
	next,
};

const activities: Lookup = {
	request: (filter, at) =>
		method(
			'crm.activity.list',
			{
				select: ['ID', 'SUBJECT', 'START_TIME'],
				order: { ID: 'DESC' },
				filter: filter === '' ? {} : { '%SUBJECT': filter },
				start: at,
			},
			'read',
			listAt(),
		),
	rows: rowsOf,
	item: ({ ID, SUBJECT }) => picked(ID, asText(SUBJECT), `#${asText(ID)}`),
	next,
};

const CLIENT_KINDS = [
	{ typeId: CONTACT, code: 'C', kind: 'Contact' },
	{ typeId: 4, code: 'CO', kind: 'Company' },
	{ typeId: 1, code: 'L', kind: 'Lead' },
];

/** Records of several types in one list: a call each, in one batch. What the user may not see is left out. */
function mixed(kinds: typeof CLIENT_KINDS): Lookup {
	const specs = (filter: string, at: number) =>
		kinds.map(({ typeId }) => records(typeId, filter, at));
	const pages = (body: unknown) =>
		unpacked(body, specs('', 0)).map((verdict) => ({
			body: verdict.ok ? verdict.body : {},
			rows: verdict.ok ? recordRows(verdict.body) : [],
		}));
	return {
		request: (filter, at) => batch.pack(specs(filter, at), false),
		rows(body) {
			const lists = pages(body).map(({ rows }, index) =>
				rows?.map((row): IDataObject => ({ ...row, ...kinds[index] })),
			);
			return lists.some((rows) => rows === undefined)
				? undefined
				: lists.flatMap((rows) => rows ?? []);
		},
		item: ({ id, code, kind, ...row }) => ({
			name: `${recordName(row)} (${asText(kind)})`,
			value: `${asText(code)}_${asText(id)}`,
		}),
		next(body, { at }) {
			const starts = pages(body)
				.map((page) => next(page.body, { at, rows: page.rows?.length ?? 0 }))
				.filter((start) => start !== undefined);
			return starts.length === 0 ? undefined : Math.max(...starts);
		},
	};
}

const clients = mixed(CLIENT_KINDS);

/** The owner type stands at the top of a form, or in a collection. @throws InvalidInput when it is not chosen yet */
function chosenType(parameter: (name: string) => unknown): number {
	const found = ['ownerType', 'updateFields.OWNER_TYPE_ID', 'filters.OWNER_TYPE_ID']
		.map((name) => asNumber(parameter(name)))
		.find((id) => id !== undefined);
	if (found === undefined)
		throw new InvalidInput('Pick the owner type first', 'What can be picked here depends on it.');
	return found;
}

/** @throws InvalidInput when it is not chosen yet */
function chosenTask(parameter: (name: string) => unknown): number {
	const task = asNumber(parameter('taskId'));
	if (task === undefined)
		throw new InvalidInput('Pick the task first', 'What can be picked here depends on it.');
	return task;
}

/** Phones or emails of the chosen contact, company or lead; they come with all fields only (section 2.11). */
function addresses(kind: 'PHONE' | 'EMAIL'): Lookup {
	return {
		request(_filter, _at, parameter) {
			const record = SHORT_CODE.parse(asText(parameter('client')));
			if (record === undefined)
				throw new InvalidInput(
					'Pick the contact, company or lead first',
					'What can be picked here depends on it.',
				);
			return method(
				'crm.item.get',
				{ entityTypeId: record.typeId, id: record.id },
				'read',
				recordAt('item'),
			);
		},
		rows: (body) =>
			asRows(asObject(asObject(resultOf(body)).item).fm).filter(({ typeId }) => typeId === kind),
		item: ({ value, valueType }) => ({
			name: `${asText(value)} (${asText(valueType).toLowerCase()})`,
			value: asText(value),
		}),
		next: () => undefined,
		filterHere: true,
	};
}

/** Records of a type; contacts are found by either name, everything else by its title (section 2.11). */
function records(entityTypeId: number, filter: string, start: number): RequestSpec {
	const byName = entityTypeId === CONTACT;
	const select = byName ? ['id', 'name', 'lastName'] : ['id', 'title'];
	const found = byName
		? { 0: { logic: 'OR', 0: { '%name': filter }, 1: { '%lastName': filter } } }
		: { '%title': filter };
	return method(
		'crm.item.list',
		{ entityTypeId, select, order: { id: 'DESC' }, filter: filter === '' ? {} : found, start },
		'read',
		listAt('items'),
	);
}

function recordRows(body: unknown): IDataObject[] | undefined {
	return recordsIn(body, 'items');
}

/** The list under a key of the result; PHP says an empty list where an empty map is meant. */
function recordsIn(body: unknown, key: string): IDataObject[] | undefined {
	const result = resultOf(body);
	return recordsOf(Array.isArray(result) ? result : asObject(result)[key]);
}

function recordName({ title, name, lastName }: IDataObject): string {
	return asText(title) || `${asText(name)} ${asText(lastName)}`.trim();
}

function picked(id: unknown, name: string, detail: string) {
	const value = asNumber(id);
	return value === undefined
		? undefined
		: { name: `${name.trim() || `#${value}`}${detail === '' ? '' : ` (${detail})`}`, value };
}

const activityTypes: Lookup = {
	request: () => method('crm.activity.type.list', {}, 'read', listAt()),
	rows: rowsOf,
	item: ({ TYPE_ID, NAME }) => ({
		name: `${asText(NAME)} (${asText(TYPE_ID)})`,
		value: asText(TYPE_ID),
	}),
	next: () => undefined,
	filterHere: true,
};

const badges: Lookup = {
	request: () => method('crm.activity.badge.list', {}, 'read', BADGES),
	rows: (body) => recordsIn(body, 'badges'),
	item: ({ code, title }) => ({
		name: `${asText(title) || asText(code)} (${asText(code)})`,
		value: asText(code),
	}),
	next: () => undefined,
	filterHere: true,
};

const tasks: Lookup = {
	request: (filter, at) =>
		method(
			'tasks.task.list',
			{
				select: ['ID', 'TITLE'],
				order: { ID: 'DESC' },
				filter: filter === '' ? {} : { TITLE: `%${filter}%` },
				start: at,
			},
			'read',
			listAt('tasks'),
		),
	rows: (body) => recordsIn(body, 'tasks'),
	item: ({ id, title }) => picked(id, asText(title), `#${asText(id)}`),
	next,
};

const groups: Lookup = {
	request: (filter, at) =>
		method(
			'sonet_group.get',
			{
				ORDER: { NAME: 'ASC', ID: 'ASC' },
				FILTER: filter === '' ? {} : { '%NAME': filter },
				start: at,
			},
			'read',
			listAt(),
		),
	rows: rowsOf,
	item: ({ ID, NAME }) => picked(ID, asText(NAME), ''),
	next,
};

/** The Drives that the user may see: the own one, those of groups, the company's. */
const storages: Lookup = {
	request: (_filter, at) => method('disk.storage.getlist', { start: at }, 'read', listAt()),
	rows: rowsOf,
	item: ({ ID, NAME, ENTITY_TYPE }) => picked(ID, asText(NAME), asText(ENTITY_TYPE)),
	next,
	filterHere: true,
};

const checklistItems: Lookup = {
	request: (_filter, _at, parameter) =>
		method(
			'task.checklistitem.getlist',
			{ TASKID: chosenTask(parameter), ORDER: { SORT_INDEX: 'asc' } },
			'read',
			listAt(),
		),
	rows: rowsOf,
	item: ({ ID, TITLE }) => picked(ID, asText(TITLE), `#${asText(ID)}`),
	next: () => undefined,
	filterHere: true,
};

/** Deals too can be linked to a task: four calls in one batch. */
const linkable: Lookup = mixed([...CLIENT_KINDS, { typeId: DEAL, code: 'D', kind: 'Deal' }]);

const timelineComments: Lookup = {
	request: (_filter, at, parameter) =>
		method(
			'crm.timeline.comment.list',
			{
				filter: {
					ENTITY_ID: asNumber(parameter('owner')) ?? 0,
					ENTITY_TYPE: typeWord(chosenType(parameter)),
				},
				order: { ID: 'DESC' },
				start: at,
			},
			'read',
			listAt(),
		),
	rows: rowsOf,
	item: ({ ID, COMMENT }) => picked(ID, asText(COMMENT).slice(0, 60), `#${asText(ID)}`),
	next,
	filterHere: true,
};

/** Comments of the chosen task, fifty at a time, from the newest on. */
const taskComments: Lookup = {
	before: (parameter) => chatRequest(chosenTask(parameter)),
	request: (_filter, at, _parameter, task) =>
		messagesRequest(chatOf(task), at === 0 ? undefined : at),
	rows: messagesOf,
	item: ({ id, text, author }) =>
		picked(id, asText(text).slice(0, 60), asText(author) || `#${asText(id)}`),
	next(body, { at }) {
		const oldest = asNumber(messagesOf(body)?.at(-1)?.id);
		return at === 0 || (oldest ?? at) < at ? oldest : undefined;
	},
	filterHere: true,
};

const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
	boolean: 'boolean',
	datetime: 'dateTime',
	double: 'number',
	integer: 'number',
};

/** The fields that a portal has added to tasks; Bitrix24 lists them among all fields with names that begin with UF_. */
async function customTaskFields(context: ILoadOptionsFunctions): Promise<ResourceMapperField[]> {
	const known = asObject(
		asObject(
			resultOf(
				await lookUp(
					context,
					bitrix24,
					method('tasks.task.getFields', {}, 'read', recordAt('fields')),
				),
			),
		).fields,
	);
	return Object.entries(known)
		.filter(([name]) => name.startsWith('UF_') && !OWN_FIELDS.has(name))
		.map(([id, meta]) => ({
			id,
			displayName: asText(asObject(meta).title) || id,
			required: false,
			defaultMatch: false,
			display: true,
			type: FIELD_TYPES[asText(asObject(meta).type)] ?? 'string',
		}));
}

async function getTaskFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return {
		fields: await customTaskFields(this),
		emptyFieldsNotice: 'This portal has added no fields to tasks.',
	};
}

async function getTaskFieldNames(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await customTaskFields(this)).map(({ id, displayName }) => ({
		name: displayName,
		value: id,
	}));
}

/** Set by fields of their own in the form. */
const OWN_FIELDS = new Set(['UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_MAIL_MESSAGE']);

export const resourceMappings = { getTaskFields };

export const optionLists = { getTaskFieldNames };

export const listSearches = {
	searchActivities: listSearch(bitrix24, activities),
	searchActivityTypes: listSearch(bitrix24, activityTypes),
	searchBadges: listSearch(bitrix24, badges),
	searchChecklistItems: listSearch(bitrix24, checklistItems),
	searchClients: listSearch(bitrix24, clients),
	searchGroups: listSearch(bitrix24, groups),
	searchLinkable: listSearch(bitrix24, linkable),
	searchOwners: listSearch(bitrix24, owners),
	searchOwnerTypes: listSearch(bitrix24, ownerTypes),
	searchEmails: listSearch(bitrix24, addresses('EMAIL')),
	searchPhones: listSearch(bitrix24, addresses('PHONE')),
	searchStorages: listSearch(bitrix24, storages),
	searchTaskComments: listSearch(bitrix24, taskComments),
	searchTaskResults: listSearch(bitrix24, taskResults),
	searchTasks: listSearch(bitrix24, tasks),
	searchTaskTimes: listSearch(bitrix24, taskTimes),
	searchTimelineComments: listSearch(bitrix24, timelineComments),
	searchTimelineIcons: listSearch(bitrix24, timelineIcons),
	searchTimelineLogs: listSearch(bitrix24, timelineLogs),
	searchUsers: listSearch(bitrix24, users),
};
