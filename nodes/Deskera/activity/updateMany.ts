import { collection, required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { withoutId } from '../../shared/operation/simplifiedRecord';
import { asArray, asObject } from '../../shared/text/unknownJson';
import { bulkUpdate, updateBulk } from '../bulk';
import { activityIds, confirmed, idOrIds } from './activityIds';
import { ACTIVITY_FIELDS } from './fields';
import { activitiesHold } from './findOut';
import { written } from './simplify';

const { is_status, visibility_type } = ACTIVITY_FIELDS;

export const updateMany = operation({
	value: 'updateMany',
	name: 'Update Many',
	action: 'Update many activities',
	description: 'Set visibility or completion of many activities at once',
	effect: 'write',
	writes: 'present',
	fields: {
		activityIds: required(activityIds),
		updateFields: collection('Update Fields', { is_status, visibility_type }),
	},
	records: ({ activityIds: ids }) => ids,
	request({ activityIds: ids, updateFields }) {
		const changes = mustChange(updateFields);
		return { ...bulkUpdate(ids, changes), findOut: activitiesHold(ids, { ...changes }) };
	},
	output(_body, { body }) {
		const { ids, ...changes } = asObject(body);
		const changed = withoutId(written(undefined, changes));
		return { updated: true, ...idOrIds(asArray(ids)), ...changed };
	},
	bulk: updateBulk,
	confirm: confirmed('change'),
});
