import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { isoOf } from '../times';

const APPOINTMENT = 0;
const TO_DO = 1;

/**
 * What tasks belong to, by `RelatedEntity` (docs/contracts/leadsquared.md section 5.2); tasks of a lead don't say it.
 */
const RELATED: Readonly<Record<string, string | undefined>> = {
	'': 'lead',
	1: 'lead',
	5: 'opportunity',
};

/**
 * One task in the keys that all records share, the same from every list; the list of a lead names its keys in its own
 * way (section 5.5). LeadSquared calls the start of an appointment its due date, too.
 */
export function simplify(task: IDataObject): IDataObject {
	const kind = kindOf(task.Category ?? asObject(task.TaskType).Category);
	const due = isoOf(task.DueDate);
	const isFinished = isDone(task);
	return {
		id: asText(task.UserTaskId) || asText(task.TaskID),
		title: task.Name,
		description: task.Description ?? null,
		kind,
		type: asText(asObject(task.TaskType).Name) || null,
		start: kind === 'Appointment' ? due : null,
		end: isoOf(task.EndDate),
		due,
		status: isFinished ? 'Completed' : 'Open',
		done: isFinished,
		assignedTo: assignedTo(task),
		relatedTo: relatedTo(task),
		createdAt: isoOf(task.CreatedOn),
		updatedAt: isoOf(task.ModifiedOn),
	};
}

function assignedTo({ OwnerId, OwnerID, OwnerName, OwnerEmailAddress }: IDataObject) {
	const [id, name, email] = [
		asText(OwnerId) || asText(OwnerID),
		asText(OwnerName),
		asText(OwnerEmailAddress),
	];
	if (id === '' && name === '') return null;
	return { id: id || null, name: name || null, email: email || null };
}

function relatedTo({ RelatedEntity, RelatedEntityId, RelatedEntityIdName }: IDataObject) {
	const [type, id] = [RELATED[asText(RelatedEntity)], asText(RelatedEntityId)];
	if (type === undefined || id === '') return null;
	return { type, id, name: asText(RelatedEntityIdName) || null };
}

/** Whether a payload is a task in one of the shapes that are known; those of webhooks are not documented. */
export function isTask({ UserTaskId, TaskID, Name }: IDataObject): boolean {
	return (asText(UserTaskId) || asText(TaskID)).trim() !== '' && typeof Name === 'string';
}

/** Appointments name it with their type only (section 12). */
function kindOf(category: unknown): string | null {
	const number = asNumber(category);
	return number === TO_DO ? 'To-Do' : number === APPOINTMENT ? 'Appointment' : null;
}

function isDone({ StatusCode, Status }: IDataObject): boolean {
	return asNumber(StatusCode) === 1 || asText(Status) === 'Completed';
}
