import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { A_TASK } from '../answerProofs';
import { batch } from '../bulk';
import { method, resultOf } from '../vendor';
import { byExternalId } from './externalTag';
import { findable, readFields, returnedFields, taskSelect } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task',
	effect: 'read',
	fields: { taskId: required(findable(byExternalId)) },
	options: { customFields: readFields, select: returnedFields },
	simplify,
	portable: toPortable,
	addresses,
	*steps({ taskId: id }, { customFields, select }) {
		const body = yield method(
			'tasks.task.get',
			{ taskId: id, select: taskSelect(customFields, select) },
			'read',
			about(id, A_TASK),
		);
		return asObject(asObject(resultOf(body)).task);
	},
	bulk: batch,
});
