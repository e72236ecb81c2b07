import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { idAt, TASK_CHANGED } from '../answerProofs';
import { batch } from '../bulk';
import { method } from '../vendor';
import { changeFields, customFields, taskBody, taskId } from './fields';
import { keepingTag } from './externalTag';
import { taskHolds } from './findOut';
import { CHANGED_TASK, mainValues } from './mainFields';
import { changesFromPortable } from './portable';
import { written } from './simplify';
import { uploaded, uploadsOf, withAttached } from './uploads';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task',
	description:
		'Change a task. Fields you leave out stay unchanged; files are added to those it has, or ' +
		'to those of Drive Files.',
	effect: 'write',
	writes: 'present',
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId), ...CHANGED_TASK, updateFields: changeFields, customFields },
	fromPortable: changesFromPortable,
	*steps({ taskId: id, updateFields, customFields: custom, ...main }, _options, item) {
		const { files, storage, ...details } = updateFields;
		const changes = taskBody({ ...details, ...mainValues(main) }, custom);
		mustChange({ fields: Object.keys(changes).length === 0 ? undefined : changes, files });
		const attached = yield* uploaded(uploadsOf(files, storage, item));
		// A list of files that is given takes the place of the present one, so that what was uploaded has to be in it.
		const isReplaced = changes.UF_TASK_WEBDAV_FILES !== undefined;
		const fields = yield* keepingTag(id, isReplaced ? withAttached(changes, attached) : changes);
		if (Object.keys(fields).length > 0)
			yield {
				...method('tasks.task.update', { taskId: id, fields }, 'write', about(id, TASK_CHANGED)),
				findOut: taskHolds(id, fields),
			};
		for (const file of isReplaced ? [] : attached)
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
