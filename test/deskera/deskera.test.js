'use strict';
const { runNode, lookUp } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');

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
const create = {
	operation: 'create',
	name: 'Call Ada',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
};
const stored = (id) => fake.vendor.store.activities.get(id);
const json = (result) => result.output.map((item) => item.json);

describe('create', () => {
	it('sends every field, notes encoded, times in UTC, nobody invited', async () => {
		const result = await run({
			...create,
			additionalFields: {
				notes: 'Grüße <b>会議</b>',
				contact_ids: { values: [{ id: byId('179001') }, { id: byId('179002, 179003') }] },
				organization_ids: { values: [{ id: byId('196401') }] },
				assignee_ids: { values: [{ id: byId('46944') }] },
				linked_to: byId('1001'),
				is_status: true,
				visibility_type: 'team',
				user_timezone: 'Asia/Singapore',
				is_availability: true,
				source: 'WEB',
				source_id: '7',
			},
		});
		expect(fake.calls[0].json).toEqual({
			name: 'Call Ada',
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			notes: Buffer.from('Grüße <b>会議</b>').toString('base64'),
			contact_ids: [179001, 179002, 179003],
			organization_ids: [196401],
			assignee_ids: [46944],
			linked_to: 1001,
			is_status: true,
			visibility_type: 'team',
			user_timezone: 'Asia/Singapore',
			is_availability: true,
			source: 'WEB',
			source_id: '7',
			is_send_invitation: false,
			is_send_contacts_invitation: false,
		});
		expect(stored(3001).notes).toBe('Grüße <b>会議</b>');
		expect(json(result)[0]).toEqual({ id: 3001, ...fake.calls[0].json });
	});

	it('takes a duration instead of an end', async () => {
		await run({ ...create, end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T09:45:00Z',
		});
	});

	it('counts a duration from the beginning of a day', async () => {
		await run({ ...create, start: '2026-12-01', end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({
			start: '2026-11-30T23:00:00Z',
			end: '2026-11-30T23:45:00Z',
		});
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
		expect(Object.keys(record)).toEqual([
			'id',
			'name',
			'type',
			'start',
			'end',
			'done',
			'notes',
			'assignees',
			'deal',
			'updatedAt',
		]);
		expect(
			Object.values(record).every((value) => typeof value !== 'object' || value === null),
		).toBe(true);
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
			options: { sortBy: 'id', sortDir: 'ASC' },
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

describe('update', () => {
	it('changes what is named and nothing else, though PUT replaces the record', async () => {
		const before = { ...stored(5) };
		const result = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { name: 'New', is_status: true },
		});
		expect(result.error).toBeUndefined();
		const { updated_at: _a, updated_by: _b, ...after } = stored(5);
		const {
			updated_at: _c,
			updated_by: _d,
			...wanted
		} = { ...before, name: 'New', is_status: true };
		expect(after).toEqual(wanted);
		expect(json(result)).toEqual([{ id: 5, name: 'New', is_status: true }]);
	});

	it('keeps notes with any characters', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'Ä 会議 <br>' },
		});
		await run({ operation: 'update', activityId: byId('5'), updateFields: { name: 'Again' } });
		expect(stored(5).notes).toBe('Ä 会議 <br>');
	});

	it('takes notes that are encoded already, and refuses what is not', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'R3LDvMOfZQ==' },
			options: { notesAreBase64: true },
		});
		expect(stored(5).notes).toBe('Grüße');
		fake.calls.length = 0;
		const { error } = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'plain text' },
			options: { notesAreBase64: true },
		});
		expect(error.message).toBe('"Notes" is not base64');
		expect(fake.calls).toEqual([]);
	});

	it('changes of several items to one activity all arrive, though they are sent side by side', async () => {
		const items = ['a', 'b', 'c'].flatMap((value) => [
			{ id: 5, source: value },
			{ id: 5, name: value },
			{ id: 6, source: value },
		]);
		const result = await run(
			{
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				updateFields: { source: '={{ $json.source }}', name: '={{ $json.name }}' },
				options: { parallel: 9 },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(result.output).toHaveLength(9);
		expect([stored(5), stored(6)]).toMatchObject([{ source: 'c', name: 'c' }, { source: 'c' }]);
	});

	it('stops waiting items too when one fails', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ id: index === 0 ? 99999 : 5 }));
		const result = await run(
			{ operation: 'update', activityId: byId('={{ $json.id }}'), updateFields: { source: 'x' } },
			{ items },
		);
		expect(result.error.message).toEqual(titled('The activity does not exist'));
		expect(fake.vendor.writes.length).toBeLessThan(3);
	});

	describe('somebody changed it in between', () => {
		const others = async () => {
			await run({
				operation: 'update',
				activityId: byId('5'),
				updateFields: { source: 'someone else' },
			});
			fake.vendor.writes.length = 0;
		};
		const read = async (output) =>
			json(await run({ operation: 'get', activityId: byId('5'), output }))[0];
		const change = (item, options = {}) =>
			run(
				{ operation: 'update', activityId: byId('5'), updateFields: { name: 'Mine' }, options },
				{ items: [item] },
			);

		it.each(['simplified', 'raw'])(
			'the output says so, and the other change stays (%s item)',
			async (output) => {
				const item = await read(output);
				await others();
				const [written] = json(await change(item));
				expect(written.changedMeanwhile).toMatch(/^\d{4}-.*\+05:30$/);
				expect(stored(5)).toMatchObject({ name: 'Mine', source: 'someone else' });
			},
		);

		it.each(['simplified', 'raw'])('nothing is said when nobody did (%s item)', async (output) => {
			expect(json(await change(await read(output)))).toEqual([{ id: 5, name: 'Mine' }]);
		});

		it('can forbid the update', async () => {
			const item = await read('simplified');
			await others();
			const { error } = await change(item, { ifChanged: 'fail' });
			expect(error.message).toMatch(
				/^Somebody changed the activity at .*, after this workflow had read it$/,
			);
			expect(error.description).toMatch(/^Nothing was written/);
			expect(fake.vendor.writes).toEqual([]);
		});

		it('the time can come from elsewhere', async () => {
			const { updatedAt } = await read('simplified');
			await others();
			expect(
				(await change({ seen: updatedAt }, { ifChanged: 'fail', knownSince: '={{ $json.seen }}' }))
					.error.message,
			).toMatch(/^Somebody changed/);
			expect(json(await change({ seen: updatedAt }))).toEqual([{ id: 5, name: 'Mine' }]);
		});

		it('an item that is another activity says nothing about this one', async () => {
			const item = { ...(await read('simplified')), id: 6 };
			await others();
			expect(json(await change(item, { ifChanged: 'fail' }))).toEqual([{ id: 5, name: 'Mine' }]);
		});
	});

	it('can mute the invitations', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { is_send_invitation: true, is_send_contacts_invitation: true },
		});
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { name: 'Again' },
			options: { muteInvitations: true },
		});
		expect(stored(5)).toMatchObject({
			is_send_invitation: false,
			is_send_contacts_invitation: false,
		});
	});

	it.each([
		['is_send_invitation', 'Send Invitation to Assignees'],
		['is_send_contacts_invitation', 'Send Invitation to Contacts'],
	])('sends no mail where it is told to send and to mute: %s', async (name, label) => {
		const before = fake.vendor.writes.length;
		const { error } = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { [name]: true },
			options: { muteInvitations: true },
		});
		expect([error.message, fake.vendor.writes.length]).toEqual([
			`"${label}" is on, and "Mute Invitations" too`,
			before,
		]);
	});
});

