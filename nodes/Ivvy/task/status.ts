import type { Operation } from '../../shared/contract/operation';
import { collection, required } from '../../shared/form/fields';
import { ALWAYS, operation } from '../../shared/operation/define';
import { jobs } from '../bulk';
import { venue } from '../recordPickers';
import { taskId } from './fields';
import { saveTask } from './recordKind';
import { written } from './simplify';

/** iVvy itself has only an update (docs/contracts/ivvy.md section 7.2). */
const CHANGES = [
	{
		value: 'cancel',
		name: 'Cancel',
		description: 'Set the status of a task to Cancelled',
		status: 3,
		isDestructive: ALWAYS,
	},
	{
		value: 'complete',
		name: 'Complete',
		description: 'Set the status of a task to Completed',
		status: 4,
	},
	{
		value: 'reopen',
		name: 'Reopen',
		description: 'Set the status of a task to Not Started',
		status: 0,
	},
];

const taskVenue = venue('Needed when the task belongs to an opportunity');

export const statusOperations: readonly Operation[] = CHANGES.map(
	({ value, name, description, status, isDestructive }) =>
		operation({
			value,
			name,
			action: `${name} a task`,
			description,
			effect: 'write',
			isDestructive,
			records: ({ taskId: id }) => [id],
			fields: {
				taskId: required(taskId),
				additionalFields: collection('Additional Fields', { venueId: taskVenue }),
			},
			request: ({ taskId: id, additionalFields: { venueId } }) => saveTask({ id, status, venueId }),
			output: written,
			bulk: jobs,
		}),
);
