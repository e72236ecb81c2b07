import { required } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { asObject } from '../../shared/values';
import { call } from '../define';
import { user } from '../pickers';
import { taskId } from './fields';
import { simplify } from './simplify';

/** A change of a task's state: one method, one task, the task as it is afterwards (vendors/bitrix24.md section 2.8). */
function change(value: string, name: string, description: string, method = `tasks.task.${value}`): Operation {
	return call({
		value,
		name,
		action: `${name} a task`,
		description,
		effect: 'write',
		fields: { taskId: required(taskId) },
		method,
		parameters: ({ taskId: id }) => ({ taskId: id }),
		output: (result, { taskId: id }) => ({ id, ...changed(result) }),
	});
}

/** Some answers hold the task, others only say that it went well. */
function changed(result: unknown) {
	const { task } = asObject(result);
	return task === undefined ? {} : simplify(asObject(task));
}

export const actions: Operation[] = [
	change('approve', 'Approve', 'Accept a completed task that awaits approval'),
	change('complete', 'Complete', 'Mark a task as completed'),
	change('defer', 'Defer', 'Put a task off'),
	change('disapprove', 'Disapprove', 'Send a completed task that awaits approval back'),
	change('pause', 'Pause', 'Stop working on a task'),
	change('renew', 'Renew', 'Open a completed or deferred task again'),
	change('start', 'Start', 'Begin working on a task'),
	change('stopWatch', 'Stop Watching', 'Stop watching a task as the user of the credential', 'tasks.task.stopwatch'),
	change('watch', 'Watch', 'Watch a task as the user of the credential', 'tasks.task.startwatch'),
	call({
		value: 'delegate',
		name: 'Delegate',
		action: 'Delegate a task',
		description: 'Hand a task over to another user',
		effect: 'write',
		fields: { taskId: required(taskId), user: required(user('Delegate To')) },
		method: 'tasks.task.delegate',
		parameters: ({ taskId: id, user: userId }) => ({ taskId: id, userId }),
		output: (result, { taskId: id }) => ({ id, ...changed(result) }),
	}),
];
