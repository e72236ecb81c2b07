import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	portable,
	textOrNull,
	utcIso,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asNumber, asText, without } from '../../shared/text/unknownJson';
import { finders, leadOf } from '../matching';
import { isoOf } from '../times';
import { simplify } from './simplify';

const OPPORTUNITY = 5;

/** What is read from the Simplified output. */
const SIMPLIFIED = ['UserTaskId', 'TaskID', 'Name', 'Description', 'DueDate', 'EndDate'];

export function toPortable(task: IDataObject): IDataObject {
	const { id, title, kind, description, done: isDone, due, end, externalId } = simplify(task);
	const isMeeting = kind === 'Appointment';
	const {
		OwnerId,
		OwnerID,
		OwnerName,
		OwnerEmailAddress,
		CreatedBy,
		CreatedByName,
		CreatedOn,
		ModifiedOn,
		CompletedOn,
		Location,
		RelatedEntity,
		RelatedEntityId,
		RelatedEntityIdName,
		...vendorFields
	} = task;
	const done = isDone === true;
	const record = linkOf(RelatedEntityId, RelatedEntityIdName);
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: isMeeting ? 'meeting' : 'task',
		title: asText(title),
		description: asText(description),
		start: isMeeting ? utcIso(due) : null,
		end: isMeeting ? utcIso(end) : null,
		due: isMeeting ? null : utcIso(due),
		done,
		status: done ? 'done' : 'open',
		doneAt: done ? utcIso(isoOf(CompletedOn)) : null,
		location: textOrNull(Location),
		owner: linkOf(asText(OwnerId) || asText(OwnerID), OwnerName, OwnerEmailAddress),
		related:
			record === null
				? []
				: [{ type: asNumber(RelatedEntity) === OPPORTUNITY ? 'opportunity' : 'lead', ...record }],
		creator: linkOf(CreatedBy, CreatedByName),
		created: utcIso(isoOf(CreatedOn)),
		updated: utcIso(isoOf(ModifiedOn)),
		externalId: asText(externalId) || null,
		vendorFields: without(vendorFields, SIMPLIFIED),
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

/** Appointments have a place, to-dos have none. */
function locationOf({ kind, location, address }: GivenPortable): string | undefined {
	return kind === 'meeting' ? (location ?? address) : undefined;
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['name', 'owner', 'lead'],
	values(activity, _entered, people) {
		const times = timesOf(activity);
		return {
			name: activity.title,
			owner: people.owner,
			lead: leadOf(people),
			additionalFields: {
				Description: activity.description,
				Location: locationOf(activity),
				...times,
				due: firstOf(times.due, times.end),
				completed: activity.done,
			},
		};
	},
	madeUp: (_activity, { isStandIn }) => (isStandIn === true ? ['owner'] : []),
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		updateFields: {
			name: activity.title,
			owner,
			Description: activity.description,
			Location: locationOf(activity),
			...timesOf(activity),
		},
	}),
};
