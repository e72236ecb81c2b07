import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { asNumber, asObject } from '../../shared/text/unknownJson';
import { idAt, TASK_CHANGED } from '../answerProofs';
import { batch } from '../bulk';
import { method, resultOf } from '../vendor';
import { attachments, customFields, detailFields, responsible, taskBody, title } from './fields';
import { taskIsIn, taskIsMarked } from './findOut';
import { newFromPortable } from './portable';
import { written } from './simplify';
import { uploaded, uploadsOf, withAttached } from './uploads';

const OPEN = { STATUS: 2 };
const COMPLETED = { STATUS: 5 };

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task. The people in it are notified by Bitrix24.',
	effect: 'write',
	writes: 'new',
	fields: {
		title: required(title),
		responsible: required(responsible),
		additionalFields: detailFields,
		customFields,
		...attachments,
	},
	fromPortable: newFromPortable,
	*steps(
		{
			title: TITLE,
			responsible: RESPONSIBLE_ID,
			additionalFields,
			customFields: custom,
			files,
			storage,
		},
		_options,
		item,
	) {
		const { completed, ...details } = additionalFields;
		const body = taskBody({ ...details, TITLE, RESPONSIBLE_ID }, custom);
		const attached = yield* uploaded(uploadsOf(files, storage, item));
		const fields = withAttached(body, attached);
		const isMarked = fields.XML_ID === undefined;
		const sent = isMarked ? { ...fields, XML_ID: item.mark } : fields;
		const made = yield {
			...method('tasks.task.add', { fields: sent }, 'write', idAt('task', 'id')),
			findOut: isMarked ? taskIsMarked(RESPONSIBLE_ID, item.mark) : undefined,
		};
		const task = asObject(asObject(resultOf(made)).task);
		const id = asNumber(task.id);
		// A new task is open.
		if (completed === true)
			yield {
				...method('tasks.task.complete', { taskId: id }, 'write', about(id, TASK_CHANGED)),
				findOut: id === undefined ? undefined : taskIsIn(id, [4, 5]),
			};
		return written(id, { ...fields, ...(completed === true ? stateOf(fields) : OPEN) });
	},
	bulk: batch,
});

/** One that has to be approved may await that, or not, by who its creator is. */
function stateOf({ TASK_CONTROL }: IDataObject): IDataObject {
	return TASK_CONTROL === 'Y' ? {} : COMPLETED;
}
