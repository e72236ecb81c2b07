import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { collection, date, required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import {
	countOf,
	isLastForSure,
	listSteps,
	recordsOf,
	type Pager,
} from '../../shared/operation/paging';
import { inOrder } from '../../shared/text/dates';
import { asObject, defined } from '../../shared/text/unknownJson';
import { PAGE } from '../paging';
import { user } from '../recordPickers';
import { method, resultOf } from '../vendor';
import { moment } from '../yesNo';
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

/** Each page begins behind the last ID of the one before; `total` counts what is left from there. */
const PAGER: Pager = {
	vendor: 'Bitrix24',
	records: 'time entries',
	largestPage: PAGE,
	countsRows: false,
	request(base, size, { lastRow }) {
		const { TASKID, FILTER } = asObject(base.body);
		const behind = lastRow === undefined ? {} : { '<ID': lastRow.ID };
		return { ...base, body: parameters(TASKID, { ...asObject(FILTER), ...behind }, size) };
	},
	rows: (body) => recordsOf(resultOf(body)),
	id: ({ ID }) => ID,
	// That of each page is of another filter, so that it says nothing about the list.
	total: () => undefined,
	isLast: (body, { rows }) =>
		isLastForSure({ rows, position: rows.length }, PAGE, countOf(asObject(body).total)),
};

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
