import type { IDataObject } from 'n8n-workflow';
import { countOf, isLastForSure, recordsOf, type Pager } from '../shared/operation/paging';
import { asObject } from '../shared/text/unknownJson';
import { PAGE } from './listCalls';
import { resultOf } from './vendor';

/**
 * Lists of older methods that come newest first: each page begins behind the last ID of the one before, and
 * `total` counts what is left from there, so that it says nothing about the list
 * (docs/contracts/bitrix24.md sections 2.9 and 2.12).
 * @param records as an error names them
 * @param bodyOf the body of a page: that of the list, with another FILTER
 */
export function newestFirst(
	records: string,
	bodyOf: (body: IDataObject, FILTER: IDataObject, size: number) => object,
): Pager {
	return {
		vendor: 'Bitrix24',
		records,
		largestPage: PAGE,
		countsRows: false,
		request(base, size, { lastRow }) {
			const body = asObject(base.body);
			const behind = lastRow === undefined ? {} : { '<ID': lastRow.ID };
			return { ...base, body: bodyOf(body, { ...asObject(body.FILTER), ...behind }, size) };
		},
		rows: (body) => recordsOf(resultOf(body)),
		id: ({ ID }) => ID,
		total: () => undefined,
		isLast: (body, { rows }) =>
			isLastForSure({ rows, position: rows.length }, PAGE, countOf(asObject(body).total)),
	};
}
