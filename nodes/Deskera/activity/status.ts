import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { bulkUpdate, updateBulk } from '../bulk';
import { activityId } from './fields';
import { activitiesHold } from './findOut';
import { written } from './simplify';

const CHANGES = [
	{ value: 'complete', name: 'Complete', description: 'Mark an activity as completed', done: true },
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Mark a completed activity as open again',
		done: false,
	},
];

/**
 * The bulk call changes the status alone, so nothing has to be read and written back, and items
 * travel together (docs/contracts/deskera.md sections 3 and 3.5).
 */
export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, done }) =>
		operation({
			value,
			name,
			action: `${name} an activity`,
			description,
			effect: 'write',
			fields: { activityId: required(activityId) },
			records: ({ activityId: id }) => [id],
			request: ({ activityId: id }) => ({
				...bulkUpdate([id], { is_status: done }),
				findOut: activitiesHold([id], { is_status: done }),
			}),
			output: (_body, _request, { activityId: id }) => written(id, { is_status: done }),
			bulk: updateBulk,
		}),
);
