import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { listSteps } from '../../shared/operation/paging';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { overlapBefore } from '../../shared/trigger/polling';
import { pages, sortedList } from '../paging';
import { toUtcMicros } from '../times';

const LATEST_FIRST = { sortBy: 'updated_at', sortDir: 'DESC' } as const;

type Rows<T = IDataObject[]> = Generator<RequestSpec, T, unknown>;

export function modifiedAt({ updated_at }: IDataObject): string {
	return toUtcMicros(asText(updated_at));
}

/** A few activities, for a test of the trigger. */
export function newestActivities(event: string, limit: number): Rows {
	return listSteps(
		pages(limit),
		sortedList({ ...LATEST_FIRST, ...(event === 'completed' ? { query: 'is_status=true' } : {}) }),
		limit,
	);
}

/**
 * Activities changed since a moment. The list can't be filtered by that
 * (docs/contracts/deskera.md section 3.2), so it is read
 * latest change first until it is older. What changes again meanwhile moves to the front, before the pages that are
 * read: the rest moves on, a page may show nothing new, and the next poll finds what moved, as it is later than all
 * that this one saw.
 * @param since undefined for what changed at the same time as the newest, which is where a trigger begins
 */
export function changedBack(since?: string): Rows {
	let until = since;
	return listSteps(pages(PAGE), sortedList(LATEST_FIRST), Infinity, (rows) => {
		const times = rows.map(modifiedAt).filter((time) => time !== '');
		if (times.length === 0) return false;
		until ??= overlapBefore(times[0]);
		return times[times.length - 1] < until;
	});
}

/** Most polls find little. */
const PAGE = 100;

/** Every activity that is not done. */
export function* openIds(): Rows<number[]> {
	const rows = yield* listSteps(
		pages(),
		sortedList({ ...LATEST_FIRST, query: 'is_status=false' }),
		Infinity,
	);
	return rows.map(({ id }) => asNumber(id)).filter((id) => id !== undefined);
}
