'use strict';
/** Calls of any part of the LeadSquared API: what may be called, in which pages it comes, and what an error says. */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const call = (more, rest = {}) =>
	runNode({
		...base,
		parameters: { resource: 'apiCall', operation: 'call', method: 'GET', ...more },
		...rest,
	});
const json = ({ output }) => output.map((item) => item.json);
const query = (...values) => ({ values: values.map(([name, value]) => ({ name, value })) });

it('a list becomes an item per row, anything else one item', async () => {
	const users = json(await call({ path: '/UserManagement.svc/Users.Get' }));
	expect(users).toHaveLength(fake.vendor.store.users.size);
	const [lead, ...none] = json(
		await call({
			path: 'LeadManagement.svc/Leads.GetById',
			query: query(['id', fake.vendor.leadId(1)]),
		}),
	);
	expect([lead.ProspectID, none]).toEqual([fake.vendor.leadId(1), []]);
});

it('only the credential says the keys, and they are in no address', async () => {
	const refused = async (more) =>
		(await call({ path: '/Task.svc/RetrieveTaskType', ...more })).error;
	expect((await refused({ query: query(['accesskey', 'x']) })).message).toMatch(
		/^"Query Parameters" can't hold accesskey/,
	);
	expect(fake.calls).toHaveLength(0);
	await call({ path: '/Task.svc/RetrieveTaskType' });
	expect(fake.calls.map(({ query: sent }) => [...sent.keys()])).toEqual([[]]);
});

it.each([
	['https://api.leadsquared.com/v2/Task.svc/Retrieve', /address/],
	['//evil.example/Task.svc', /address/],
	['/Task.svc/../../admin', /character/],
	['/Task.svc/%2e%2e/admin', /character/],
	['/Task.svc/Retrieve.GetById?id=1', /Query Parameters/],
	['/Task.svc//Retrieve', /empty part/],
	['/Task.svc/Re trieve', /character/],
])('the path %s is refused before anything is sent', async (path, advice) => {
	const { error } = await call({ path });
	expect(error.message).toMatch(/^"Path" can't be /);
	expect(error.description).toMatch(advice);
	expect(fake.calls).toHaveLength(0);
});

describe('pages', () => {
	const PERIOD = { FromDate: '2025-01-01 00:00:00', ToDate: '2027-01-01 00:00:00' };
	const byPages = (more) =>
		call({
			method: 'POST',
			path: '/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
			body: {
				Parameter: { ...PERIOD, ActivityEvent: 201 },
				Sorting: { ColumnName: 'ProspectActivityId', Direction: 0 },
			},
			rowsIn: 'List',
			paging: 'pages',
			pageSize: 100,
			...more,
		});

	it('by number: all rows once, or as many as are wanted', async () => {
		const all = json(await byPages({ returnAll: true }));
		expect(new Set(all.map(({ ProspectActivityId }) => ProspectActivityId)).size).toBe(375);
		expect([all.length, fake.calls.length]).toEqual([375, 4]);
		expect(json(await byPages({ returnAll: false, limit: 150 }))).toHaveLength(150);
	});

	it('by offset, whatever it counts', async () => {
		const { fake: other, base: otherBase } = await fakeFor('leadSquared', {
			offsetCounts: 'pages',
			window: { calls: 1e6, seconds: 1 },
		});
		for (const given of [base, otherBase]) {
			const rows = json(
				await runNode({
					...given,
					parameters: {
						resource: 'apiCall',
						operation: 'call',
						method: 'POST',
						path: '/ProspectActivity.svc/Retrieve',
						query: query(['leadId', fake.vendor.leadId(1)]),
						body: '{}',
						rowsIn: 'ProspectActivities',
						paging: 'offset',
						pageSize: 200,
						returnAll: true,
					},
				}),
			);
			expect(new Set(rows.map(({ Id }) => Id)).size).toBe(rows.length);
			expect(rows.length).toBe(600);
		}
		await other.close();
	});

	it('without the list that was named the error says so', async () => {
		const { error } = await call({ path: '/Task.svc/RetrieveTaskType', rowsIn: 'Rows' });
		expect(error.message).toMatch(/without a list in "Rows"/);
	});
});

it('a refusal says what LeadSquared says', async () => {
	const { error } = await call({
		path: '/ProspectActivity.svc/GetActivityDetails',
		query: query(['activityId', '00000000-0000-4000-8000-000000000000']),
	});
	expect(`${error.message} ${error.description}`).toMatch(/Activity does not exist/);
});

describe('a lost answer', () => {
	const note = (more) =>
		call({
			method: 'POST',
			path: '/LeadManagement.svc/CreateNote',
			body: { RelatedProspectId: fake.vendor.leadId(1), Note: 'Called' },
			...more,
		});

	it('of a call that may change something is unknown, and nothing is sent again', async () => {
		fake.fault('lost');
		const { error } = await note();
		expect(`${error.message} ${error.description}`).toMatch(/unknown/i);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it('of one that only reads is asked for again', async () => {
		fake.fault('lost');
		expect(
			(await call({ path: '/Task.svc/RetrieveTaskType', readsOnly: true })).error,
		).toBeUndefined();
		expect(fake.calls).toHaveLength(2);
	});
});

it('calls about one record go one after another, others side by side', async () => {
	const items = [1, 1, 1].map((n, index) => ({
		lead: fake.vendor.leadId(n),
		text: `Note ${index}`,
	}));
	await call(
		{
			method: 'POST',
			path: '/LeadManagement.svc/CreateNote',
			body: '={{ { RelatedProspectId: $json.lead, Note: $json.text } }}',
		},
		{ items },
	);
	expect(fake.vendor.writes.map(({ note }) => note)).toEqual(['Note 0', 'Note 1', 'Note 2']);
});
