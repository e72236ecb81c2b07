import type { IDataObject } from 'n8n-workflow';
import {
	person,
	related,
	simplifiedActivity,
	writtenRecord,
} from '../../shared/operation/simplifiedRecord';
import { splitReference } from '../../shared/text/referenceLine';
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
	return simplifiedActivity(
		{
			id: asText(task.UserTaskId) || asText(task.TaskID),
			title: task.Name,
			...splitReference(asText(task.Description)),
			kind,
			start: kind === 'Appointment' ? due : null,
			end: isoOf(task.EndDate),
			due,
			done: isFinished,
			assignedTo: person({
				id: asText(task.OwnerId) || asText(task.OwnerID),
				name: task.OwnerName,
				email: task.OwnerEmailAddress,
			}),
			relatedTo: relatedTo(task),
			createdAt: isoOf(task.CreatedOn),
			updatedAt: isoOf(task.ModifiedOn),
		},
		{ type: asText(asObject(task.TaskType).Name) || null },
	);
}

function relatedTo({ RelatedEntity, RelatedEntityId, RelatedEntityIdName }: IDataObject) {
	const type = RELATED[asText(RelatedEntity)];
	return type === undefined ? [] : related(type, RelatedEntityId, RelatedEntityIdName);
}

const NAMES = {
	Description: 'description',
	DueDate: 'due',
	EndDate: 'end',
	Name: 'title',
	OwnerEmailAddress: 'assignedTo',
	OwnerId: 'assignedTo',
	RelatedEntity: 'relatedTo',
	RelatedEntityId: 'relatedTo',
	StatusCode: ['status', 'done'],
	TaskType: 'type',
} as const;

/** Of a new task, and one that is completed. */
export const OPEN = { StatusCode: 0 };
export const COMPLETED = { StatusCode: 1 };

/** What was written of a task, in the keys of one that is read. @param fields as LeadSquared takes them */
export function written(id: unknown, fields: IDataObject): IDataObject {
	return writtenRecord(id, fields, { names: NAMES, simplify });
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
