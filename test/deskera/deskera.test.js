'use strict';
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) => runNode({ ...base, parameters: { resource: 'activity', additionalFields: {}, updateFields: {}, filters: {}, options: {}, ...parameters }, ...more });
const create = { operation: 'create', name: 'Call Ada', activity_type: 'call', start: '2026-12-01T10:00:00', end: '2026-12-01T11:00:00' };
const stored = (id) => fake.vendor.store.activities.get(id);
const json = (result) => result.output.map((item) => item.json);

describe('create', () => {
	it('sends every field, notes encoded, times in UTC, nobody invited', async () => {
		const result = await run({ ...create, additionalFields: {
			notes: 'Grüße <b>会議</b>', contact_ids: { values: [{ id: byId('179001') }, { id: byId('179002, 179003') }] }, organization_ids: { values: [{ id: byId('196401') }] }, assignee_ids: { values: [{ id: byId('46944') }] },
			linked_to: byId('1001'), is_status: true, visibility_type: 'team', user_timezone: 'Asia/Singapore', is_availability: true, source: 'WEB', source_id: '7',
		} });
		expect(fake.calls[0].json).toEqual({
			name: 'Call Ada', activity_type: 'call', start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z', notes: Buffer.from('Grüße <b>会議</b>').toString('base64'),
			contact_ids: [179001, 179002, 179003], organization_ids: [196401], assignee_ids: [46944], linked_to: 1001, is_status: true, visibility_type: 'team', user_timezone: 'Asia/Singapore',
			is_availability: true, source: 'WEB', source_id: '7', is_send_invitation: false, is_send_contacts_invitation: false,
		});
		expect(stored(3001).notes).toBe('Grüße <b>会議</b>');
		expect(json(result)[0]).toEqual({ id: 3001, ...fake.calls[0].json });
	});

	it('takes a duration instead of an end', async () => {
		await run({ ...create, end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({ start: '2026-12-01T09:00:00Z', end: '2026-12-01T09:45:00Z' });
	});

	it('counts a duration from the beginning of a day', async () => {
		await run({ ...create, start: '2026-12-01', end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({ start: '2026-12-01T00:00:00Z', end: '2026-12-01T00:45:00Z' });
	});

	it('wants one of the two', async () => {
		const result = await run({ ...create, end: '' });
		expect(result.error.message).toBe('"End" is empty');
		expect(fake.calls).toEqual([]);
	});
});

describe('get', () => {
	it('simplifies to at most ten flat fields', async () => {
		const [record] = json(await run({ operation: 'get', activityId: byId('5') }));
		expect(Object.keys(record)).toEqual(['id', 'name', 'type', 'start', 'end', 'done', 'notes', 'assignees', 'deal', 'updatedAt']);
		expect(Object.values(record).every((value) => typeof value !== 'object' || value === null)).toBe(true);
		expect(Number.isNaN(Date.parse(record.updatedAt))).toBe(false);
	});

	it('gives the record as Deskera sends it', async () => {
		const [record] = json(await run({ operation: 'get', activityId: byId('5'), output: 'raw' }));
		expect(record).toMatchObject({ id: 5, tenant_id: 64797, activity_type: expect.any(String), assignee_details: expect.any(Array) });
	});
});

describe('get many', () => {
	it('reads all pages', async () => {
		const result = await run({ operation: 'getMany', returnAll: true });
		expect(new Set(json(result).map(({ id }) => id)).size).toBe(3000);
		expect(fake.calls).toHaveLength(30);
		expect(result.output[2999].pairedItem).toEqual({ item: 0 });
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
		const result = await run({ operation: 'getMany', returnAll: false, limit: 3, options: { sortBy: 'id', sortDir: 'ASC' } });
		expect(json(result).map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it('builds the filter text from fields and takes more of it raw', async () => {
		await run({ operation: 'getMany', returnAll: false, limit: 1, filters: { name: 'Act & Co + 50 %', contact_id: byId('179642'), organization_id: byId('196518'), deal_id: byId('1227'), assignee_id: byId('46944'), date: '2026-01-01T00:00:00Z', activityType: 'call', is_status: true, source: 'WEB', source_id: '1' }, options: { query: 'query=source=API' } });
		expect(fake.calls[0].query.get('query').split(',').sort()).toEqual(['activityType=call', 'assignee_id=46944', 'contact_id=179642', 'date>1767225600', 'deal_id=1227', 'is_status=true', 'name=Act & Co + 50 %', 'organization_id=196518', 'source=API', 'source=WEB', 'source_id=1']);
		expect(fake.calls[0].rawUrl).not.toMatch(/query=[^&]*[ ,>+]/);
	});

	it('filters', async () => {
		const result = await run({ operation: 'getMany', returnAll: true, output: 'raw', filters: { activityType: 'lunch', is_status: false } });
		expect(result.output.length).toBeGreaterThan(0);
		expect(json(result).every(({ activity_type, is_status }) => activity_type === 'lunch' && is_status === false)).toBe(true);
	});

	it.each([['name', 'a,b'], ['source', 'a=b'], ['source_id', '1>2']])('refuses %s %s, which would be another filter', async (key, value) => {
		const result = await run({ operation: 'getMany', returnAll: true, filters: { [key]: value } });
		expect(result.error.message).toMatch(/can't hold a comma, =, < or > in a filter/);
		expect(fake.calls).toEqual([]);
	});
});

describe('update', () => {
	it('changes what is named and nothing else, though PUT replaces the record', async () => {
		const before = { ...stored(5) };
		const result = await run({ operation: 'update', activityId: byId('5'), updateFields: { name: 'New', is_status: true } });
		expect(result.error).toBeUndefined();
		const { updated_at: _a, updated_by: _b, ...after } = stored(5);
		const { updated_at: _c, updated_by: _d, ...wanted } = { ...before, name: 'New', is_status: true };
		expect(after).toEqual(wanted);
		expect(json(result)).toEqual([{ id: 5, name: 'New', is_status: true }]);
	});

	it('keeps notes with any characters', async () => {
		await run({ operation: 'update', activityId: byId('5'), updateFields: { notes: 'Ä 会議 <br>' } });
		await run({ operation: 'update', activityId: byId('5'), updateFields: { name: 'Again' } });
		expect(stored(5).notes).toBe('Ä 会議 <br>');
	});

	it('can mute the invitations', async () => {
		await run({ operation: 'update', activityId: byId('5'), updateFields: { is_send_invitation: true, is_send_contacts_invitation: true } });
		await run({ operation: 'update', activityId: byId('5'), updateFields: { name: 'Again' }, options: { muteInvitations: true } });
		expect(stored(5)).toMatchObject({ is_send_invitation: false, is_send_contacts_invitation: false });
	});
});

describe('delete and many', () => {
	it('delete tells what was deleted', async () => {
		expect(json(await run({ operation: 'delete', activityId: byId('5') }))).toEqual([{ deleted: true, id: 5 }]);
		expect(stored(5)).toBeUndefined();
	});

	it('gathers ids from items into as few calls as the batch size allows', async () => {
		const items = Array.from({ length: 250 }, (_, index) => ({ id: index + 1 }));
		const result = await run({ operation: 'deleteMany', activityIds: '={{ $json.id }}' }, { items });
		expect(fake.calls.map(({ json: body }) => body.length)).toEqual([100, 100, 50]);
		expect(json(result)).toEqual(items.map(({ id }) => ({ deleted: true, id })));
		expect(fake.vendor.store.activities.size).toBe(2750);
	});

	it('takes a list in one item', async () => {
		expect(json(await run({ operation: 'updateMany', activityIds: '1, 2,3', updateFields: { visibility_type: 'public' } }))).toEqual([{ updated: true, ids: [1, 2, 3], visibility_type: 'public' }]);
		expect(fake.calls[0].json).toEqual({ ids: [1, 2, 3], visibility_type: 'public' });
	});

	it('finds the unknown ones in a refused call and does the rest', async () => {
		const items = Array.from({ length: 64 }, (_, index) => ({ id: index === 40 ? 99999 : index + 1 }));
		const result = await run({ operation: 'deleteMany', activityIds: '={{ $json.id }}' }, { items, onError: 'continueErrorOutput' });
		expect(result.errorOutput.map(({ json: { id } }) => id)).toEqual([99999]);
		expect(result.output).toHaveLength(63);
		expect(fake.calls.length).toBeLessThan(15);
	});

	it('sends different changes apart and in their order', async () => {
		const items = [{ id: 1, seen: 'private' }, { id: 2, seen: 'private' }, { id: 1, seen: 'public' }, { id: 3, seen: 'private' }];
		await run({ operation: 'updateMany', activityIds: '={{ $json.id }}', updateFields: { visibility_type: '={{ $json.seen }}' } }, { items });
		expect(fake.calls.map(({ json: body }) => body)).toEqual([{ ids: [1, 2], visibility_type: 'private' }, { ids: [1], visibility_type: 'public' }, { ids: [3], visibility_type: 'private' }]);
	});
});

describe('errors', () => {
	it.each([
		['gateway', { status: 'error', code: 400, message: 'Start is wrong', requestPath: '/v1' }, 'Start is wrong'],
		['error', { error: 'Start is wrong' }, 'Start is wrong'],
		['text', 'Start is wrong', 'Start is wrong'],
		['empty', '', 'Deskera refused the request (status 400)'],
		['page', '<html>400</html>', 'Deskera refused the request (status 400)'],
	])('reads the shape %s', async (_shape, body, message) => {
		fake.fault('answer', { answer: { status: 400, body } });
		expect((await run(create)).error.message).toBe(message);
	});

	it('a refused token says what to do', async () => {
		fake.vendor.expireToken();
		const { error } = await run(create);
		expect([error.message, error.description, error.failure]).toEqual(['Deskera does not accept the token', expect.stringMatching(/expired/), { cause: 'credential-invalid' }]);
	});

	it('an answer without the new id is not taken for success', async () => {
		fake.fault('empty');
		expect((await run(create)).error.description).toMatch(/not known whether/);
	});
});

describe('pickers', () => {
	it.each([['searchContacts', 1200], ['searchOrganizations', 300], ['searchDeals', 400], ['searchUsers', 30], ['searchActivities', 3000]])('%s lists all of them by scrolling', async (method, count) => {
		const seen = [];
		for (let token; ; ) {
			const { results, paginationToken } = await lookUp({ ...base, method, args: ['', token] });
			seen.push(...results.map(({ value }) => value));
			if (paginationToken === undefined) break;
			token = paginationToken;
		}
		expect(new Set(seen).size).toBe(count);
	});

	it.each(['array', 'data', 'content'])('users come in the envelope %s, with the number that activities use', async (usersEnvelope) => {
		fake.vendor.options.usersEnvelope = usersEnvelope;
		const { results } = await lookUp({ ...base, method: 'searchUsers' });
		expect(results[0].value).toBe(46944);
	});

	it('search', async () => {
		const name = fake.vendor.store.contacts.get(179900).name;
		const { results } = await lookUp({ ...base, method: 'searchContacts', args: [name] });
		expect(results.map(({ value }) => value)).toContain(179900);
	});
});
