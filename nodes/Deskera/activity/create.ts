import { operation } from '../../shared/define';
import { later } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import { collection, integer, required } from '../../shared/fields';
import { asNumber, asObject, defined } from '../../shared/values';
import { ACTIVITIES } from '../vendor';
import { ACTIVITY_FIELDS, activityBody, notesOption } from './fields';

const { name, activity_type, start, end, ...details } = ACTIVITY_FIELDS;

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a call, meeting, task, deadline, email or lunch',
	effect: 'write',
	fields: {
		name: required(name),
		activity_type: required(activity_type),
		start: required(start),
		end,
		additionalFields: collection('Additional Fields', { ...details, duration: integer('Duration (Minutes)', { min: 1, description: 'How long the activity takes. Used when End is empty.' }) }),
	},
	options: notesOption,
	request({ additionalFields: { duration, ...more }, end: until, ...main }, { notesAreBase64 }, { zone }) {
		if (until === undefined && duration === undefined) throw new InvalidInput('"End" is empty', 'Fill in End, or add Duration (Minutes) under Additional Fields.');
		const ends = until ?? later(main.start, { minutes: duration ?? 0 });
		const quiet = { is_send_invitation: false, is_send_contacts_invitation: false, user_timezone: zone };
		return { method: 'POST', path: ACTIVITIES, body: { ...quiet, ...defined(activityBody({ ...main, ...more, end: ends }, notesAreBase64)) }, effect: 'write' };
	},
	output: (body, { body: written }) => ({ id: asNumber(asObject(body).id), ...asObject(written) }),
});
