import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { searchIn } from '../externalId';
import { oneOf } from '../paging';
import { descriptionAsText, rawWithDescription } from '../plainDescription';
import { findable } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

const searched = findable(searchIn('getTaskList', 'task'));

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Read one task. iVvy has no call for one, so its list is searched.',
	effect: 'read',
	fields: { taskId: required(searched) },
	options: { descriptionAsText },
	simplify,
	raw: rawWithDescription,
	portable: toPortable,
	addresses,
	*steps({ taskId: id }) {
		return yield* oneOf('getTaskList', 'task', id);
	},
});
