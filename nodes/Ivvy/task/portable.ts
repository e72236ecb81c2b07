import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import { firstOf, portable, utcIso, type Portable } from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asDescription, plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { belonging, finders } from '../matching';
import { linksOfRecord, PRIORITY, priorityOf, withoutLinks } from '../relatedRecords';

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
	const {
		id,
		name,
		description,
		endDatetime,
		status: number,
		priority,
		createdDate,
		modifiedDate,
		...rest
	} = task;
	const status = STATUSES[asNumber(number) ?? -1] ?? null;
	return portable({
		vendor: 'ivvy',
		id: asText(id),
		kind: 'task',
		title: asText(name),
		...splitReference(plainText(asText(description))),
		due: utcIso(endDatetime),
		done: status === null ? null : status === 'done',
		status,
		priority: priorityOf(priority),
		...linksOfRecord(task),
		created: utcIso(createdDate),
		updated: utcIso(modifiedDate),
		vendorFields: withoutLinks(rest),
	});
}

/** Fields of a task by iVvy's names. */
function fieldsOf({
	title,
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
		name: title,
		endDatetime: firstOf(due, end, start),
		description: description === undefined ? undefined : asDescription(description),
		status: known === undefined ? undefined : NUMBERS[known],
		priority: priority === undefined ? undefined : PRIORITY.fromPortable[priority],
	};
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['name', 'endDatetime', 'companyId', 'contactId'],
	values(activity, _entered, people) {
		const { name, endDatetime, ...additionalFields } = fieldsOf(activity);
		return {
			...belonging(people),
			name,
			endDatetime,
			additionalFields: { ...additionalFields, assignedUserId: people.owner },
		};
	},
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		updateFields: { ...fieldsOf(activity), assignedUserId: owner },
	}),
};
