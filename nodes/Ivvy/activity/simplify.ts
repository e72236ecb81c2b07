import type { IDataObject } from 'n8n-workflow';
import { simplifiedActivity, writtenRecord } from '../../shared/operation/simplifiedRecord';
import { plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { SUB_TYPES } from '../enums';
import { peopleAndRecords, priorityLabel, WRITTEN_NAMES } from '../relatedRecords';

/** One activity in the keys that all records share. iVvy does not say whether one has taken place. */
export function simplify(activity: IDataObject): IDataObject {
	return simplifiedActivity({
		id: asNumber(activity.id),
		title: activity.name,
		...splitReference(plainText(asText(activity.description))),
		kind: SUB_TYPES.find(({ value }) => value === asNumber(activity.subType))?.name ?? null,
		start: activity.startDatetime,
		end: activity.endDatetime,
		priority: priorityLabel(activity.priority),
		...peopleAndRecords(activity),
		createdAt: activity.createdDate,
		updatedAt: activity.modifiedDate,
	});
}

const NAMES = {
	...WRITTEN_NAMES,
	endDatetime: 'end',
	startDatetime: 'start',
	subType: 'kind',
} as const;

/** Values that were written, or that were there before a change, in the keys of one that is read. */
export function writtenOf(id: unknown, values: IDataObject): IDataObject {
	return writtenRecord(asNumber(id), values, { names: NAMES, simplify });
}

/** Output of a write: the ID that iVvy gave, and what was written. */
export function written(answer: unknown, { body }: { readonly body?: unknown }): IDataObject {
	return writtenOf(asObject(answer).id, asObject(body));
}
