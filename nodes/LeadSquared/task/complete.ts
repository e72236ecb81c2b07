import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import { checkAffected } from './affected';
import { taskId } from './fields';

/** A GET that changes something (vendors/leadsquared.md section 5.4), so it is never repeated blindly. */
export const complete = operation({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a task',
	description: 'Mark a task as completed',
	effect: 'write',
	fields: { taskId: required(taskId) },
	request: ({ taskId: id }) => ({ method: 'GET', path: '/Task.svc/MarkComplete', query: { id }, effect: 'write' }),
	output(body, _request, { taskId: id }) {
		checkAffected(body);
		return { id, completed: true };
	},
});
