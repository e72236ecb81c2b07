import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { createdOrUpdated, externalId, externalKey, keepingExternalId } from '../externalId';
import { checkOneId, idIfAny, needAll } from '../optionalId';
import { details, detailsBody, dueDate, name, taskId } from './fields';
import { saveTask, taskRecord } from './recordKind';
import { written } from './simplify';

export const upsert = multiStep({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a task',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ taskId: id }, { externalId: external }) =>
		id === undefined ? externalKey(external) : [id],
	fields: {
		taskId: idIfAny(taskId),
		name,
		endDatetime: dueDate,
		...NEW_RELATED_RECORD,
		additionalFields: details,
	},
	options: { externalId },
	*steps(
		{ taskId: id, additionalFields, name: subject, endDatetime, ...related },
		{ externalId: external },
	) {
		checkOneId(id, external, 'Task');
		const body = {
			name: subject,
			...withRelated(detailsBody({ ...additionalFields, endDatetime }), relatedIds(related)),
		};
		if (id !== undefined) {
			const request = saveTask({
				id,
				...(yield* keepingExternalId('getTaskList', id, mustChange(body))),
			});
			return written(yield request, request);
		}
		const needed = () =>
			needAll(
				{ Title: subject, Due: endDatetime },
				'Without a task ID a new task is created, which needs a title and a due date.',
			);
		// Whether there is one shows later.
		if (external === undefined) needed();
		return yield* createdOrUpdated(taskRecord, external, body, () => mustChange(body), needed);
	},
	bulk: jobs,
});
