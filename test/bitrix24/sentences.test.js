'use strict';
/**
 * Codes that mean the same everywhere, and those of an update of an activity, alone and inside a batch. What each
 * method prints is in errorRows.test.js.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

/** [code, what to do] by section of the contract; each with the vendor's own text behind it */
const CODES = {
	'2.2 activities': [
		['ERROR_CORE', undefined],
		['', undefined],
	],
	'2.2 to 2.6 any activity': [
		['NOT_FOUND', /deleted/],
		['OWNER_NOT_FOUND', /deleted/],
		['ACCESS_DENIED', /access to the record/],
		['ERROR_PARENT_ACTIVITY_RESTRICT', /closed/],
		['ERROR_WRONG_CONTEXT', /credential of that app/],
	],
	'other methods, whose codes mean nothing here': [
		['MULTIPLE_BINDINGS', undefined],
		['1048582', undefined],
		['0', undefined],
		['CANT_EDIT_MESSAGE', undefined],
	],
	'5.2 system': [
		['ERROR_MANIFEST_IS_NOT_AVAILABLE', /administrator/],
		['ERROR_METHOD_NOT_FOUND', /permission/],
		['insufficient_scope', /permission/],
		['user_access_error', /administrator/],
		['allowed_only_intranet_user', /employee/],
		['INVALID_CREDENTIALS', /right/],
		['ERROR_BATCH_METHOD_NOT_ALLOWED', /"Batch Items"/],
		['INVALID_REQUEST', /https/],
	],
	'6.2 and 1.3 apps': [
		['ERROR_EVENT_NOT_FOUND', /Tick the permission/],
		['WRONG_AUTH_TYPE', /credential of that app/],
		['PAYMENT_REQUIRED', /plan/],
	],
};
const TEXTS = [
	[
		'ACCESS_DENIED',
		'Access denied! Application context required',
		'This activity belongs to an app',
		/credential of that app/,
	],
	['', 'Activity is not found<br>', 'The activity does not exist ("Activity": 4)', /deleted/],
];

const update = {
	resource: 'activity',
	operation: 'update',
	kind: 'system',
	activityId: byId('={{ $json.id }}'),
	updateFields: { SUBJECT: 'New' },
};
const inBatch = (refusal) => ({
	status: 200,
	body: {
		result: {
			result: [],
			result_error: { i0: refusal, i1: refusal },
			result_total: [],
			result_next: [],
			result_time: [],
		},
	},
});

async function refused(error, error_description, alone, status) {
	const refusal = { error, error_description };
	fake.fault('answer', { times: 9, answer: alone ? { status, body: refusal } : inBatch(refusal) });
	return (
		await runNode({
			...base,
			parameters: update,
			items: alone ? [{ id: 4 }] : [{ id: 4 }, { id: 8 }],
		})
	).error;
}

describe.each(Object.entries(CODES))('section %s', (_section, codes) => {
	it.each(
		codes.flatMap(([code, advice]) => [
			[code, 'alone', advice],
			[code, 'in a batch', advice],
		]),
	)('%s %s', async (code, where, advice) => {
		const error = await refused(code, 'Words of the vendor', where === 'alone', 400);
		// An unknown one shows the vendor's own words.
		if (advice === undefined)
			expect(error.message).toBe('Bitrix24 refused the request: Words of the vendor');
		else {
			expect(error.message).not.toMatch(/Words of the vendor|status \d|_/);
			expect(error.description).toMatch(advice);
			expect(error.description).toContain('Bitrix24 says: Words of the vendor');
		}
		expect(error.description).toContain(code === '' ? '' : `Vendor code: ${code}.`);
		expect(fake.calls).toHaveLength(1);
	});
});

it.each(TEXTS)('%s %s', async (code, text, title, advice) => {
	for (const alone of [true, false]) {
		fake.reset();
		const error = await refused(code, text, alone, 400);
		expect([error.message, error.description]).toEqual([title, expect.stringMatching(advice)]);
		expect(error.description).not.toContain('<br');
	}
});

it.each([
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_scope',
	'expired_token',
	'invalid_token',
	'NO_AUTH_FOUND',
])('%s stops the run and leads to the credential', async (code) => {
	const error = await refused(code, 'x', true, 401);
	expect(error.failure.cause).toBe('credential-invalid');
	expect(error.description).toMatch(/credential/);
	expect(fake.calls).toHaveLength(1);
});

it.each([
	[401, 'credential-invalid'],
	[403, 'configuration-invalid'],
])(
	'INVALID_CREDENTIALS with a %i leads to the webhook, then to the right',
	async (status, cause) => {
		const error = await refused('INVALID_CREDENTIALS', 'x', true, status);
		expect(error.failure.cause).toBe(cause);
		expect(error.message).toMatch(/refuses the credential, or its user may not/);
		expect(error.description).toMatch(/Webhook URL.* right in Bitrix24/);
	},
);

it('REST 3.0 names the fields that it does not accept', async () => {
	const validation = [{ message: 'Field `text` is too long', field: 'text' }];
	fake.fault('answer', {
		answer: {
			status: 400,
			body: {
				error: {
					code: 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
					message: 'Error validating request object',
					validation,
				},
			},
		},
	});
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'taskComment',
			operation: 'create',
			taskId: byId('1'),
			comment: 'x',
			sendAs: 'chat',
		},
	});
	expect([error.message, error.description]).toEqual([
		'Bitrix24 does not accept one of the values',
		expect.stringContaining('Field `text` is too long'),
	]);
});
