import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { keepingExternalId } from '../externalId';
import { activityId, changes, detailsBody } from './fields';
import { changesFromPortable } from './portable';
import { saveActivity } from './recordKind';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: { activityId: required(activityId), updateFields: changes, ...NEW_RELATED_RECORD },
	fromPortable: changesFromPortable,
	*steps({ activityId: id, updateFields, ...related }) {
		const changed = mustChange(withRelated(detailsBody(updateFields), relatedIds(related)));
		const kept = yield* keepingExternalId('getActivityList', id, changed);
		const request = saveActivity({ id, ...kept });
		return written(yield request, request);
	},
	bulk: jobs,
});
