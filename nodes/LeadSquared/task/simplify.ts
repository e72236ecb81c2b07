import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { isoOf } from '../times';

const APPOINTMENT = 0;
const TO_DO = 1;

/**
 * One task, the same from every list; the list of a lead names its keys in its own way
 * (docs/contracts/leadsquared.md section 5.5).
 */
export function simplify(task: IDataObject): IDataObject {
	const {
		UserTaskId,
		TaskID,
		Name,
		Category,
		Description,
		DueDate,
		EndDate,
		OwnerId,
		OwnerID,
		OwnerName,
		RelatedEntityId,
	} = task;
	return {
		id: asText(UserTaskId) || asText(TaskID),
		name: Name,
		kind: kindOf(Category ?? asObject(task.TaskType).Category),
		type: asText(asObject(task.TaskType).Name) || null,
		description: Description ?? null,
		status: isDone(task) ? 'Completed' : 'Open',
		due: isoOf(DueDate),
		end: isoOf(EndDate),
		owner: asText(OwnerName) || asText(OwnerId) || asText(OwnerID) || null,
		relatedId: asText(RelatedEntityId) || null,
	};
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
