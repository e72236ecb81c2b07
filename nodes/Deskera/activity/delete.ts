import { required } from '../../shared/form/fields';
import { NOTHING } from '../../shared/http/proof';
import { ALWAYS, operation } from '../../shared/operation/define';
import { ACTIVITIES } from '../paths';
import { activityId } from './fields';
import { activityIsGone } from './findOut';

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an activity',
	description: 'Delete an activity permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	request: ({ activityId: id }) => ({
		method: 'DELETE',
		path: `${ACTIVITIES}/${id}`,
		effect: 'write',
		proof: NOTHING,
		findOut: activityIsGone(id),
	}),
	output: (_body, _request, { activityId: id }) => ({ deleted: true, id }),
});
