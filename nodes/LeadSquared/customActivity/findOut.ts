import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { isListed } from '../../shared/operation/findOut';
import { readsLike, sameValue, sameValues } from '../../shared/text/sameValues';
import { asRows, asText } from '../../shared/text/unknownJson';
import { valuesAsText } from '../activityRecord';
import { leadByField, leadByPhone } from '../leads';
import { periodOf, rowsOf } from '../paging';
import { leadRow } from '../people';
import { isoOf } from '../times';
import { search } from '../vendor';
import type { Target } from './target';

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
 */
export function activityIsListed(to: Target, code: number, written: Written): FindOut {
	return {
		creates: true,
		*answers(since) {
			const leadId = yield* leadOf(to);
			if (leadId === undefined) return [];
			const values = { ...valuesIn(written), ActivityEvent_Note: asText(written.ActivityNote) };
			const { answers } = isListed({
				page: (_read, pages) => changedSince(code, since, pages),
				rows: (body) => rowsOf(body, { key: 'List', records: 'activities' }),
				isSorted: false,
				goesOn: (_body, rows) => rows.length >= PAGE,
				created: ({ ModifiedOn }) => isoOf(ModifiedOn),
				isIt: (row) =>
					asText(row.RelatedProspectId).toLowerCase() === leadId.toLowerCase() &&
					readsLike(values, Object.fromEntries(valuesAsText(row))),
				answer: (row) => ({ Message: { Id: row.ProspectActivityId, RelatedId: leadId } }),
			});
			return yield* answers(since);
		},
	};
}

/** @returns undefined where there is no such lead, and nothing was written to it */
function* leadOf(to: Target): Generator<RequestSpec, string | undefined, unknown> {
	if (to.by === 'id') return to.leadId;
	const body = yield to.by === 'phone' ? leadByPhone(to.value) : leadByField(to.name, to.value);
	return asText(leadRow(asRows(body)[0] ?? {}).ProspectID) || undefined;
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
