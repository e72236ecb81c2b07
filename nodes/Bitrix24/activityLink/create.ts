import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId, ownerId, ownerType } from '../recordPickers';
import { recordOfType } from '../relatedRecords';
import { restMethod } from '../restMethod';
import { linksAre } from './findOut';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create an activity link',
	description: 'Link an activity to one more CRM record',
	effect: 'write',
	fields: {
		activityId: required(activityId),
		ownerType: required(ownerType),
		owner: required(ownerId),
	},
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.binding.add',
	parameters: ({ activityId: id, ownerType: entityTypeId, owner: entityId }) => ({
		activityId: id,
		entityTypeId,
		entityId,
	}),
	proof: DONE,
	findOut: ({ activityId: id, ownerType: type, owner }) => linksAre(id, type, { there: owner }),
	output: (_result, { activityId: id, ownerType: type, owner }) => ({
		activityId: id,
		relatedTo: recordOfType(type, owner),
	}),
});
