import type { IDataObject } from 'n8n-workflow';
import type { OutputChoice } from '../../shared/form/outputChoice';
import { person, simplifiedActivity, writtenRecord } from '../../shared/operation/simplifiedRecord';
import { asNumber, asText, defined } from '../../shared/text/unknownJson';
import { ACTIVITY_TYPES, PRIORITIES } from '../enums';
import { recordOfType } from '../relatedRecords';
import { described, isTodo } from './record';

const KINDS_BY_PROVIDER: Readonly<Record<string, string>> = {
	CRM_TODO: 'To-Do',
	CONFIGURABLE_REST_APP: 'Custom Activity',
};

/** What kind of activity a record is, in words: Bitrix24 gives to-dos and custom activities the type "provider". */
export function kindOf({ PROVIDER_ID, TYPE_ID }: IDataObject): string {
	return (
		KINDS_BY_PROVIDER[asText(PROVIDER_ID)] ??
		ACTIVITY_TYPES.find(({ value }) => value === asNumber(TYPE_ID))?.name ??
		asText(PROVIDER_ID)
	);
}

/** One activity in the keys that all records share. A to-do has a deadline only, which Bitrix24 repeats as start. */
export function simplify(activity: IDataObject): IDataObject {
	const { PRIORITY, PROVIDER_TYPE_ID, RESPONSIBLE_ID } = activity;
	const isTimed = !isTodo(activity);
	return simplifiedActivity(
		{
			id: asNumber(activity.ID),
			title: activity.SUBJECT,
			...described(activity),
			kind: kindOf(activity) || null,
			start: isTimed ? activity.START_TIME : null,
			end: isTimed ? activity.END_TIME : null,
			due: activity.DEADLINE,
			done: activity.COMPLETED === undefined ? null : activity.COMPLETED === 'Y',
			priority: PRIORITIES.find(({ value }) => value === asNumber(PRIORITY))?.name,
			assignedTo: person({ id: asNumber(RESPONSIBLE_ID) }),
			relatedTo: recordOfType(activity.OWNER_TYPE_ID, activity.OWNER_ID),
			createdAt: activity.CREATED,
			updatedAt: activity.LAST_UPDATED,
		},
		// A column that only some rows have would be empty in a table.
		{ typeId: (activity.PROVIDER_ID === CUSTOM && asText(PROVIDER_TYPE_ID)) || null },
	);
}

export const CUSTOM = 'CONFIGURABLE_REST_APP';

const RELATED = ['relatedTo'];
const NAMES = {
	COMPLETED: ['status', 'done'],
	DEADLINE: 'due',
	DESCRIPTION: 'description',
	DESCRIPTION_TYPE: [],
	END_TIME: 'end',
	OWNER_ID: RELATED,
	OWNER_TYPE_ID: [],
	PRIORITY: 'priority',
	PROVIDER_ID: 'kind',
	PROVIDER_TYPE_ID: 'typeId',
	RESPONSIBLE_ID: 'assignedTo',
	START_TIME: 'start',
	SUBJECT: 'title',
	TYPE_ID: 'kind',
} as const;

/** What a simplified activity is made of. */
const SIMPLIFIED_FIELDS = ['ID', 'CREATED', 'LAST_UPDATED', 'ORIGIN_ID', ...Object.keys(NAMES)];

/**
 * The fields that a list asks for, for each output: the simplified one needs no others, and some of them are long. For
 * the raw one all but files and communications, which have to be named; the ID always, as lists are read by it.
 * @param names that the user wants in the raw output
 */
export function selectedFor(output: OutputChoice, names?: readonly string[]): string[] {
	if (output === 'simplified') return SIMPLIFIED_FIELDS;
	return output === 'portable' || names === undefined ? ['*'] : [...new Set(['ID', ...names])];
}

/** @param fields as crm.activity.add and crm.activity.update take them */
export function written(id: unknown, fields: IDataObject): IDataObject {
	return writtenRecord(id, fields, { names: NAMES, simplify });
}

/** The names of the methods for to-dos and custom activities, as those above are called. */
const SAME = {
	completed: 'COMPLETED',
	deadline: 'DEADLINE',
	description: 'DESCRIPTION',
	ownerId: 'OWNER_ID',
	ownerTypeId: 'OWNER_TYPE_ID',
	responsibleId: 'RESPONSIBLE_ID',
	title: 'SUBJECT',
	typeId: 'PROVIDER_TYPE_ID',
} as const;

/**
 * @param parameters as crm.activity.todo.add takes them, or the fields of crm.activity.configurable.add
 * @param kind what it is known to be
 */
export function writtenAs(
	kind: { readonly PROVIDER_ID?: string },
	id: unknown,
	parameters: IDataObject,
): IDataObject {
	const renamed = Object.entries(parameters).map(([name, value]) => [
		SAME[name as keyof typeof SAME] ?? name,
		value,
	]);
	return written(id, defined({ ...Object.fromEntries(renamed), ...kind }));
}
