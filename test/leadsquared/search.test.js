'use strict';
/** Activities found by the values of their fields, and lists in an order. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const json = ({ output }) => output.map((item) => item.json);
const run = (parameters) => runNode({ ...base, parameters });
const conditions = (...values) => ({
	values: values.map(([field, value, operator = 'eq']) => ({ field, operator, value })),
});
const search = (wanted, more = {}) =>
	run({
		resource: 'customActivity',
		operation: 'search',
		activityType: byId('201'),
		conditions: wanted,
		returnAll: true,
		...more,
	});
const stored = (fits) =>
	[...fake.vendor.store.activities.values()]
		.filter(({ ActivityEvent }) => ActivityEvent === 201)
		.filter(fits)
		.map(({ ProspectActivityId }) => ProspectActivityId)
		.sort();
const ids = (result) =>
	json(result)
		.map(({ id }) => id)
		.sort();

describe('a search', () => {
	it('finds what all conditions hold for, by schema name or label', async () => {
		const found = await search(conditions(['Outcome', 'Interested'], ['mx_Custom_2', '5', 'gte']));
		expect(ids(found)).toEqual(
			stored(
				({ Fields }) => Fields.mx_Custom_4 === 'Interested' && Number(Fields.mx_Custom_2) >= 5,
			),
		);
		expect(json(found).every(({ typeCode }) => typeCode === 201)).toBe(true);
	});

	it('by status, with the columns that were asked for', async () => {
		const options = { columns: 'Status, mx_Custom_1' };
		const rows = json(
			await search(conditions(['Status', 'Completed']), { output: 'raw', options }),
		);
		expect(rows).toHaveLength(stored(({ Status }) => Status === 'Completed').length);
		expect(Object.keys(rows[0]).sort()).toEqual([
			'ActivityEvent',
			'ProspectActivityId',
			'Status',
			'mx_Custom_1',
		]);
	});

	it('takes the words of the web app', async () => {
		const row = { SubConOp: 'And', LSO: 'Status', LSO_Type: 'SearchableDropdown', Operator: 'eq' };
		const advancedSearch = {
			GrpConOp: 'And',
			Conditions: [{ Type: 'Activity', ConOp: 'and', RowCondition: [{ ...row, RSO: 'Active' }] }],
			QueryTimeZone: 'India Standard Time',
		};
		const found = await search({}, { options: { advancedSearch: JSON.stringify(advancedSearch) } });
		expect(ids(found)).toEqual(stored(({ Status }) => Status === 'Active'));
	});

	it.each([
		['nothing to look for', {}, /^"Conditions" is empty$/],
		['a field that is not there', conditions(['Colour', 'x']), /^"Field" can't be "Colour"/],
		['text that is at least something', conditions(['Purpose', 'x', 'gte']), /^"Is at Least" does/],
		['a number that is none', conditions(['Guests', 'many']), /^"Guests" must be a number/],
		['a blank value', conditions(['Purpose', '']), /^"Value" is empty/],
	])('is refused with %s', async (_what, wanted, message) => {
		expect((await search(wanted)).error.message).toMatch(message);
		expect(fake.calls.every(({ method }) => method === 'GET')).toBe(true);
	});
});

describe('a list', () => {
	const WIDE = { from: '2025-01-01', to: '2027-01-01' };
	const LISTS = [
		['custom activities', { resource: 'customActivity', activityType: byId('201'), ...WIDE }],
		['activities', { resource: 'activity', scope: 'recent', ...WIDE }],
	];
	it.each(LISTS)('of %s comes in the order that was asked for', async (_what, form) => {
		const sort = { column: 'CreatedOn', direction: 'oldest' };
		const rows = json(
			await run({ ...form, operation: 'getMany', sort, returnAll: false, limit: 40 }),
		);
		const created = rows.map((row) => row.createdAt);
		expect(created).toEqual([...created].sort());
		expect(created[0]).toBe('2026-01-01T00:00:00Z');
	});

	it('of tasks comes by type and in order', async () => {
		const { OwnerId } = fake.vendor.store.tasks.get(fake.vendor.taskId(1));
		const all = { resource: 'task', operation: 'getMany', scope: 'owner', owner: byId(OwnerId) };
		const list = async (more) => json(await run({ ...all, returnAll: true, ...more }));
		const sorted = (await list({ sort: { column: 'DueDate', direction: 'oldest' } })).map(
			({ due }) => due,
		);
		expect(sorted).toEqual([...sorted].sort());
		const calls = await list({ taskType: byId('Phone Call') });
		expect(new Set(calls.map(({ type }) => type))).toEqual(new Set(['Phone Call']));
		expect(calls.length).toBeLessThan(sorted.length);
		expect((await run({ ...all, taskType: byId('Nothing') })).error.message).toMatch(
			/^"Task Type" can't be "Nothing"/,
		);
	});
});
