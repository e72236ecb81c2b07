import { account, open, type Row } from './ivvy.client.cts';

const fake = account();
const { call, codeOf, option } = fake;

const total = async (path: string, input?: object) =>
	(await call(path, input)).body.meta?.totalResults;

describe('ivvy lists of drop-downs', () => {
	it.each([
		['crm.getLeadQualityList', { id: 1, label: 'Quality 1', showOnDash: true }, 3],
		[
			'crm.getLeadSourceList',
			{ id: 1, name: 'Source 1', description: null, cost: 0, isReferral: false, defaultType: null },
			5,
		],
		['crm.getLeadChannelList', { id: 1, name: 'Channel 1' }, 3],
		['account.getIndustryList', { id: 301, name: 'Association' }, 7],
	])('%s', async (path, first, size) => {
		const { meta, results } = (await call(path, { perPage: 2 })).body;
		expect(meta).toEqual({ totalResults: size, start: 0, perPage: 2, count: 2 });
		expect(results[0]).toMatchObject(first);
		expect(await total(path, { filter: { id__NOT: first.id } })).toBe(size - 1);
	});

	it('definitions of custom fields are bare arrays', async () => {
		for (const path of [
			'contact.getCustomFieldDefinition',
			'contact.getCompanyCustomFieldDefinition',
		]) {
			const { body } = await call<Row[]>(path);
			expect(body.map(({ fieldType }) => fieldType)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
			expect(body[2]?.selectValues).toEqual({ 1: 'First', 2: 'Second' });
			expect(await codeOf(path, { perPage: 5 })).toBe(23016);
		}
	});
});

describe('ivvy lists where the contract is unverified', () => {
	it('the greatest page', async () => {
		option('listCap', 20);
		expect((await call('crm.getTaskList', { perPage: 100 })).body.meta).toMatchObject({
			perPage: 20,
			count: 20,
		});
	});

	it('a filter by modifiedDate', async () => {
		const filter = { modifiedDate__GREATERTHAN: '2026-01-07 01:39:00' };
		expect(await total('crm.getActivityList', { filter })).toBe(1);
		option('modifiedFilter', 'ignored');
		expect(await total('crm.getActivityList', { filter })).toBe(2500);
		option('modifiedFilter', 'refused');
		expect(await codeOf('crm.getActivityList', { filter })).toBe(23016);
		expect(
			await total('contact.getContactList', {
				filter: { modifiedDate__LESSTHAN: '2026-01-05 08:00:00' },
			}),
		).toBe(1);
	});

	it('the value that means null', async () => {
		const count = async (value: string) =>
			await total('crm.getTaskList', { filter: { leadId: value } });
		expect([await count('__ISNULL__'), await count('ISNULL')]).toEqual([1500, 0]);
		option('nullTest', 'ISNULL');
		expect([await count('__ISNULL__'), await count('ISNULL')]).toEqual([0, 1500]);
		option('nullTest', 'both');
		expect([await count('__ISNULL__'), await count('ISNULL')]).toEqual([1500, 1500]);
	});

	it('where the venue of users and opportunities goes', async () => {
		const users = async () =>
			await Promise.all([
				total('account.getUserList', { venueId: 1 }),
				total('account.getUserList', { filter: { venueId: 1 } }),
			]);
		expect(await users()).toEqual([4, 4]);
		option('userVenue', 'filter');
		expect(await users()).toEqual([undefined, 4]);
		option('userVenue', 'top');
		expect(await users()).toEqual([4, undefined]);
		const opportunities = async () =>
			await Promise.all(
				['venueIds', 'venueId'].map((name) => total('crm.getOpportunityList', { [name]: [12] })),
			);
		expect(await opportunities()).toEqual([20, 20]);
		option('opportunityVenue', 'venueIds');
		expect(await opportunities()).toEqual([20, undefined]);
		option('opportunityVenue', 'venueId');
		expect(await opportunities()).toEqual([undefined, 20]);
	});

	it('whose tasks are visible', async () => {
		option('visibleTasks', 'own');
		option('keyUserId', 3);
		expect(await total('crm.getTaskList')).toBe(63);
		expect(await total('crm.getTaskList', { filter: { assignedUserId__NOT: 3 } })).toBe(0);
	});
});

describe('ivvy writes where the contract is unverified', () => {
	const activity = { name: 'Call', description: 'x', subType: 2 };
	const task = { name: 'Prepare', endDatetime: '2026-12-01 09:30:00' };

	it('an owner and a description may be needed', async () => {
		option('noOwner', 'refused');
		expect(await codeOf('crm.addOrUpdateActivity', activity)).toBe(24403);
		expect(await codeOf('crm.addOrUpdateTask', task)).toBe(24395);
		expect((await call('crm.addOrUpdateTask', { ...task, contactId: 45001 })).body.success).toBe(
			true,
		);
		expect((await call('crm.addOrUpdateTask', { id: 10001, name: 'x' })).body.success).toBe(true);
		const { description: _gone, ...bare } = activity;
		expect(await codeOf('crm.addOrUpdateActivity', { ...bare, companyId: 701 })).toBe(23017);
		option('description', 'optional');
		expect((await call('crm.addOrUpdateActivity', { ...bare, companyId: 701 })).body.success).toBe(
			true,
		);
	});

	it('the code of an opportunity without its venue', async () => {
		expect(await codeOf('crm.addOrUpdateActivity', { ...activity, leadId: 5001 })).toBe(24397);
		option('venueMissing', 24403);
		expect(await codeOf('crm.addOrUpdateActivity', { ...activity, leadId: 5001 })).toBe(24403);
		expect(await codeOf('crm.addOrUpdateTask', { ...task, leadId: 5001 })).toBe(24395);
	});
});

describe('ivvy refusals', () => {
	it('of a clock that is off: the allowed distance is an option', async () => {
		option('clockOffset', 4 * 60_000);
		expect((await call('test.ping')).status).toBe(200);
		option('clockSkew', 3 * 60_000);
		expect(await call('test.ping')).toMatchObject({
			status: 401,
			body: { errorCode: 401, specificCode: 23005 },
		});
		fake.reset();
		expect((await call('test.ping')).status).toBe(200);
	});

	it('of more calls than the limit', async () => {
		fake.vendor.limit({ burst: 1, perSecond: 0 });
		expect((await call('test.ping')).status).toBe(200);
		const bare = await call('test.ping');
		expect([bare.status, bare.headers.get('retry-after')]).toEqual([429, null]);
		option('retryAfter', 2);
		expect((await call('test.ping')).headers.get('retry-after')).toBe('2');
		option('errorStatus', '200');
		expect(await call('test.ping')).toMatchObject({ status: 200, body: { errorCode: 429 } });
		fake.reset();
		expect((await call('test.ping')).status).toBe(200);
	});

	it('of every other kind', async () => {
		option('forbidden', ['crm.getTaskList']);
		expect(await call('crm.getTaskList')).toMatchObject({ status: 403, body: { errorCode: 403 } });
		expect((await call('crm.getActivityList')).status).toBe(200);
		option('refuseWith', 462);
		expect(await call('test.ping')).toMatchObject({
			status: 400,
			body: { errorCode: 462, message: 'Session Expired' },
		});
		option('ownStatuses', 'code');
		expect((await call('test.ping')).status).toBe(462);
		option('refuseWith', 500);
		expect((await call('test.ping')).status).toBe(500);
		fake.reset();
		expect((await call('test.ping', {}, { headers: { accept: 'text/html' } })).status).toBe(406);
	});

	it('of options it does not have', async () => {
		const wrong = (settings: object) => () => open(settings);
		expect(wrong({ nothing: 1 })).toThrow('no option nothing');
		expect(wrong({ idFilter: 'maybe' })).toThrow(
			'option idFilter is one of works, refused, ignored, not maybe',
		);
	});
});
