import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { mustChange } from '../../shared/checks';
import { multiStep } from '../../shared/define';
import { collection, flag, required } from '../../shared/fields';
import { asObject, asText, defined } from '../../shared/values';
import { ACTIVITIES } from '../vendor';
import { ACTIVITY_FIELDS, activityBody, activityId, encodedNotes } from './fields';
import { readActivity } from './get';

const WRITABLE = Object.keys(ACTIVITY_FIELDS);

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. What is not filled in stays as it is.',
	effect: 'write',
	fields: { activityId: required(activityId), updateFields: collection('Update Fields', ACTIVITY_FIELDS) },
	options: {
		muteInvitations: flag('Mute Invitations', 'Whether to switch both invitation flags off when saving, so that Deskera can send no invitation again'),
	},
	*steps({ activityId: id, updateFields }, { muteInvitations }) {
		const changes = defined(mustChange(activityBody(updateFields)));
		const current = asObject(yield readActivity(id));
		const muted = muteInvitations === true ? { is_send_invitation: false, is_send_contacts_invitation: false } : {};
		yield { method: 'PUT', path: `${ACTIVITIES}/${id}`, body: { ...asInput(current), ...muted, ...changes }, effect: 'write' };
		return { id, ...changes };
	},
});

/** A record as read, in the form in which it may be written back: PUT replaces the whole activity (section 3.4). */
export function asInput(record: IDataObject): IDataObject {
	const input: IDataObject = {};
	for (const key of WRITABLE) {
		const value = record[key];
		if (value === undefined || value === null) continue;
		if (key === 'notes') input.notes = encodedNotes(asText(value));
		else if (key === 'start' || key === 'end') input[key] = inUtc(asText(value));
		else input[key] = value;
	}
	return input;
}

function inUtc(text: string): string {
	const moment = DateTime.fromISO(text, { setZone: true });
	return moment.isValid ? (moment.toUTC().toISO({ suppressMilliseconds: true }) ?? text) : text;
}
