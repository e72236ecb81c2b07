import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { asNumber } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { call } from '../restMethod';
import { taskId } from '../task/fields';

/** All items of a task come at once: nothing to page. */
export const getMany = call({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task checklist items',
	description: 'List the checklists of a task and their items',
	effect: 'read',
	fields: { taskId: required(taskId) },
	simplify,
	method: 'task.checklistitem.getlist',
	parameters: ({ taskId: TASKID }) => ({ TASKID, ORDER: { SORT_INDEX: 'asc' } }),
	proof: listAt(),
	output: (result) => listIn(recordsOf(result), { vendor: 'Bitrix24', records: 'checklist items' }),
});

function simplify({
	ID,
	TASK_ID,
	PARENT_ID,
	TITLE,
	SORT_INDEX,
	IS_COMPLETE,
	IS_IMPORTANT,
	CREATED_BY,
}: IDataObject): IDataObject {
	return {
		id: asNumber(ID),
		taskId: asNumber(TASK_ID),
		parentId: asNumber(PARENT_ID),
		title: TITLE,
		position: asNumber(SORT_INDEX),
		completed: IS_COMPLETE === 'Y',
		important: IS_IMPORTANT === 'Y',
		createdBy: asNumber(CREATED_BY),
	};
}
