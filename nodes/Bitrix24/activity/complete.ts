import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId } from '../recordPickers';
import { call } from '../restMethod';

export const complete = call({
	value: 'complete',
	name: 'Complete',
	action: 'Complete an activity',
	description: 'Mark an activity of any kind as completed',
	effect: 'write',
	fields: { activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.update',
	parameters: ({ activityId: id }) => ({ id, fields: { COMPLETED: 'Y' } }),
	proof: DONE,
	output: (_result, { activityId: id }) => ({ id, completed: true }),
});
