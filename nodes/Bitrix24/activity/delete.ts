import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { activityId } from '../recordPickers';
import { restMethod } from '../restMethod';
import { activityIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an activity',
	description: 'Delete an activity of any kind permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.delete',
	parameters: ({ activityId: id }) => ({ id }),
	proof: DONE,
	findOut: ({ activityId: id }) => activityIsGone(id),
	output: (_result, { activityId: id }) => ({ deleted: true, id }),
});
