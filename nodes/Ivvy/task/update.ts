import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { changes, detailsBody, saveTask, taskId } from './fields';
import { changesFromPortable } from './portable';
import { written } from './simplify';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description: 'Change a task. What is not filled in stays as it is.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changes, ...NEW_OWNER_FIELDS },
	fromPortable: changesFromPortable,
	request: ({ taskId: id, updateFields, ...owner }) =>
		saveTask({ id, ...mustChange(withOwner(detailsBody(updateFields), ownerBody(owner))) }),
	output: written,
	bulk: jobs,
});
