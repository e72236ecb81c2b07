import { mustChange } from '../../shared/checks';
import { multiStep } from '../../shared/define';
import { required } from '../../shared/fields';
import { batch } from '../batch';
import { method } from '../vendor';
import { attachments, changeFields, customFields, taskBody, taskId } from './fields';
import { changesFromPortable } from './portable';
import { uploads } from './uploads';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description: 'Change a task. What is not filled in stays as it is; files are added to those it has.',
	effect: 'write',
	fields: { taskId: required(taskId), updateFields: changeFields, customFields, ...attachments },
	fromPortable: changesFromPortable,
	async *steps({ taskId: id, updateFields, customFields: custom, files, storage }, _options, item) {
		const fields = taskBody(updateFields, custom, item);
		mustChange({ fields: Object.keys(fields).length === 0 ? undefined : fields, files });
		const attached = yield* uploads(files, storage, item);
		if (Object.keys(fields).length > 0) yield method('tasks.task.update', { taskId: id, fields }, 'write');
		for (const file of attached) yield method('tasks.task.files.attach', { taskId: id, fileId: Number(file.slice(1)) }, 'write');
		return { id, ...fields, ...(attached.length === 0 ? {} : { files: attached }) };
	},
	bulk: batch,
});
