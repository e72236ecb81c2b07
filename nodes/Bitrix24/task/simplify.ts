import type { IDataObject } from 'n8n-workflow';
import { utcIso } from '../../shared/operation/portableRecord';
import { person, simplifiedActivity, writtenRecord } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { recordsOfCodes } from '../relatedRecords';
import { textOf } from './description';
import { PRIORITIES, STATUSES } from './enums';
import { externalIdOf } from './externalTag';

/** Answers name UF_AUTO_123 `ufAuto123`. These three come always. */
const ALWAYS = new Set(['ufCrmTask', 'ufTaskWebdavFiles', 'ufMailMessage']);

/** Custom fields are there only when somebody asked for them. */
function customFields(task: IDataObject): IDataObject {
	const own = Object.entries(task).filter(([name]) => /^uf[A-Z]/.test(name) && !ALWAYS.has(name));
	return own.length === 0 ? {} : { fields: Object.fromEntries(own) };
}

const COMPLETED = 5;

/** One task in the keys that all records share. Bitrix24 answers in camelCase what it takes in capitals. */
export function simplify(task: IDataObject): IDataObject {
	const responsible = asObject(task.responsible);
	const creator = asObject(task.creator);
	const status = asNumber(task.status);
	return simplifiedActivity(
		{
			id: asNumber(task.id),
			title: task.title,
			description: textOf(task),
			kind: 'Task',
			start: task.startDatePlan,
			end: task.endDatePlan,
			due: task.deadline,
			status: STATUSES.find(({ value }) => value === status)?.name ?? (asText(task.status) || null),
			done: status === undefined ? null : status === COMPLETED,
			priority: PRIORITIES.find(({ value }) => value === asNumber(task.priority))?.name,
			assignedTo: person({
				id: asNumber(task.responsibleId) ?? asNumber(responsible.id),
				name: responsible.name,
			}),
			relatedTo: recordsOfCodes(task.ufCrmTask),
			createdAt: task.createdDate,
			updatedAt: task.changedDate,
			externalId: externalIdOf(task),
		},
		{
			createdBy: person({
				id: asNumber(task.createdBy) ?? asNumber(creator.id),
				name: creator.name,
			}),
			groupId: asNumber(task.groupId) || null,
			closedAt: utcIso(task.closedDate),
			...customFields(task),
		},
	);
}

const NAMES = {
	createdBy: 'createdBy',
	deadline: 'due',
	description: 'description',
	endDatePlan: 'end',
	groupId: 'groupId',
	priority: 'priority',
	responsibleId: 'assignedTo',
	startDatePlan: 'start',
	status: ['status', 'done'],
	title: 'title',
	ufCrmTask: 'relatedTo',
} as const;

/** The same names as tasks.task.add and tasks.task.update take them, in capitals. */
const ANSWERED: ReadonlyMap<string, string> = new Map(
	Object.keys(NAMES).map((name) => [name.replace(/[A-Z]/g, '_$&').toUpperCase(), name]),
);

/** @param fields as tasks.task.add and tasks.task.update take them, in capitals */
export function written(id: unknown, fields: IDataObject): IDataObject {
	const asAnswered: IDataObject = {};
	for (const name of Object.keys(fields)) asAnswered[answeredName(name)] = fields[name];
	return writtenRecord(id, asAnswered, { names: NAMES, simplify, always: ['kind'] });
}

function answeredName(name: string): string {
	return ANSWERED.get(name) ?? (name.startsWith('UF_') ? camelCase(name) : name);
}

function camelCase(name: string): string {
	return name
		.toLowerCase()
		.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
