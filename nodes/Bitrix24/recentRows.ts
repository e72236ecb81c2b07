import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../shared/contract/call';
import { SOME_JSON } from '../shared/http/proof';
import { isListed } from '../shared/operation/findOut';
import { asObject } from '../shared/text/unknownJson';
import { rowsOf } from './listCalls';
import { method } from './vendor';

/** A list in which a new record is looked for, the newest first; docs/contracts/bitrix24.md section 3.1. */
interface RecentRows {
	readonly list: string;
	/** Its filter and the names of its fields, and the order by which the newest is the first. */
	readonly parameters: IDataObject;
	readonly rowsAt?: string;
	readonly created: string;
	readonly isIt: (row: IDataObject) => boolean;
	/** The `result` of the call that has made the row. */
	readonly result: (row: IDataObject) => unknown;
	readonly isMarked?: boolean;
	readonly isUnique?: boolean;
}

/** A record that was made is among the newest rows of a list. */
export function isAmongRows({
	list,
	parameters,
	rowsAt,
	created,
	isIt,
	result,
	isMarked,
	isUnique,
}: RecentRows): FindOut {
	const called = { method: list, records: 'records', parameters, id: 'ID', rowsAt };
	return isListed({
		isMarked,
		isUnique,
		page: (start) => method(list, { ...parameters, start }, 'read', SOME_JSON),
		rows: (body) => rowsOf(called, body),
		goesOn: (body) => asObject(body).next !== undefined,
		created: (row) => row[created],
		isIt,
		answer: (row) => ({ result: result(row) }),
	});
}
