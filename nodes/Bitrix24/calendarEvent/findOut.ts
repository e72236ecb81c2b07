import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { sameValues } from '../../shared/text/sameValues';
import {
	asArray,
	asNumber,
	asObject,
	asRows,
	asText,
	defined,
	isObject,
} from '../../shared/text/unknownJson';
import { resultOf } from '../vendor';
import { asksAgain, shownSettings } from './meeting';
import { readEvent } from './requests';

/** Reads that show what became of a write; docs/contracts/bitrix24.md section 2.13. */

const eventIn = (body: unknown) => asObject(resultOf(body));

/** The event is not there, or is told as deleted. */
export function eventIsGone(id: number): FindOut {
	return {
		*answers() {
			const body = yield readEvent(id);
			return body === undefined || eventIn(body).DELETED === 'Y' ? [{ result: true }] : [];
		},
	};
}

/**
 * The event holds what a change has written. That attendees are asked once more shows nowhere: it was done where the
 * event did not hold the rest before and holds it now; otherwise nobody can tell.
 * @param sent as calendar.event.update takes it
 * @param before the event as it was read
 */
export function eventHolds(id: number, sent: IDataObject, before: IDataObject): FindOut {
	const written = asRead(sent);
	const held = (event: IDataObject) => sameValues(written, shownOf(event, sent));
	const isHidden = asksAgain(sent.meeting) && held(before) !== false;
	return isHeld({
		read: readEvent(id),
		holds(body) {
			const is = held(eventIn(body));
			return is === true && isHidden ? undefined : is;
		},
		answer: () => ({ result: id }),
	});
}

const seconds = (time: unknown) => Math.floor(Date.parse(asText(time)) / 1000);

/** What was written, by the names under which an event shows it, or by others where it does not. */
function asRead({ from, to, skip_time: allDay, ...sent }: IDataObject): IDataObject {
	const isTimed = from !== undefined && allDay !== 'Y';
	return defined({
		NAME: sent.name,
		DESCRIPTION: sent.description,
		LOCATION: sent.location,
		ACCESSIBILITY: sent.accessibility,
		IMPORTANCE: sent.importance,
		PRIVATE_EVENT: sent.private_event && sent.private_event === 'Y',
		SECTION_ID: sent.section,
		REMIND: sent.remind,
		UF_CRM_CAL_EVENT: sent.crm_fields,
		ATTENDEES: sent.attendees,
		DT_SKIP_TIME: allDay,
		DATE_FROM_TS_UTC: isTimed ? seconds(from) : undefined,
		DATE_TO_TS_UTC: isTimed ? seconds(to) : undefined,
		// In which zone whole days begin is not told, nor in which form a repetition is kept.
		days: isTimed ? undefined : from,
		repetition: sent.rrule,
		meeting: shownSettings(sent.meeting),
	});
}

/** The event as it is read. Its organizer takes part in a meeting, whether named or not. */
function shownOf(event: IDataObject, { attendees, meeting }: IDataObject): IDataObject {
	const { ATTENDEE_LIST, MEETING, MEETING_HOST, UF_CRM_CAL_EVENT } = event;
	const organizer = asNumber(MEETING_HOST);
	const isNamed = asArray(attendees).some((id) => asNumber(id) === organizer);
	const taking = asRows(ATTENDEE_LIST)
		.flatMap(({ id }) => asNumber(id) ?? [])
		.filter((id) => id !== organizer || isNamed);
	return defined({
		...event,
		// PHP says false where a list is empty.
		UF_CRM_CAL_EVENT: UF_CRM_CAL_EVENT === false ? [] : UF_CRM_CAL_EVENT,
		ATTENDEES: Array.isArray(ATTENDEE_LIST) ? taking : undefined,
		meeting: isObject(MEETING) ? settingsIn(MEETING, meeting) : undefined,
	});
}

/** Settings of a meeting by the names under which they are written. */
function settingsIn(shown: IDataObject, written: unknown): IDataObject {
	const names = Object.keys(shownSettings(written) ?? {});
	return Object.fromEntries(names.map((name) => [name, shown[name.toUpperCase()]]));
}
