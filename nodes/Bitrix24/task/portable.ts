import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	portable,
	utcIso,
	type GivenPortable,
	type Portable,
} from '../../shared/operation/portableRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { asBbCode } from '../bbCode';
import { textOf } from './description';
import { externalIdOf } from './externalTag';

const STATUSES: Readonly<Record<number, Portable['status']>> = {
	2: 'open',
	3: 'inProgress',
	4: 'waiting',
	5: 'done',
	6: 'deferred',
	7: 'cancelled',
};
const PRIORITIES = { 0: 'low', 1: 'normal', 2: 'high' } as const;
const NUMBERS = { low: 0, normal: 1, high: 2 } as const;

export function toPortable(task: IDataObject): IDataObject {
	const status = STATUSES[asNumber(task.status) ?? 0] ?? null;
	const responsible = asObject(task.responsible);
	return portable({
		vendor: 'bitrix24',
		id: asText(task.id),
		kind: 'task',
		subject: asText(task.title),
		description: textOf(task),
		start: utcIso(task.startDatePlan),
		end: utcIso(task.endDatePlan),
		due: utcIso(task.deadline),
		done: status === null ? null : status === 'done',
		status,
		priority: PRIORITIES[asNumber(task.priority) as keyof typeof PRIORITIES] ?? null,
		owner: linkOf(task.responsibleId ?? responsible.id, asText(responsible.name)),
		created: utcIso(task.createdDate),
		updated: utcIso(task.changedDate),
		externalId: externalIdOf(task),
	});
}

/** Fields of a task by Bitrix24's names. The state of a task that exists is changed by operations of their own. */
function fieldsOf({ description, priority, ...times }: GivenPortable): IDataObject {
	return {
		DESCRIPTION: description === undefined ? undefined : asBbCode(description),
		PRIORITY: priority === undefined ? undefined : NUMBERS[priority],
		...timesOf(times),
	};
}

/** A planned start needs a planned end; a lone time is the deadline. */
function timesOf({ start, end, due }: GivenPortable): IDataObject {
	const until = firstOf(end, due);
	if (start === undefined || until === undefined) return { DEADLINE: firstOf(due, end, start) };
	return { START_DATE_PLAN: start, END_DATE_PLAN: until, DEADLINE: due };
}

export const newFromPortable: FromPortable = {
	optional: ['title'],
	values: (activity) => ({
		title: activity.subject,
		additionalFields: { ...fieldsOf(activity), completed: activity.done },
	}),
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ updateFields: { TITLE: activity.subject, ...fieldsOf(activity) } }),
};
