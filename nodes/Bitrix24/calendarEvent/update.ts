import { required } from '../../shared/form/fields';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { method, resultOf } from '../vendor';
import { changes, eventBody, eventId } from './fields';
import { eventHolds } from './findOut';
import { EVENT_CHANGED, readEvent } from './requests';
import { wholeMeeting } from './meeting';
import { written } from './simplify';

/** Bitrix24 wants calendar, owner, name and organizer with every change, so the event is read first (section 2.13). */
export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a calendar event',
	description: 'Change an event. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ eventId: id }) => [id],
	fields: { eventId: required(eventId), updateFields: changes },
	*steps({ eventId: id, updateFields }) {
		mustChange(eventBody(updateFields));
		const present = asObject(resultOf(yield readEvent(id)));
		const fields = eventBody(updateFields, present.DT_SKIP_TIME === 'Y');
		// Whether one may change the meeting of somebody else is checked by this.
		const host = asNumber(present.MEETING_HOST) ?? 0;
		const parameters = defined({
			id,
			type: asText(present.CAL_TYPE),
			ownerId: asNumber(present.OWNER_ID) ?? 0,
			name: asText(present.NAME) || undefined,
			...fields,
			meeting: wholeMeeting(fields.meeting, present.MEETING),
			host: host > 0 ? host : undefined,
		});
		const change = method('calendar.event.update', parameters, 'write', about(id, EVENT_CHANGED));
		yield { ...change, findOut: eventHolds(id, fields, present) };
		return written(id, fields);
	},
	bulk: batch,
});
