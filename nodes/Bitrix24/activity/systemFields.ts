import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Reader, Values } from '../../shared/contract/field';
import { rows } from '../../shared/form/entries';
import {
	choice,
	clearable,
	date,
	files,
	flag,
	identifier,
	integer,
	json,
	text,
} from '../../shared/form/fields';
import { idList, NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { inOrder, toIsoOffset } from '../../shared/text/dates';
import { defined, withCleared } from '../../shared/text/unknownJson';
import {
	ACTIVITY_TYPES,
	CONTENT_TYPES,
	DIRECTIONS,
	NOTIFY_TYPES,
	PRIORITIES,
	STATUSES,
} from '../enums';
import { assignedTo, client, ownerId, ownerType } from '../recordPickers';
import { filesBody } from '../uploads';
import { yesNo } from '../yesNo';
import { communicationBody } from './communications';
import { descriptionBody } from './description';

/** A person without number or address has none, as in meetings. */
const NO_ADDRESS = 'none';
const COMMUNICATION_KINDS = [
	{ name: 'Email', value: 'EMAIL' },
	{ name: 'None', value: NO_ADDRESS },
	{ name: 'Phone', value: 'PHONE' },
] as const;

/**
 * Fields of a new activity and of one that is changed, by Bitrix24's own names;
 * docs/contracts/bitrix24.md section 2.2.
 */
export const COMMON = {
	ASSOCIATED_ENTITY_ID: picker('Associated Record', NUMBER_ID, {
		description:
			'The record that Bitrix24 itself linked to the activity, such as the task of a task activity',
	}),
	DESCRIPTION: clearable(text('Description', { rows: 4 })),
	DESCRIPTION_TYPE: choice<number>('Description Format', CONTENT_TYPES, { fallback: 1 }),
	END_TIME: date('End', 'end'),
	FILES: files('Files', 'Files of the input item to attach to the activity'),
	IS_INCOMING_CHANNEL: flag(
		'From Incoming Channel',
		'Whether the activity came in through a channel such as a chat or a form',
	),
	LOCATION: clearable(text('Location')),
	NOTIFY_TYPE: choice<number>('Reminder Unit', NOTIFY_TYPES, { fallback: 1 }),
	NOTIFY_VALUE: integer('Reminder', {
		min: 0,
		fallback: 15,
		description: 'How long before the start, in Reminder Unit',
	}),
	ORIGINATOR_ID: clearable(
		text('Originator ID', { description: 'Name of the system where the activity comes from' }),
	),
	ORIGIN_ID: clearable(
		text('Origin ID', { description: 'ID of the activity in the system where it comes from' }),
	),
	ORIGIN_VERSION: clearable(
		text('Origin Version', {
			description:
				'Version in that system, which protects the data from being overwritten by accident',
		}),
	),
	PRIORITY: choice<number>('Priority', PRIORITIES, { fallback: 2 }),
	PROVIDER_DATA: text('Provider Data', { rows: 2 }),
	PROVIDER_GROUP_ID: identifier('Provider Group ID'),
	PROVIDER_ID: identifier('Provider ID'),
	PROVIDER_PARAMS: json('Provider Parameters (JSON)'),
	PROVIDER_TYPE_ID: identifier('Provider Type ID'),
	STATUS: choice<number>('Status', STATUSES, { fallback: 1 }),
};

const ADDRESS = text('Phone or Email', {
	placeholder: 'e.g. +49 30 123456',
	description:
		'Calls need the phone number, emails the address, meetings neither. If empty, it is the one by which the ' +
		'contact, company or lead is given. A phone number is otherwise the first of the record.',
});

/** Every field of the page "crm.activity.update". */
export const SYSTEM_FIELDS = {
	...COMMON,
	COMMUNICATIONS: rows(
		'Communications',
		'Communication',
		{
			client,
			value: ADDRESS,
			type: choice<(typeof COMMUNICATION_KINDS)[number]['value']>('Type', COMMUNICATION_KINDS, {
				fallback: 'PHONE',
			}),
		},
		{
			description:
				'Who the activity is with. Replaces the current ones. Calls and meetings have exactly one.',
		},
	),
	COMPLETED: flag('Completed', 'Whether the activity is completed'),
	DEADLINE: date('Due', 'end', {
		description:
			'Bitrix24 takes it from Start for calls and meetings and from End for tasks, so set those instead',
	}),
	DIRECTION: choice<number>('Direction', DIRECTIONS, {
		fallback: 2,
		description: 'For calls and emails',
	}),
	// The type stands first, as it says how an owner is found by email.
	OWNER_TYPE_ID: ownerType,
	OWNER_ID: ownerId,
	RESPONSIBLE_ID: assignedTo,
	SETTINGS: json('Settings (JSON)'),
	START_TIME: date('Start', 'start'),
	SUBJECT: text('Title'),
	TYPE_ID: choice<number>('Type', ACTIVITY_TYPES, { fallback: 2 }),
	WEBDAV_ELEMENTS: idList(
		'Drive Elements (Deprecated)',
		NUMBER_ID,
		'IDs of Drive elements, as old portals attach files. Use Files instead.',
	),
};

type SystemValues = Partial<Values<typeof SYSTEM_FIELDS>>;

/** How a field of an activity is cleared: all of them are texts. */
export const CLEARED = {
	DESCRIPTION: '',
	LOCATION: '',
	ORIGINATOR_ID: '',
	ORIGIN_ID: '',
	ORIGIN_VERSION: '',
} as const;

/**
 * The fields that were filled in or are to be cleared, as Bitrix24 wants them: dates with an
 * offset, Y and N, files as name and base64. @throws InvalidInput
 */
export function systemBody(values: SystemValues, item: Reader): IDataObject {
	const {
		COMMUNICATIONS,
		COMPLETED,
		DEADLINE,
		END_TIME,
		FILES,
		IS_INCOMING_CHANNEL,
		START_TIME,
		OWNER_ID,
		OWNER_TYPE_ID,
		...rest
	} = values;
	inOrder(START_TIME, END_TIME, ['Start', 'End']);
	if ((OWNER_ID === undefined) !== (OWNER_TYPE_ID === undefined))
		throw new InvalidInput(
			'"Related Record" and "Related Record Type" belong together',
			'Fill in both, or take both out of Update Fields.',
		);
	const filled = defined({
		...rest,
		...descriptionBody(rest),
		OWNER_ID,
		OWNER_TYPE_ID,
		START_TIME: START_TIME && toIsoOffset(START_TIME),
		END_TIME: END_TIME && toIsoOffset(END_TIME),
		DEADLINE: DEADLINE && toIsoOffset(DEADLINE),
		COMPLETED: yesNo(COMPLETED),
		IS_INCOMING_CHANNEL: yesNo(IS_INCOMING_CHANNEL),
		COMMUNICATIONS: COMMUNICATIONS?.map(({ client: record, value, type }) =>
			communicationBody(
				{ client: record, value, type: type === undefined || type === NO_ADDRESS ? '' : type },
				item.records,
				ADDRESS.label,
			),
		),
		FILES: FILES && filesBody(FILES, item),
	});
	return withCleared(filled, CLEARED);
}
