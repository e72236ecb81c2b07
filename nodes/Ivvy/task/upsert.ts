import { operation } from '../../shared/define';
import { InvalidInput } from '../../shared/errors';
import { NEW_OWNER_FIELDS, ownerBody } from '../owner';
import { jobs } from '../jobs';
import { saved } from '../saved';
import { details, detailsBody, dueDate, name, saveTask, taskId } from './fields';

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a task',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	fields: { taskId, name, endDatetime: dueDate, ...NEW_OWNER_FIELDS, additionalFields: details },
	request({ taskId: id, additionalFields, name: subject, endDatetime, ...owner }) {
		if (id === undefined) {
			for (const [label, value] of [['Name', subject], ['Due Date', endDatetime]] as const) {
				if (value === undefined) throw new InvalidInput(`"${label}" is empty`, 'Without a task ID a new task is created, and for that iVvy needs a name and a due date.');
			}
		}
		return saveTask({ id, name: subject, ...ownerBody(owner), ...detailsBody({ ...additionalFields, endDatetime }) });
	},
	output: saved,
	bulk: jobs,
});
