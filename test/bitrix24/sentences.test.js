'use strict';
/**
 * Every error code and text of the contract, alone and inside a batch: a user sees a sentence and
 * what to do, not a code.
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
	'2.3 to-dos': [
		['100', /Correct the value/],
		['NOT_FOUND', /deleted/],
		['OWNER_NOT_FOUND', /deleted/],
		['ACCESS_DENIED', /access to the record/],
		['WRONG_DATETIME_FORMAT', /deadline/],
		['CAN_NOT_UPDATE_COMPLETED_TODO', /Reopen/],
		['CAN_NOT_UPDATE_COLOR_COMPLETED_TODO', /Reopen/],
		['CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO', /Reopen/],
		['CAN_NOT_UPDATE_WRONG_COLOR_TODO', /Pick one/],
		['INVALID_ARG_VALUE', /Correct the value/],
		['ERROR_PARENT_ACTIVITY_RESTRICT', /closed/],
	],
	'2.5 custom activities': [
		['ERROR_WRONG_CONTEXT', /credential of that app/],
		['ERROR_WRONG_APPLICATION', /credential of that app/],
		['WRONG_FIELD_VALUE', /Correct the value/],
		['INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE', /deadline/],
		['ERROR_EMPTY_LAYOUT', /Fill in Title/],
		['FIELD_IS_REQUIRED', /Fill in the part/],
		['FIELD_IS_REDUNDANT', /Remove the part/],
		['ENUM_FIELD', /documented values/],
		['TOO_MANY_ITEMS', /Up to 20 lines/],
		['KEY_CONTAIN_WRONG_SYMBOLS', /letters, digits/],
		['WRONG_LANG', /language codes/],
		['REQUIRED_ARG_MISSING', /Fill in/],
		['WRONG_TYPE_VALUE', /Pick Type/],
	],
	'2.6 links': [
		['ACTIVITY_IS_ALREADY_BOUND', /Nothing has to be done/],
		['BINDING_NOT_FOUND', /Get Many/],
		['LAST_BINDING_CANNOT_BE_DELETED', /first/],
		['SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR', /Add a link/],
		['SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR', /Pick another/],
	],
	'2.7 and 9 comments': [['MULTIPLE_BINDINGS', /Pick the owner/]],
	'2.8 and 9 tasks': [
		['0', /Check the task ID/],
		['1', /Check the task ID/],
		['1048582', /Check the task ID/],
		['1048584', /Check the task ID/],
	],
	'2.9 chat': [
		['CANT_EDIT_MESSAGE', /own comments/],
		['MESSAGE_ID_ERROR', /from the list/],
		['ACCESS_ERROR', /Add the user/],
		['BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION', /Add the user/],
		['BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION', /Correct the value/],
	],
	'5.2 system': [
		['ERROR_MANIFEST_IS_NOT_AVAILABLE', /administrator/],
		['ERROR_METHOD_NOT_FOUND', /permission/],
		['insufficient_scope', /permission/],
		['user_access_error', /administrator/],
		['allowed_only_intranet_user', /employee/],
		['INVALID_CREDENTIALS', /right/],
		['ERROR_BATCH_METHOD_NOT_ALLOWED', /Batch Items/],
		['INVALID_REQUEST', /https/],
	],
	'6.2 and 1.3 apps': [
		['ERROR_EVENT_NOT_FOUND', /Tick the permission/],
		['WRONG_AUTH_TYPE', /credential of that app/],
		['PAYMENT_REQUIRED', /plan/],
	],
};
const TEXTS = [
	['ERROR_CORE', 'Task title is not specified<br>', 'Bitrix24 wants a title', /Fill in Title/],
	[
		'ERROR_CORE',
		'Responsible person not specified<br>',
		'Bitrix24 does not accept the responsible user',
		/Pick Responsible User/,
	],
	[
		'ERROR_CORE',
		'The user specified in the "Responsible" field was not found<br>',
		'Bitrix24 does not accept the responsible user',
		/Pick Responsible User/,
	],
	[
		'ERROR_CORE',
		'Required field UF_AUTO_1 value not entered<br>',
		'This portal requires a custom field of tasks that is empty',
		/UF_AUTO_1/,
	],
	['ERROR_CORE', 'Invalid status<br>', 'Bitrix24 does not accept the status', /2 to 6/],
	[
		'ERROR_CORE',
		'The task specified in the "Parent Task" field was not found<br>',
		'The parent task does not exist',
		/Pick Parent Task/,
	],
	[
		'ERROR_CORE',
		'START_DATE_PLAN and END_DATE_PLAN must be passed together<br>',
		'Planned start and planned end belong together',
		/both/,
	],
	[
		'ERROR_CORE',
		'The end date in scheduling is earlier than the start date<br>',
		'The planned end is before the planned start',
		/Correct/,
	],
	[
		'ERROR_CORE',
		'The specified task duration is too long<br>',
		'The planned time of the task is too long',
		/closer/,
	],
	[
		'ERROR_CORE',
		'TASKS_ERROR_EXCEPTION_#8; Action failed; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>',
		'The task does not exist, or this is not possible in its state',
		/Check the IDs/,
	],
	[
		'ACCESS_DENIED',
		'Access denied! Application context required',
		'This activity belongs to an app',
		/credential of that app/,
	],
	['', 'Error sending e-mail: no mailbox', 'Bitrix24 could not send the email', /mailbox/],
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
		if (advice === undefined) expect(error.message).toBe('Words of the vendor');
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
