import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { oneOf } from '../paging';
import { descriptionAsText, rawWithDescription } from '../plainDescription';
import { taskId } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task. iVvy has no call for one, so its list is searched.',
	effect: 'read',
	fields: { taskId: required(taskId) },
	options: { descriptionAsText },
	simplify,
	raw: rawWithDescription,
	portable: toPortable,
	addresses,
	*steps({ taskId: id }) {
		return yield* oneOf('getTaskList', 'task', id);
	},
});
