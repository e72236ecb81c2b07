import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId } from '../recordPickers';
import { call } from '../restMethod';
import { activityHolds } from './findOut';

const CHANGES = [
	{
		value: 'complete',
		name: 'Complete',
		description: 'Mark an activity of any kind as completed',
		completed: true,
	},
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Mark a completed activity as open again',
		completed: false,
	},
];

export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, completed }) =>
		call({
			value,
			name,
			action: `${name} an activity`,
			description,
			effect: 'write',
			fields: { activityId: required(activityId) },
			records: ({ activityId: id }) => [id],
			method: 'crm.activity.update',
			parameters: ({ activityId: id }) => ({ id, fields: { COMPLETED: completed ? 'Y' : 'N' } }),
			proof: DONE,
			findOut: ({ activityId: id }) => activityHolds(id, { COMPLETED: completed ? 'Y' : 'N' }),
			output: (_result, { activityId: id }) => ({ id, completed }),
		}),
);
