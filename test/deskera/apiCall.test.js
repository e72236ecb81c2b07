'use strict';
/** Calls of any part of the Deskera API: lists in the three kinds of pages, and answers without a body. */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const call = (more) =>
	runNode({
		...base,
		parameters: { resource: 'apiCall', operation: 'call', method: 'GET', ...more },
	});
const json = ({ output }) => output.map((item) => item.json);
const query = (...values) => ({ values: values.map(([name, value]) => ({ name, value })) });

it.each([
	['/v1/users', 'limitFrom0', 'content', 'users'],
	['/v1/crm/contacts', 'limitFrom1', 'data', 'contacts'],
	['/v1/crm/activities', 'pageSize', 'data', 'activities'],
])('%s is read in its pages, each row once', async (path, paging, rowsIn, records) => {
	fake.vendor.options.usersEnvelope = 'content';
	const all = json(await call({ path, paging, rowsIn, pageSize: 7, returnAll: true }));
	const size = fake.vendor.store[records].size;
	expect(new Set(all.map(({ id }) => id)).size).toBe(size);
	expect(all).toHaveLength(size);
	expect(json(await call({ path, paging, rowsIn, pageSize: 7, limit: 3 }))).toHaveLength(3);
});

it('an answer that is a list becomes an item per row', async () => {
	const stages = json(await call({ path: '/v1/crm/deals/pipelines' }));
	expect(stages).toHaveLength(fake.vendor.store.pipelines.size);
});

it('query parameters are sent as they are', async () => {
	await call({ path: '/v1/crm/contacts', query: query(['type', 'person'], ['search', 'a & b']) });
	expect(Object.fromEntries(fake.calls[0].query)).toEqual({ type: 'person', search: 'a & b' });
});

it('a delete and a bulk change succeed without a body', async () => {
	const [bulk] = json(
		await call({
			method: 'PATCH',
			path: '/v1/crm/activities/bulkUpdate',
			body: { ids: [1], is_status: true },
		}),
	);
	expect(bulk).toEqual({ result: '' });
	expect(json(await call({ method: 'DELETE', path: '/v1/crm/activities/1' }))).toEqual([
		{ result: '' },
	]);
	expect(fake.vendor.store.activities.has(1)).toBe(false);
});

it('a refusal says what Deskera says', async () => {
	const { error } = await call({ path: '/v1/crm/deals/99999' });
	expect(`${error.message} ${error.description}`).toMatch(/deal 99999 not found/);
});

it('what may have changed something is not sent again when the answer is lost', async () => {
	fake.fault('lost');
	const { error } = await call({ method: 'DELETE', path: '/v1/crm/activities/1' });
	expect(`${error.message} ${error.description}`).toMatch(/unknown/i);
	expect(fake.calls).toHaveLength(1);
});
