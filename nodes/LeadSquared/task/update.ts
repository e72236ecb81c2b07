import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { asObject, defined } from '../../shared/text/unknownJson';
import { write } from '../vendor';
import { UPDATED } from './answers';
import { changes, ownerBody, taskBody, taskId } from './fields';
import { changesFromPortable } from './portable';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description:
		'Change a task. What is not filled in stays as it is. Completing a task is an operation of its own.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changes },
	fromPortable: changesFromPortable,
	request({ taskId: UserTaskId, updateFields: { name, owner, ...rest } }) {
		const changed = mustChange({
			...(name === undefined ? {} : { Name: name }),
			...ownerBody(owner),
			...taskBody(rest),
		});
		return write('/Task.svc/Update', { UserTaskId, ...changed }, UPDATED);
	},
	output: (_body, { body: sent }, { taskId: id }) =>
		defined({ id, ...asObject(sent), UserTaskId: undefined }),
});
