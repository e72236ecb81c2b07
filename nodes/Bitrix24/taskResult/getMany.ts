import { choice, collection, required } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { addresses } from '../addresses';
import { user } from '../recordPickers';
import { simplify, STATUSES, taskId } from './fields';
import { RESULTS, resultsRequest } from './resultList';

const filters = collection(
	'Filters',
	{
		authorId: user('Author'),
		status: choice<'closed' | 'open'>('Status', STATUSES, {
			fallback: 'open',
			description: 'A result is closed when its task is completed',
		}),
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task results',
	description: 'List the results of a task, newest first',
	fields: { taskId: required(taskId), filters },
	simplify,
	addresses,
	rows: ({ taskId: id, filters: wanted }, _options, limit) =>
		listSteps(RESULTS, resultsRequest(id, Object.entries(wanted)), limit),
});
