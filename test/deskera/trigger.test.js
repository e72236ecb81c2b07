'use strict';
/** The trigger as n8n polls it, against activities that change meanwhile. */
const { fakeFor } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');
const { unreadable } = require('../support/unreadable');

let fake;
let base;
beforeEach(
	async () => ({ fake, base } = await fakeFor('deskera', { records: { activities: 250 } })),
);
afterEach(() => fake.close());

const trigger = (event, more = {}) =>
	triggerOf({
		...base,
		node: 'deskeraTrigger',
		parameters: { event, output: 'simplified', ...more },
	});
const ids = (answer) => (answer === null ? null : answer[0].map(({ json: { id } }) => id));
const store = () => fake.vendor.store.activities;

const headers = () => ({
	'content-type': 'application/json',
	'x-access-token': base.credentials.token,
});
const send = (method, path, body) =>
	fetch(`${fake.url}/v1/crm/activities${path}`, {
		method,
		headers: headers(),
		body: JSON.stringify(body),
	});
const create = async (more = {}) =>
	(await (await send('POST', '', { name: 'New', activity_type: 'call', ...more })).json()).id;
const set = (id, change) => send('PATCH', '/bulkUpdate', { ids: [id], ...change });
/** A time as Deskera writes it, `seconds` after the newest that is there. */
const newest = () =>
	[...store().values()]
		.map(({ updated_at }) => updated_at)
		.sort()
		.at(-1);
const at = (seconds, micros = '000000') => {
	const moment = new Date(Date.parse(newest()) + 5.5 * 3_600_000 + seconds * 1000)
		.toISOString()
		.slice(0, 19);
	return `${moment}.${micros}+05:30`;
};

it('begins where it is: the first poll reports nothing, the next ones what came since', async () => {
	const poll = (await trigger('both')).poll;
	expect(await poll()).toBeNull();
	expect(await poll()).toBeNull();
	const id = await create();
	await set(7, { visibility_type: 'private' });
	expect(ids(await poll())).toEqual([id, 7]);
	expect(await poll()).toBeNull();
});

it('loses no change where the items could not be made', async () => {
	let isDown = false;
	base.credentials = unreadable(base.credentials, () => isDown && fake.calls.length > 0);
	const { poll } = await trigger('both');
	await poll();
	const id = await create();
	fake.calls.length = 0;
	isDown = true;
	await expect(poll()).rejects.toMatchObject({ message: expect.any(String) });
	isDown = false;
	expect(ids(await poll())).toEqual([id]);
	expect(await poll()).toBeNull();
});

it('the first poll reads a page, not the whole account', async () => {
	await (await trigger('created')).poll();
	expect(fake.calls).toHaveLength(1);
});

it.each([
	['created', (id) => [id]],
	['updated', () => [7]],
	['both', (id) => [id, 7]],
])('%s reports that and nothing else', async (event, expected) => {
	const { poll } = await trigger(event);
	await poll();
	const id = await create();
	await set(7, { is_status: false });
	expect(ids(await poll())).toEqual(expected(id));
});

it.each(['simplified', 'portable', 'raw'])(
	'each item tells in %s what happened',
	async (output) => {
		const told = (items) => items[0].map(({ json }) => json.event);
		store().get(7).is_status = false;
		const both = await trigger('both', { output });
		await both.poll();
		await create();
		await set(7, { visibility_type: 'private' });
		expect(told(await both.poll())).toEqual(['created', 'updated']);
		const done = await trigger('completed', { output });
		await done.poll();
		await set(7, { is_status: true });
		expect(told(await done.poll())).toEqual(['completed']);
	},
);

it('a created activity that changes later is an update then', async () => {
	const { poll } = await trigger('updated');
	await poll();
	const id = await create();
	expect(await poll()).toBeNull();
	await set(id, { is_status: true });
	expect(ids(await poll())).toEqual([id]);
});

