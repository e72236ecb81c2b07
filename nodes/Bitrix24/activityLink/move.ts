import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId, newOwner, ownerId, ownerType } from '../recordPickers';
import { recordOfType } from '../relatedRecords';
import { restMethod } from '../restMethod';
import { linksAre } from './findOut';

export const move = restMethod({
	value: 'move',
	name: 'Move',
	action: 'Move an activity link',
	description: 'Move an activity from one CRM record to another of the same type',
	effect: 'write',
	fields: {
		activityId: required(activityId),
		ownerType: required(ownerType),
		owner: required(ownerId),
		target: required(newOwner),
	},
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.binding.move',
	parameters: ({ activityId: id, ownerType: type, owner, target }) => ({
		activityId: id,
		sourceEntityTypeId: type,
		sourceEntityId: owner,
		targetEntityTypeId: type,
		targetEntityId: target,
	}),
	proof: DONE,
	findOut: ({ activityId: id, ownerType: type, owner, target }) =>
		linksAre(id, type, { there: target, gone: owner }),
	output: (_result, { activityId: id, ownerType: entityTypeId, target }) => ({
		activityId: id,
		relatedTo: recordOfType(entityTypeId, target),
	}),
});
