import { getManyOf } from '../getMany';
import { TASK_FIELDS } from '../listFilters';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const getMany = getManyOf({
	records: 'tasks',
	call: 'getTaskList',
	listFields: TASK_FIELDS,
	simplify,
	portable: toPortable,
});
