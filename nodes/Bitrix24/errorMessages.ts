import type { ErrorMessage } from '../shared/contract/call';
import {
	activityAddErrors,
	activityErrors,
	anyActivityErrors,
	linkErrors,
	todoErrors,
	transcriptErrors,
} from './activity/errorMessages';
import { badgeErrors } from './badge/errorMessages';
import { calendarErrors } from './calendarEvent/errorMessages';
import { statisticErrors, telephonyErrors } from './call/errorMessages';
import { customActivityErrors } from './customActivity/errorMessages';
import { typeErrors } from './customActivityType/errorMessages';
import { APPS_ONLY, message, NOT_ACCEPTED, type MethodErrors } from './methodErrors';
import { driveErrors, duplicateErrors, itemErrors } from './sharedErrors';
import {
	chatErrors,
	dependenceErrors,
	messageResultErrors,
	ownResultErrors,
	positionalTaskErrors,
	stageErrors,
	taskChatErrors,
	taskCommentErrors,
	taskErrors,
	taskFieldErrors,
} from './task/errorMessages';
import { commentErrors, timelineErrors } from './timelineComment/errorMessages';

function lacksPermission(permission?: string): ErrorMessage {
	return message(
		'denied',
		'The credential lacks a permission',
		`${permission === undefined ? '' : `It needs ${permission}. `}Webhook: in Bitrix24 open Developer resources > ` +
			'Integrations, edit the webhook and tick the missing permission. App: add the permission to the app and ' +
			'connect again.',
	);
}

/** Which permission lets a credential call a method (section 1.4), as Bitrix24's settings name it. */
const PERMISSIONS: ReadonlyArray<readonly [methods: RegExp, permission: string]> = [
	[/^crm\./, 'CRM (crm)'],
	[/^user\./, 'Users (user)'],
	[/^disk\./, 'Drive (disk)'],
	[/^im\./, 'Chat and notifications (im)'],
	[/^telephony\./, 'Telephony (telephony)'],
	[/^calendar\./, 'Calendar (calendar)'],
	[
		/^tasks?\./,
		'Tasks (task), and Tasks REST 3.0 (tasks) for results and for writing into the chats of tasks',
	],
];
const permissionErrors = PERMISSIONS.map(([methods, permission]): MethodErrors => ({
	methods,
	byCode: { insufficient_scope: lacksPermission(permission) },
}));

/** What stands before is the more special. */
const FAMILIES: readonly MethodErrors[] = [
	todoErrors,
	activityAddErrors,
	activityErrors,
	transcriptErrors,
	linkErrors,
	customActivityErrors,
	typeErrors,
	badgeErrors,
	calendarErrors,
	anyActivityErrors,
	commentErrors,
	timelineErrors,
	taskFieldErrors,
	taskErrors,
	taskCommentErrors,
	dependenceErrors,
	stageErrors,
	positionalTaskErrors,
	ownResultErrors,
	messageResultErrors,
	taskChatErrors,
	chatErrors,
	driveErrors,
	itemErrors,
	duplicateErrors,
	telephonyErrors,
	statisticErrors,
	...permissionErrors,
];

const CONNECT = 'Open the credential and connect again.';
const BATCHING_OFF = ['Turn off {batchItems} under Batching.'];
const INTERNAL = message('unclear', 'Bitrix24 had an internal error', 'Run it again later.');

