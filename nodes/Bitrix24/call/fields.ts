import type { Field } from '../../shared/contract/field';
import { asWritten } from '../../shared/form/addresses';
import { isBlank, onBlank } from '../../shared/form/blank';
import { choice, date, flag, identifier, integer, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { readNumber } from '../../shared/form/strictTypes';
import { asText } from '../../shared/text/unknownJson';
import { client, user } from '../recordPickers';

/** Calls of a phone system outside; docs/contracts/bitrix24.md section 2.12. */

export const CALL_TYPES = [
	{ name: 'Callback', value: 4 },
	{ name: 'Incoming', value: 2 },
	{ name: 'Incoming with Redirection', value: 3 },
	{ name: 'Informational', value: 5 },
	{ name: 'Outgoing', value: 1 },
];
export const OUTGOING = 1;

export const CALL_RESULTS = [
	{ name: 'Blocked', value: '423' },
	{ name: 'Busy', value: '486' },
	{ name: 'Canceled', value: '603-S' },
	{ name: 'Declined', value: '603' },
	{ name: 'Direction Unavailable', value: '503' },
	{ name: 'Forbidden', value: '403' },
	{ name: 'Insufficient Funds', value: '402' },
	{ name: 'Invalid Number', value: '404' },
	{ name: 'Missed', value: '304' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Successful', value: '200' },
	{ name: 'Temporarily Unavailable', value: '480' },
] as const;
type CallResult = (typeof CALL_RESULTS)[number]['value'];

export const callUser = user('User', 'Who made or took the call');
const PHONE = text('Phone Number', {
	placeholder: 'e.g. +49 30 123456',
	description: 'Number of the other party',
});
/** Bitrix24 looks for the client by it: the marks that come with a number from an address book are no part of it. */
export const phone: Field<string | undefined> = {
	...PHONE,
	read(raw, place) {
		const number = PHONE.read(raw, place);
		return number === undefined ? undefined : asWritten(number);
	},
};
export const direction = choice<number>('Direction', CALL_TYPES, { fallback: OUTGOING });
export const started = date('Start', 'start');
export const duration = integer('Duration (Seconds)', {
	min: 0,
	description: 'How long the call lasted, 0 if nobody answered',
});
export const callId = identifier('Call ID', {
	placeholder: 'e.g. externalCall.716f1cb73def9700',
	description: 'The ID of the call that Create or Start returned',
});

/** An amount of money. */
function amount(label: string, description: string): Field<number | undefined> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0 },
			description,
		}),
		read: (raw, place) => (isBlank(raw) ? onBlank(label, place) : readNumber(raw, label)),
	};
}

export const cost = {
	COST: amount('Cost', 'Cost of the call. Used with Currency.'),
	COST_CURRENCY: identifier('Currency', {
		placeholder: 'e.g. EUR',
		description: 'Currency of Cost',
	}),
};

export const addToChat = flag(
	'Add to Chat',
	"Whether a message about the call is written into the user's chat",
);

/** What a call that begins can have. */
export const startDetails = {
	addToChat,
	client,
	CRM_SOURCE: identifier('Source ID', {
		placeholder: 'e.g. CALL',
		description: 'ID of the CRM source of a record that is created',
	}),
	createRecord: flag(
		'Create CRM Record',
		'Whether Bitrix24 creates a CRM record if none has the number',
	),
	CALL_LIST_ID: picker('Call List', NUMBER_ID, {
		description: 'The call list that the call belongs to',
	}),
	EXTERNAL_CALL_ID: identifier('External Call ID', {
		description:
			'ID of the call in the phone system. Bitrix24 treats calls within 30 minutes with the same ' +
			'ID, number and user as one.',
	}),
	LINE_NUMBER: identifier('Line Number', { description: 'Number of the line of the phone system' }),
	showCard: flag('Show Call Card', 'Whether to show the call card to the user'),
};

/** What a call that ended can have. */
export const endDetails = {
	...cost,
	FAILED_REASON: text('Failure Reason'),
	STATUS_CODE: choice<CallResult>('Result', CALL_RESULTS, {
		fallback: '200',
		description: 'How the call ended. If not added, it depends on Duration.',
	}),
	VOTE: integer('Rating', { min: 1, max: 5, fallback: 5 }),
};

/** The result of a call in words. */
export function resultName(code: unknown): string | null {
	return CALL_RESULTS.find(({ value }) => value === asText(code))?.name ?? (asText(code) || null);
}
