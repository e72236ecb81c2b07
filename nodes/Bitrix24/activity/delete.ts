import { required } from '../../shared/fields';
import { call } from '../define';
import { activityId } from '../pickers';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an activity',
	description: 'Delete an activity of any kind for good',
	effect: 'write',
	fields: { activityId: required(activityId) },
	method: 'crm.activity.delete',
	parameters: ({ activityId: id }) => ({ id }),
	output: (_result, { activityId: id }) => ({ deleted: true, id }),
});
