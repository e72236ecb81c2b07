import type { IDataObject } from 'n8n-workflow';
import { multiStep } from '../../shared/define';
import { Refused } from '../../shared/errors';
import { required } from '../../shared/fields';
import { asObject, isObject } from '../../shared/values';
import { batch } from '../batch';
import { method, resultOf } from '../vendor';
import { readFields, taskId, taskSelect } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task',
	effect: 'read',
	fields: { taskId: required(taskId) },
	options: { customFields: readFields },
	simplify,
	portable: toPortable,
	*steps({ taskId: id }, { customFields }) {
		return foundTask(yield method('tasks.task.get', { taskId: id, select: taskSelect(customFields) }, 'read'));
	},
	bulk: batch,
});

/** A task that is missing or hidden comes as an empty list and status 200 (vendors/bitrix24.md section 2.8). @throws Refused */
export function foundTask(body: unknown): IDataObject {
	const { task } = asObject(resultOf(body));
	if (!isObject(task)) throw new Refused({ kind: 'missing', title: 'The task does not exist', advice: 'Check the task ID. It may have been deleted, or the user of the credential may not see it.' });
	return task;
}
