import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { keepingExternalId } from '../externalId';
import { changes, detailsBody, saveTask, taskId } from './fields';
import { changesFromPortable } from './portable';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description: 'Change a task. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changes, ...NEW_OWNER_FIELDS },
	fromPortable: changesFromPortable,
	*steps({ taskId: id, updateFields, ...owner }) {
		const changed = mustChange(withOwner(detailsBody(updateFields), ownerBody(owner)));
		const kept = yield* keepingExternalId('getTaskList', id, changed);
		const request = saveTask({ id, ...kept });
		return written(yield request, request);
	},
	bulk: jobs,
});
