import { required } from '../../shared/form/fields';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { addresses } from '../addresses';
import { listAt } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from '../task/fields';
import { simplify } from './simplify';

/** All items of a task come at once: nothing to page. */
export const getMany = restMethod({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task checklist items',
	description: 'List the checklists of a task and their items',
	effect: 'read',
	fields: { taskId: required(taskId) },
	simplify,
	addresses,
	method: 'task.checklistitem.getlist',
	parameters: ({ taskId: TASKID }) => ({ TASKID, ORDER: { SORT_INDEX: 'asc' } }),
	proof: listAt(),
	output: (result) => listIn(recordsOf(result), { vendor: 'Bitrix24', records: 'checklist items' }),
});
