import type { ProblemKind, ErrorMessage } from '../shared/contract/call';

const no = (kind: ProblemKind, title: string, advice: string): ErrorMessage => ({
	kind,
	title,
	advice,
});

const APP_ONLY =
	'Such activities belong to the app that made them. An incoming webhook has no app; use the credential of that app.';
export const NO_ACTIVITY = no(
	'missing',
	'The activity does not exist',
	'Check the activity ID. It may have been deleted, or the user of the credential may not see it.',
);

/** By code; docs/contracts/bitrix24.md sections 1.2, 1.3, 2.3 to 2.9, 4, 5.1, 5.2 and 6.2. */
const BY_CODE: Readonly<Record<string, ErrorMessage>> = {
	QUERY_LIMIT_EXCEEDED: no(
		'limited',
		'The Bitrix24 portal is receiving too many requests',
		'Nothing was changed by this request. Run it again later, or raise Max Wait in the options.',
	),
	OPERATION_TIME_LIMIT: no(
		'limited',
		'This method has used up its computing time on the Bitrix24 portal',
		'Bitrix24 allows a method some minutes of computing time in every ten. Run it again ' +
			'in ten minutes, or raise Max Wait in the options.',
	),
	OVERLOAD_LIMIT: no(
		'blocked',
		'Bitrix24 has blocked the REST interface of this portal because of overload',
		'Waiting does not help. Ask Bitrix24 support to lift the block.',
	),
	NO_AUTH_FOUND: no(
		'auth',
		'Bitrix24 does not accept the credential',
		'Open the credential. Webhook: check Webhook URL; it may have been deleted, have ' +
			'expired, or have changed because an administrator edited it. OAuth2: connect again; ' +
			'the app may have been removed.',
	),
	expired_token: no(
		'auth',
		'The access to Bitrix24 has expired',
		'Open the credential and connect again.',
	),
	invalid_token: no(
		'auth',
		'Bitrix24 does not accept the access token',
		'Open the credential and connect again.',
	),
	// Either of two things (section 5.2): the webhook is not there, or its user lacks a right.
	INVALID_CREDENTIALS: no(
		'denied',
		'Bitrix24 refuses the credential, or its user may not do this',
		'Open the credential. Webhook: check Webhook URL; the webhook may have been deleted or ' +
			'have expired. If the credential is right, give its user the right in Bitrix24, or use ' +
			'the credential of somebody who has it.',
	),
	insufficient_scope: no(
		'denied',
		'The credential lacks a permission',
		'Webhook: in Bitrix24 open Developer resources > Integrations, edit the webhook and ' +
			'tick the missing permission. App: add the permission to the app and connect again. ' +
			'Permissions: CRM (crm) for activities, Tasks (task) for tasks, Users (user) for the ' +
			'user list, Drive (disk) for files of tasks, Chat and notifications (im) for reading ' +
			'comments on tasks, Tasks REST 3.0 (tasks) for writing into their chat.',
	),
	user_access_error: no(
		'denied',
		'The app is not open to this user',
		'Ask a Bitrix24 administrator to give the user access to the app.',
	),
	allowed_only_intranet_user: no(
		'denied',
		'Bitrix24 allows this to employees only',
		'The credential belongs to an external user. Use the credential of an employee.',
	),
	ERROR_METHOD_NOT_FOUND: no(
		'denied',
		'Bitrix24 does not know this method, or the credential lacks the permission for it',
		'Tick the permission in the settings of the webhook or app (crm for activities, task ' +
			'for tasks). On a self-hosted portal the module has to be installed; chat messages ' +
			'of tasks need the new task card.',
	),
	ERROR_BATCH_METHOD_NOT_ALLOWED: no(
		'invalid',
		'Bitrix24 does not allow this method in a batch',
		'Switch Batch Items off in the options.',
	),
	ERROR_BATCH_LENGTH_EXCEEDED: no(
		'limited',
		'The batch had too many commands',
		'Set Batch Size to 50 or less.',
	),
	INVALID_REQUEST: no(
		'invalid',
		'Bitrix24 wants https',
		'Open the credential and use the https address of the portal.',
	),
	PORTAL_DELETED: no(
		'auth',
		'This Bitrix24 portal was deleted',
		'Open the credential and use a portal that exists.',
	),
	INTERNAL_SERVER_ERROR: no('unclear', 'Bitrix24 had an internal error', 'Run it again later.'),
	ERROR_UNEXPECTED_ANSWER: no('unclear', 'Bitrix24 had an internal error', 'Run it again later.'),
	ACCESS_DENIED: no(
		'denied',
		'Bitrix24 does not allow this',
		'The user of the credential may not change this record, or the plan of the portal has no REST interface.',
	),
	ERROR_WRONG_CONTEXT: no('denied', 'This works for apps only, not with a webhook', APP_ONLY),

	0: no(
		'invalid',
		'The task does not exist, or this is not possible in its state',
		'Check the task ID, and what the user of the credential may do with the task. A task ' +
			'can be approved only while it awaits approval. In a list, check the raw filter.',
	),
	1048582: no(
		'denied',
		'The task does not exist, or this is not possible in its state',
		'Check the task ID, and what the user of the credential may do with the task. A task ' +
			'can be approved only while it awaits approval.',
	),
	1048584: no(
		'denied',
		'The task does not exist, or this is not possible in its state',
		'Check the task ID, and whether the user of the credential may see the task.',
	),
	100: no('invalid', 'A required value is missing', 'Fill in the field that Bitrix24 names.'),
	NOT_FOUND: no(
		'missing',
		'Bitrix24 does not find this record',
		'Check the ID. The record may have been deleted, the user of the credential may not ' +
			'see it, or it is of another kind: a call, meeting or email is no to-do.',
	),
	ACTIVITY_IS_ALREADY_BOUND: no(
		'invalid',
		'The activity is linked to this record already',
		'Nothing has to be done.',
	),
	BINDING_NOT_FOUND: no(
		'missing',
		'The activity is not linked to this record',
		'Activity Link > Get Many lists its links.',
	),
	LAST_BINDING_CANNOT_BE_DELETED: no(
		'invalid',
		'The last link of an activity can not be removed',
		'Link it to another record first, or delete the activity.',
	),
	SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR: no(
		'invalid',
		'An activity can only be moved to a record of the same type',
		'Add a link to the other record and remove the old one instead.',
	),
	SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR: no(
		'invalid',
		'The activity is at this record already',
		'Pick another new owner.',
	),
	OWNER_NOT_FOUND: no(
		'missing',
		'The CRM record does not exist',
		'It may have been deleted in Bitrix24.',
	),
	WRONG_DATETIME_FORMAT: no('invalid', 'Bitrix24 does not accept the date', 'Check the deadline.'),
	CAN_NOT_UPDATE_COMPLETED_TODO: no(
		'invalid',
		'A completed to-do can not be changed',
		'Reopen it in Bitrix24 first.',
	),
	CAN_NOT_UPDATE_COLOR_COMPLETED_TODO: no(
		'invalid',
		'A completed to-do can not be changed',
		'Reopen it in Bitrix24 first.',
	),
	CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO: no(
		'invalid',
		'A completed to-do can not be changed',
		'Reopen it in Bitrix24 first.',
	),
	CAN_NOT_UPDATE_WRONG_COLOR_TODO: no(
		'invalid',
		'Bitrix24 does not know this color',
		'Pick one of the colors from the list.',
	),
	INVALID_ARG_VALUE: no(
		'invalid',
		'Bitrix24 does not accept one of the values',
		'Correct the value that Bitrix24 names.',
	),
	CANT_EDIT_MESSAGE: no(
		'denied',
		'This comment can not be changed',
		'Only own comments can be changed, and only for some time. Check the comment ID, or ' +
			'use the credential of the author.',
	),
	MESSAGE_ID_ERROR: no(
		'missing',
		'The comment does not exist',
		'Pick it from the list; it may have been deleted.',
	),
	ACCESS_ERROR: no(
		'denied',
		'The user of the credential does not see the chat of this task',
		'Add the user to the task, or use the credential of somebody who is in it.',
	),
	BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION: no(
		'denied',
		'The task does not exist, or the user of the credential may not write into its chat',
		'Check the task ID. Add the user to the task, or use the credential of somebody who is in it.',
	),
	BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION: no(
		'invalid',
		'Bitrix24 does not accept one of the values',
		'Correct the value that Bitrix24 names.',
	),
	ERROR_WRONG_APPLICATION: no('denied', 'The custom activity was made by another app', APP_ONLY),
	WRONG_FIELD_VALUE: no(
		'invalid',
		'Bitrix24 does not accept one of the values',
		'Correct the value that Bitrix24 names.',
	),
	INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE: no(
		'invalid',
		'An incoming activity can not have a deadline',
		'Leave out the deadline, or switch Incoming Channel off.',
	),
	ERROR_EMPTY_LAYOUT: no(
		'invalid',
		'The layout of the custom activity is empty',
		'Fill in Title and at least one line.',
	),
	FIELD_IS_REQUIRED: no(
		'invalid',
		'A part of the layout is missing',
		'Fill in the part that Bitrix24 names.',
	),
	FIELD_IS_REDUNDANT: no(
		'invalid',
		'Bitrix24 does not know a part of the layout',
		'Remove the part that Bitrix24 names from the layout.',
	),
	ENUM_FIELD: no(
		'invalid',
		'A part of the layout has a value that Bitrix24 does not know',
		'Use one of the documented values for the part that Bitrix24 names.',
	),
	TOO_MANY_ITEMS: no(
		'invalid',
		'A part of the layout has too many entries',
		'Up to 20 lines, 2 tags and 2 buttons are possible.',
	),
	KEY_CONTAIN_WRONG_SYMBOLS: no(
		'invalid',
		'A name in the layout has characters that are not allowed',
		'Use letters, digits, - and _ in the names of lines, tags and buttons.',
	),
	WRONG_LANG: no(
		'invalid',
		'Bitrix24 does not know a language of the layout',
		'Use language codes such as en or de.',
	),
	REQUIRED_ARG_MISSING: no(
		'invalid',
		'A required value is missing',
		'Fill in the field that Bitrix24 names.',
	),
	// No source has this code (badges: section 2.5); it is taken at its word.
	WRONG_TYPE_VALUE: no(
		'invalid',
		'Bitrix24 does not know this type of badge',
		'Pick Type from the list.',
	),
	MULTIPLE_BINDINGS: no(
		'invalid',
		'The comment stands at several records',
		'Pick the owner type and the owner, so that it is only taken away from that one.',
	),
	1: no(
		'invalid',
		'This is not possible with the task',
		'Check the task ID, and what the user of the credential may do with the task.',
	),
	ERROR_MANIFEST_IS_NOT_AVAILABLE: no(
		'denied',
		'The app of the credential is not available on this portal',
		'Ask a Bitrix24 administrator to install the app again.',
	),
	WRONG_AUTH_TYPE: no('denied', 'This works for apps only, not with a webhook', APP_ONLY),
	ERROR_EVENT_NOT_FOUND: no(
		'invalid',
		'Bitrix24 does not know this event, or the app lacks the permission for it',
		'Tick the permission in the settings of the app: CRM (crm) for activities and records, Tasks (task) for tasks.',
	),
	PAYMENT_REQUIRED: no(
		'denied',
		'The plan of the portal does not include this',
		'Ask a Bitrix24 administrator about the plan or the subscription.',
	),
	invalid_client: no(
		'auth',
		'Bitrix24 does not know the app',
		'Open the credential and check Client ID and Client Secret.',
	),
	invalid_grant: no(
		'auth',
		'The access to Bitrix24 has expired',
		'Open the credential and connect again.',
	),
	invalid_request: no(
		'auth',
		'Bitrix24 does not accept the request for access',
		'Open the credential and check every field, then connect again.',
	),
	invalid_scope: no(
		'auth',
		'The app has not been given one of the permissions',
		'Check the permissions in the settings of the app, then open the credential and connect again.',
	),
	ERROR_PARENT_ACTIVITY_RESTRICT: no(
		'denied',
		'The record that the activity belongs to does not allow this',
		'It is probably closed. Reopen it in Bitrix24, or choose another record.',
	),
};

