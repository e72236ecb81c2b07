import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { method3, resultOf } from '../vendor';
import { resultId, resultText, simplify, taskId } from './fields';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a task result',
	description: 'Change the text of one of your own results',
	effect: 'write',
	writes: 'present',
	fields: { taskId, resultId: required(resultId), text: required(resultText) },
	records: ({ resultId: id }) => [id],
	request: ({ resultId: id, text }, _options, { mark }) => ({
		...method3(
			'tasks.task.result.update',
			{ id, fields: { text } },
			'write',
			about(id, idAt('item', 'id')),
		),
		idempotencyKey: mark,
	}),
	output: (body) => simplify(asObject(asObject(resultOf(body)).item)),
});
