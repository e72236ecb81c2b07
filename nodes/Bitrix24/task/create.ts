import { multiStep } from '../../shared/define';
import { required } from '../../shared/fields';
import { asNumber, asObject } from '../../shared/values';
import { batch } from '../batch';
import { idAt } from '../proofs';
import { method, resultOf } from '../vendor';
import { attachments, customFields, detailFields, responsible, taskBody, title } from './fields';
import { newFromPortable } from './portable';
import { uploaded, uploadsOf } from './uploads';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task. The people in it are notified by Bitrix24.',
	effect: 'write',
	writes: 'new',
	fields: { title: required(title), responsible: required(responsible), additionalFields: detailFields, customFields, ...attachments },
	fromPortable: newFromPortable,
	*steps({ title: TITLE, responsible: RESPONSIBLE_ID, additionalFields, customFields: custom, files, storage }, _options, item) {
		const body = taskBody({ ...additionalFields, TITLE, RESPONSIBLE_ID }, custom);
		const attached = yield* uploaded(uploadsOf(files, storage, item));
		const fields = attached.length === 0 ? body : { ...body, UF_TASK_WEBDAV_FILES: attached };
		const task = asObject(asObject(resultOf(yield method('tasks.task.add', { fields }, 'write', idAt('task', 'id')))).task);
		return { id: asNumber(task.id), ...fields };
	},
	bulk: batch,
});
