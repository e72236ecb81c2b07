import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { asObject } from '../../shared/text/unknownJson';
import { TASK_CHANGED } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from './fields';
import { simplify } from './simplify';

/** A change of a task's state: one method, one task, the task as it is afterwards (vendors/bitrix24.md section 2.8). */
export function change(value: string, name: string, description: string, method = `tasks.task.${value}`): Operation {
	return call({
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
		output: (result, { taskId: id }) => ({ ...changed(result), id }),
	});
}

/** Some answers hold the task, others only say that it went well. */
export function changed(result: unknown) {
	const { task } = asObject(result);
	return task === undefined ? {} : simplify(asObject(task));
}
