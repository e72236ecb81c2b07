import { required } from '../../shared/fields';
import { call } from '../define';
import { activityId, ownerId, ownerType } from '../pickers';

export const add = call({
	value: 'add',
	name: 'Add',
	action: 'Add an activity link',
	description: 'Link an activity to one more CRM record',
	effect: 'write',
	fields: { activityId: required(activityId), ownerType: required(ownerType), owner: required(ownerId) },
	method: 'crm.activity.binding.add',
	parameters: ({ activityId: id, ownerType: entityTypeId, owner: entityId }) => ({ activityId: id, entityTypeId, entityId }),
	output: (_result, _values, parameters) => ({ ...parameters }),
});
