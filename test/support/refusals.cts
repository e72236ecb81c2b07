/** How each vendor says no, for every kind of no; and all the codes that it prints. */
import { ERROR_ROWS } from '../bitrix24/support/errorRows.js';
import { IVVY_CODES } from '../ivvy/support/errorRows.js';
import { LEADSQUARED_TYPES } from '../leadsquared/support/errorRows.js';

const STATUSES = [401, 403, 404, 429, 500];

const byStatus = (bodyOf: (says: string, status: number) => unknown, says: string) =>
	Object.fromEntries(
		STATUSES.map((status) => [String(status), { status, body: bodyOf(says, status) }]),
	);

/** How a vendor answers. */
export interface Refusal {
	readonly status: number;
	readonly body: unknown;
}

/** name of the no -> answer, by vendor; `says` is what the vendor says, in its own language */
export const REFUSALS: Readonly<Record<string, (says: string) => Record<string, Refusal>>> = {
	bitrix24: (says) => ({
		...byStatus((error_description) => ({ error: '', error_description }), says),
		'an unknown code': { status: 400, body: { error: 'NEU_4711', error_description: says } },
		'code 0': { status: 400, body: { error: '0', error_description: says } },
		ERROR_CORE: { status: 400, body: { error: 'ERROR_CORE', error_description: `${says}<br>` } },
		'200 with an error': { status: 200, body: { error: 'NEU_4711', error_description: says } },
		'REST 3.0': { status: 400, body: { error: { code: 'NEU_4711', message: says } } },
	}),
	leadSquared: (says) => ({
		...byStatus((ExceptionMessage) => ({ Status: 'Error', ExceptionMessage }), says),
		'an unknown code': {
			status: 500,
			body: { Status: 'Error', ExceptionType: 'MXNeuException', ExceptionMessage: says },
		},
		'200 with an error': { status: 200, body: { Status: 'Error', ExceptionMessage: says } },
	}),
	ivvy: (says) => ({
		...byStatus((message, errorCode) => ({ errorCode, message }), says),
		'an unknown code': {
			status: 400,
			body: { errorCode: 400, specificCode: 99999, message: says },
		},
		'a session that expired': { status: 200, body: { errorCode: 462, message: says } },
		'success: false': { status: 200, body: { success: false, message: says } },
		'additional messages': {
			status: 200,
			body: { errorCode: 400, message: 'x', specificCode: 24395, additionalMessages: [says] },
		},
	}),
	deskera: (says) => ({
		...byStatus((message, code) => ({ status: 'error', code, message }), says),
		'an unknown code': { status: 400, body: { status: 'error', code: 'NEU', message: says } },
		'plain text': { status: 400, body: says },
	}),
};

const ENDS_RUN = [
	'OVERLOAD_LIMIT',
	'NO_AUTH_FOUND',
	'expired_token',
	'invalid_token',
	'PORTAL_DELETED',
	'QUERY_LIMIT_EXCEEDED',
	'OPERATION_TIME_LIMIT',
];

/** An answer for each code that a vendor prints, but for those that end a run or make it wait. */
export const ROWS: Readonly<Record<string, () => Refusal[]>> = {
	bitrix24: () =>
		[
			...new Map(
				ERROR_ROWS.map(([, error, text = 'Words of the vendor']) => [
					`${error} ${text}`,
					{ error, error_description: text },
				]),
			).values(),
		]
			.filter(({ error }) => !ENDS_RUN.includes(error))
			.map((body) => ({ status: 400, body })),
	leadSquared: () =>
		LEADSQUARED_TYPES.filter(([type]) => !/RateLimit|UnAuthorized/.test(String(type))).map(
			([ExceptionType]) => ({
				status: 500,
				body: { Status: 'Error', ExceptionType, ExceptionMessage: 'Words of the vendor' },
			}),
		),
	ivvy: () =>
		IVVY_CODES.filter(([code]) => code !== 23005).map(([specificCode]) => ({
			status: 400,
			body: { errorCode: 400, specificCode, message: "'leadId' Words of the vendor" },
		})),
	deskera: () => [
		{ status: 400, body: { message: 'Words of the vendor' } },
		{ status: 403, body: { message: 'Words of the vendor' } },
		{ status: 404, body: { message: 'Words of the vendor' } },
	],
};
