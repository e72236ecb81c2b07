import { required } from '../../shared/fields';
import { asObject } from '../../shared/values';
import { call } from '../define';
import { activityId } from '../pickers';
import { simplify } from './simplify';

export const get = call({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity of any kind',
	effect: 'read',
	fields: { activityId: required(activityId) },
	simplify,
	method: 'crm.activity.get',
	parameters: ({ activityId: id }) => ({ id }),
	output: asObject,
});
