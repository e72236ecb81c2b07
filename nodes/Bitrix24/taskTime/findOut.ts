import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { holdsValues, isGone, isListed } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { sameValues } from '../../shared/text/sameValues';
import { PAGE } from '../listCalls';
import { method, resultOf } from '../vendor';
import { entryOf, readEntry } from './entry';

/** The new entry is among the newest of its task; this method counts its parameters (section 2.9). */
export function entryIsListed(TASKID: number, written: IDataObject): FindOut {
	return isListed({
		page: (_read, pages) =>
			method(
				'task.elapseditem.getlist',
				{
					TASKID,
					ORDER: { ID: 'desc' },
					FILTER: {},
					SELECT: ['*'],
					PARAMS: { NAV_PARAMS: { nPageSize: PAGE, iNumPage: pages + 1 } },
				},
				'read',
				SOME_JSON,
			),
		rows: (body) => recordsOf(resultOf(body)),
		created: ({ CREATED_DATE }) => CREATED_DATE,
		isIt: (row) => sameValues(written, row) === true,
		answer: ({ ID }) => ({ result: ID }),
	});
}

export function entryHolds(taskId: number, id: number, written: IDataObject): FindOut {
	return holdsValues(written, {
		read: readEntry(taskId, id),
		record: entryOf,
		answer: () => ({ result: null }),
	});
}

export function entryIsGone(taskId: number, id: number): FindOut {
	return isGone(readEntry(taskId, id), { result: null });
}
