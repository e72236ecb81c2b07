import { required } from '../../shared/form/fields';
import { ALWAYS, operation } from '../../shared/operation/define';
import { trueAt } from '../answerProofs';
import { method3 } from '../vendor';
import { resultId, taskId } from './fields';

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task result',
	description: 'Delete one of your own results permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { taskId, resultId: required(resultId) },
	records: ({ resultId: id }) => [id],
	request: ({ resultId: id }, _options, { mark }) => ({
		...method3('tasks.task.result.delete', { id }, 'write', trueAt('result')),
		idempotencyKey: mark,
	}),
	output: (_body, _request, { resultId: id }) => ({ deleted: true, id }),
});
