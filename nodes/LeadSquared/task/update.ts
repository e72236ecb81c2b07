import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { changing } from './changing';
import { changes, movedTo, ownerBody, taskBody, taskId } from './fields';
import { keepingExternalId } from './externalId';
import { edgeOf } from './kind';
import { changesFromPortable } from './portable';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description:
		'Change a task. Fields you leave out stay unchanged. Completing a task is an operation ' +
		'of its own.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changes },
	fromPortable: changesFromPortable,
	*steps({ taskId: id, updateFields: { name, owner, lead, opportunity, ...rest } }) {
		// In order for one kind of task at least; for which one is known after the task was read.
		const moved = movedTo({ lead, opportunity });
		mustChange({ name, ...ownerBody(owner), ...moved, ...taskBody(rest, 'start') });
		const edge = yield* edgeOf(rest.due, id);
		const changed = yield* keepingExternalId(id, {
			...(name === undefined ? {} : { Name: name }),
			...ownerBody(owner),
			...moved,
			...taskBody(rest, edge),
		});
		yield changing(id, changed);
		return written(id, changed);
	},
});