/**
 * By text, for errors whose code is empty: the table of the page "crm.activity.update" and its
 * neighbors (sections 2.2, 2.7 and 2.8).
 */
const BY_TEXT: ReadonlyArray<readonly [RegExp, ErrorMessage]> = [
	[
		/TASKS_ERROR_EXCEPTION|ACTION_NOT_ALLOWED/,
		no(
			'invalid',
			'The task does not exist, or this is not possible in its state',
			'Check the IDs of task and checklist item, and what the user of the credential may do with the task.',
		),
	],
	[
		/permissions? to add a comment/i,
		no(
			'denied',
			'The task does not exist, or the user of the credential may not comment on it',
			'Check the task ID. Only administrators may fill in Author.',
		),
	],
	[/^not found\.?$/i, BY_CODE.NOT_FOUND],
	[/application context required/i, no('denied', 'This activity belongs to an app', APP_ONLY)],
	[/activity is not found/i, NO_ACTIVITY],
	[
		/field SUBJECT is not defined/i,
		no(
			'invalid',
			'Bitrix24 wants a subject',
			'Fill in Subject, or take it out of Update Fields to leave it as it is.',
		),
	],
	[
		/field RESPONSIBLE_ID is not defined/i,
		no(
			'invalid',
			'Bitrix24 does not accept the responsible user',
			'Pick Responsible User from the list: an active employee of the portal.',
		),
	],
	[
		/field TYPE_ID is not defined/i,
		no(
			'invalid',
			'Bitrix24 does not accept the activity type',
			'Pick Type from the list, or take it out of Update Fields to leave it as it is.',
		),
	],
	[
		/field COMMUNICATIONS is not defined/i,
		no(
			'invalid',
			'Bitrix24 does not accept the communications',
			'Each entry of Communications needs the contact, company or lead and its phone number or email address.',
		),
	],
	[
		/only one communication is allowed/i,
		no(
			'invalid',
			'A call or a meeting has exactly one communication',
			'Leave one entry in Communications.',
		),
	],
	[
		/could not build binding/i,
		no(
			'invalid',
			'Bitrix24 could not link the activity to its CRM records',
			'Owner Type and Owner have to name a record that exists, and so do the records in Communications.',
		),
	],
	[
		/custom activity without provider/i,
		no(
			'invalid',
			'An activity of this type needs its provider',
			'Fill in Provider ID, or choose Call, Meeting or Email as Type.',
		),
	],
	[
		/use crm\.activity\.configurable\.(?:add|update)/i,
		no('denied', 'This is a configurable activity of an app', APP_ONLY),
	],
	[/title is not specified/i, no('invalid', 'Bitrix24 wants a title', 'Fill in Title.')],
	[
		/responsible person not specified|"Responsible" field/i,
		no(
			'invalid',
			'Bitrix24 does not accept the responsible user',
			'Pick Responsible User from the list: an active employee of the portal.',
		),
	],
	[
		/^(?=.*required field )(?=.* not entered)/is,
		no(
			'invalid',
			'This portal requires a custom field of tasks that is empty',
			'Fill it in under Custom Fields.',
		),
	],
	[
		/"Parent Task" field/i,
		no(
			'invalid',
			'The parent task does not exist',
			'Pick Parent Task from the list. The user of the credential has to see it.',
		),
	],
	[
		/END_DATE_PLAN must be passed together/i,
		no(
			'invalid',
			'Planned start and planned end belong together',
			'Fill in both Planned Start and Planned End.',
		),
	],
	[
		/end date in scheduling is earlier/i,
		no(
			'invalid',
			'The planned end is before the planned start',
			'Correct Planned Start or Planned End.',
		),
	],
	[
		/task duration is too long/i,
		no(
			'invalid',
			'The planned time of the task is too long',
			'Bring Planned Start and Planned End closer together.',
		),
	],
	[
		/(?:incorrect|invalid) status/i,
		no('invalid', 'Bitrix24 does not accept the status', 'Use one of the status numbers 2 to 6.'),
	],
	[
		/access denied/i,
		no(
			'denied',
			'The user of the credential has no access to this record',
			'Check the ID. Give the user rights to the CRM record in Bitrix24, or use the ' +
				'credential of somebody who has them.',
		),
	],
	[
		/^(?=.*send)(?=.*(?:e-?mail|message))/is,
		no(
			'invalid',
			'Bitrix24 could not send the email',
			'Check the mailbox of the responsible user and the address in Communications.',
		),
	],
];

/** Longer texts are no sentences of Bitrix24. */
const LONGEST_SENTENCE = 500;

/** What is known about a code, or about a text without one. */
export function sentenceFor(code: string, says: string): ErrorMessage | undefined {
	const sentences = [says, code].map((text) => text.slice(0, LONGEST_SENTENCE));
	const byText = BY_TEXT.find(([pattern]) => sentences.some((text) => pattern.test(text)))?.[1];
	if (code === '' || code === '0' || code === 'ERROR_CORE' || code === 'ACCESS_DENIED')
		return byText ?? BY_CODE[code];
	return BY_CODE[code] ?? byText;
}
