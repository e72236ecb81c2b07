import {
	ACTIVITY,
	APP_ONLY,
	APPS_ONLY,
	label,
	message,
	MISSING_OR_INVALID,
	NO_ACCESS,
	NO_ACTIVITY,
	NO_OWNER,
	NO_RESPONSIBLE,
	NO_TITLE,
	NOT_ACCEPTED,
	OWNER,
	type MethodErrors,
} from '../methodErrors';

const DEADLINE = ['deadline', 'DEADLINE'];
const COLOR = ['colorId'];
const CLIENT = ['COMMUNICATIONS', 'client'];

const COMPLETED = message('invalid', "A completed to-do can't be changed", 'Reopen it first.', {
	field: ACTIVITY,
});

/** docs/contracts/bitrix24.md section 2.3. */
export const todoErrors: MethodErrors = {
	methods: /^crm\.activity\.todo\./,
	byCode: {
		100: MISSING_OR_INVALID,
		// Of the to-do itself, or of its record; add has no to-do yet.
		NOT_FOUND: message(
			'missing',
			'Bitrix24 could not find the to-do or its CRM record',
			'It may have been deleted, the user of the credential may not see it, or the activity is ' +
				'not a to-do: calls, meetings and emails are not.',
			{ field: [...ACTIVITY, ...OWNER] },
		),
		WRONG_DATETIME_FORMAT: message('invalid', 'Bitrix24 does not accept the date', '', {
			field: DEADLINE,
			hints: [`Check ${label(DEADLINE)}.`],
		}),
		CAN_NOT_UPDATE_COMPLETED_TODO: COMPLETED,
		CAN_NOT_UPDATE_COLOR_COMPLETED_TODO: COMPLETED,
		CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO: COMPLETED,
		CAN_NOT_UPDATE_WRONG_COLOR_TODO: message('invalid', 'Bitrix24 does not know this color', '', {
			field: COLOR,
			hints: [`Pick ${label(COLOR)} from the list.`],
		}),
	},
	byText: [[/responsibleId/, NO_RESPONSIBLE]],
};

const NOT_SENT = message(
	'invalid',
	'Bitrix24 could not send the email',
	'Check the mailbox of the responsible user and the address of the recipient.',
);

/** Only add sends emails (section 2.2). */
export const activityAddErrors: MethodErrors = {
	methods: /^crm\.activity\.add$/,
	byText: [[/e-?mail send error|sending (?:an? )?e-?mail/i, NOT_SENT]],
};

/** Their code is empty, and only a text says what is wrong (section 2.2). */
export const activityErrors: MethodErrors = {
	methods: /^crm\.activity\.(?:add|update|get|list|delete|fields)$/,
	byText: [
		[
			/application context required/i,
			message('denied', 'This activity belongs to an app', APP_ONLY),
		],
		[/activity is not found/i, NO_ACTIVITY],
		[/field SUBJECT is not defined/i, { ...NO_TITLE, title: 'Bitrix24 requires a subject' }],
		[/field RESPONSIBLE_ID is not defined/i, NO_RESPONSIBLE],
		[
			/field TYPE_ID is not defined/i,
			message('invalid', 'Bitrix24 does not accept the type of the activity', '', {
				field: ['TYPE_ID'],
				hints: ['Pick {TYPE_ID} from the list.'],
			}),
		],
		[
			/field COMMUNICATIONS is not defined/i,
			message(
				'invalid',
				'Bitrix24 does not accept the client of the activity',
				'It must be a contact, company or lead with a phone number or email address.',
				{ field: ['client'], hints: [`Check ${label(CLIENT)}.`] },
			),
		],
		[
			/only one communication is allowed/i,
			message('invalid', 'A call or a meeting has exactly one client', '', {
				hints: ['Leave one entry in {COMMUNICATIONS}.'],
			}),
		],
		[
			/could not build binding/i,
			message(
				'invalid',
				'Bitrix24 could not link the activity to its CRM records',
				'The record that the activity belongs to, and its client, must exist.',
				{ field: OWNER, hints: [`Check ${label(OWNER)}.`, `Check ${label(CLIENT)}.`] },
			),
		],
		[
			/custom activity without provider/i,
			message('invalid', 'An activity of this type requires its provider', '', {
				hints: ['Fill in {PROVIDER_ID}.'],
			}),
		],
		[
			/use crm\.activity\.configurable\.(?:add|update)/i,
			message('denied', 'This is a configurable activity of an app', APP_ONLY),
		],
		[/could not find .* with ID/i, NO_OWNER],
		[/access denied/i, { ...NO_ACCESS, field: ACTIVITY }],
	],
};

