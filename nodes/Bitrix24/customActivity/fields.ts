import type { IDataObject } from 'n8n-workflow';
import type { Values } from '../../shared/contract/field';
import { clearable, collection, date, flag, text } from '../../shared/form/fields';
import { picker, textId } from '../../shared/form/recordPickers';
import { toIsoOffset } from '../../shared/text/dates';
import { defined, withCleared } from '../../shared/text/unknownJson';
import { reminders } from '../activity/todoFields';
import { activityTypeId, assignedTo } from '../recordPickers';
import { yesNo } from '../yesNo';

const DETAILS = {
	badgeCode: clearable(picker('Badge', textId('missedVisit'), { search: 'searchBadges' })),
	completed: flag('Completed', 'Whether the activity is completed'),
	deadline: date('Due', 'end', { description: "Bitrix24's deadline" }),
	isIncomingChannel: flag(
		'From Incoming Channel',
		"Whether the activity came in through a channel. Such an activity can't have a deadline.",
	),
	originatorId: clearable(
		text('Originator ID', { description: 'Name of the system where the activity comes from' }),
	),
	originId: clearable(
		text('Origin ID', { description: 'ID of the activity in the system where it comes from' }),
	),
	pingOffsets: clearable(reminders),
	responsibleId: assignedTo,
	typeId: activityTypeId,
};

export const details = collection('Additional Fields', DETAILS);
export const changes = collection('Update Fields', DETAILS);

/** How a field is cleared: a text is empty, and a list has no entries. */
const CLEARED = { badgeCode: '', originatorId: '', originId: '', pingOffsets: [] } as const;

/**
 * The fields that were filled in or are to be cleared, as Bitrix24 wants them;
 * docs/contracts/bitrix24.md section 2.5.
 */
export function fieldsBody({
	deadline,
	completed,
	isIncomingChannel,
	...rest
}: Values<{ details: typeof details }>['details']): IDataObject {
	const filled = defined({
		...rest,
		deadline: deadline && toIsoOffset(deadline),
		completed: yesNo(completed),
		isIncomingChannel: yesNo(isIncomingChannel),
	});
	return withCleared(filled, CLEARED);
}
