import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	portable,
	utcIso,
	type GivenPortable,
	type Portable,
} from '../../shared/operation/portableRecord';
import { asDescription, plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { linksOfRecord, PRIORITY, priorityOf } from '../relatedRecords';

const KINDS: Readonly<Record<number, Portable['kind']>> = { 1: 'meeting', 2: 'call', 3: 'email' };
/** iVvy knows three types; what is none of them is a meeting. */
const TYPES: Readonly<Record<Portable['kind'], number>> = {
	call: 2,
	email: 3,
	meeting: 1,
	note: 1,
	other: 1,
	task: 1,
};

export function toPortable(activity: IDataObject): IDataObject {
	const {
		id,
		name,
		subType,
		description,
		startDatetime,
		endDatetime,
		priority,
		createdDate,
		modifiedDate,
	} = activity;
	return portable({
		vendor: 'ivvy',
		id: asText(id),
		kind: KINDS[asNumber(subType) ?? 0] ?? 'other',
		subject: asText(name),
		...splitReference(plainText(asText(description))),
		start: utcIso(startDatetime),
		end: utcIso(endDatetime),
		priority: priorityOf(priority),
		...linksOfRecord(activity),
		created: utcIso(createdDate),
		updated: utcIso(modifiedDate),
	});
}

/** Fields of an activity by iVvy's names. It wants a description of every new one. */
function fieldsOf({
	kind,
	subject,
	description,
	start,
	end,
	due,
	priority,
}: GivenPortable): IDataObject {
	return {
		name: subject,
		subType: kind === undefined ? undefined : TYPES[kind],
		description: description === undefined ? undefined : asDescription(description),
		startDatetime: start,
		// iVvy has no due time, and can't be asked whether this one is behind the start.
		endDatetime: end ?? (start === undefined ? undefined : due),
		priority: priority === undefined ? undefined : PRIORITY.fromPortable[priority],
	};
}

export const newFromPortable: FromPortable = {
	optional: ['name', 'subType', 'description'],
	values(activity) {
		const { start, end, due } = activity;
		// A lone due time is all there is.
		const timed =
			start === undefined && end === undefined ? { ...activity, start: due, end: due } : activity;
		const { name, subType, description, ...additionalFields } = fieldsOf(timed);
		return { name, subType, description: description || name, additionalFields };
	},
	madeUp: ({ description }) => (description ? [] : ['description']),
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ updateFields: fieldsOf(activity) }),
};
