import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { searchIn } from '../externalId';
import { oneOf } from '../paging';
import { descriptionAsText, rawWithDescription } from '../plainDescription';
import { findable } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

const searched = findable(searchIn('getActivityList', 'activity'));

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity. iVvy has no call for one, so its list is searched.',
	effect: 'read',
	fields: { activityId: required(searched) },
	options: { descriptionAsText },
	simplify,
	raw: rawWithDescription,
	portable: toPortable,
	addresses,
	*steps({ activityId: id }) {
		return yield* oneOf('getActivityList', 'activity', id);
	},
});
