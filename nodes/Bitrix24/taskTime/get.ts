import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { batch } from '../bulk';
import { entryOf, readEntry, simplify } from './entry';
import { taskId, timeId } from './fields';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a task time entry',
	description: 'Read one time entry',
	effect: 'read',
	fields: { taskId: required(taskId), timeId: required(timeId) },
	simplify,
	addresses,
	*steps({ taskId: task, timeId: id }) {
		return entryOf(yield readEntry(task, id));
	},
	bulk: batch,
});
