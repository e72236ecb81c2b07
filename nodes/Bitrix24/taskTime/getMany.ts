import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { collection, date, required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { inOrder } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { newestFirst } from '../newestFirst';
import { PAGE } from '../paging';
import { user } from '../recordPickers';
import { method } from '../vendor';
import { moment } from '../moment';
import { simplify } from './entry';
import { taskId } from './fields';

const filters = collection(
	'Filters',
	{
		createdAfter: date('Created After', 'start'),
		createdBefore: date('Created Before', 'end'),
		user: user('User'),
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many task time entries',
	description: 'List the time spent on a task, newest first',
	fields: { taskId: required(taskId), filters },
	simplify,
	addresses,
	rows({ taskId: task, filters: { createdAfter, createdBefore, user: USER_ID } }, _options, limit) {
		inOrder(createdAfter, createdBefore, ['Created After', 'Created Before']);
		const filter = defined({
			USER_ID,
			'>=CREATED_DATE': moment(createdAfter),
			'<=CREATED_DATE': moment(createdBefore),
		});
		return listSteps(PAGER, entriesRequest(task, filter, PAGE), limit);
	},
});

const PAGER = newestFirst('time entries', ({ TASKID }, FILTER, size) =>
	parameters(TASKID, FILTER, size),
);

function entriesRequest(taskId: number, filter: IDataObject, size: number): RequestSpec {
	return method('task.elapseditem.getlist', parameters(taskId, filter, size), 'read', SOME_JSON);
}

/** In the order in which this method counts them; docs/contracts/bitrix24.md section 2.9. */
function parameters(TASKID: unknown, FILTER: IDataObject, nPageSize: number): object {
	return {
		TASKID,
		ORDER: { ID: 'desc' },
		FILTER,
		SELECT: ['*'],
		PARAMS: { NAV_PARAMS: { nPageSize, iNumPage: 1 } },
	};
}
