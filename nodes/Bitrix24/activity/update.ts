import { mustChange } from '../../shared/checks';
import { multiStep } from '../../shared/define';
import { InvalidInput } from '../../shared/errors';
import { choice, required, when } from '../../shared/fields';
import { asObject, asText, defined } from '../../shared/values';
import { batch } from '../batch';
import { writtenFiles } from '../files';
import { activityId } from '../pickers';
import { method, resultOf } from '../vendor';
import { changesFromPortable } from './portable';
import { systemBody, systemFields } from './systemFields';
import { todoBody, todoFields, todoRequests } from './todoFields';

const KINDS = [
	{ name: 'Call, Meeting, Email or Other', value: 'system' },
	{ name: 'To-Do', value: 'todo', description: 'The universal activity, which Bitrix24 makes by default' },
];

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. What is not filled in stays as it is.',
	effect: 'write',
	fields: {
		kind: choice('Activity Kind', KINDS, { fallback: 'system' }),
		activityId: required(activityId),
		updateFields: when(systemFields, { kind: ['system'] }),
		todoFields: when(todoFields, { kind: ['todo'] }),
	},
	fromPortable: changesFromPortable,
	async *steps({ kind, activityId: id, updateFields, todoFields: todo }, _options, item) {
		if (kind === 'todo') {
			const changes = mustChange(todoBody(todo));
			const current = asObject(resultOf(yield method('crm.activity.get', { id }, 'read')));
			if (asText(current.PROVIDER_ID) !== 'CRM_TODO') throw new InvalidInput(`Activity ${id} is not a to-do`, 'Set Activity Kind to Call, Meeting, Email or Other.');
			for (const request of todoRequests(id, changes, current)) yield request;
			return { id, ...defined(changes) };
		}
		const fields = defined(mustChange(await systemBody(updateFields, item)));
		yield method('crm.activity.update', { id, fields }, 'write');
		return { id, ...fields, ...writtenFiles(fields.FILES) };
	},
	bulk: batch,
});
