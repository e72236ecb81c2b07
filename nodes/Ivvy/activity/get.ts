import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { oneOf } from '../paging';
import { descriptionAsText, rawWithDescription } from '../plainDescription';
import { activityId } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity. iVvy has no call for one, so its list is searched.',
	effect: 'read',
	fields: { activityId: required(activityId) },
	options: { descriptionAsText },
	simplify,
	raw: rawWithDescription,
	portable: toPortable,
	addresses,
	*steps({ activityId: id }) {
		return yield* oneOf('getActivityList', 'activity', id);
	},
});
