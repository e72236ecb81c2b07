import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/operation';
import { listSteps } from '../shared/pages';
import { overlapBefore } from '../shared/polling';
import { asNumber, asText } from '../shared/values';
import { pages, sortedList } from './lists';
import { toUtcMicros } from './times';

const LATEST_FIRST = { sortBy: 'updated_at', sortDir: 'DESC' } as const;

type Rows<T = IDataObject[]> = Generator<RequestSpec, T, unknown>;

export function modifiedAt({ updated_at }: IDataObject): string {
	return toUtcMicros(asText(updated_at));
}

/** A few activities, for a test of the trigger. */
export function newestActivities(event: string, limit: number): Rows {
	return listSteps(pages(limit), sortedList({ ...LATEST_FIRST, ...(event === 'completed' ? { query: 'is_status=true' } : {}) }), limit);
}

/**
 * Activities changed since a moment. The list can't be filtered by that (vendors/deskera.md section 3.2), so it is read
 * latest change first until it is older.
 * @param since undefined for what changed at the same time as the newest, which is where a trigger begins
 */
export function* changedBack(since?: string): Rows {
	let until = since;
	const pager = pages(PAGE);
	const backwards: typeof pager = {
		...pager,
		isLast(body, size, progress) {
			const [newest] = pager.rows(body);
			until ??= newest === undefined ? undefined : overlapBefore(modifiedAt(newest));
			const { lastRow } = progress;
			return pager.isLast(body, size, progress) || (until !== undefined && lastRow !== undefined && modifiedAt(lastRow) < until);
		},
	};
	return yield* listSteps(backwards, sortedList(LATEST_FIRST), Infinity);
}

/** Most polls find little. */
const PAGE = 100;

/** Every activity that is not done. */
export function* openIds(): Rows<number[]> {
	const rows = yield* listSteps(pages(), sortedList({ ...LATEST_FIRST, query: 'is_status=false' }), Infinity);
	return rows.map(({ id }) => asNumber(id)).filter((id) => id !== undefined);
}
