import type { RequestSpec } from '../../shared/contract/call';
import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { get } from '../vendor';
import { COMPLETED } from './answers';
import { taskId } from './fields';
import { taskIsCompleted } from './findOut';
import { COMPLETED as DONE, written } from './simplify';

/** A GET that changes something (docs/contracts/leadsquared.md section 5.4), so it is never repeated blindly. */
export function completing(id: string): RequestSpec {
	return {
		...get('/Task.svc/MarkComplete', COMPLETED, { id }),
		effect: 'write',
		findOut: taskIsCompleted(id),
	};
}

export const complete = operation({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a task',
	description: 'Mark a task as completed',
	effect: 'write',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId) },
	request: ({ taskId: id }) => completing(id),
	output: (_body, _request, { taskId: id }) => written(id, DONE),
});
