import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { asObject, isObject } from '../../shared/text/unknownJson';
import { TASK_CHANGED } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from './fields';
import { taskIsIn, taskIsWatched } from './findOut';
import { simplify } from './simplify';

/**
 * One method, one task, and the task as it is afterwards (docs/contracts/bitrix24.md section 2.8); `states`: those in
 * which it is then. Who watches a task is the user of the credential.
 */
const CHANGES = [
	{
		value: 'approve',
		name: 'Approve',
		description: 'Accept a completed task that awaits approval',
		states: [5],
	},
	{ value: 'complete', name: 'Complete', description: 'Mark a task as completed', states: [4, 5] },
	{ value: 'defer', name: 'Defer', description: 'Defer a task', states: [6] },
	{
		value: 'disapprove',
		name: 'Disapprove',
		description: 'Return a completed task that awaits approval',
		states: [2, 3],
	},
	{ value: 'pause', name: 'Pause', description: 'Stop working on a task', states: [2] },
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Open a completed or deferred task again',
		method: 'tasks.task.renew',
		states: [2, 3],
	},
	{ value: 'start', name: 'Start', description: 'Start working on a task', states: [3] },
	{
		value: 'stopWatch',
		name: 'Stop Watching',
		description: 'Stop watching a task as the user of the credential',
		method: 'tasks.task.stopwatch',
		isWatched: false,
	},
	{
		value: 'watch',
		name: 'Watch',
		description: 'Watch a task as the user of the credential',
		method: 'tasks.task.startwatch',
		isWatched: true,
	},
];

export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, states, isWatched, method = `tasks.task.${value}` }) =>
		restMethod({
			value,
			name,
			action: `${name[0]}${name.slice(1).toLowerCase()} a task`,
			description,
			effect: 'write',
			fields: { taskId: required(taskId) },
			records: ({ taskId: id }) => [id],
			method,
			parameters: ({ taskId: id }) => ({ taskId: id }),
			proof: TASK_CHANGED,
			about: ({ taskId: id }) => id,
			findOut: ({ taskId: id }) =>
				isWatched === undefined ? taskIsIn(id, states) : taskIsWatched(id, isWatched),
			output: (result, { taskId: id }) => ({ ...changed(result), id }),
		}),
);

/** Some answers hold the task, others only say that it went well. */
export function changed(result: unknown) {
	const { task } = asObject(result);
	return isObject(task) ? simplify(task) : {};
}
