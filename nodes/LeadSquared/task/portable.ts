import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/fromPortable';
import { firstOf, linkOf, linksOf, portable, utcIso, type GivenPortable } from '../../shared/portable';
import { asText } from '../../shared/values';
import { isoOf } from '../dates';
import { simplify } from './simplify';

export function toPortable(task: IDataObject): IDataObject {
	const { id, name, kind, description, status, due, end, relatedId } = simplify(task);
	const isMeeting = kind === 'Appointment';
	const done = status === 'Completed';
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: isMeeting ? 'meeting' : 'task',
		subject: asText(name),
		description: asText(description),
		start: isMeeting ? utcIso(due) : null,
		end: isMeeting ? utcIso(end) : null,
		due: isMeeting ? null : utcIso(due),
		done,
		status: done ? 'done' : 'open',
		owner: linkOf(asText(task.OwnerId) || asText(task.OwnerID), asText(task.OwnerName)),
		related: linksOf('lead', relatedId),
		created: utcIso(isoOf(task.CreatedOn)),
		updated: utcIso(isoOf(task.ModifiedOn)),
	});
}

/** What a task holds of it. Whether it is a to-do or an appointment is up to the task type that is picked. */
function fieldsOf({ description, start, end, due }: GivenPortable): IDataObject {
	return { Description: description, due: firstOf(start, due, end), end: start === undefined ? undefined : end };
}

export const newFromPortable: FromPortable = { optional: ['name'], values: (activity) => ({ name: activity.subject, additionalFields: fieldsOf(activity) }) };

export const changesFromPortable: FromPortable = { optional: [], values: (activity) => ({ updateFields: { name: activity.subject, ...fieldsOf(activity) } }) };
