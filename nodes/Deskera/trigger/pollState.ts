import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { asNumber, asText } from '../../shared/text/unknownJson';
import {
	baseline,
	freshRows,
	isWatched,
	pollState,
	type Polled,
	type PollState,
} from '../../shared/trigger/polling';
import { toUtcMicros } from '../times';
import { modifiedAt } from './changedActivities';
import type { Event } from './events';

/** What the trigger keeps between polls. `open`: activities known not to be done, for the event Completed. */
export interface Watched extends PollState {
	readonly open?: readonly number[];
}

/**
 * What an earlier poll kept. @returns undefined where the trigger has to begin anew, also when it
 * is set to Completed later
 */
export function watchedState(stored: IDataObject, event: Event): Watched | undefined {
	const state = pollState(stored);
	if (state === undefined || event !== 'completed') return state;
	return Array.isArray(stored.open)
		? { ...state, open: stored.open.map(asNumber).filter((id) => id !== undefined) }
		: undefined;
}

/**
 * The first poll reports nothing: everything that is there is known.
 * @param rows read after `open`
 * @param open all activities that were not done, where that matters
 */
export function firstLook(
	rows: readonly IDataObject[],
	open: readonly number[] | undefined,
): Watched {
	// The list is read from its newest record on: none means that there is none at all, and everything will be new.
	return {
		...baseline(rows.map(polled), DateTime.fromMillis(0)),
		open: open && openAfter(open, rows),
	};
}

/** Activities to report, oldest change first, and what to keep. */
export function laterLook(
	{ open = [], ...state }: Watched,
	rows: readonly IDataObject[],
	event: Event,
): { readonly fresh: IDataObject[]; readonly state: Watched } {
	if (event !== 'completed') {
		const { fresh, state: after } = freshRows(state, rows, polled, isWatched(event));
		return { fresh, state: { ...after, open: undefined } };
	}
	const known = new Set(open);
	// A done activity that changes again is not completed again: it has to have been open, or be new.
	const { fresh, state: after } = freshRows(
		state,
		rows,
		polled,
		(change, row) => isDone(row) && (change === 'created' || known.has(idOf(row))),
	);
	return { fresh, state: { ...after, open: openAfter(open, rows) } };
}

function openAfter(open: readonly number[], rows: readonly IDataObject[]): number[] {
	const still = new Set(open);
	for (const row of rows) {
		if (isDone(row)) still.delete(idOf(row));
		else still.add(idOf(row));
	}
	return [...still];
}

function idOf({ id }: IDataObject): number {
	return asNumber(id) ?? 0;
}

/**
 * What Deskera means by `is_status` is not stated; done and open is what fits
 * (docs/contracts/deskera.md section 3.3).
 */
function isDone({ is_status }: IDataObject): boolean {
	return is_status === true;
}

function polled(row: IDataObject): Polled {
	return {
		id: asText(row.id),
		created: toUtcMicros(asText(row.created_at)),
		modified: modifiedAt(row),
	};
}
