import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText } from '../../shared/values';
import { isoOf } from '../dates';

const APPOINTMENT = 0;
const TO_DO = 1;

/**
 * One task, the same from every list: the list of a lead names its keys in its own way, and appointments tell their
 * category with their type only (vendors/leadsquared.md sections 5.5 and 12).
 */
export function simplify(task: IDataObject): IDataObject {
	const { UserTaskId, TaskID, Name, Category, Description, DueDate, EndDate, OwnerId, OwnerID, OwnerName, RelatedEntityId } = task;
	const type = asObject(task.TaskType);
	return {
		id: asText(UserTaskId) || asText(TaskID),
		name: Name,
		kind: kindOf(asNumber(Category) ?? asNumber(type.Category)),
		type: asText(type.Name) || null,
		description: Description ?? null,
		status: isDone(task) ? 'Completed' : 'Open',
		due: isoOf(DueDate),
		end: isoOf(EndDate),
		owner: asText(OwnerName) || asText(OwnerId) || asText(OwnerID) || null,
		relatedId: asText(RelatedEntityId) || null,
	};
}

function kindOf(category: number | undefined): string | null {
	return category === TO_DO ? 'To-Do' : category === APPOINTMENT ? 'Appointment' : null;
}

function isDone({ StatusCode, Status }: IDataObject): boolean {
	return asNumber(StatusCode) === 1 || asText(Status) === 'Completed';
}
