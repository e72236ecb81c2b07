import type { Values } from '../../shared/contract/field';
import type { RecordSearch } from '../../shared/contract/people';
import { choice, clearable, collection, date, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { toSqlUtc } from '../../shared/text/dates';
import { PRIORITIES, TASK_STATUSES } from '../enums';
import { assignedUser, venueBeside } from '../recordPickers';

export const taskId = findable();

/** @param externalId finds one by its External ID, too */
export function findable(externalId?: RecordSearch) {
	return picker('Task', NUMBER_ID, {
		search: 'searchTasks',
		description: 'The task, from the list or by its ID',
		externalId,
	});
}
export const name = text('Title', { placeholder: 'e.g. Send the quote' });
export const dueDate = date('Due', 'end', {
	description:
		'When the task is due. A date without a time means the end of that day. Sent in UTC.',
});

const DETAILS = {
	assignedUserId: clearable(assignedUser),
	description: clearable(
		text('Description', { rows: 4, description: 'What needs to be done. Plain text or HTML.' }),
	),
	priority: choice('Priority', PRIORITIES, { fallback: 'medium' }),
	status: choice<number>('Status', TASK_STATUSES, { fallback: 0 }),
	venueId: venueBeside,
};

export const details = collection('Additional Fields', DETAILS);

/** Everything of a task that an update can change; only what is added is sent. */
export const changes = collection('Update Fields', {
	...DETAILS,
	endDatetime: dueDate,
	name,
});

type Details = Values<{ changes: typeof changes }>['changes'];

/** Task fields in iVvy's format. */
export function detailsBody({ endDatetime, ...rest }: Details) {
	return { ...rest, endDatetime: endDatetime && toSqlUtc(endDatetime) };
}
