'use strict';
/** Reading long lists: few requests, nothing lost or doubled, whatever order is asked for. */
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(
	async () =>
		({ fake, base } = await fakeFor('bitrix24', {
			records: { activities: 10_000 },
			bucket: { burst: 1e9, perSecond: 1e9 },
		})),
);
afterAll(() => fake.close());
beforeEach(() => {
	fake.calls.length = 0;
});

const getMany = (more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			options: { lookUpNames: false },
			...more,
		},
	});
const ids = ({ output }) => output.map(({ json }) => json.id);
const visible = () =>
	[...fake.vendor.store.activities.keys()]
		.filter((id) => !fake.vendor.store.denied.has(id))
		.sort((a, b) => b - a);

it('reads ten thousand in about 25 requests at once, newest first', async () => {
	const result = await getMany();
	expect(result.error).toBeUndefined();
	expect(ids(result)).toEqual(visible());
	expect(fake.calls.length).toBeLessThanOrEqual(30);
});

it("reads them in an order of the user's, too", async () => {
	const result = await getMany({ sort: { values: [{ field: 'ID', direction: 'ASC' }] } });
	expect(ids(result)).toEqual(visible().reverse());
	expect(fake.calls.length).toBeLessThanOrEqual(30);
});

it.each([
	[1, 1],
	[50, 1],
	[51, 2],
	[120, 2],
	[5000, 14],
])('asks for a limit of %i in %i requests at most', async (limit, requests) => {
	const result = await getMany({ returnAll: false, limit });
	expect(ids(result)).toEqual(visible().slice(0, limit));
	expect(fake.calls.length).toBeLessThanOrEqual(requests);
});

it.each(['PRIORITY', 'DEADLINE', 'SUBJECT'])(
	'reads them by %s with the ID last, so that those alike in it come once each, in one order',
	async (sortBy) => {
		for (const sortDirection of ['ASC', 'DESC']) {
			fake.calls.length = 0;
			const result = await getMany({
				output: 'raw',
				sort: { values: [{ field: sortBy, direction: sortDirection }] },
			});
			const rows = result.output.map(({ json }) => json);
			expect(new Set(rows.map(({ ID }) => ID)).size).toBe(visible().length);
			expect(fake.calls[0].json.order).toEqual({ [sortBy]: sortDirection, ID: sortDirection });
			for (const [n, row] of rows.slice(1).entries())
				if (row[sortBy] === rows[n][sortBy])
					expect(Number(row.ID) < Number(rows[n].ID)).toBe(sortDirection === 'DESC');
			expect(fake.calls.length).toBeLessThanOrEqual(30);
		}
	},
);

it.each([
	['missing', () => undefined],
	['0', () => 0],
	['cut off', () => 500],
	['cut off at a page', () => 50],
	['a text', String],
	['far too large', (total) => total + 5000],
])('reads all and asks for few pages where the total is %s', async (_name, told) => {
	fake.fault('rewrite', {
		times: Infinity,
		rewrite: ({ body: { total, ...body }, ...answer }) => ({
			...answer,
			body: { ...body, ...(total === undefined ? {} : { total: told(total) }) },
		}),
	});
	const result = await getMany();
	expect(ids(result)).toEqual(visible());
	expect(fake.calls.length).toBeLessThanOrEqual(35);
	fake.reset();
});

it.each([[{ sort: { values: [{ field: 'SUBJECT', direction: 'DESC' }] } }], [{}]])(
	'does not end on a full page, though the total is just that and no next page is named: %j',
	async (sorted) => {
		fake.fault('rewrite', {
			times: 2,
			rewrite: ({ body: { next: _next, ...body }, ...answer }) => ({
				...answer,
				body: { ...body, total: 50 },
			}),
		});
		const { output } = await getMany({ output: 'raw', ...sorted });
		expect(output).toHaveLength(visible().length);
		fake.reset();
	},
);

it.each([
	['a filter that leaves few', { filters: { SUBJECT: 'Call 12' } }, 50, 0, 1],
	['no filter', {}, 50, -1, 1],
	['no filter, and a longer list', {}, 51, 0, 2],
])('counts where that saves a request: %s', async (_name, more, limit, start, requests) => {
	const { output } = await getMany({ returnAll: false, limit, ...more });
	expect(output.length).toBeGreaterThan(10);
	expect([fake.calls[0].json.start, fake.calls.length]).toEqual([start, requests]);
});

it('goes on from what a batch brought where the list behind it changed meanwhile', async () => {
	const { handle } = fake.vendor;
	let batches = 0;
	fake.vendor.handle = (call) => {
		if (call.path.endsWith('/batch') && ++batches === 1)
			for (const id of visible().slice(200, 260)) fake.vendor.store.activities.delete(id);
		return handle(call);
	};
	const before = visible();
	const gone = new Set(before.slice(200, 260));
	const result = await getMany();
	fake.vendor.handle = handle;
	fake.reset();
	expect(ids(result)).toEqual(before.filter((id) => !gone.has(id)));
});

it('says so where a page is no list, in a batch too, and asks for it once more by itself', async () => {
	const notAList = ({ body, ...answer }) => ({
		...answer,
		body: {
			...body,
			result: { ...body.result, result: { ...body.result.result, i3: { message: 'x' } } },
		},
	});
	fake.fault('rewrite', { match: ({ path }) => path.endsWith('/batch'), rewrite: notAList });
	expect(ids(await getMany({ returnAll: false, limit: 1000 }))).toEqual(visible().slice(0, 1000));
	fake.fault('rewrite', {
		times: Infinity,
		match: ({ json }) => Object.keys(json.filter ?? {}).length > 0,
		rewrite: (answer) => ({ ...answer, body: { result: { message: 'x' } } }),
	});
	fake.fault('rewrite', { match: ({ path }) => path.endsWith('/batch'), rewrite: notAList });
	const { error } = await getMany({ returnAll: false, limit: 1000 });
	expect([error.message, error.failure]).toEqual([
		'Bitrix24 answered without a list of activities',
		{ cause: 'temporarily-unavailable' },
	]);
	fake.reset();
});

