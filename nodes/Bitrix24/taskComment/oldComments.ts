import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { recordsOf, type Pager } from '../../shared/operation/paging';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';
import { method, resultOf } from '../vendor';

/**
 * Comments of the old task card, as self-hosted portals before version 25.700.0 of the module tasks have it. These
 * methods count their parameters; docs/contracts/bitrix24.md section 2.9.
 */
export function oldCommentsRequest(TASKID: number, FILTER: IDataObject = {}): RequestSpec {
	return method(
		'task.commentitem.getlist',
		{ TASKID, ORDER: { ID: 'desc' }, FILTER },
		'read',
		SOME_JSON,
	);
}

export const oldCommentsIn = (body: unknown) => recordsOf(resultOf(body));

/** How many come at once is not documented: each page begins behind the last ID, and an empty one is the end. */
export const OLD_COMMENTS: Pager = {
	vendor: 'Bitrix24',
	records: 'comments',
	largestPage: Infinity,
	countsRows: false,
	request(base, _size, { lastRow }) {
		const { TASKID, ORDER, FILTER } = asObject(base.body);
		const behind = defined({ '<ID': asNumber(lastRow?.ID) });
		return { ...base, body: { TASKID, ORDER, FILTER: { ...asObject(FILTER), ...behind } } };
	},
	rows: oldCommentsIn,
	id: ({ ID }) => ID,
	total: () => undefined,
	isLast: () => false,
};

/** The same keys as those of a chat message. */
export function asMessage({
	ID,
	AUTHOR_ID,
	AUTHOR_NAME,
	POST_DATE,
	POST_MESSAGE,
}: IDataObject): IDataObject {
	return {
		id: asNumber(ID),
		author_id: asNumber(AUTHOR_ID),
		author: AUTHOR_NAME,
		date: POST_DATE,
		text: POST_MESSAGE,
	};
}
