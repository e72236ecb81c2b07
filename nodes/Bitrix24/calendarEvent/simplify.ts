import type { IDataObject } from 'n8n-workflow';
import { asNumber, asRows, asText } from '../../shared/text/unknownJson';
import { AVAILABILITIES } from './fields';

const MS = 1000;

/** A moment of an answer: seconds in UTC, as the texts are in the portal's own format. */
function moment(seconds: unknown): string | null {
	const at = asNumber(seconds);
	return at === undefined ? null : new Date(at * MS).toISOString();
}

/** The ten most useful fields of an event. */
export function simplify(event: IDataObject): IDataObject {
	const attendees = asRows(event.ATTENDEE_LIST).flatMap(({ id }) => asNumber(id) ?? []);
	return {
		id: asNumber(event.ID),
		title: asText(event.NAME),
		description: asText(event.DESCRIPTION),
		start: moment(event.DATE_FROM_TS_UTC),
		end: moment(event.DATE_TO_TS_UTC),
		allDay: event.DT_SKIP_TIME === 'Y',
		location: asText(event.LOCATION),
		availability:
			AVAILABILITIES.find(({ value }) => value === event.ACCESSIBILITY)?.name ??
			(asText(event.ACCESSIBILITY) || null),
		organizerId: asNumber(event.MEETING_HOST) ?? null,
		attendees,
	};
}
