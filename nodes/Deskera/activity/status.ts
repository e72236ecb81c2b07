import type { Operation } from '../../shared/contract/operation';
import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { bulkUpdate, updateBulk } from '../bulk';
import { activityId } from './fields';

/**
 * An operation that sets an activity done or open. The bulk call changes that alone, so nothing has to be read and
 * written back, and items travel together (vendors/deskera.md sections 3 and 3.5).
 */
export function status(value: string, name: string, description: string, done: boolean): Operation {
	return operation({
		value,
		name,
		action: `${name} an activity`,
		description,
		effect: 'write',
		fields: { activityId: required(activityId) },
		records: ({ activityId: id }) => [id],
		request: ({ activityId: id }) => bulkUpdate([id], { is_status: done }),
		output: (_body, _request, { activityId: id }) => ({ id, is_status: done }),
		bulk: updateBulk,
	});
}
