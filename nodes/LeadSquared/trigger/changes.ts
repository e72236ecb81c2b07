import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { isLastForSure, listIn, repeats } from '../../shared/operation/paging';
import { asObject, asText } from '../../shared/text/unknownJson';
import { readOn, type ListPage } from '../../shared/trigger/longList';
import { baseline, firstLookFrom, type Polled, type PollState } from '../../shared/trigger/polling';
import type { Reading } from '../../shared/trigger/pollRun';
import { listed, pagedRows, rowsOf, totalOf } from '../paging';
import { isoOf } from '../times';
import { search } from '../vendor';

/** Activities of one type by the time of their last change (docs/contracts/leadsquared.md section 4.9). */
const LIST = { key: 'List', records: 'activities' };
/** Half of the largest page: all rows of a page fit into what a trigger remembers. */
const PAGE = 500;
/** What is known of the first look; older ones lie before the beginning anyway. */
const NEWEST = 1000;
const OLDEST_FIRST = { ColumnName: 'ModifiedOn', Direction: 0 };
const BY_ID = { ColumnName: 'ProspectActivityId', Direction: 0 };

const sqlOf = (moment: DateTime) => moment.toUTC().toFormat('yyyy-MM-dd HH:mm:ss');

/** Window filters count changes, not creations. The end is in the future, as LeadSquared's clock may be ahead. */
function windowFrom(code: number, FromDate: string, ToDate?: string): RequestSpec {
	const Parameter = {
		FromDate,
		ToDate: ToDate ?? sqlOf(DateTime.utc().plus({ days: 1 })),
		ActivityEvent: code,
	};
	return search(
		'/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
		{ Parameter },
		SOME_JSON,
	);
}

function page(
	base: RequestSpec,
	Sorting: object,
	PageIndex: number,
	PageSize: number,
): RequestSpec {
	return { ...base, body: { ...asObject(base.body), Sorting, Paging: { PageIndex, PageSize } } };
}

export function polled(row: IDataObject): Polled {
	return {
		id: asText(row.ProspectActivityId),
		created: isoOf(row.CreatedOn) ?? '',
		modified: isoOf(row.ModifiedOn) ?? '',
		content: row,
	};
}

/** The latest changes. */
export function newest(
	code: number,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const from = sqlOf(DateTime.fromISO(firstLookFrom(DateTime.utc())));
	return pagedRows(windowFrom(code, from), LIST.key, limit);
}

export function* begin(code: number): Generator<RequestSpec, PollState, unknown> {
	const rows = yield* newest(code, NEWEST);
	return baseline(rows.map(polled), DateTime.utc(), rows.length < NEWEST);
}

/**
 * Changes since a moment, the oldest first: each page begins at the last second of the one before, so
 * it makes no difference what changes again meanwhile. Rows of one second come in an order that is
 * not the same from page to page (section 2.2): where they fill a page, they are read by ID.
 */
export function* changes(code: number, { done, place }: PollState): Reading {
	let from = sqlOf(DateTime.fromISO(done, { zone: 'utc' }));
	if (place !== undefined) {
		const second = DateTime.fromSQL(asText(place.second), { zone: 'utc' });
		yield* ofSecond(code, second, place);
		from = sqlOf(second.plus({ seconds: 1 }));
	}
	let before: unknown;
	for (;;) {
		const body = yield page(windowFrom(code, from), OLDEST_FIRST, 1, PAGE);
		const rows = listIn(rowsOf(body, LIST, before), listed(LIST), body);
		before = body;
		if (rows.length === 0) return;
		const total = totalOf(body);
		const last = secondOf(rows[rows.length - 1]);
		if (last === undefined || isLastForSure({ rows, position: rows.length }, PAGE, total)) {
			yield { rows };
			return;
		}
		const start = sqlOf(last);
		if (start > from) {
			// The last second may go on behind the page.
			yield { rows: rows.filter((row) => isBefore(row, last)) };
			from = start;
		} else if (rows.length < PAGE && (total === undefined || total <= rows.length)) {
			yield { rows };
			return;
		} else {
			yield* ofSecond(code, last);
			from = sqlOf(last.plus({ seconds: 1 }));
		}
	}
}

/** All rows of one second, over as many polls as it takes. */
function* ofSecond(code: number, second: DateTime, stored?: IDataObject): Reading {
	const text = sqlOf(second);
	// Fractions are stored and filters know none (section 2.1): the window reaches to the next second.
	const base = windowFrom(code, text, sqlOf(second.plus({ seconds: 1 })));
	let before: unknown;
	function* pageAt(start: number): Generator<RequestSpec, ListPage, unknown> {
		const body = yield page(base, BY_ID, Math.floor(start / PAGE) + 1, PAGE);
		const rows = listIn(rowsOf(body, LIST, before), listed(LIST), body);
		before = body;
		const total = totalOf(body);
		const isLast = isLastForSure({ rows, position: start + rows.length }, PAGE, total);
		return { rows, total, isLast };
	}
	const list = {
		size: PAGE,
		isAligned: true,
		page: pageAt,
		idOf: (row: IDataObject) => asText(row.ProspectActivityId),
		repeats: () => repeats(listed(LIST)),
	};
	const reading = readOn(list, stored);
	let step = reading.next();
	while (step.done !== true) {
		const { value } = step;
		if (!('rows' in value)) {
			step = reading.next(yield value);
			continue;
		}
		const rows = value.rows.filter((row) => secondOf(row)?.equals(second) === true);
		step = reading.next(yield { rows, place: { ...value.place, second: text } });
	}
	yield { rows: [], upTo: `${second.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z` };
}

/** The whole second in which a row was changed: filters know no more, both ends included (section 2.1). */
function secondOf(row: IDataObject): DateTime | undefined {
	const moment = DateTime.fromISO(polled(row).modified, { zone: 'utc' });
	return moment.isValid ? moment.startOf('second') : undefined;
}

function isBefore(row: IDataObject, second: DateTime): boolean {
	const own = secondOf(row);
	return own === undefined || own < second;
}
