import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import { asNumber } from '../../shared/values';
import { ACTIVITIES } from '../vendor';
import { activityId } from './fields';

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an activity',
	description: 'Delete an activity for good',
	effect: 'write',
	fields: { activityId: required(activityId) },
	request: ({ activityId: id }) => ({ method: 'DELETE', path: `${ACTIVITIES}/${id}`, effect: 'write' }),
	output: (_body, { path }) => ({ deleted: true, id: asNumber(path.split('/').pop()) }),
});
