import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { utcIso } from '../../shared/operation/portableRecord';
import { person, writtenRecord } from '../../shared/operation/simplifiedRecord';
import { isoUtc } from '../../shared/text/dates';
import { asArray, asNumber, asRows, asText } from '../../shared/text/unknownJson';
import { AVAILABILITIES } from './fields';

const MS = 1000;

/** A moment of an answer: seconds in UTC, as the texts are in the portal's own format. */
function moment(seconds: unknown): string | null {
	const at = asNumber(seconds);
	return at === undefined ? null : isoUtc(DateTime.fromMillis(at * MS));
}

/** The ten most useful fields of an event. */
export function simplify(event: IDataObject): IDataObject {
	return {
		id: asNumber(event.ID),
		title: asText(event.NAME),
		description: asText(event.DESCRIPTION),
		start: moment(event.DATE_FROM_TS_UTC),
		end: moment(event.DATE_TO_TS_UTC),
		allDay: event.DT_SKIP_TIME === 'Y',
		location: asText(event.LOCATION),
		availability: availabilityOf(event.ACCESSIBILITY),
		organizer: person({ id: asNumber(event.MEETING_HOST) }),
		attendees: peopleOf(asRows(event.ATTENDEE_LIST).map(({ id }) => id)),
	};
}

/** Users by their IDs. */
function peopleOf(ids: readonly unknown[]): IDataObject[] {
	return asRows(ids.map((id) => person({ id: asNumber(id) })));
}

function availabilityOf(code: unknown): string | null {
	return AVAILABILITIES.find(({ value }) => value === code)?.name ?? (asText(code) || null);
}

const NAMES = {
	accessibility: 'availability',
	attendees: 'attendees',
	description: 'description',
	from: 'start',
	is_meeting: [],
	location: 'location',
	name: 'title',
	skip_time: 'allDay',
	to: 'end',
} as const;

/** @param sent as calendar.event.add and calendar.event.update take it */
export function written(id: unknown, sent: IDataObject): IDataObject {
	return writtenRecord(id, sent, {
		names: NAMES,
		simplify: (event) => ({
			title: asText(event.name),
			description: asText(event.description),
			start: utcIso(event.from),
			end: utcIso(event.to),
			allDay: event.skip_time === 'Y',
			location: asText(event.location),
			availability: availabilityOf(event.accessibility),
			attendees: peopleOf(asArray(event.attendees)),
		}),
	});
}
