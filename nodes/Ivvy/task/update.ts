import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { keepingExternalId } from '../externalId';
import { changes, detailsBody, taskId } from './fields';
import { changesFromPortable } from './portable';
import { saveTask } from './recordKind';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description: 'Change a task. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changes, ...NEW_RELATED_RECORD },
	fromPortable: changesFromPortable,
	*steps({ taskId: id, updateFields, ...related }) {
		const changed = mustChange(withRelated(detailsBody(updateFields), relatedIds(related)));
		const kept = yield* keepingExternalId('getTaskList', id, changed);
		const request = saveTask({ id, ...kept });
		return written(yield request, request);
	},
	bulk: jobs,
});
