import { multiStep } from '../../shared/define';
import { required } from '../../shared/fields';
import { oneOf } from '../lists';
import { descriptionAsText, withDescription } from '../readOptions';
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
	portable: toPortable,
	*steps({ taskId: id }, { descriptionAsText: plain }) {
		return withDescription(yield* oneOf('getTaskList', 'task', id), plain);
	},
});