/** Codes that mean the same at every method; docs/contracts/bitrix24.md sections 1.2, 1.3, 4, 5 and 6.2. */
const OF_ANY_METHOD: Readonly<Record<string, ErrorMessage>> = {
	QUERY_LIMIT_EXCEEDED: message(
		'limited',
		'The Bitrix24 portal is receiving too many requests',
		'Nothing was changed by this request.',
		{ hints: [['Run it again later, or raise {maxWait} under Batching.', 'Run it again later.']] },
	),
	OPERATION_TIME_LIMIT: message(
		'limited',
		'This method has used up its computing time on the Bitrix24 portal',
		'Bitrix24 allows a method some minutes of computing time in every ten.',
		{
			hints: [
				[
					'Run it again in ten minutes, or raise {maxWait} under Batching.',
					'Run it again in ten minutes.',
				],
			],
		},
	),
	OVERLOAD_LIMIT: message(
		'blocked',
		'Bitrix24 has blocked the REST interface of this portal because of overload',
		'Waiting does not help. Ask Bitrix24 support to lift the block.',
	),
	NO_AUTH_FOUND: message(
		'auth',
		'Bitrix24 does not accept the credential',
		'Open the credential. Webhook: check Webhook URL; it may have been deleted, have ' +
			'expired, or have changed because an administrator edited it. OAuth2: connect again; ' +
			'the app may have been removed.',
	),
	expired_token: message('auth', 'The access to Bitrix24 has expired', CONNECT),
	invalid_token: message('auth', 'Bitrix24 does not accept the access token', CONNECT),
	// Either of two things (section 5.2): the webhook is not there, or its user lacks a right.
	INVALID_CREDENTIALS: message(
		'denied',
		'Bitrix24 refuses the credential, or its user may not do this',
		'Open the credential. Webhook: check Webhook URL; the webhook may have been deleted or ' +
			'have expired. If the credential is right, give its user the right in Bitrix24, or use ' +
			'the credential of someone who has it.',
	),
	insufficient_scope: lacksPermission(),
	user_access_error: message(
		'denied',
		'The app is not open to this user',
		'Ask a Bitrix24 administrator to give the user access to the app.',
	),
	allowed_only_intranet_user: message(
		'denied',
		'Bitrix24 allows this to employees only',
		'The credential belongs to an external user. Use the credential of an employee.',
	),
	ERROR_METHOD_NOT_FOUND: message(
		'denied',
		'Bitrix24 does not know this method, or the credential lacks the permission for it',
		'Tick the permission in the settings of the webhook or app (crm for activities, task ' +
			'for tasks). On a self-hosted portal the module must be installed; chat messages ' +
			'of tasks need the new task card.',
		{ hints: ['Check the spelling in {method}.'] },
	),
	ERROR_BATCH_METHOD_NOT_ALLOWED: message(
		'invalid',
		'Bitrix24 does not allow this method in a batch',
		'',
		{ hints: BATCHING_OFF },
	),
	ERROR_BATCH_LENGTH_EXCEEDED: message('limited', 'The batch had too many commands', '', {
		hints: ['Set {batchSize} to 50 or less.'],
	}),
	INVALID_REQUEST: message(
		'invalid',
		'Bitrix24 requires https',
		'Open the credential and use the https address of the portal.',
	),
	PORTAL_DELETED: message(
		'auth',
		'This Bitrix24 portal was deleted',
		'Open the credential and use a portal that exists.',
	),
	INTERNAL_SERVER_ERROR: INTERNAL,
	ERROR_UNEXPECTED_ANSWER: INTERNAL,
	ACCESS_DENIED: message(
		'denied',
		'Bitrix24 does not allow this',
		'The user of the credential may not do this, or the plan of the portal has no REST interface.',
	),
	ERROR_WRONG_CONTEXT: APPS_ONLY,
	WRONG_AUTH_TYPE: APPS_ONLY,
	BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION: message(
		'denied',
		'The user of the credential may not do this',
		'Use the credential of someone who may.',
	),
	BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION: message(
		'missing',
		'Bitrix24 could not find the record',
		'It may have been deleted.',
	),
	BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION: NOT_ACCEPTED,
	BITRIX_REST_V3_EXCEPTION_VALIDATION_DTOVALIDATIONEXCEPTION: NOT_ACCEPTED,
	NOT_FOUND: message(
		'missing',
		'Bitrix24 could not find the record',
		'It may have been deleted, or the user of the credential may not see it.',
	),
	ERROR_MANIFEST_IS_NOT_AVAILABLE: message(
		'denied',
		'The app of the credential is not available on this portal',
		'Ask a Bitrix24 administrator to install the app again.',
	),
	ERROR_EVENT_NOT_FOUND: message(
		'invalid',
		'Bitrix24 does not know this event, or the app lacks the permission for it',
		'Tick the permission in the settings of the app: CRM (crm) for activities and records, Tasks (task) for tasks.',
	),
	PAYMENT_REQUIRED: message(
		'denied',
		'The plan of the portal does not include this',
		'Ask a Bitrix24 administrator about the plan or the subscription.',
	),
	invalid_client: message(
		'auth',
		'Bitrix24 does not know the app',
		'Open the credential and check Client ID and Client Secret.',
	),
	invalid_grant: message('auth', 'The access to Bitrix24 has expired', CONNECT),
	invalid_request: message(
		'auth',
		'Bitrix24 does not accept the request for access',
		'Open the credential and check every field, then connect again.',
	),
	invalid_scope: message(
		'auth',
		'The app has not been given one of the permissions',
		'Check the permissions in the settings of the app, then open the credential and connect again.',
	),
};

/** Codes that many different errors share, so that only the text says which it is. */
const VAGUE = new Set([
	'',
	'0',
	'ACCESS_DENIED',
	'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
	'ERROR_CODE',
	'ERROR_CORE',
	'INVALID_ARG_VALUE',
]);
/** Longer texts are no sentences of Bitrix24. */
const LONGEST_SENTENCE = 500;

/**
 * What is known about an error of a method. A code counts first; texts refine the vague ones.
 * @param method name as it is called, such as `crm.activity.todo.add`
 * @returns undefined for what is known by its own words alone
 */
export function errorMessageFor(
	method: string,
	code: string,
	says: string,
): ErrorMessage | undefined {
	const name = method.toLowerCase();
	const families = FAMILIES.filter(({ methods }) => methods.test(name));
	const byCode = [...families.map((family) => family.byCode ?? {}), OF_ANY_METHOD]
		.filter((codes) => Object.hasOwn(codes, code))
		.map((codes) => codes[code])[0];
	// Some methods put their text where the code belongs.
	const texts = [says, code].map((text) => text.slice(0, LONGEST_SENTENCE));
	const isVague = VAGUE.has(code) || byCode === undefined;
	const byText = families
		.flatMap((family) => family.byText ?? [])
		.find(([pattern]) => isVague && texts.some((text) => pattern.test(text)))?.[1];
	return byText ?? byCode;
}
