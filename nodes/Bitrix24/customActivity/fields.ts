import { toIsoOffset } from '../../shared/dates';
import { collection, date, flag, text, type Values } from '../../shared/fields';
import { TEXT_ID, picker } from '../../shared/pickers';
import { defined } from '../../shared/values';
import { reminders } from '../activity/todoFields';
import { activityTypeId, user } from '../pickers';
import { yesNo } from '../values';

const DETAILS = {
	badgeCode: picker('Badge', TEXT_ID, { search: 'searchBadges' }),
	completed: flag('Completed', 'Whether the activity is completed'),
	deadline: date('Deadline'),
	isIncomingChannel: flag('From Incoming Channel', 'Whether the activity came in through a channel. Then it can have no deadline.'),
	originatorId: text('Originator ID', { description: 'Name of the system where the activity comes from' }),
	originId: text('Origin ID', { description: 'ID of the activity in the system where it comes from' }),
	pingOffsets: reminders,
	responsibleId: user('Responsible User'),
	typeId: activityTypeId,
};

export const details = collection('Additional Fields', DETAILS);
export const changes = collection('Update Fields', DETAILS);

/** The fields as Bitrix24 wants them; vendors/bitrix24.md section 2.5. */
export function fieldsBody({ deadline, completed, isIncomingChannel, ...rest }: Values<{ details: typeof details }>['details']) {
	return defined({ ...rest, deadline: deadline && toIsoOffset(deadline), completed: yesNo(completed), isIncomingChannel: yesNo(isIncomingChannel) });
}
