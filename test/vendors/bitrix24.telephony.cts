/** telephony.*, voximplant.statistic.get and the transcript of an activity of the fake Bitrix24 (contract 2.12). */
import { isDeepStrictEqual } from 'node:util';
import { exists } from './bitrix24.activities.cts';
import {
	coded,
	integer,
	isBase64,
	isPhpMap,
	missing,
	moment,
	only,
	portalTime,
	Refusal,
	wrongType,
} from './bitrix24.answers.cts';
import type { Context, Methods, Params, Refusals } from './bitrix24.portal.cts';
import { page, type Schema } from './bitrix24.query.cts';
import type { PhoneCall } from './bitrix24.records.cts';

const core = (text: string) => coded('ERROR_CORE', text);
const unknown = (text: string) => coded('ERROR_CORE', text);
const HALF_AN_HOUR_MS = 1_800_000;
const TYPES = [1, 2, 3, 4, 5];
const ENTITIES: Record<string, number> = { LEAD: 1, CONTACT: 3, COMPANY: 4 };
const RESULTS = '200 304 603 603-S 403 404 486 484 503 480 402 423 OTHER'.split(' ');

function userOf(params: Params, { portal }: Context) {
	if (params.USER_ID === undefined && params.USER_PHONE_INNER === undefined)
		throw core('USER_ID or USER_PHONE_INNER should be set');
	const user = portal.store.users.get(integer(params.USER_ID));
	if (user === undefined || user.ACTIVE === false) throw core('User is not found or is not active');
	return integer(params.USER_ID);
}

const REGISTERED = [
	'USER_ID',
	'USER_PHONE_INNER',
	'PHONE_NUMBER',
	'TYPE',
	'CALL_START_DATE',
	'CRM_CREATE',
	'CRM_SOURCE',
	'CRM_ENTITY_TYPE',
	'CRM_ENTITY_ID',
	'SHOW',
	'ADD_TO_CHAT',
	'CALL_LIST_ID',
	'LINE_NUMBER',
	'EXTERNAL_CALL_ID',
];
/** what makes a call itself within half an hour; neither record nor start */
const keyOf = (params: Params) =>
	JSON.stringify(
		['PHONE_NUMBER', 'TYPE', 'USER_ID', 'LINE_NUMBER', 'EXTERNAL_CALL_ID'].map((name) =>
			String(params[name] ?? ''),
		),
	);

function register(params: Params, context: Context) {
	only(params, REGISTERED, unknown);
	const { portal } = context;
	const user = userOf(params, context);
	if (!TYPES.includes(integer(params.TYPE))) throw core('Unknown TYPE');
	if (typeof params.PHONE_NUMBER !== 'string' || !/\d{3}/.test(params.PHONE_NUMBER))
		throw core('Unsupported phone number format');
	if (params.CALL_START_DATE !== undefined && moment(params.CALL_START_DATE) === undefined)
		throw core('CALL_START_DATE should be in the ISO-8601 format');
	const type = params.CRM_ENTITY_TYPE;
	if (type !== undefined && !exists(portal, ENTITIES[String(type)], params.CRM_ENTITY_ID))
		throw core('CRM entity is not found');
	const key = keyOf(params);
	const now = Date.now();
	const same = [...portal.store.calls.values()].find(
		(call) => call.key === key && now - call.at < HALF_AN_HOUR_MS,
	);
	const id = portal.nextId();
	const call: PhoneCall = same ?? {
		key,
		at: now,
		CALL_ID: `externalCall.${String(id).padStart(32, '0')}.${id}`,
		PORTAL_USER_ID: user,
		PHONE_NUMBER: params.PHONE_NUMBER,
		CALL_TYPE: integer(params.TYPE),
		CALL_START_DATE: portalTime(moment(params.CALL_START_DATE) ?? now),
		EXTERNAL_CALL_ID: params.EXTERNAL_CALL_ID ?? null,
		PORTAL_NUMBER: params.LINE_NUMBER ?? '',
		CRM_ENTITY_TYPE: type === undefined ? null : String(type),
		CRM_ENTITY_ID: type === undefined ? null : integer(params.CRM_ENTITY_ID),
		finished: false,
	};
	portal.store.calls.set(call.CALL_ID, call);
	if (same === undefined) context.wrote(call.CALL_ID, params);
	return {
		result: {
			CALL_ID: call.CALL_ID,
			CRM_CREATED_LEAD: null,
			CRM_CREATED_ENTITIES: [],
			CRM_ENTITY_TYPE: call.CRM_ENTITY_TYPE,
			CRM_ENTITY_ID: call.CRM_ENTITY_ID,
		},
	};
}

