import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { holdsValues, isHeld, isListed } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { readsLike } from '../../shared/text/sameValues';
import { PAGE } from '../listCalls';
import { method, resultOf } from '../vendor';
import { entryOf, readEntry } from './entry';

/** The new entry is among the newest of its task; this method counts its parameters (section 2.9). */
export function entryIsListed(TASKID: number, written: IDataObject): FindOut {
	return isListed({
		page: (_read, pages) => entriesRequest(TASKID, {}, pages),
		rows: (body) => recordsOf(resultOf(body)),
		created: ({ CREATED_DATE }) => CREATED_DATE,
		isIt: (row) => readsLike(written, row),
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

/** An entry that is not there is refused like one that nobody may see, so the list is asked for it. */
export function entryIsGone(taskId: number, id: number): FindOut {
	return isHeld({
		read: entriesRequest(taskId, { ID: id }, 0),
		holds: (body) => recordsOf(resultOf(body))?.length === 0,
		answer: () => ({ result: null }),
	});
}

function entriesRequest(TASKID: number, FILTER: IDataObject, pages: number): RequestSpec {
	const parameters = {
		TASKID,
		ORDER: { ID: 'desc' },
		FILTER,
		SELECT: ['*'],
		PARAMS: { NAV_PARAMS: { nPageSize: PAGE, iNumPage: pages + 1 } },
	};
	return method('task.elapseditem.getlist', parameters, 'read', SOME_JSON);
}
