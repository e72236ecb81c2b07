import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	portable,
	utcIso,
	type GivenPortable,
	type Portable,
} from '../../shared/operation/portableRecord';
import { asDescription, plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { linksOfRecord, PRIORITY, priorityOf } from '../relatedRecords';

type Status = NonNullable<Portable['status']>;
const STATUSES: Readonly<Record<number, Status>> = {
	0: 'open',
	1: 'inProgress',
	2: 'waiting',
	3: 'cancelled',
	4: 'done',
};
const NUMBERS: Readonly<Record<Status, number>> = {
	open: 0,
	inProgress: 1,
	waiting: 2,
	deferred: 2,
	cancelled: 3,
	done: 4,
};

export function toPortable(task: IDataObject): IDataObject {
	const status = STATUSES[asNumber(task.status) ?? -1] ?? null;
	return portable({
		vendor: 'ivvy',
		id: asText(task.id),
		kind: 'task',
		subject: asText(task.name),
		...splitReference(plainText(asText(task.description))),
		due: utcIso(task.endDatetime),
		done: status === null ? null : status === 'done',
		status,
		priority: priorityOf(task.priority),
		...linksOfRecord(task),
		created: utcIso(task.createdDate),
		updated: utcIso(task.modifiedDate),
	});
}

/** Fields of a task by iVvy's names. */
function fieldsOf({
	subject,
	description,
	due,
	end,
	start,
	done,
	status,
	priority,
}: GivenPortable): IDataObject {
	const known = status ?? (done === true ? 'done' : undefined);
	return {
		name: subject,
		endDatetime: firstOf(due, end, start),
		description: description === undefined ? undefined : asDescription(description),
		status: known === undefined ? undefined : NUMBERS[known],
		priority: priority === undefined ? undefined : PRIORITY.fromPortable[priority],
	};
}

export const newFromPortable: FromPortable = {
	optional: ['name', 'endDatetime'],
	values(activity) {
		const { name, endDatetime, ...additionalFields } = fieldsOf(activity);
		return { name, endDatetime, additionalFields };
	},
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ updateFields: fieldsOf(activity) }),
};
