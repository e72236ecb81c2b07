/** How iVvy's refusals are told, sent with an HTTP status of their own or with 200. */
import { titled } from '../support/titles.cts';
import { activity, byId, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { run, saved } = account;

const CODES: Array<[resource: string, code: number, title: string]> = [
	['activity', 24401, 'iVvy could not save the activity'],
	['activity', 24402, 'iVvy checked the activity and then refused it'],
	['activity', 24403, 'The activity has a value that iVvy does not accept'],
	['task', 24393, 'iVvy could not save the task'],
	['task', 24394, 'iVvy checked the task and then refused it'],
	['task', 24395, 'The task has a value that iVvy does not accept'],
];

describe.each(['http', '200'] as const)('errors sent with status %s', (errorStatus) => {
	beforeEach(() => {
		account.fake.vendor.options.errorStatus = errorStatus;
	});

	it.each(CODES)('%s code %i', async (resource, code, title) => {
		const result = await run({
			...(resource === 'task' ? task : activity),
			name: `!${code} please`,
		});
		expect(result.error?.message).toEqual(titled(title));
		expect(result.error?.description).toContain(`Vendor code: ${code}.`);
	});

	it.each<[resource: string, code: number, change: Values, title: string]>([
		[
			'activity',
			24397,
			{ belongsTo: 'lead', leadId: byId('1') },
			'The lead or opportunity of the activity does not exist',
		],
		['activity', 24398, { contactId: byId('1') }, 'The contact of the activity does not exist'],
		[
			'activity',
			24399,
			{ belongsTo: 'company', companyId: byId('1') },
			'The company of the activity does not exist',
		],
		[
			'activity',
			24400,
			{ operation: 'upsert', activityId: byId('1'), subType: 2 },
			'The activity does not exist',
		],
		[
			'task',
			24389,
			{ belongsTo: 'lead', leadId: byId('1') },
			'The lead or opportunity of the task does not exist',
		],
		['task', 24390, { contactId: byId('1') }, 'The contact of the task does not exist'],
		[
			'task',
			24391,
			{ belongsTo: 'company', companyId: byId('1') },
			'The company of the task does not exist',
		],
		['task', 24392, { operation: 'upsert', taskId: byId('1') }, 'The task does not exist'],
	])('%s code %i', async (resource, code, change, title) => {
		const result = await run({ ...(resource === 'task' ? task : activity), ...change });
		expect([result.error?.message, result.error?.description]).toEqual([
			titled(title),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
		// The text that is there may keep an External ID.
		expect(saved()).toHaveLength(1);
	});

	it.each([24404, 24396])('code %i, which the form can not cause', async (specificCode) => {
		account.fake.fault('answer', {
			answer: {
				status: errorStatus === 'http' ? 400 : 200,
				body: { errorCode: 400, message: 'The activity can only belongs to …', specificCode },
			},
		});
		const result = await run(activity);
		expect(result.error?.message).toMatch(/can belong to one record only/);
	});

	it('an opportunity given as a lead names the field by its label', async () => {
		const result = await run({ ...task, belongsTo: 'lead', leadId: byId('5001') });
		expect(result.error?.message).toBe(
			'The task has a value that iVvy does not accept ("Lead": "5001")',
		);
		expect(result.error?.description).toContain('leadId: Invalid item selected. Check "Lead".');
	});

	it("an unknown code shows iVvy's own text", async () => {
		account.fake.fault('answer', {
			answer: {
				status: errorStatus === 'http' ? 400 : 200,
				body: { errorCode: 400, message: 'Moon phase wrong', specificCode: 99999 },
			},
		});
		const result = await run(activity);
		expect(result.error?.message).toBe('iVvy refused the request: Moon phase wrong.');
		expect(result.error?.description).toContain('99999');
	});

	it('success: false is no success', async () => {
		const result = await run({ ...activity, name: '!false' });
		expect(result.status).toBe('error');
	});

	it('a revoked key', async () => {
		account.fake.vendor.revokeKey();
		const result = await run(activity);
		expect(result.error?.failure).toEqual({ cause: 'credential-invalid' });
	});
});
