import { mustChange } from '../../shared/checks';
import { operation } from '../../shared/define';
import { Refused } from '../../shared/errors';
import { required } from '../../shared/fields';
import { asNumber, asObject, defined } from '../../shared/values';
import { changes, ownerBody, taskBody, taskId } from './fields';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description: 'Change a task. What is not filled in stays as it is. Completing a task is an operation of its own.',
	effect: 'write',
	fields: { taskId: required(taskId), updateFields: changes },
	request({ taskId: UserTaskId, updateFields: { name, owner, ...rest } }) {
		const changed = mustChange({ ...(name === undefined ? {} : { Name: name }), ...ownerBody(owner), ...taskBody(rest) });
		return { method: 'POST', path: '/Task.svc/Update', effect: 'write', body: { UserTaskId, ...changed } };
	},
	output(body, { body: sent }, { taskId: id }) {
		// A task that does not exist is not refused: no row is affected (vendors/leadsquared.md section 5.3, unverified).
		if (asNumber(asObject(asObject(body).Message).AffectedRows) === 0) throw new Refused({ kind: 'missing', title: 'The task does not exist', advice: 'Check the task ID. It may have been deleted in LeadSquared.' });
		return defined({ id, ...asObject(sent), UserTaskId: undefined });
	},
});
