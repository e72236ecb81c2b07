import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import {
	countOf,
	isLastForSure,
	listSteps,
	recordsOf,
	type Pager,
	type Rows,
} from '../../shared/operation/paging';
import { asNumber, asObject } from '../../shared/text/unknownJson';
import { PAGE } from '../paging';
import { resultOf } from '../vendor';

const nextIn = (body: unknown) => asNumber(asObject(body).next);
const totalIn = (body: unknown) => countOf(asObject(body).total);

/**
 * The rows of any classic list: Bitrix24 says where the next page starts, and how many rows there are
 * (docs/contracts/bitrix24.md section 3.1). A method that says neither gives all at once, unless the page is full.
 * @param key where the rows are inside `result`; empty where they are the result, or its only list
 * @param limit rows wanted; Infinity for all
 */
export function anyRows(base: RequestSpec, key: string, limit: number): Rows {
	const pager: Pager = {
		vendor: 'Bitrix24',
		records: 'records',
		largestPage: PAGE,
		countsRows: false,
		request(list, _size, { rows, before }) {
			if (rows === 0) return list;
			return { ...list, body: { ...asObject(list.body), start: nextIn(before) ?? rows } };
		},
		rows: (body) => recordsOf(listIn(resultOf(body), key)),
		total: totalIn,
		isLast(body, page) {
			if (nextIn(body) !== undefined) return false;
			const total = totalIn(body);
			return total === undefined
				? page.rows.length !== PAGE
				: isLastForSure(page, Math.max(PAGE, page.largest), total);
		},
	};
	return listSteps(pager, base, limit);
}

function listIn(result: unknown, key: string): unknown {
	// PHP says an empty list where an empty map is meant (section 3.3).
	if (Array.isArray(result)) return key === '' || result.length === 0 ? result : undefined;
	const answer = asObject(result);
	if (key !== '') return answer[key];
	const lists = Object.values(answer).filter(Array.isArray);
	return lists.length === 1 ? lists[0] : undefined;
}

/** @throws InvalidInput for parameters that can't say where a page starts, or say it themselves */
export function withoutStart(parameters: IDataObject | unknown[]): IDataObject {
	if (Array.isArray(parameters))
		throw new InvalidInput(
			'"Parameters (JSON)" is a list, and "Paging" adds one by its name',
			'Write the parameters as { "name": value }, or set Paging to None.',
		);
	if ('start' in parameters)
		throw new InvalidInput(
			'"Parameters (JSON)" holds start, which "Paging" sets',
			'Remove it, or set Paging to None.',
		);
	return parameters;
}
