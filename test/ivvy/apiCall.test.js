'use strict';
/** Calls of any part of the iVvy API: signed like all others, parameters in the body, lists in pages. */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const call = (action, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'POST',
			path: '/api/1.0/crm',
			query: { values: action === undefined ? [] : [{ name: 'action', value: action }] },
			...more,
		},
	});
const json = ({ output }) => output.map((item) => item.json);

it('a call without parameters is signed with an empty object as its body', async () => {
	const [answer] = json(await call('getLeadStageList'));
	expect(answer.meta.totalResults).toBe(fake.vendor.store.stages.size);
	expect(fake.calls.map(({ text }) => text)).toEqual(['{}']);
});

it('a list becomes an item per row, over all pages or up to a limit', async () => {
	const list = { paging: 'start', pageSize: 100, body: { filter: {} } };
	const all = json(await call('getTaskList', { ...list, returnAll: true }));
	expect(new Set(all.map(({ id }) => id)).size).toBe(fake.vendor.store.tasks.size);
	expect(all).toHaveLength(fake.vendor.store.tasks.size);
	expect(json(await call('getTaskList', { ...list, returnAll: false, limit: 3 }))).toHaveLength(3);
	expect(json(await call('getLeadTypeList', { rowsIn: 'results' }))).toHaveLength(
		fake.vendor.store.types.size,
	);
});

it.each([
	['/api/1.0/crm/getTaskList', {}, /^"Path" can't be/],
	['/crm', {}, /^"Path" can't be/],
	['/api/1.0/crm', { action: undefined }, /has no action/],
	['/api/1.0/crm', { action: 'get TaskList' }, /^action can't be/],
	['/api/1.0/crm', { other: 'venueId' }, /can't hold venueId/],
])('%s with %j is refused before anything is sent', async (path, { other, ...given }, message) => {
	const action = 'action' in given ? given.action : 'getTaskList';
	const values = [
		...(action === undefined ? [] : [{ name: 'action', value: action }]),
		...(other === undefined ? [] : [{ name: other, value: '1' }]),
	];
	const { error } = await call(action, { path, query: { values } });
	expect(error.message).toMatch(message);
	expect(error.description).not.toBe('');
	expect(fake.calls).toHaveLength(0);
});

it('a refusal says what iVvy says', async () => {
	const { error } = await call('addOrUpdateLeadNote', { body: { leadId: 1, note: 'x' } });
	expect(error.message).toMatch(/The lead or opportunity of the note does not exist/);
	expect(`${error.message} ${error.description}`).toMatch(/lead\/opportunity does not exist/);
});

it('only a call that is said to read is made again when its answer is lost', async () => {
	fake.fault('lost');
	const { error } = await call('addOrUpdateLeadNote', { body: { leadId: 2001, note: 'x' } });
	expect(`${error.message} ${error.description}`).toMatch(/unknown/i);
	expect(fake.vendor.writes).toHaveLength(1);
	fake.reset();
	fake.fault('lost');
	expect((await call('getLeadStageList', { readsOnly: true })).error).toBeUndefined();
	expect(fake.calls).toHaveLength(2);
});

it.each([['{}'], ['[]'], ['null'], ['5'], ['true'], ['[{"id":1}]']])(
	'a call that changes something and is answered %s has proved nothing, or has',
	async (body) => {
		const yes = ['true', '[{"id":1}]'].includes(body);
		const answer = {
			answer: { status: 200, headers: { 'content-type': 'application/json' }, body },
		};
		fake.fault('answer', answer);
		const { error } = await call('cancelBooking', { body: { id: 1 } });
		expect(error === undefined).toBe(yes);
		if (!yes) expect(`${error.message} ${error.description}`).toMatch(/unknown/i);
		expect(fake.calls).toHaveLength(1);
		if (body === 'null') return;
		fake.fault('answer', answer);
		expect((await call('getLeadTypeList')).error).toBeUndefined();
	},
);

it('parameters are one object, not a list', async () => {
	const { error } = await call('getTaskList', { body: '[1]' });
	expect(error.message).toBe('"Body (JSON)" must be an object');
	expect(fake.calls).toHaveLength(0);
});
