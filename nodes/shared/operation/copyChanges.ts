import type { IDataObject } from 'n8n-workflow';
import { readMoment, toIsoUtc, type Edge } from '../text/dates';
import { asText } from '../text/unknownJson';
import type { GivenPortable } from './readPortable';

/**
 * What a copy says that is new to the record from which it was made. Everything else is left out, as a copy can't keep
 * all that its source has: plain text would take the place of the same words in bold, the end that of a start, the
 * state of a new record that of one that is under way.
 */

/** The copy without what could open its source again; what that is like is not known yet. */
export function closingOnly(activity: GivenPortable): GivenPortable {
	const { done, status } = activity;
	return {
		...activity,
		done: done === true ? true : undefined,
		status: status === 'open' ? undefined : status,
	};
}

/**
 * The same beside the record.
 * @param present as a portable record
 * @param zone the workflow's time zone, an IANA name
 */
export function changesInCopy(
	copy: GivenPortable,
	present: IDataObject,
	zone: string,
): GivenPortable {
	const activity = closingOnly(copy);
	const { title, description, location, address, priority, status } = activity;
	const { title: name, description: text } = present;
	const isOver = present.done === true || present.status === 'cancelled';
	// Some services want a description, which is the title where there is none.
	const isOwnText = description === text || (text === '' && [title, name].includes(description));
	const isOwnPlace = (location ?? address) === present.location;
	return {
		...activity,
		...newTimesOf(activity, timesOf(present), zone),
		description: isOwnText ? undefined : description,
		location: isOwnPlace ? undefined : location,
		address: isOwnPlace ? undefined : address,
		// Where nobody has said a priority, the normal one of the copy is what it has by itself.
		priority: priority === (present.priority ?? 'normal') ? undefined : priority,
		status: isOver && status !== 'done' && status !== 'cancelled' ? undefined : status,
	};
}

/** When a record takes place or is due, in ISO and UTC; null for what it has not. */
interface PresentTimes {
	readonly start: string | null;
	readonly end: string | null;
	readonly due: string | null;
}

type Times = Partial<Record<keyof PresentTimes, string>>;

function timesOf({ start, end, due }: IDataObject): PresentTimes {
	const [from, to, until] = [start, end, due].map((time) => asText(time) || null);
	return { start: from, end: to, due: until };
}

/**
 * The copy may have one time where the record has two, or two where it has one: what follows from a time that is the
 * same here must not be written into another place.
 */
function newTimesOf(activity: GivenPortable, present: PresentTimes, zone: string): Times {
	const at = (key: keyof PresentTimes, edge: Edge) => {
		const { [key]: given } = activity;
		return given === undefined ? undefined : toIsoUtc(readMoment(given, { zone }, key, edge));
	};
	const { start, end, due } = newTimes(
		{ start: at('start', 'start'), end: at('end', 'end'), due: at('due', 'end') },
		present,
	);
	return { start, end, due };
}

function newTimes(given: Times, present: PresentTimes): Times {
	if (present.due !== null && present.start === null && present.end === null)
		return ofLoneDue(given, present.due);
	// What was planned is the same here, so nothing but the due time was moved, perhaps to before the start.
	const isAsPlanned = given.start === present.start && given.end === present.end;
	if (isAsPlanned && given.due !== undefined && present.due !== null)
		return ofDue(given.due, present.due);
	const { start, end, due } = withoutEcho(given, present);
	if (end === undefined && due === undefined && Object.values(present).includes(start ?? null))
		return {};
	const isLone = due !== undefined && start === undefined && end === undefined;
	return isLone && present.due === null ? ofSpan(due, present) : { start, end, due };
}

function ofDue(due: string, present: string): Times {
	return due === present ? {} : { due };
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
