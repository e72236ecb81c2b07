'use strict';
/** One activity, and many. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			additionalFields: {},
			updateFields: {},
			filters: {},
			options: {},
			...parameters,
		},
		...more,
	});
const json = (result) => result.output.map((item) => item.json);

describe('get', () => {
	it('simplifies to the keys of all vendors', async () => {
		const [record] = json(await run({ operation: 'get', activityId: byId('5') }));
		expect(Object.keys(record).join(' ')).toBe(
			'id title description kind start end due status done priority assignedTo relatedTo createdAt updatedAt ' +
				'url externalId assignees',
		);
		expect(Number.isNaN(Date.parse(record.updatedAt))).toBe(false);
	});

	it('gives the record as Deskera sends it', async () => {
		const [record] = json(await run({ operation: 'get', activityId: byId('5'), output: 'raw' }));
		expect(record).toMatchObject({
			id: 5,
			tenant_id: 64797,
			activity_type: expect.any(String),
			assignee_details: expect.any(Array),
		});
	});
});

describe('get many', () => {
	it('reads all pages', async () => {
		const result = await run({ operation: 'getMany', returnAll: true });
		expect(new Set(json(result).map(({ id }) => id)).size).toBe(3000);
		// The last page is full: a total may be cut off right there, so that only an empty page is the end.
		expect(fake.calls).toHaveLength(4);
		expect(result.output[2999].pairedItem).toEqual({ item: 0 });
	});

	it('finds out the largest page that is not refused', async () => {
		fake.vendor.options.refusedAbove = 100;
		const result = await run({ operation: 'getMany', returnAll: true });
		expect(result.output).toHaveLength(3000);
		expect(
			fake.calls.slice(0, 4).map(({ query }) => [query.get('page'), query.get('pageSize')]),
		).toEqual([
			['1', '1000'],
			['1', '500'],
			['1', '100'],
			['2', '100'],
		]);
		expect(fake.calls).toHaveLength(33);
	});

	it('uses the page size that is asked for', async () => {
		await run({
			operation: 'getMany',
			returnAll: true,
			filters: { name: 'Activity 29' },
			options: { pageSize: 50 },
		});
		expect(new Set(fake.calls.map(({ query }) => query.get('pageSize')))).toEqual(new Set(['50']));
	});

	it('says what is wrong with a filter, whatever the page size', async () => {
		const result = await run({
			operation: 'getMany',
			returnAll: true,
			options: { query: 'colour=red' },
		});
		expect(result.error.message).toMatch(/colour/);
	});

	it('asks for no more than the limit', async () => {
		const result = await run({ operation: 'getMany', returnAll: false, limit: 7 });
		expect(result.output).toHaveLength(7);
		expect(fake.calls.map(({ query }) => query.get('pageSize'))).toEqual(['7']);
	});

	it('crosses pages for a limit, and copes with pages smaller than asked for', async () => {
		fake.vendor.options.maxPageSize = 20;
		const result = await run({ operation: 'getMany', returnAll: false, limit: 50 });
		expect(new Set(json(result).map(({ id }) => id)).size).toBe(50);
		expect(fake.calls).toHaveLength(3);
	});

	it('sorts', async () => {
		const result = await run({
			operation: 'getMany',
			returnAll: false,
			limit: 3,
			sort: { column: 'id', direction: 'ASC' },
		});
		expect(json(result).map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it('builds the filter text from fields and takes more of it raw', async () => {
		await run({
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: {
				name: 'Act & Co + 50 %',
				contact_id: byId('179642'),
				organization_id: byId('196518'),
				deal_id: byId('1227'),
				assignee_id: byId('46944'),
				date: '2026-01-01T00:00:00Z',
				activityType: 'call',
				is_status: 'completed',
				source: 'WEB',
				source_id: '1',
			},
			options: { query: 'query=visibility_type=team' },
		});
		expect(fake.calls[0].query.get('query').split(',').sort()).toEqual([
			'activityType=call',
			'assignee_id=46944',
			'contact_id=179642',
			'date>1767225600',
			'deal_id=1227',
			'is_status=true',
			'name=Act & Co + 50 %',
			'organization_id=196518',
			'source=WEB',
			'source_id=1',
			'visibility_type=team',
		]);
		expect(fake.calls[0].rawUrl).not.toMatch(/query=[^&]*[ ,>+]/);
	});

	it('filters', async () => {
		const result = await run({
			operation: 'getMany',
			returnAll: true,
			output: 'raw',
			filters: { activityType: 'lunch', is_status: 'open' },
		});
		expect(result.output.length).toBeGreaterThan(0);
		expect(
			json(result).every(
				({ activity_type, is_status }) => activity_type === 'lunch' && is_status === false,
			),
		).toBe(true);
	});

	it.each([
		['name', 'a,b'],
		['source', 'a=b'],
		['source_id', '1>2'],
	])('refuses %s %s, which would be another filter', async (key, value) => {
		const result = await run({ operation: 'getMany', returnAll: true, filters: { [key]: value } });
		expect(result.error.message).toMatch(/can't hold a comma, =, < or > in a filter/);
		expect(fake.calls).toEqual([]);
	});
});
