import type { IDataObject } from 'n8n-workflow';
import {
	person,
	related,
	simplifiedActivity,
	writtenRecord,
} from '../../shared/operation/simplifiedRecord';
import { shownExternalId } from '../../shared/form/externalId';
import { plainText } from '../../shared/text/html';
import { asArray, asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { ACTIVITY_TYPES } from '../enums';
import { toIso } from '../times';
import { decodedNotes } from './fields';

/** What has to be done by its end; the others take place from start to end. */
const DUE = ['deadline', 'task'];

/** One activity in the keys that all records share. Of several assignees `assignedTo` is the first. */
export function simplify(activity: IDataObject): IDataObject {
	const type = asText(activity.activity_type);
	const assignees = assigneesOf(activity);
	const owner = personOf(asObject(activity.owner_details));
	const done = activity.is_status;
	return simplifiedActivity(
		{
			id: asNumber(activity.id),
			title: activity.name,
			description: plainText(asText(activity.notes)),
			kind: ACTIVITY_TYPES.find(({ value }) => value === type)?.name ?? (type || null),
			start: activity.start,
			end: activity.end,
			due: DUE.includes(type) ? activity.end : null,
			done: done === undefined ? null : done === true,
			assignedTo: assignees[0] ?? owner,
			relatedTo: [
				...recordsOf('contact', activity.contact_details, activity.contact_ids),
				...recordsOf('company', activity.organization_details, activity.organization_ids),
				...related('deal', asNumber(activity.linked_to), asObject(activity.deal_details).name),
			],
			createdAt: activity.created_at,
			externalId: shownExternalId(activity.source_id),
		},
		{ updatedAt: timeOf(activity.updated_at), assignees },
	);
}

/** With milliseconds: On Conflict compares by it. */
function timeOf(value: unknown): string | null {
	const text = asText(value);
	return text === '' ? null : toIso(text);
}

function personOf({ id, first_name, last_name, email }: IDataObject): IDataObject | null {
	const name = `${asText(first_name)} ${asText(last_name)}`.trim();
	return person({ id: asNumber(id), name, email });
}

/** Answers hold the people, requests their IDs only. */
function assigneesOf({ assignee_details, assignee_ids }: IDataObject): IDataObject[] {
	const known = asRows(assignee_details);
	return (known.length > 0 ? known : asArray(assignee_ids).map((id) => ({ id }) as IDataObject))
		.map(personOf)
		.filter((one) => one !== null);
}

function recordsOf(type: string, details: unknown, ids: unknown): IDataObject[] {
	const known = asRows(details);
	const named = new Set(known.map(({ id }) => asNumber(id)));
	const others = asArray(ids).filter((id) => !named.has(asNumber(id)));
	return [
		...known.flatMap(({ id, name }) => related(type, asNumber(id), name)),
		...others.flatMap((id) => related(type, asNumber(id))),
	];
}

const NAMES = {
	activity_type: 'kind',
	assignee_ids: ['assignedTo', 'assignees'],
	contact_ids: 'relatedTo',
	end: ['end', 'due'],
	is_status: ['status', 'done'],
	linked_to: 'relatedTo',
	name: 'title',
	notes: 'description',
	organization_ids: 'relatedTo',
	start: 'start',
} as const;

/** What was written of an activity, in the keys of one that is read. @param body as Deskera takes it */
export function written(id: unknown, body: IDataObject): IDataObject {
	const notes = body.notes === undefined ? {} : { notes: decodedNotes(asText(body.notes)) };
	const output = writtenRecord(id, { ...body, ...notes }, { names: NAMES, simplify });
	// When a task is due is known where its type is.
	if (body.activity_type === undefined) delete output.due;
	return output;
}
