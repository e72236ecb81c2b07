import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { aList } from '../../shared/http/proof';
import { asObject, asRows, asText } from '../../shared/text/unknownJson';
import { sortedList } from '../paging';
import { queryText } from './query';

const ACTIVITIES_LISTED = aList((body) => asObject(body).data, 'a list of activities');

/**
 * The activity that was made from the same source. That Deskera keeps the two fields when they are written is not
 * documented (docs/contracts/deskera.md section 3.3); where it does not, nothing is found.
 * @throws InvalidInput for an ID that the filter can't hold
 */
export function* activityFrom(
	source: string,
	sourceId: string,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	const query = queryText({ source, source_id: sourceId }, undefined);
	const base = sortedList({ sortBy: 'updated_at', sortDir: 'DESC', query });
	const body = yield {
		...base,
		query: { ...base.query, page: 1, pageSize: 10 },
		proof: ACTIVITIES_LISTED,
	};
	return asRows(asObject(body).data).find(
		(row) => asText(row.source) === source && asText(row.source_id) === sourceId,
	);
}
