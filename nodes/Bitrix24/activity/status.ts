import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { activityId } from '../recordPickers';
import { restMethod } from '../restMethod';
import { activityHolds } from './findOut';
import { written } from './simplify';

const CHANGES = [
	{
		value: 'complete',
		name: 'Complete',
		description: 'Mark an activity of any kind as completed',
		COMPLETED: 'Y',
	},
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Mark a completed activity as open again',
		COMPLETED: 'N',
	},
];

export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, COMPLETED }) =>
		restMethod({
			value,
			name,
			action: `${name} an activity`,
			description,
			effect: 'write',
			fields: { activityId: required(activityId) },
			records: ({ activityId: id }) => [id],
			method: 'crm.activity.update',
			parameters: ({ activityId: id }) => ({ id, fields: { COMPLETED } }),
			proof: DONE,
			findOut: ({ activityId: id }) => activityHolds(id, { COMPLETED }),
			output: (_result, { activityId: id }) => written(id, { COMPLETED }),
		}),
);