describe('delete and many', () => {
	it('delete tells what was deleted', async () => {
		expect(json(await run({ operation: 'delete', activityId: byId('5') }))).toEqual([
			{ deleted: true, id: 5 },
		]);
		expect(stored(5)).toBeUndefined();
	});

	it('gathers ids from items into as few calls as the batch size allows', async () => {
		const items = Array.from({ length: 250 }, (_, index) => ({ id: index + 1 }));
		const result = await run(
			{ operation: 'deleteMany', activityIds: '={{ $json.id }}', options: { allowMany: true } },
			{ items },
		);
		expect(fake.calls.map(({ json: body }) => body.length)).toEqual([100, 100, 50]);
		expect(json(result)).toEqual(items.map(({ id }) => ({ deleted: true, id })));
		expect(fake.vendor.store.activities.size).toBe(2750);
	});

	it.each([
		['deleteMany', 'delete'],
		['updateMany', 'change'],
	])('%s asks before it touches more than 100', async (operation, would) => {
		const items = Array.from({ length: 101 }, (_, index) => ({ id: index + 1 }));
		const many = (more) =>
			run(
				{
					operation,
					activityIds: '={{ $json.id }}',
					updateFields: { visibility_type: 'public' },
					...more,
				},
				{ items },
			);
		const { error } = await many();
		expect([error.message, error.description]).toEqual([
			`This run would ${would} 101 activities`,
			'Nothing was sent. If that is what you want, add the option "Allow More Than 100".',
		]);
		expect(fake.calls).toEqual([]);
		const list = await run({
			operation,
			activityIds: items.map(({ id }) => id).join(','),
			updateFields: { visibility_type: 'public' },
		});
		expect(list.error.message).toBe(`This run would ${would} 101 activities`);
		expect((await many({ options: { allowMany: true } })).output).toHaveLength(101);
	});

	it('counts each activity once', async () => {
		const items = Array.from({ length: 150 }, (_, index) => ({ id: (index % 100) + 1 }));
		expect(
			(
				await run(
					{
						operation: 'updateMany',
						activityIds: '={{ $json.id }}',
						updateFields: { visibility_type: 'public' },
					},
					{ items },
				)
			).output,
		).toHaveLength(150);
	});

	it('uses as few calls as the option allows', async () => {
		const items = Array.from({ length: 2500 }, (_, index) => ({ id: index + 1 }));
		await run(
			{
				operation: 'updateMany',
				activityIds: '={{ $json.id }}',
				updateFields: { visibility_type: 'public' },
				options: { allowMany: true, batchSize: 1000 },
			},
			{ items },
		);
		expect(fake.calls.map(({ json: { ids } }) => ids.length)).toEqual([1000, 1000, 500]);
	});

	it.each([
		['complete', true],
		['reopen', false],
	])('%s sets just that, many in one call', async (operation, done) => {
		const before = { ...stored(3) };
		const result = await run(
			{ operation, activityId: byId('={{ $json.id }}') },
			{ items: [{ id: 1 }, { id: 2 }, { id: 3 }] },
		);
		expect(json(result)).toEqual([1, 2, 3].map((id) => ({ id, is_status: done })));
		expect(fake.calls.map(({ method, path, json: body }) => [method, path, body])).toEqual([
			['PATCH', '/v1/crm/activities/bulkUpdate', { ids: [1, 2, 3], is_status: done }],
		]);
		expect(stored(3)).toEqual({
			...before,
			is_status: done,
			updated_at: stored(3).updated_at,
			updated_by: stored(3).updated_by,
		});
	});

	it('takes a list in one item', async () => {
		expect(
			json(
				await run({
					operation: 'updateMany',
					activityIds: '1, 2,3',
					updateFields: { visibility_type: 'public' },
				}),
			),
		).toEqual([{ updated: true, ids: [1, 2, 3], visibility_type: 'public' }]);
		expect(fake.calls[0].json).toEqual({ ids: [1, 2, 3], visibility_type: 'public' });
	});

	it('finds the unknown ones in a refused call and does the rest', async () => {
		const items = Array.from({ length: 64 }, (_, index) => ({
			id: index === 40 ? 99999 : index + 1,
		}));
		const result = await run(
			{ operation: 'deleteMany', activityIds: '={{ $json.id }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(result.errorOutput.map(({ json: { id } }) => id)).toEqual([99999]);
		expect(result.output).toHaveLength(63);
		expect(fake.calls.length).toBeLessThan(15);
	});

	it('sends different changes apart, those of one activity in their order and others together', async () => {
		const items = [
			{ id: 1, seen: 'private' },
			{ id: 2, seen: 'private' },
			{ id: 1, seen: 'public' },
			{ id: 3, seen: 'private' },
		];
		await run(
			{
				operation: 'updateMany',
				activityIds: '={{ $json.id }}',
				updateFields: { visibility_type: '={{ $json.seen }}' },
			},
			{ items },
		);
		expect(fake.calls.map(({ json: body }) => body)).toEqual([
			{ ids: [1, 2, 3], visibility_type: 'private' },
			{ ids: [1], visibility_type: 'public' },
		]);
		expect([1, 2, 3].map((id) => stored(id).visibility_type)).toEqual([
			'public',
			'private',
			'private',
		]);
	});
});

describe('errors', () => {
	it.each([
		[
			'gateway',
			{ status: 'error', code: 400, message: 'Start is wrong', requestPath: '/v1' },
			'Deskera refused the request: Start is wrong',
		],
		['error', { error: 'Start is wrong' }, 'Deskera refused the request: Start is wrong'],
		['text', 'Start is wrong', 'Deskera refused the request: Start is wrong'],
		['empty', '', 'Deskera refused the request (status 400)'],
		['page', '<html>400</html>', 'Deskera refused the request (status 400)'],
	])('reads the shape %s', async (_shape, body, message) => {
		fake.fault('answer', { answer: { status: 400, body } });
		expect((await run(create)).error.message).toBe(message);
	});

	it('a refused token says what to do', async () => {
		fake.vendor.expireToken();
		const { error } = await run(create);
		expect([error.message, error.description, error.failure]).toEqual([
			'Deskera does not accept the token',
			expect.stringMatching(/expired/),
			{ cause: 'credential-invalid' },
		]);
	});

	it('an answer without the new id is not taken for success', async () => {
		fake.fault('empty');
		expect((await run(create)).error.description).toMatch(/outcome is unknown/);
	});
});

describe('pickers', () => {
	it.each([
		['searchContacts', 1200],
		['searchOrganizations', 300],
		['searchDeals', 400],
		['searchUsers', 30],
		['searchActivities', 3000],
	])('%s lists all of them by scrolling', async (method, count) => {
		const seen = [];
		for (let token; ;) {
			const { results, paginationToken } = await lookUp({ ...base, method, args: ['', token] });
			seen.push(...results.map(({ value }) => value));
			if (paginationToken === undefined) break;
			token = paginationToken;
		}
		expect(new Set(seen).size).toBe(count);
	});

	it.each(['array', 'data', 'content'])(
		'users come in the envelope %s, with the number that activities use',
		async (usersEnvelope) => {
			fake.vendor.options.usersEnvelope = usersEnvelope;
			const { results } = await lookUp({ ...base, method: 'searchUsers' });
			expect(results[0].value).toBe(46944);
		},
	);

	it('deals come with pipeline and stage', async () => {
		const { results } = await lookUp({ ...base, method: 'searchDeals' });
		const deal = fake.vendor.store.deals.get(results[0].value);
		const pipeline = fake.vendor.store.pipelines.get(deal.pipeline_id);
		expect(results[0].name).toBe(
			`${deal.name} (${pipeline.name} › ${pipeline.stages.find(({ id }) => id === deal.stage_id).name})`,
		);
	});

	it('users come with their other number where the activities hold that one', async () => {
		for (const activity of fake.vendor.store.activities.values()) {
			const { id } = fake.vendor.store.users.get(activity.owner_id);
			fake.vendor.store.users.set(id, {
				...fake.vendor.store.users.get(activity.owner_id),
				iamUserId: id,
			});
			activity.owner_id = id;
			activity.assignee_ids = [];
		}
		const listed = [...fake.vendor.store.users].filter(([number]) => number >= 46944);
		const { results } = await lookUp({ ...base, method: 'searchUsers' });
		expect(results.map(({ value }) => value)).toEqual(
			expect.arrayContaining(listed.map(([, { id }]) => id)),
		);
	});

	it('search', async () => {
		const name = fake.vendor.store.contacts.get(179900).name;
		const { results } = await lookUp({ ...base, method: 'searchContacts', args: [name] });
		expect(results.map(({ value }) => value)).toContain(179900);
	});
});
