import { getManyOf } from '../getMany';
import { ACTIVITY_FIELDS } from '../listFilters';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const getMany = getManyOf({
	records: 'activities',
	call: 'getActivityList',
	listFields: ACTIVITY_FIELDS,
	simplify,
	portable: toPortable,
});
