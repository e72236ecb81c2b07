import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { idAt, TASK_CHANGED } from '../answerProofs';
import { batch } from '../bulk';
import { method } from '../vendor';
import { attachments, changeFields, customFields, taskBody, taskId } from './fields';
import { changesFromPortable } from './portable';
import { written } from './simplify';
import { uploaded, uploadsOf } from './uploads';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description:
		'Change a task. What is not filled in stays as it is; files are added to those it has.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), updateFields: changeFields, customFields, ...attachments },
	fromPortable: changesFromPortable,
	*steps({ taskId: id, updateFields, customFields: custom, files, storage }, _options, item) {
		const fields = taskBody(updateFields, custom);
		mustChange({ fields: Object.keys(fields).length === 0 ? undefined : fields, files });
		const attached = yield* uploaded(uploadsOf(files, storage, item));
		if (Object.keys(fields).length > 0)
			yield method('tasks.task.update', { taskId: id, fields }, 'write', about(id, TASK_CHANGED));
		for (const file of attached)
			yield method(
				'tasks.task.files.attach',
				{ taskId: id, fileId: Number(file.slice(1)) },
				'write',
				idAt('attachmentId'),
			);
		return written(id, {
			...fields,
			...(attached.length === 0 ? {} : { UF_TASK_WEBDAV_FILES: attached }),
		});
	},
	bulk: batch,
});
