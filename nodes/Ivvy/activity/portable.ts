import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import { portable, textOrNull, utcIso, type Portable } from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asDescription, plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { belonging, finders } from '../matching';
import { linksOfRecord, PRIORITY, priorityOf, withoutLinks } from '../relatedRecords';

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

/** Tasks have IDs of their own. */
export const ACTIVITY = 'activity';

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
		location,
		...rest
	} = activity;
	return portable({
		vendor: 'ivvy',
		idsOf: ACTIVITY,
		id: asText(id),
		kind: KINDS[asNumber(subType) ?? 0] ?? 'other',
		title: asText(name),
		...splitReference(plainText(asText(description))),
		start: utcIso(startDatetime),
		end: utcIso(endDatetime),
		priority: priorityOf(priority),
		location: textOrNull(location),
		...linksOfRecord(activity),
		created: utcIso(createdDate),
		updated: utcIso(modifiedDate),
		vendorFields: withoutLinks(rest),
	});
}

/** Fields of an activity by iVvy's names. It wants a description of every new one. */
function fieldsOf({
	kind,
	title,
	description,
	start,
	end,
	due,
	priority,
	location,
	address,
}: GivenPortable): IDataObject {
	return {
		name: title,
		subType: kind === undefined ? undefined : TYPES[kind],
		description: description === undefined ? undefined : asDescription(description),
		startDatetime: start,
		// iVvy has no due time, and can't be asked whether this one is behind the start.
		endDatetime: end ?? (start === undefined ? undefined : due),
		location: location ?? address,
		priority: priority === undefined ? undefined : PRIORITY.fromPortable[priority],
	};
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['name', 'subType', 'description', 'companyId', 'contactId'],
	values(activity, _entered, people) {
		const { start, end, due } = activity;
		// A lone due time is all there is.
		const timed =
			start === undefined && end === undefined ? { ...activity, start: due, end: due } : activity;
		const { name, subType, description, ...additionalFields } = fieldsOf(timed);
		return {
			...belonging(people),
			name,
			subType,
			description: description || name,
			additionalFields: { ...additionalFields, assignedUserId: people.owner },
		};
	},
	madeUp: ({ description }) => (description ? [] : ['description']),
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		updateFields: { ...fieldsOf(activity), assignedUserId: owner },
	}),
};
