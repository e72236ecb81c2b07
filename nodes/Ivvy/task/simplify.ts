import type { IDataObject } from 'n8n-workflow';
import { simplifiedActivity, writtenRecord } from '../../shared/operation/simplifiedRecord';
import { plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { TASK_STATUSES } from '../enums';
import { peopleAndRecords, priorityLabel, WRITTEN_NAMES } from '../relatedRecords';

const COMPLETED = 4;

/** One task in the keys that all records share. */
export function simplify(task: IDataObject): IDataObject {
	const status = asNumber(task.status);
	return simplifiedActivity({
		id: asNumber(task.id),
		title: task.name,
		...splitReference(plainText(asText(task.description))),
		kind: 'Task',
		due: task.endDatetime,
		status: TASK_STATUSES.find(({ value }) => value === status)?.name,
		done: status === undefined ? null : status === COMPLETED,
		priority: priorityLabel(task.priority),
		...peopleAndRecords(task),
		createdAt: task.createdDate,
		updatedAt: task.modifiedDate,
	});
}

const NAMES = { ...WRITTEN_NAMES, endDatetime: 'due', status: ['status', 'done'] } as const;

/** Values that were written, or that were there before a change, in the keys of one that is read. */
export function writtenOf(id: unknown, values: IDataObject): IDataObject {
	return writtenRecord(asNumber(id), values, { names: NAMES, simplify, always: ['kind'] });
}

/** Output of a write: the ID that iVvy gave, and what was written. */
export function written(answer: unknown, { body }: { readonly body?: unknown }): IDataObject {
	return writtenOf(asObject(answer).id, asObject(body));
}
