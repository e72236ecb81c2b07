import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	linksOf,
	portable,
	utcIso,
	type GivenPortable,
} from '../../shared/operation/portableRecord';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { isoOf } from '../times';
import { simplify } from './simplify';

const OPPORTUNITY = 5;

export function toPortable(task: IDataObject): IDataObject {
	const { id, title, kind, description, done: isDone, due, end, externalId } = simplify(task);
	const isMeeting = kind === 'Appointment';
	const done = isDone === true;
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: isMeeting ? 'meeting' : 'task',
		subject: asText(title),
		description: asText(description),
		start: isMeeting ? utcIso(due) : null,
		end: isMeeting ? utcIso(end) : null,
		due: isMeeting ? null : utcIso(due),
		done,
		status: done ? 'done' : 'open',
		owner: linkOf(asText(task.OwnerId) || asText(task.OwnerID), asText(task.OwnerName)),
		related: linksOf(
			asNumber(task.RelatedEntity) === OPPORTUNITY ? 'opportunity' : 'lead',
			task.RelatedEntityId,
		),
		created: utcIso(isoOf(task.CreatedOn)),
		updated: utcIso(isoOf(task.ModifiedOn)),
		externalId: asText(externalId) || null,
	});
}

/**
 * The two times of a task. Whether it is a to-do or an appointment is up to the task type that is picked, which is not
 * known here: what has to be done by a time is like a to-do, what takes place at a time like an appointment, whose due
 * date is its start.
 */
function timesOf({ kind, start, end, due }: GivenPortable): {
	readonly due?: string;
	readonly end?: string;
} {
	const isTodo = kind === 'task' || (due !== undefined && kind !== 'meeting');
	return isTodo ? { due: firstOf(due, end, start) } : { due: start, end: firstOf(end, due) };
}

export const newFromPortable: FromPortable = {
	optional: ['name'],
	values(activity) {
		const times = timesOf(activity);
		return {
			name: activity.subject,
			additionalFields: {
				Description: activity.description,
				...times,
				due: firstOf(times.due, times.end),
				completed: activity.done,
			},
		};
	},
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({
		updateFields: {
			name: activity.subject,
			Description: activity.description,
			...timesOf(activity),
		},
	}),
};
