import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { holdsValues, isGone, isListed } from '../../shared/operation/findOut';
import { readsLike, sameValues } from '../../shared/text/sameValues';
import { asObject, asText } from '../../shared/text/unknownJson';
import { activitiesOf, sortedList } from '../paging';
import { isFrom } from './externalId';
import { asInput, readActivity } from './present';

/** Reads that show what became of a write; docs/contracts/deskera.md sections 3.1 and 3.3. */

const PAGE = 100;
/** So many activities are read one by one, as Deskera has no call for several. */
const MOST_READ = 20;
/** What a call writes and no record shows. */
const UNSHOWN = ['is_send_invitation', 'is_send_contacts_invitation', 'user_timezone'];

/**
 * The new activity is among the newest.
 * @param hasExternalId it is known by its source, as people may have edited the rest meanwhile, or by the rest, as
 * Deskera may not keep the source
 */
export function activityIsListed(body: IDataObject, hasExternalId: boolean): FindOut {
	const {
		source,
		source_id: sourceId,
		...rest
	} = Object.fromEntries(Object.entries(body).filter(([name]) => !UNSHOWN.includes(name)));
	const isLike = (row: IDataObject) =>
		hasExternalId
			? isFrom(asText(source), asText(sourceId), row) ||
				(asText(row.source_id) === '' && readsLike(rest, asInput(row)))
			: readsLike({ ...rest, source, source_id: sourceId }, asInput(row));
	return isListed({
		isSorted: 'perhaps',
		isUnique: hasExternalId,
		page(_read, pages) {
			const list = sortedList({ sortBy: 'created_at', sortDir: 'DESC' });
			return { ...list, query: { page: pages + 1, pageSize: PAGE, ...list.query } };
		},
		rows: activitiesOf,
		created: ({ created_at: at }) => at,
		isIt: isLike,
		answer: ({ id }) => ({ id }),
	});
}

/** The activity has what was written in its place. */
export function activityHolds(id: number, body: IDataObject): FindOut {
	const written = Object.fromEntries(
		Object.entries(body).filter(([name]) => !UNSHOWN.includes(name)),
	);
	return holdsValues(written, {
		read: readActivity(id),
		record: (answer) => asInput(asObject(answer)),
		texts: ['name', 'notes', 'source', 'source_id'],
		changed: (answer) => asObject(answer).updated_at,
		answer: () => ({ id }),
	});
}

export function activityIsGone(id: number): FindOut {
	return isGone(readActivity(id), undefined);
}

/** The same of several, which are all there or all gone: anything else is not the work of one call. */
export function activitiesAreGone(ids: readonly number[]): FindOut | undefined {
	return ofSeveral(ids, (activity) => activity === undefined);
}

/** Of several activities each has what was written. */
export function activitiesHold(ids: readonly number[], written: IDataObject): FindOut | undefined {
	return ofSeveral(ids, (activity, since) => {
		if (activity === undefined) return undefined;
		const record = asObject(activity);
		// One that was so before has not been written.
		return sameValues(written, record) && !(Date.parse(asText(record.updated_at)) < since);
	});
}

function ofSeveral(
	ids: readonly number[],
	isSo: (activity: unknown, since: number) => boolean | undefined,
): FindOut | undefined {
	if (ids.length > MOST_READ) return undefined;
	return {
		*answers(since): Generator<RequestSpec, readonly unknown[] | undefined, unknown> {
			const found: Array<boolean | undefined> = [];
			for (const id of ids) found.push(isSo(yield readActivity(id), since));
			if (found.every((is) => is === true)) return [undefined];
			return found.every((is) => is === false) ? [] : undefined;
		},
	};
}