it('asks again for a page that failed inside a batch', async () => {
	fake.vendor.refuseNext('crm.activity.list', {
		status: 429,
		error: 'OPERATION_TIME_LIMIT',
		description: 'x',
		match: ({ filter }) => Object.keys(filter ?? {}).some((key) => key.startsWith('<')),
	});
	const result = await getMany({ returnAll: false, limit: 500 });
	expect(ids(result)).toEqual(visible().slice(0, 500));
});

it('filters by type, text, dates and record, and drops doubles', async () => {
	const calls = await getMany({
		filters: { TYPE_ID: 2, COMPLETED: 'completed', SUBJECT: 'Call 1', createdAfter: '2026-01-01' },
	});
	expect(calls.output.length).toBeGreaterThan(10);
	expect(
		calls.output.every(
			({ json }) => json.kind === 'Call' && json.done && json.title.includes('Call 1'),
		),
	).toBe(true);
	const linked = await getMany({ filters: { OWNER_TYPE_ID: byId('2'), OWNER_ID: byId('6') } });
	expect(new Set(ids(linked)).size).toBe(linked.output.length);
	expect(linked.output.length).toBeGreaterThan(0);
});

it.each([
	['SUBJECT, COMMUNICATIONS'],
	['["SUBJECT","COMMUNICATIONS"]'],
	[['SUBJECT', 'COMMUNICATIONS']],
])('gives raw records with the fields asked for: %j', async (select) => {
	const { output } = await getMany({
		returnAll: false,
		limit: 1,
		output: 'raw',
		options: { select, filter: '{ "TYPE_ID": 2 }' },
	});
	expect(Object.keys(output[0].json).sort()).toEqual(['COMMUNICATIONS', 'ID', 'SUBJECT']);
});

it('lists phones and emails of the chosen contact', async () => {
	const parameters = {
		resource: 'activity',
		operation: 'create',
		kind: 'call',
		client: byId('C_1'),
	};
	const phones = await lookUp({ ...base, parameters, method: 'searchPhones' });
	expect(phones.results).toEqual([{ name: '+49 30 100001 (work)', value: '+49 30 100001' }]);
	const emails = await lookUp({ ...base, parameters, method: 'searchEmails' });
	expect(emails.results[0].value).toBe('boris.1@example.com');
	await expect(
		lookUp({ ...base, parameters: { ...parameters, client: byId('') }, method: 'searchEmails' }),
	).rejects.toThrow('Pick the contact, company or lead first');
});

it('reads the custom fields of tasks that are asked for, and lists those there are', async () => {
	const options = await lookUp({
		...base,
		parameters: { resource: 'task', operation: 'get' },
		kind: 'loadOptions',
		method: 'getTaskFieldNames',
	});
	expect(options).toEqual(
		expect.arrayContaining([{ name: expect.any(String), value: 'UF_AUTO_123' }]),
	);
	expect(options.map(({ value }) => value)).not.toContain('UF_CRM_TASK');
	fake.vendor.store.tasks.get(5).UF_AUTO_123 = 'mine';
	const read = async (operation, more) =>
		(await runNode({ ...base, parameters: { resource: 'task', operation, ...more } })).output[0]
			.json;
	expect(
		await read('get', { taskId: byId('5'), options: { customFields: ['UF_AUTO_123'] } }),
	).toMatchObject({ id: 5, fields: { ufAuto123: 'mine' } });
	expect(
		await read('getMany', {
			returnAll: true,
			filters: {},
			options: { customFields: 'UF_AUTO_123', filter: { ID: 5 } },
		}),
	).toMatchObject({ id: 5, fields: { ufAuto123: 'mine' } });
	expect(await read('get', { taskId: byId('5'), options: {} })).not.toHaveProperty('fields');
});

it.each([
	[{ createdAfter: '={{ $json.nothing }}' }, {}, '"Created After" is empty'],
	[{ deadlineBefore: '' }, {}, '"Due Before" is empty'],
	[{ SUBJECT: '' }, {}, '"Title Contains" is empty'],
	[{ RESPONSIBLE_ID: byId('') }, {}, '"Assigned To" is empty'],
	[{ COMPLETED: '={{ $json.nothing }}' }, {}, '"Status" is empty'],
	[{}, { filter: '' }, '"Raw Filter (JSON)" is empty'],
	[
		{ createdAfter: '2026-12-02', createdBefore: '2026-12-01' },
		{},
		'"Created Before" is before "Created After"',
	],
])(
	'a filter that gives nothing would find more than was asked for: %j %j',
	async (filters, options, message) => {
		expect((await getMany({ filters, options })).error.message).toBe(message);
		expect(fake.calls).toEqual([]);
	},
);

it('filters take whole days', async () => {
	await getMany({
		returnAll: false,
		limit: 1,
		filters: {
			createdAfter: '2026-12-01',
			createdBefore: '2026-12-01',
			deadlineAfter: 46357,
			deadlineBefore: '46357',
		},
	});
	expect(fake.calls[0].json.filter).toEqual({
		'>=CREATED': '2026-12-01T00:00:00+01:00',
		'<=CREATED': '2026-12-01T23:59:59+01:00',
		'>=DEADLINE': '2026-12-01T00:00:00+01:00',
		'<=DEADLINE': '2026-12-01T23:59:59+01:00',
	});
});
