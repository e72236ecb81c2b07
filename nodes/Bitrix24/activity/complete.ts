import { required } from '../../shared/fields';
import { call } from '../define';
import { activityId } from '../pickers';

export const complete = call({
	value: 'complete',
	name: 'Complete',
	action: 'Complete an activity',
	description: 'Mark an activity of any kind as completed',
	effect: 'write',
	fields: { activityId: required(activityId) },
	method: 'crm.activity.update',
	parameters: ({ activityId: id }) => ({ id, fields: { COMPLETED: 'Y' } }),
	output: (_result, { activityId: id }) => ({ id, completed: true }),
});