const FINISHED = [
	'CALL_ID',
	'USER_ID',
	'USER_PHONE_INNER',
	'DURATION',
	'COST',
	'COST_CURRENCY',
	'STATUS_CODE',
	'FAILED_REASON',
	'RECORD_URL',
	'VOTE',
	'ADD_TO_CHAT',
];

function finish(params: Params, context: Context) {
	only(params, FINISHED, unknown);
	const { portal } = context;
	if (typeof params.CALL_ID !== 'string')
		throw coded('INVALID_ARGUMENT', 'CALL_ID must be a string');
	const user = userOf(params, context);
	const call = portal.store.calls.get(params.CALL_ID);
	if (call === undefined)
		throw core('Call is not found (call should be registered prior to finishing)');
	const duration = integer(params.DURATION ?? 0);
	const result = params.STATUS_CODE ?? (duration > 0 ? '200' : '304');
	if (!RESULTS.includes(String(result))) throw core('Unknown STATUS_CODE');
	Object.assign(call, {
		ID: call.ID ?? portal.nextId(),
		finished: true,
		CALL_DURATION: duration,
		CALL_FAILED_CODE: String(result),
		CALL_VOTE: params.VOTE ?? null,
		COST: params.COST ?? 0,
		COST_CURRENCY: params.COST_CURRENCY ?? '',
		CRM_ACTIVITY_ID: call.CRM_ACTIVITY_ID ?? portal.nextId(),
	});
	context.wrote(call.CALL_ID, params);
	const { at, key, finished, CALL_TYPE, ...shown } = call;
	return {
		result: { ...shown, PORTAL_USER_ID: user, INCOMING: String(CALL_TYPE), CALL_START_DATE: {} },
	};
}

function finishedCall(id: unknown, { portal }: Context, refuse: () => Refusal) {
	const call = portal.store.calls.get(id);
	if (call?.finished !== true) throw refuse();
	return call;
}

function attachRecord(params: Params, context: Context) {
	only(params, ['CALL_ID', 'RECORD_URL', 'FILENAME', 'FILE_CONTENT'], unknown);
	const { CALL_ID, RECORD_URL, FILENAME, FILE_CONTENT } = params;
	if (RECORD_URL === undefined && FILENAME === undefined)
		throw core(
			'Required parameters are not set. Request should contain either URL or FILENAME parameter',
		);
	const call = finishedCall(CALL_ID, context, () =>
		core('Call is not found in the statistic table. It looks like it is not finished yet.'),
	);
	const name = String(FILENAME ?? new URL(String(RECORD_URL)).pathname);
	if (!/\.(?:wav|mp3)$/i.test(name))
		throw core('Wrong file extension. Only wav and mp3 are allowed');
	if (RECORD_URL === undefined) {
		if (FILE_CONTENT === '') throw core('File content is empty.');
		if (typeof FILE_CONTENT !== 'string' || !isBase64(FILE_CONTENT))
			throw core('File content is not properly encoded. Base64 encoding is expected.');
	}
	const FILE_ID = context.portal.nextId();
	const record = { name, content: FILE_CONTENT, url: RECORD_URL };
	const isThere = isDeepStrictEqual({ ...call.record, FILE_ID }, { ...record, FILE_ID });
	call.record = { FILE_ID, ...record };
	// The same recording takes its own place.
	if (!isThere) context.wrote(CALL_ID, { FILENAME, RECORD_URL });
	return { result: { FILE_ID } };
}

