import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { isLastForSure, listIn, listSteps } from '../../shared/operation/paging';
import { asNumber, asText } from '../../shared/text/unknownJson';
import {
	baseline,
	isAfter,
	isTime,
	keyOf,
	overlapBefore,
	type Polled,
	type PollState,
} from '../../shared/trigger/polling';
import type { Reading } from '../../shared/trigger/pollRun';
import { activitiesOf, LISTED, pages, sortedList, totalOf } from '../paging';
import { toUtcMicros } from '../times';

const BY_CHANGE = { sortBy: 'updated_at', sortDir: 'DESC' } as const;
const LATEST_FIRST = sortedList(BY_CHANGE);
/** Most polls find little. */
const PAGE = 100;
/** Activities of one moment that are told apart at the place where a poll stops. */
const MOST_OF_A_MOMENT = 800;

type Rows<T = IDataObject[]> = Generator<RequestSpec, T, unknown>;

export function polled(row: IDataObject): Polled {
	return {
		id: asText(row.id),
		created: toUtcMicros(asText(row.created_at)),
		modified: toUtcMicros(asText(row.updated_at)),
	};
}

/** A few activities, for a test of the trigger. */
export function newestActivities(event: string, limit: number): Rows {
	const filter = event === 'completed' ? { query: 'is_status=true' } : {};
	return listSteps(pages(limit), sortedList({ ...BY_CHANGE, ...filter }), limit);
}

/** Everything that has changed up to the newest activity is known; where there is none, all will be new. */
export function* begin(): Rows<PollState> {
	let until: string | undefined;
	const rows = yield* listSteps(pages(PAGE), LATEST_FIRST, MOST_AT_FIRST, (page) => {
		const times = page.map((row) => polled(row).modified).filter(isTime);
		if (times.length === 0) return false;
		until ??= overlapBefore(times[0]);
		return isAfter(until, times[times.length - 1]);
	});
	return baseline(rows.map(polled), DateTime.fromMillis(0), rows.length < MOST_AT_FIRST);
}

/** More than these are not remembered anyway. */
const MOST_AT_FIRST = 1000;

/** Where reading stopped: the list is read from the latest change back. */
interface Place {
	/** The newest change when the reading began; later ones wait until it has come to its end. */
	readonly until: string;
	/** The oldest change that was read. */
	readonly at: string;
	/** Fingerprints of the IDs of those that were read and have changed at that moment. */
	readonly ids: readonly string[];
	readonly page: number;
	readonly size: number;
}

/**
 * Activities changed since a moment. The list can't be filtered by that (docs/contracts/deskera.md
 * section 3.2), so it is read latest change first until it is older, over as many polls as it takes.
 * What changes again meanwhile moves to the front, before the pages that are read: the rest moves on,
 * a page may show nothing new, and what moved is found the next time, as it is later than all that
 * was there when the reading began.
 */
export function* changes({ done, place: stored }: PollState): Reading {
	const place = placeIn(stored);
	const pager = pages(PAGE);
	const all: Polled[] = [];
	const seen = new Set<string>();
	let { until, at, ids = [], page = 1, size = PAGE }: Partial<Place> = place ?? {};
	let before: unknown;
	let lastRow: IDataObject | undefined;
	let largest = 0;
	let total = 0;
	for (let isGoingBack = place !== undefined; ;) {
		const progress = { pages: page - 1, rows: (page - 1) * size, lastRow, before };
		const body = yield pager.request(LATEST_FIRST, size, progress);
		const rows = listIn(activitiesOf(body), LISTED, body);
		// Some have been deleted: those that follow stand on pages before.
		isGoingBack ||= (totalOf(body) ?? Infinity) < total;
		total = totalOf(body) ?? total;
		if (isGoingBack && page > 1 && !(rows.length > 0 && isNotBefore(rows[0], at))) {
			page--;
			continue;
		}
		isGoingBack = false;
		if (rows.length === 0) break;
		const repeats = rows.some((row) => seen.has(asText(row.id)));
		const shown = { rows, size, largest, position: progress.rows + rows.length, repeats };
		const mended = pager.mend === undefined ? [] : yield* pager.mend(LATEST_FIRST, shown, progress);
		until ??= newestOf([...mended, ...rows]);
		const { news, moment } = unread([...mended, ...rows], { until, at, ids }, seen);
		if (moment !== undefined) ({ at, ids } = moment);
		if (until !== undefined && at !== undefined) {
			all.push(...news.map(polled));
			yield { rows: news, place: { until, at, ids: ids.slice(-MOST_OF_A_MOMENT), page, size } };
		}
		const oldest = rows
			.map((row) => polled(row).modified)
			.filter(isTime)
			.at(-1);
		if (oldest !== undefined && !isAfter(oldest, done)) break;
		if (isLastForSure(shown, largest, totalOf(body))) break;
		// Pages of the size that is given: whichever of the two their numbers go by, that is right.
		if (page === 1 && rows.length < size) size = rows.length;
		largest = Math.max(largest, rows.length);
		page++;
		lastRow = rows.at(-1);
		before = body;
	}
	if (until === undefined) return;
	yield place === undefined ? { rows: [], met: all } : { rows: [], upTo: until };
}

function newestOf(rows: readonly IDataObject[]): string | undefined {
	return rows
		.map((row) => polled(row).modified)
		.filter(isTime)
		.reduce<string | undefined>(
			(last, modified) => (last === undefined || isAfter(modified, last) ? modified : last),
			undefined,
		);
}

function isNotBefore(row: IDataObject, at: string | undefined): boolean {
	return at === undefined || !isAfter(at, polled(row).modified);
}

/** Rows that have not been read, and the oldest moment of all with what is read of it. */
function unread(
	rows: readonly IDataObject[],
	{ until, at, ids }: { until?: string; at?: string; ids: readonly string[] },
	seen: Set<string>,
): { news: IDataObject[]; moment?: { at: string; ids: string[] } } {
	const known = new Set(ids);
	const own = new Map(rows.map((row) => [asText(row.id), row]));
	const news = [...own.values()].filter((row) => {
		const { id, modified } = polled(row);
		if (!isTime(modified) || (until !== undefined && isAfter(modified, until))) return false;
		if (at === undefined || isAfter(at, modified)) return true;
		return modified === at && !known.has(keyOf(id));
	});
	for (const row of rows) seen.add(asText(row.id));
	const oldest = news
		.map((row) => polled(row).modified)
		.reduce<string | undefined>(
			(first, modified) => (first === undefined || isAfter(first, modified) ? modified : first),
			undefined,
		);
	if (oldest === undefined) return { news };
	const last = news.map(polled).filter(({ modified }) => modified === oldest);
	const keys = last.map(({ id }) => keyOf(id));
	return { news, moment: { at: oldest, ids: oldest === at ? [...ids, ...keys] : keys } };
}

function placeIn(stored: IDataObject | undefined): Place | undefined {
	const until = asText(stored?.until);
	const at = asText(stored?.at);
	if (stored === undefined || !isTime(until) || !isTime(at)) return undefined;
	return {
		until,
		at,
		ids: Array.isArray(stored.ids) ? stored.ids.map(asText) : [],
		page: asNumber(stored.page) ?? 1,
		size: asNumber(stored.size) ?? PAGE,
	};
}
