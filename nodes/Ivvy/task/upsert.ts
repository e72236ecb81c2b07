import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { withoutNulls } from '../../shared/text/unknownJson';
import { NEW_OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { idIfAny, needAll } from '../optionalId';
import { details, detailsBody, dueDate, name, saveTask, taskId } from './fields';
import { written } from './simplify';

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a task',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ taskId: id }) => (id === undefined ? [] : [id]),
	fields: {
		taskId: idIfAny(taskId),
		name,
		endDatetime: dueDate,
		...NEW_OWNER_FIELDS,
		additionalFields: details,
	},
	request({ taskId: id, additionalFields, name: subject, endDatetime, ...owner }) {
		const body = {
			name: subject,
			...withOwner(detailsBody({ ...additionalFields, endDatetime }), ownerBody(owner)),
		};
		if (id !== undefined) return saveTask({ id, ...mustChange(body) });
		needAll(
			{ Name: subject, 'Due Date': endDatetime },
			'Without a task ID a new task is created, and for that iVvy needs a name and a due date.',
		);
		return saveTask(withoutNulls(body));
	},
	output: written,
	bulk: jobs,
});