function attachTranscription(params: Params, context: Context) {
	only(params, ['CALL_ID', 'MESSAGES', 'COST', 'COST_CURRENCY'], unknown);
	const { CALL_ID, MESSAGES } = params;
	if (!Array.isArray(MESSAGES)) throw core('MESSAGES should be an array');
	for (const [index, message] of MESSAGES.entries()) {
		only(message, ['SIDE', 'START_TIME', 'STOP_TIME', 'MESSAGE'], unknown);
		if (!['User', 'Client'].includes(message.SIDE))
			throw core(`MESSAGES[${index}][SIDE] should be either Client or User`);
		if (!(integer(message.START_TIME) >= 0))
			throw core(`MESSAGES[${index}][START_TIME] should be greater or equal to zero`);
		if (!(integer(message.STOP_TIME) > 0))
			throw core(`MESSAGES[${index}][STOP_TIME] should be greater than zero`);
		if (message.MESSAGE === '') throw core(`MESSAGES[${index}][MESSAGE] is empty`);
	}
	const call = finishedCall(CALL_ID, context, () =>
		core(`Call ${CALL_ID} is not found. Is it finished?`),
	);
	call.TRANSCRIPT_ID = context.portal.nextId();
	call.transcript = MESSAGES;
	context.wrote(CALL_ID, params);
	return { result: { TRANSCRIPT_ID: call.TRANSCRIPT_ID } };
}

const SCHEMA: Schema = {
	ID: 'number',
	CALL_ID: 'string',
	EXTERNAL_CALL_ID: 'string',
	PORTAL_USER_ID: 'number',
	PHONE_NUMBER: 'string',
	CALL_TYPE: 'number',
	CALL_DURATION: 'number',
	CALL_START_DATE: 'datetime',
	CALL_FAILED_CODE: 'string',
	CRM_ACTIVITY_ID: 'number',
};

function statistic(params: Params, { portal }: Context) {
	only(params, ['FILTER', 'SORT', 'ORDER', 'start'], unknown);
	const { FILTER = {}, SORT = 'ID', ORDER = 'ASC', start } = params;
	if (!isPhpMap(FILTER)) throw core('Invalid FILTER');
	const cut = page({
		rows: [...portal.store.calls.values()].filter(({ finished }) => finished),
		filter: FILTER,
		order: { [String(SORT)]: ORDER },
		start,
		schema: SCHEMA,
		idKey: 'ID',
		refuse: (kind, name) => core(`Invalid ${kind} ${name}`),
	});
	const shown = (call: PhoneCall) => {
		const { ID, CALL_TYPE, PORTAL_USER_ID, at, key, finished, record, transcript, ...rest } = call;
		return {
			ID: String(ID),
			...rest,
			PORTAL_USER_ID: String(PORTAL_USER_ID),
			CALL_TYPE: String(CALL_TYPE),
			CALL_RECORD_URL:
				record === undefined ? null : `${portal.origin}/record?auth=${portal.secret}`,
		};
	};
	return { result: cut.rows.map(shown), total: cut.total, next: cut.next };
}

/** Only what the portal's AI has written; null without it. */
function transcript(params: Params, { portal }: Context) {
	only(params, ['activityId'], unknown);
	if (params.activityId === undefined) throw missing('activityId');
	const activity = portal.store.activities.get(integer(params.activityId));
	if (activity === undefined) throw coded('NOT_FOUND', 'Element not found');
	const transcription = portal.store.transcripts.get(integer(params.activityId));
	return { result: transcription === undefined ? null : { transcription } };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'telephony.externalCall.register': register,
	'telephony.externalCall.finish': finish,
	'telephony.externalCall.attachRecord': attachRecord,
	'telephony.call.attachTranscription': attachTranscription,
};

export const METHODS: Methods = {
	...SHOWN,
	'voximplant.statistic.get': statistic,
	'crm.activity.call.getTranscript': transcript,
};

/** What only an app may call. */
export const APP_ONLY: Refusals = {
	'telephony.externalCall.register': wrongType,
	'telephony.externalCall.finish': wrongType,
};
