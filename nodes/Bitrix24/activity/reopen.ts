import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId } from '../recordPickers';
import { call } from '../restMethod';

export const reopen = call({
	value: 'reopen',
	name: 'Reopen',
	action: 'Reopen an activity',
	description: 'Mark a completed activity as open again',
	effect: 'write',
	fields: { activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.update',
	parameters: ({ activityId: id }) => ({ id, fields: { COMPLETED: 'N' } }),
	proof: DONE,
	output: (_result, { activityId: id }) => ({ id, completed: false }),
});
