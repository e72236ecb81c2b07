import { multiStep } from '../../shared/define';
import { required } from '../../shared/fields';
import { asNumber, asObject } from '../../shared/values';
import { batch } from '../batch';
import { method, resultOf } from '../vendor';
import { attachments, customFields, detailFields, responsible, taskBody, title } from './fields';
import { newFromPortable } from './portable';
import { uploads } from './uploads';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task. The people in it are notified by Bitrix24.',
	effect: 'write',
	fields: { title: required(title), responsible: required(responsible), additionalFields: detailFields, customFields, ...attachments },
	fromPortable: newFromPortable,
	async *steps({ title: TITLE, responsible: RESPONSIBLE_ID, additionalFields, customFields: custom, files, storage }, _options, item) {
		const body = taskBody({ ...additionalFields, TITLE, RESPONSIBLE_ID }, custom, item);
		const attached = yield* uploads(files, storage, item);
		const fields = attached.length === 0 ? body : { ...body, UF_TASK_WEBDAV_FILES: attached };
		const task = asObject(asObject(resultOf(yield method('tasks.task.add', { fields }, 'write'))).task);
		return { id: asNumber(task.id), ...fields };
	},
	bulk: batch,
});
