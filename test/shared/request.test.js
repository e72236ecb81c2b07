'use strict';
/** What one call does to the account's budget; everything else of request.ts is tested vendor by vendor in test/engine. */
const { runNode } = require('../support/engine');
const { byId, fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());

/** Ends a run that would not end by itself. */
const GIVE_UP_MS = 8000;

it('lets no item wait longer than Max Wait for a pause that another item was asked to make', async () => {
	fake.fault('429', { times: 1, headers: { 'retry-after': '3600' } });
	const parameters = { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}'), options: { maxWait: 1, parallel: 1 } };
	let timer;
	const result = await runNode({ ...base, parameters, items: [{ id: 1 }, { id: 2 }], onError: 'continueRegularOutput', during: (cancel) => (timer = setTimeout(cancel, GIVE_UP_MS)) });
	clearTimeout(timer);
	expect(result.status).toBe('success');
	expect(result.output.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1]);
	expect(result.output[0].json.error).toMatch(/too many requests/i);
});