/** Section 2.2. */
export const transcriptErrors: MethodErrors = {
	methods: /^crm\.activity\.call\./,
	byCode: {
		NOT_FOUND: {
			...NO_ACTIVITY,
			title: 'The activity does not exist or is linked to no CRM record',
		},
		ACCESS_DENIED: message(
			'denied',
			'The user of the credential may not read the transcript',
			'Give the user access to the linked CRM records. The AI processing of calls must be on in ' +
				'the settings of the portal.',
			{ field: ACTIVITY },
		),
	},
};

/** Section 2.6. */
export const linkErrors: MethodErrors = {
	methods: /^crm\.activity\.binding\./,
	byCode: {
		100: MISSING_OR_INVALID,
		NOT_FOUND: NO_ACTIVITY,
		ACTIVITY_IS_ALREADY_BOUND: message(
			'invalid',
			'The activity is already linked to this record',
			'There is nothing left to do.',
			{ field: OWNER },
		),
		BINDING_NOT_FOUND: message('missing', 'The activity is not linked to this record', '', {
			field: OWNER,
			hints: [`Check ${label(OWNER)}.`],
		}),
		LAST_BINDING_CANNOT_BE_DELETED: message(
			'invalid',
			"The last link of an activity can't be removed",
			'Link it to another record first, or delete the activity.',
			{ field: OWNER },
		),
		SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR: message(
			'invalid',
			'An activity can only be moved to a record of the same type',
			'Add a link to the other record and remove the old one instead.',
			{ field: ['target'] },
		),
		SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR: message(
			'invalid',
			'The activity already belongs to this record',
			'',
			{ field: ['target'], hints: ['Pick another {target}.'] },
		),
	},
};

/** Sections 2.3 to 2.6: what is the same at all of them. */
export const anyActivityErrors: MethodErrors = {
	methods: /^crm\.activity\./,
	byCode: {
		100: MISSING_OR_INVALID,
		NOT_FOUND: { ...NO_ACTIVITY, title: 'Bitrix24 could not find the record' },
		OWNER_NOT_FOUND: NO_OWNER,
		ACCESS_DENIED: { ...NO_ACCESS, field: [...ACTIVITY, ...OWNER] },
		INVALID_ARG_VALUE: NOT_ACCEPTED,
		ERROR_WRONG_CONTEXT: APPS_ONLY,
		ERROR_WRONG_APPLICATION: message(
			'denied',
			'The custom activity was made by another app',
			APP_ONLY,
			{ field: ACTIVITY },
		),
		UNSUITABLE_ACTIVITY_TYPE_ERROR: message(
			'invalid',
			'This is not possible with an activity of this type',
			'',
			{ field: ACTIVITY },
		),
		ERROR_PARENT_ACTIVITY_RESTRICT: message(
			'denied',
			'The record that the activity belongs to does not allow this',
			'It is probably closed. Reopen it, or choose another record.',
			{ field: OWNER },
		),
	},
	byText: [
		[/application context required/i, APPS_ONLY],
		[
			/admin permissions required/i,
			message(
				'denied',
				'Only administrators may do this',
				'Use the credential of a Bitrix24 administrator.',
			),
		],
		[/could not find .* with ID/i, NO_OWNER],
	],
};
