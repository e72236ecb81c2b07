import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { recordsOf, type Pager } from '../../shared/operation/paging';
import { asArray, asObject } from '../../shared/text/unknownJson';
import { PAGE } from '../paging';
import { method3, resultOf } from '../vendor';

/** Results of a task, newest first; docs/contracts/bitrix24.md sections 2.9 and 2.10. */
export function resultsRequest(
	taskId: number,
	conditions: ReadonlyArray<readonly [field: string, ...condition: unknown[]]> = [],
): RequestSpec {
	const parameters = {
		filter: [['taskId', taskId], ...conditions],
		order: { id: 'DESC' },
		pagination: { limit: PAGE },
	};
	return method3('tasks.task.result.list', parameters, 'read', SOME_JSON);
}

export function resultsIn(body: unknown): IDataObject[] | undefined {
	return recordsOf(asObject(resultOf(body)).items);
}

/**
 * Each page begins behind the last ID of the one before. No answer tells how many there are: an empty
 * page is the end.
 */
export const RESULTS: Pager = {
	vendor: 'Bitrix24',
	records: 'results',
	largestPage: PAGE,
	countsRows: false,
	request(base, size, { lastRow }) {
		const body = asObject(base.body);
		const behind = lastRow === undefined ? [] : [['id', '<', lastRow.id]];
		const filter = [...asArray(body.filter), ...behind];
		return { ...base, body: { ...body, filter, pagination: { limit: size } } };
	},
	rows: resultsIn,
	id: ({ id }) => id,
	total: () => undefined,
	isLast: () => false,
};