describe('completed', () => {
	it('reports each completion once: not edits of done ones, not those that were done before', async () => {
		for (const activity of store().values()) activity.is_status = activity.id % 2 === 0;
		const { poll } = await trigger('completed');
		expect(await poll()).toBeNull();
		await set(1, { is_status: true });
		await set(2, { visibility_type: 'private' });
		await set(3, { visibility_type: 'private' });
		expect(ids(await poll())).toEqual([1]);
		await set(1, { visibility_type: 'public' });
		expect(await poll()).toBeNull();
		await set(1, { is_status: false });
		expect(await poll()).toBeNull();
		await set(1, { is_status: true });
		expect(ids(await poll())).toEqual([1]);
	});

	it('reports one that was created as done', async () => {
		const { poll } = await trigger('completed');
		await poll();
		const id = await create({ is_status: true });
		await create();
		expect(ids(await poll())).toEqual([id]);
		expect(await poll()).toBeNull();
	});

	it('begins anew when the trigger is set to it later', async () => {
		const held = await trigger('both');
		await held.poll();
		const later = await triggerOf({
			...base,
			node: 'deskeraTrigger',
			parameters: { event: 'completed', output: 'simplified' },
		});
		Object.assign(later.staticData(), JSON.parse(JSON.stringify(held.staticData())));
		await set(1, { is_status: true });
		expect(await later.poll()).toBeNull();
		await set(3, { is_status: true });
		expect(ids(await later.poll())).toEqual([3]);
	});
});

it('finds all of many with the same time, and two changes within a second', async () => {
	const { poll } = await trigger('both');
	await poll();
	const same = at(60);
	for (let id = 1; id <= 230; id++) store().get(id).updated_at = same;
	expect(ids(await poll()).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 230 }, (_, index) => index + 1),
	);
	store().get(9).updated_at = same.replace('.000000', '.000001');
	expect(ids(await poll())).toEqual([9]);
	expect(await poll()).toBeNull();
});

it('finds one that became visible late, behind newer ones', async () => {
	const { poll } = await trigger('both');
	await poll();
	const [late, first] = [at(20), at(40)];
	store().get(10).updated_at = first;
	expect(ids(await poll())).toEqual([10]);
	store().get(11).updated_at = late;
	expect(ids(await poll())).toEqual([11]);
	expect(await poll()).toBeNull();
});

it.each([
	['ahead', 3 * 86_400],
	['behind', -3 * 86_400],
])("does not mind a clock of Deskera's that is %s", async (_word, seconds) => {
	for (const activity of store().values())
		for (const key of ['created_at', 'updated_at'])
			activity[key] = new Date(Date.now() + seconds * 1000 + activity.id * 1000)
				.toISOString()
				.replace('Z', '000Z');
	const { poll } = await trigger('both');
	expect(await poll()).toBeNull();
	store().get(5).updated_at = new Date(Date.now() + seconds * 1000 + 999_000)
		.toISOString()
		.replace('Z', '000Z');
	expect(ids(await poll())).toEqual([5]);
	expect(await poll()).toBeNull();
});

it('goes on after a restart, and after failures', async () => {
	const held = await trigger('both');
	await held.poll();
	await set(4, { is_status: true });
	fake.fault('500', { times: 9 });
	await expect(held.poll()).rejects.toThrow(/Deskera returned status 500/);
	fake.reset();
	const after = await trigger('both');
	Object.assign(after.staticData(), JSON.parse(JSON.stringify(held.staticData())));
	await set(4, { is_status: true });
	expect(ids(await after.poll())).toEqual([4]);
});

it('an account without activities begins empty', async () => {
	store().clear();
	const { poll } = await trigger('completed');
	expect(await poll()).toBeNull();
	const id = await create({ is_status: true, name: 'First' });
	expect(ids(await poll())).toEqual([id]);
});

it.each(['both', 'completed'])(
	'a test shows a sample and remembers nothing (%s)',
	async (event) => {
		const { poll, staticData } = await trigger(event, { output: 'raw' });
		const [items] = await poll('manual');
		expect(items).toHaveLength(3);
		expect(items[0].json).toHaveProperty('updated_at');
		if (event === 'completed')
			expect(items.every(({ json }) => json.is_status === true)).toBe(true);
		expect(staticData()).toEqual({});
	},
);
