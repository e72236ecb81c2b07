import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { activityId, ownerId, ownerType } from '../recordPickers';
import { recordOfType } from '../relatedRecords';
import { restMethod } from '../restMethod';
import { linksAre } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an activity link',
	description: 'Delete the link between an activity and a CRM record',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: {
		activityId: required(activityId),
		ownerType: required(ownerType),
		owner: required(ownerId),
	},
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.binding.delete',
	parameters: ({ activityId: id, ownerType: entityTypeId, owner: entityId }) => ({
		activityId: id,
		entityTypeId,
		entityId,
	}),
	proof: DONE,
	findOut: ({ activityId: id, ownerType: type, owner }) => linksAre(id, type, { gone: owner }),
	output: (_result, { activityId: id, ownerType: type, owner }) => ({
		deleted: true,
		activityId: id,
		relatedTo: recordOfType(type, owner),
	}),
});
