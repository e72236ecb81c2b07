'use strict';
/** What Bitrix24's own error texts come to. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const update = (more = {}) => ({
	resource: 'activity',
	operation: 'update',
	activityId: byId('4'),
	updateFields: {},
	options: {},
	...more,
});
const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: update(parameters), ...more });

describe('every error text of the page crm.activity.update', () => {
	it.each([
		['Activity is not found', 'The activity does not exist', /deleted/],
		['The field SUBJECT is not defined or empty', 'Bitrix24 requires a subject', /Fill in "Title"/],
		[
			'The field RESPONSIBLE_ID is not defined or invalid',
			'Bitrix24 does not accept the responsible user',
			/Pick "Assigned To"/,
		],
		[
			'The field TYPE_ID is not defined or invalid',
			'Bitrix24 does not accept the type of the activity',
			/Pick "Type"/,
		],
		[
			'The field COMMUNICATIONS is not defined or invalid',
			'Bitrix24 does not accept the client of the activity',
			/phone number or email/,
		],
		[
			'The only one communication is allowed for activity of specified type',
			'A call or a meeting has exactly one client',
			/Leave one entry/,
		],
		[
			'Could not build binding. Please ensure that owner info and communications are defined correctly',
			'Bitrix24 could not link the activity to its CRM records',
			/Check "Related Record"/,
		],
		[
			'The custom activity without provider is not supported in current context',
			'An activity of this type requires its provider',
			/Provider ID/,
		],
		[
			'Use crm.activity.configurable.update for this activity provider',
			'This is a configurable activity of an app',
			/credential of that app/,
		],
		[
			'Access denied',
			'The user of the credential has no access to this record',
			/access to the record/,
		],
		['Application context required', 'This activity belongs to an app', /credential of that app/],
	])('%s', async (text, message, advice) => {
		for (const alone of [true, false]) {
			fake.reset();
			const refusal = { error: '', error_description: `${text}.` };
			const answer = alone
				? { status: 400, body: refusal }
				: {
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
					};
			fake.fault('answer', { answer });
			const items = alone ? [{ id: 4 }] : [{ id: 4 }, { id: 8 }];
			const { error } = await run(
				{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
				{ items },
			);
			expect([error.message, error.description]).toEqual([
				titled(message),
				expect.stringMatching(advice),
			]);
			expect(fake.calls).toHaveLength(1);
		}
	});

	it.each([
		[9001, /configurable activity/],
		[9002, /belongs to an app/],
		[9003, /has no access/],
	])('activity %i of the portal', async (id, message) => {
		expect(
			(await run({ activityId: byId(String(id)), updateFields: { SUBJECT: 'New' } })).error.message,
		).toMatch(message);
	});
});

describe('system errors', () => {
	it.each([
		[401, 'NO_AUTH_FOUND', 'credential-invalid'],
		[401, 'expired_token', 'credential-invalid'],
		[401, 'INVALID_CREDENTIALS', 'credential-invalid'],
		[403, 'INVALID_CREDENTIALS', 'configuration-invalid'],
		[403, 'insufficient_scope', 'configuration-invalid'],
		[403, 'user_access_error', 'configuration-invalid'],
		[403, 'allowed_only_intranet_user', 'configuration-invalid'],
		[404, 'ERROR_METHOD_NOT_FOUND', 'configuration-invalid'],
		[400, 'INVALID_REQUEST', 'configuration-invalid'],
		[500, 'PORTAL_DELETED', 'credential-invalid'],
		[503, 'OVERLOAD_LIMIT', 'quota-exhausted'],
		[500, 'INTERNAL_SERVER_ERROR', 'temporarily-unavailable'],
		[500, 'ERROR_UNEXPECTED_ANSWER', 'temporarily-unavailable'],
	])('%i %s', async (status, code, cause) => {
		fake.fault('answer', {
			answer: { status, body: { error: code, error_description: 'Vendor text' } },
		});
		const { error } = await run({
			updateFields: { SUBJECT: 'New' },
			options: { afterLostAnswer: 'report' },
		});
		expect(error.failure).toEqual({ cause });
		expect(error.message).not.toContain('Vendor text');
		expect(fake.calls).toHaveLength(1);
	});

	it('waits for operating_reset_at', async () => {
		const reset = Math.floor(Date.now() / 1000) + 7200;
		fake.fault('answer', {
			answer: {
				status: 429,
				body: {
					error: 'OPERATION_TIME_LIMIT',
					error_description: 'x',
					time: { operating_reset_at: reset },
				},
			},
		});
		const { error } = await run({ updateFields: { SUBJECT: 'New' }, options: { maxWait: 10 } });
		expect(error.failure.cause).toBe('rate-limited');
		expect(error.failure.retryAfterMs).toBeGreaterThan(7_000_000);
	});
});
