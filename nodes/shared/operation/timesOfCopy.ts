import { readMoment, toIsoUtc, type Edge } from '../text/dates';
import type { GivenPortable } from './readPortable';

/** When a record takes place or is due, in ISO and UTC; null for what it has not. */
export interface PresentTimes {
	readonly start: string | null;
	readonly end: string | null;
	readonly due: string | null;
}

type Times = Partial<Record<keyof PresentTimes, string>>;

/**
 * An activity that was copied from a record and comes back, with those times that say something new of the record.
 * The copy may have one time where the record has two, or two where it has one: what follows from a time that is the
 * same here must not be written into another place.
 * @param zone the workflow's time zone, an IANA name
 */
export function withTimesFor(
	activity: GivenPortable,
	present: PresentTimes,
	zone: string,
): GivenPortable {
	const at = (key: keyof PresentTimes, edge: Edge) => {
		const { [key]: given } = activity;
		return given === undefined ? undefined : toIsoUtc(readMoment(given, { zone }, key, edge));
	};
	const given = { start: at('start', 'start'), end: at('end', 'end'), due: at('due', 'end') };
	const { start, end, due } = newTimes(given, present);
	return { ...activity, start, end, due };
}

function newTimes(given: Times, present: PresentTimes): Times {
	if (present.due !== null && present.start === null && present.end === null)
		return ofLoneDue(given, present.due);
	const { start, end, due } = withoutEcho(given, present);
	if (end === undefined && due === undefined && Object.values(present).includes(start ?? null))
		return {};
	const isLone = due !== undefined && start === undefined && end === undefined;
	return isLone && present.due === null ? ofSpan(due, present) : { start, end, due };
}

/** The copy has one place for end and due: that of the two which is told apart here is the other's echo. */
function withoutEcho({ start, end, due }: Times, present: PresentTimes): Times {
	if (end === undefined || end !== due || present.end === null) return { start, end, due };
	if (present.due === null) return { start, end };
	if (present.due === present.end) return { start, end, due };
	// Who has a planned start has a planned end: it stays as long as it fits.
	if (start === undefined || start === present.start) return { due };
	return { start, end: present.end < start ? end : present.end, due };
}

/** The record has a due time only. The copy, which needs a start or an end, has it there as well. */
function ofLoneDue({ start, end, due }: Times, present: string): Times {
	const until = due ?? end;
	const isMadeUp = start === present || start === until;
	if (!isMadeUp) return { start, end, due };
	return until === undefined || until === present ? {} : { due: until };
}

/** The copy has a due time only, where the record goes from a start to an end: it is the end, or the start. */
function ofSpan(due: string, { start, end }: PresentTimes): Times {
	if (due === end || due === start) return {};
	if (start === null || end === null) return { due };
	return { start: start <= due ? start : due, end: due };
}
