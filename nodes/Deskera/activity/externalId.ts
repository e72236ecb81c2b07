import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { Refused } from '../../shared/contract/errors';
import { externalIdSearch, SOURCE_SYSTEM } from '../../shared/form/externalId';
import { NUMBER, recordsWithId } from '../../shared/http/proof';
import { listSteps } from '../../shared/operation/paging';
import { asObject, asText } from '../../shared/text/unknownJson';
import { pages, sortedList } from '../paging';
import { queryText } from './query';

/** Without its ID a row can't be changed, and without the row a second one would be made. */
const WITH_IDS = recordsWithId(
	NUMBER,
	(body) => asObject(body).data,
	(row) => asObject(row).id,
	'a list of activities',
);

const LABELS = { source: 'Source', source_id: 'External ID' };
const PAGE = 100;
/** How many activities are looked through where Deskera passes over the filter. */
const LOOKED_THROUGH = 1000;

/** Whether an activity was made from a source. One that is deleted can't be changed any more. */
export function isFrom(source: string, sourceId: string, row: IDataObject): boolean {
	return (
		asText(row.source) === source && asText(row.source_id) === sourceId && row.is_deleted !== true
	);
}

/**
 * The activity that was made from the same source. That Deskera keeps the two fields when they are written, and that it
 * joins the terms of a filter by AND, is not documented (docs/contracts/deskera.md sections 3.2 and 3.3). So rows that
 * are not what was asked for are passed over, up to a bound.
 * @throws InvalidInput for an ID that the filter can't hold
 * @throws Refused where Deskera gives so many other activities that nobody knows whether this one is there
 */
export function* activityFrom(
	source: string,
	sourceId: string,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	const isIt = (row: IDataObject) => isFrom(source, sourceId, row);
	const query = queryText({ source, source_id: sourceId }, undefined, LABELS);
	const list = { ...sortedList({ sortBy: 'updated_at', sortDir: 'DESC', query }), proof: WITH_IDS };
	const rows = yield* listSteps(pages(PAGE), list, LOOKED_THROUGH, (page) => page.some(isIt));
	const found = rows.find(isIt);
	if (found === undefined && rows.length >= LOOKED_THROUGH) throw notFiltered();
	return found;
}

function notFiltered(): Refused {
	return new Refused({
		kind: 'invalid',
		title: 'Deskera did not filter its activities by the External ID',
		advice:
			`The first ${LOOKED_THROUGH.toLocaleString('en')} activities it returned come from elsewhere, so whether ` +
			'this one exists is unknown. Nothing was written. Remove External ID to create the activity anyway.',
	});
}

/**
 * Activities with a title, and others that have a part of it: the longest that a filter can hold. They are among the
 * newest where there is none, or Deskera passes over the filter.
 */
export function* activitiesNamed(
	title: string,
): Generator<RequestSpec, readonly IDataObject[], unknown> {
	const parts = title.split(/[,=<>]/).map((part) => part.trim());
	const longest = parts.reduce((found, part) => (part.length > found.length ? part : found), '');
	const filter = longest === '' ? {} : { query: queryText({ name: longest }, undefined) };
	const sorted = sortedList({ sortBy: 'updated_at', sortDir: 'DESC', ...filter });
	const list = { ...sorted, proof: WITH_IDS };
	return yield* listSteps(pages(PAGE), list, LOOKED_THROUGH);
}

/** ID of the activity that was made with an External ID, and without a Source of its own. */
export function* activityIdFrom(id: string): Generator<RequestSpec, string | undefined, unknown> {
	const found = yield* activityFrom(SOURCE_SYSTEM, id);
	return found === undefined ? undefined : asText(found.id);
}

/** Finds an activity by its External ID. */
export const byExternalId = externalIdSearch('activity', activityIdFrom);
