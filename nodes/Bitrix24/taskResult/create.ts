import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { method3, resultOf } from '../vendor';
import { resultText, simplify, taskId } from './fields';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a task result',
	description: 'Add a result to a task on the new task card',
	effect: 'write',
	writes: 'new',
	fields: { taskId: required(taskId), text: required(resultText) },
	// Results of a task stand in the order in which they are added.
	records: ({ taskId: id }) => [id],
	// Results have methods of REST 3.0 only (docs/contracts/bitrix24.md section 2.9).
	request: ({ taskId: id, text }, _options, { mark }) => ({
		...method3(
			'tasks.task.result.add',
			{ fields: { taskId: id, text } },
			'write',
			idAt('item', 'id'),
		),
		idempotencyKey: mark,
	}),
	output: (body) => simplify(asObject(asObject(resultOf(body)).item)),
});
