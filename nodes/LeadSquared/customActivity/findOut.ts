import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { isListed } from '../../shared/operation/findOut';
import { readsLike, sameValue, sameValues } from '../../shared/text/sameValues';
import { asRows, asText } from '../../shared/text/unknownJson';
import { valuesAsText } from '../activityRecord';
import { periodOf, rowsOf } from '../paging';
import { isoOf } from '../times';
import { search } from '../vendor';
import { holdsExternalId, type ExternalId } from './externalId';
import type { Target } from './target';
import { targetLead } from './targetLead';

const PAGE = 1000;
const MOST_PAGES = 5;

interface Written {
	readonly ActivityNote?: unknown;
	readonly Fields?: unknown;
}

/** Values by schema name. The owner is read as a name or an ID, whatever was written. */
function valuesIn({ Fields }: Written): IDataObject {
	const entries = asRows(Fields).filter(({ SchemaName }) => SchemaName !== 'Owner');
	return Object.fromEntries(entries.map(({ SchemaName, Value }) => [asText(SchemaName), Value]));
}

/**
 * The new activity is among those of its type that were changed since: CreatedOn is the time that was written
 * (docs/contracts/leadsquared.md section 4.12).
 * @param external the External ID in a field: it is known by that, as people may have edited the rest meanwhile
 */
export function activityIsListed(
	to: Target,
	code: number,
	written: Written,
	external: ExternalId | undefined,
): FindOut {
	return {
		creates: true,
		*answers(since) {
			const leadId = yield* targetLead(to);
			if (leadId === undefined) return [];
			const isIt = (row: IDataObject) =>
				asText(row.RelatedProspectId).toLowerCase() === leadId.toLowerCase() &&
				(external === undefined ? isLike(written, row) : holdsExternalId(row, external));
			const found = yield* madeSince(code, since, isIt).answers(since);
			return (
				found &&
				asRows(found).map(({ ProspectActivityId: Id }) => ({ Message: { Id, RelatedId: leadId } }))
			);
		},
	};
}

/**
 * The same of an activity on an opportunity: the list by type doesn't tell which one, but that of its lead does
 * (docs/contracts/leadsquared.md section 4.8).
 */
export function opportunityActivityIsListed(
	opportunityId: string,
	code: number,
	written: Written,
): FindOut {
	return {
		creates: true,
		*answers(since) {
			const alike = yield* madeSince(code, since, (row) => isLike(written, row)).answers(since);
			if (alike === undefined) return undefined;
			const found: unknown[] = [];
			for (const row of asRows(alike)) {
				const leadId = asText(row.RelatedProspectId);
				const rows = rowsOf(yield activitiesOf(leadId, code), ACTIVITIES);
				const own = rows?.find(({ Id }) => sameValue(row.ProspectActivityId, Id));
				if (own === undefined) return undefined;
				if (sameValue(opportunityId, own.RelatedOpportunityId)) {
					const { ProspectActivityId, RelatedProspectId } = row;
					found.push({ ProspectActivityId, RelatedProspectId });
				}
			}
			return found;
		},
	};
}

/** Activities of a type of one lead. */
export function activitiesOf(leadId: string, ActivityEvent: number): RequestSpec {
	const body = { Parameter: { ActivityEvent }, Paging: { Offset: '0', RowCount: String(PAGE) } };
	return { ...search('/ProspectActivity.svc/Retrieve', body, SOME_JSON), query: { leadId } };
}

export const ACTIVITIES = { key: 'ProspectActivities', records: 'activities' };

const isLike = (written: Written, row: IDataObject) =>
	readsLike(
		{ ...valuesIn(written), ActivityEvent_Note: asText(written.ActivityNote) },
		Object.fromEntries(valuesAsText(row)),
	);

/** Rows of activities of a type that were changed since. */
function madeSince(code: number, since: number, isIt: (row: IDataObject) => boolean): FindOut {
	return isListed({
		page: (_read, pages) => changedSince(code, since, pages),
		rows: (body) => rowsOf(body, { key: 'List', records: 'activities' }),
		isSorted: false,
		goesOn: (_body, rows) => rows.length >= PAGE,
		created: ({ ModifiedOn }) => isoOf(ModifiedOn),
		isIt,
		answer: (row) => row,
	});
}

function changedSince(ActivityEvent: number, since: number, pages: number): RequestSpec {
	const period = periodOf({ local: DateTime.fromMillis(since, { zone: 'utc' }) }, undefined);
	return search(
		'/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
		{
			Parameter: { ...period, ActivityEvent, RemoveEmptyValue: true },
			Paging: { PageIndex: pages + 1, PageSize: PAGE },
			Sorting: { ColumnName: 'ProspectActivityId', Direction: 0 },
		},
		SOME_JSON,
	);
}

/**
 * The activity is among those of its type that were changed since, with what an update has written. The details of one
 * activity don't show its note.
 */
export function activityHolds(activityId: string, code: number, written: Written): FindOut {
	const { ActivityNote, Fields } = written;
	const owner = asRows(Fields).find(({ SchemaName }) => SchemaName === 'Owner')?.Value;
	const values = {
		...valuesIn(written),
		...(ActivityNote === undefined ? {} : { ActivityEvent_Note: asText(ActivityNote) }),
	};
	return {
		*answers(since) {
			for (let pages = 0; pages < MOST_PAGES; pages++) {
				const body = yield changedSince(code, since, pages);
				const rows = rowsOf(body, { key: 'List', records: 'activities' });
				if (rows === undefined) return undefined;
				const row = rows.find((one) => sameValue(activityId, one.ProspectActivityId));
				if (row !== undefined) {
					const shown = Object.fromEntries(valuesAsText(row));
					const isSame = sameValues(values, shown);
					// An owner may be shown by name, which says nothing.
					const isOwned = owner === undefined || sameValue(owner, shown.Owner);
					const is = isSame === true && !isOwned ? undefined : isSame;
					return is === undefined ? undefined : is ? [{ Message: { Id: activityId } }] : [];
				}
				if (rows.length < PAGE) return [];
			}
			return undefined;
		},
	};
}
