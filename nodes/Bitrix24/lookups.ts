import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { InvalidInput } from '../shared/contract/errors';
import { listSearch, lookUp, type Lookup } from '../shared/form/lookups';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';
import { BADGES, listAt, recordAt } from './answerProofs';
import { next, picked, recordsIn, rowsOf } from './lookupPages';
import {
	calendarEvents,
	calendarSections,
	oldTaskComments,
	stages,
	taskResults,
	taskTimes,
	timelineIcons,
	timelineLogos,
	timelineLogs,
} from './partLookups';
import {
	addresses,
	chosenType,
	clients,
	linkable,
	owners,
	ownerTypes,
	users,
} from './recordLookups';
import { chatOf, chatRequest, messagesOf, messagesRequest } from './taskComment/chat';
import { typeWord } from './relatedRecords';
import { bitrix24, method, resultOf } from './vendor';

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

/** @throws InvalidInput when it is not chosen yet */
function chosenTask(parameter: (name: string) => unknown): number {
	const task = asNumber(parameter('taskId'));
	if (task === undefined)
		throw new InvalidInput('Pick the task first', 'What can be picked here depends on it.');
	return task;
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
	searchCalendarEvents: listSearch(bitrix24, calendarEvents),
	searchCalendarSections: listSearch(bitrix24, calendarSections),
	searchChecklistItems: listSearch(bitrix24, checklistItems),
	searchClients: listSearch(bitrix24, clients),
	searchGroups: listSearch(bitrix24, groups),
	searchLinkable: listSearch(bitrix24, linkable),
	searchOldTaskComments: listSearch(bitrix24, oldTaskComments),
	searchOwners: listSearch(bitrix24, owners),
	searchOwnerTypes: listSearch(bitrix24, ownerTypes),
	searchEmails: listSearch(bitrix24, addresses('EMAIL')),
	searchPhones: listSearch(bitrix24, addresses('PHONE')),
	searchStages: listSearch(bitrix24, stages),
	searchStorages: listSearch(bitrix24, storages),
	searchTaskComments: listSearch(bitrix24, taskComments),
	searchTaskResults: listSearch(bitrix24, taskResults),
	searchTasks: listSearch(bitrix24, tasks),
	searchTaskTimes: listSearch(bitrix24, taskTimes),
	searchTimelineComments: listSearch(bitrix24, timelineComments),
	searchTimelineIcons: listSearch(bitrix24, timelineIcons),
	searchTimelineLogos: listSearch(bitrix24, timelineLogos),
	searchTimelineLogs: listSearch(bitrix24, timelineLogs),
	searchUsers: listSearch(bitrix24, users),
};
