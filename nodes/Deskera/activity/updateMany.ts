import { mustChange } from '../../shared/checks';
import { operation } from '../../shared/define';
import { collection, required } from '../../shared/fields';
import { asArray, asObject } from '../../shared/values';
import { ACTIVITIES } from '../vendor';
import { ACTIVITY_FIELDS } from './fields';
import { activityIds, confirmed, gatheredUpdate, idOrIds } from './many';

const { is_status, visibility_type } = ACTIVITY_FIELDS;

export const updateMany = operation({
	value: 'updateMany',
	name: 'Update Many',
	action: 'Update many activities',
	description: 'Set visibility or done on many activities at once',
	effect: 'write',
	fields: { activityIds: required(activityIds), updateFields: collection('Update Fields', { is_status, visibility_type }) },
	request: ({ activityIds: ids, updateFields }) => ({ method: 'PATCH', path: `${ACTIVITIES}/bulkUpdate`, body: { ids, ...mustChange(updateFields) }, effect: 'write' }),
	output(_body, { body }) {
		const { ids, ...written } = asObject(body);
		return { updated: true, ...idOrIds(asArray(ids)), ...written };
	},
	bulk: gatheredUpdate,
	confirm: confirmed('change'),
});
