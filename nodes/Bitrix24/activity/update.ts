import { choice, required, when } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { batch } from '../bulk';
import { activityId } from '../recordPickers';
import { writtenFiles } from '../uploads';
import { changesFromPortable } from './portable';
import { changeActivity } from './requests';
import { systemBody, systemFields } from './systemFields';
import { todoSteps } from './todoChanges';
import { todoBody, todoFields } from './todoFields';

const KINDS = [
	{ name: 'Call, Meeting, Email or Other', value: 'system' },
	{
		name: 'To-Do',
		value: 'todo',
		description: 'The universal activity, which Bitrix24 makes by default',
	},
];

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. What is not filled in stays as it is.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: {
		kind: choice('Activity Kind', KINDS, { fallback: 'system' }),
		activityId: required(activityId),
		updateFields: when(systemFields, { kind: ['system'] }),
		todoFields: when(todoFields, { kind: ['todo'] }),
	},
	fromPortable: changesFromPortable,
	*steps({ kind, activityId: id, updateFields, todoFields: todo }, _options, item) {
		if (kind === 'todo') {
			const changes = mustChange(todoBody(todo));
			yield* todoSteps(id, changes);
			return { id, ...changes };
		}
		const fields = mustChange(systemBody(updateFields, item));
		yield changeActivity(id, fields);
		return { id, ...fields, ...writtenFiles(fields.FILES) };
	},
	bulk: batch,
});
