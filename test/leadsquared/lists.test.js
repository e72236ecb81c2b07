'use strict';
/**
 * Lists of LeadSquared longer than a page: the latest changes first, whole whatever shares a
 * time, whatever `Offset` counts.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { latestFirst, rowsOf } = require('../../dist/nodes/LeadSquared/paging');

const WIDE = { from: '2025-01-01', to: '2027-01-01' };
const START = Date.parse('2026-03-01T00:00:00Z');
const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const started = async (options) => {
	const { fake, base } = await fakeFor('leadSquared', {
		window: { calls: 1e9, seconds: 5 },
		...options,
	});
	open.push(fake);
	return { fake, base: { ...base, credentials: { ...base.credentials, callsPer5Seconds: 1e6 } } };
};
const read = async (base, parameters) => {
	const { error, output } = await runNode({
		...base,
		parameters: { output: 'raw', simple: false, ...parameters },
	});
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};
const ids = (rows) => rows.map((row) => row.ProspectActivityId ?? row.Id ?? row.UserTaskId);

const missing = (rows, wanted) => {
	const found = new Set(ids(rows));
	return ids(wanted).filter((id) => !found.has(id));
};

/** Activities of type 201 alone, so many, each changed at the time that `at` gives by its number (0 is the newest). */
async function account(count, at, options = {}) {
	const made = await started({ records: { activities: count * 8, extras: 0 }, ...options });
	const { activities } = made.fake.vendor.store;
	const mine = [...activities.values()]
		.filter(({ ActivityEvent }) => ActivityEvent === 201)
		.slice(0, count);
	activities.clear();
	for (const [n, activity] of mine.entries())
		activities.set(activity.ProspectActivityId, {
			...activity,
			CreatedOn: at(n),
			ModifiedOn: at(n),
		});
	return {
		...made,
		newest: [...activities.values()].toSorted((a, b) => b.ModifiedOn - a.ModifiedOn),
	};
}
const without = (fake, key) =>
	fake.fault('rewrite', {
		times: Infinity,
		rewrite: ({ body: { [key]: _, ...body }, ...answer }) => ({ ...answer, body }),
	});
const LISTS = [
	[
		'by type',
		{ resource: 'customActivity', operation: 'getMany', activityType: byId('201'), ...WIDE },
	],
	['recently modified', { resource: 'activity', operation: 'getMany', scope: 'recent', ...WIDE }],
];

describe.each(LISTS)('activities %s', (_name, form) => {
	const first = (base, limit) => read(base, { ...form, returnAll: false, limit });

	it('are the newest where the limit is above a page, in as many requests as it takes', async () => {
		const { fake, base, newest } = await account(3200, (n) => START - n * 60_000);
		for (const limit of [1000, 1001, 1500, 2999]) {
			fake.calls.length = 0;
			expect(ids(await first(base, limit))).toEqual(ids(newest.slice(0, limit)));
			expect(fake.calls).toHaveLength(Math.ceil((limit - 1) / 999));
		}
	});

	it.each([
		['a few at the end of each page', (n) => START - Math.floor(n / 7) * 1000],
		['fractions of seconds', (n) => START - n * 130],
		['more than a page of them', (n) => START - Math.floor(n / 1600) * 1000],
		['all', () => START],
		['a page and not one more', (n) => START - Math.floor(n / 1000) * 60_000],
	])('are the newest where rows share a second: %s', async (_what, at) => {
		const { fake, base, newest } = await account(3200, at);
		for (const limit of [1000, 1500, 2500, 5000]) {
			fake.calls.length = 0;
			const rows = await first(base, limit);
			const found = new Set(ids(rows));
			expect([rows.length, found.size]).toEqual([Math.min(limit, 3200), Math.min(limit, 3200)]);
			const last = Math.floor(newest[Math.min(limit, 3200) - 1].ModifiedOn / 1000);
			// Of those of the last second any may be left out.
			expect(
				newest.filter(
					({ ModifiedOn, ProspectActivityId }) =>
						Math.floor(ModifiedOn / 1000) > last && !found.has(ProspectActivityId),
				),
			).toEqual([]);
			expect(fake.calls.length).toBeLessThanOrEqual(16);
		}
	});

	it.each([
		['RecordCount is missing', (fake) => without(fake, 'RecordCount'), {}],
		[
			'RecordCount is missing and an empty list is there',
			(fake) => without(fake, 'RecordCount'),
			{ emptyList: 'empty' },
		],
		[
			'RecordCount is 0',
			(fake) =>
				fake.fault('rewrite', {
					times: Infinity,
					rewrite: (answer) => ({ ...answer, body: { ...answer.body, RecordCount: 0 } }),
				}),
			{},
		],
		[
			'RecordCount is cut off at a page',
			(fake) =>
				fake.fault('rewrite', {
					times: Infinity,
					rewrite: (answer) => ({
						...answer,
						body: { ...answer.body, RecordCount: Math.min(1000, answer.body.RecordCount) },
					}),
				}),
			{},
		],
	])('come whole where %s', async (_what, wrong, options) => {
		const { fake, base, newest } = await account(2500, (n) => START - n * 1000, options);
		wrong(fake);
		expect(ids(await read(base, { ...form, returnAll: true }))).toEqual(ids(newest));
		for (const limit of [1500, 2000, 2500, 4000])
			expect(ids(await first(base, limit))).toEqual(ids(newest.slice(0, limit)));
	});

	it('come whole and the latest first with Return All, in a request a page', async () => {
		const { fake, base, newest } = await account(3200, (n) => START - n * 1000);
		expect(ids(await read(base, { ...form, returnAll: true }))).toEqual(ids(newest));
		expect(fake.calls).toHaveLength(4);
	});

	it('are not lost where others are changed while the list is read', async () => {
		const { fake, base, newest } = await account(3200, (n) => START - n * 1000);
		const { handle } = fake.vendor;
		let n = 0;
		fake.vendor.handle = async (call) => {
			const answer = await handle(call);
			// Changed now: they leave a period that ends before, and stay in one that has no end.
			for (const activity of newest.slice(n, n + 5))
				fake.vendor.store.activities.get(activity.ProspectActivityId).ModifiedOn = Date.now();
			n += 5;
			return answer;
		};
		const { to: _, ...openEnd } = form;
		expect(new Set(ids(await read(base, { ...openEnd, returnAll: true })))).toEqual(
			new Set(ids(newest)),
		);
		const rows = await read(base, { ...form, returnAll: true });
		const untouched = newest.slice(n);
		expect(missing(rows, untouched)).toEqual([]);
		expect(missing(await first(base, 2500), newest.slice(n, 2000))).toEqual([]);
	});
});

describe('tasks of an owner', () => {
	const form = (fake) => ({
		resource: 'task',
		operation: 'getMany',
		scope: 'owner',
		owner: byId(fake.vendor.userId(3)),
		status: 'all',
	});
	const mineOf = (fake) =>
		[...fake.vendor.store.tasks.values()]
			.filter(({ OwnerId }) => OwnerId === fake.vendor.userId(3))
			.toSorted((a, b) => b.DueDate - a.DueDate || (a.UserTaskId < b.UserTaskId ? 1 : -1));

	it.each([
		['rows', 'are due at different times'],
		['pages', 'are due at different times'],
		['rows', 'are due at the same time'],
		['pages', 'are due at the same time'],
	])(
		'come whole, the latest due first, where Offset counts %s and they %s',
		async (taskOffsetCounts, due) => {
			const { fake, base } = await started({ taskOffsetCounts, records: { tasks: 4800 } });
			if (due.includes('same')) for (const task of mineOf(fake)) task.DueDate = START;
			const mine = mineOf(fake);
			expect(mine.length).toBeGreaterThan(1100);
			expect(ids(await read(base, { ...form(fake), returnAll: true }))).toEqual(ids(mine));
			expect(ids(await read(base, { ...form(fake), returnAll: false, limit: 800 }))).toEqual(
				ids(mine.slice(0, 800)),
			);
			fake.calls.length = 0;
			expect(await read(base, { ...form(fake), returnAll: false, limit: 500 })).toHaveLength(500);
			expect(fake.calls).toHaveLength(1);
			without(fake, 'RecordCount');
			expect(ids(await read(base, { ...form(fake), returnAll: true }))).toEqual(ids(mine));
		},
	);

	it('come by their due dates where LeadSquared does not sort by ID', async () => {
		const { fake, base } = await started({ records: { tasks: 4800 } });
		fake.fault('answer', {
			times: Infinity,
			match: ({ json }) => json?.Sorting?.ColumnName === 'UserTaskId',
			answer: {
				status: 500,
				body: {
					Status: 'Error',
					ExceptionType: 'MXInvalidInputException',
					ExceptionMessage: 'Can not sort by UserTaskId.',
				},
			},
		});
		const rows = await read(base, { ...form(fake), returnAll: true });
		expect(ids(rows)).toEqual(ids(mineOf(fake)));
	});
});

describe('activities of a lead', () => {
	const form = (fake) => ({
		resource: 'activity',
		operation: 'getMany',
		scope: 'lead',
		lead: byId(fake.vendor.leadId(1)),
		returnAll: true,
	});
	const mineOf = (fake) =>
		ids(
			[...fake.vendor.store.activities.values()]
				.filter(({ RelatedProspectId }) => RelatedProspectId === fake.vendor.leadId(1))
				.toSorted((a, b) => b.CreatedOn - a.CreatedOn || a.AutoId - b.AutoId),
		);

	it.each(
		['rows', 'pages'].flatMap((counts) => [
			[counts, 'right'],
			[counts, 'missing'],
		]),
	)(
		'come whole and in order where Offset counts %s and RecordCount is %s',
		async (offsetCounts, count) => {
			const { fake, base } = await started({
				offsetCounts,
				records: { leads: 1, activities: 2500 },
			});
			if (count === 'missing') without(fake, 'RecordCount');
			const mine = mineOf(fake);
			expect(mine.length).toBeGreaterThan(2400);
			expect(ids(await read(base, form(fake)))).toEqual(mine);
			expect(fake.calls.length).toBeLessThanOrEqual(count === 'missing' ? 6 : 4);
			expect(ids(await read(base, { ...form(fake), returnAll: false, limit: 1700 }))).toEqual(
				mine.slice(0, 1700),
			);
		},
	);

	it('are not lost where some are deleted meanwhile', async () => {
		const { fake, base } = await started({ records: { leads: 1, activities: 2500 } });
		const mine = mineOf(fake);
		const { handle } = fake.vendor;
		fake.vendor.handle = async (call) => {
			const answer = await handle(call);
			if (fake.calls.length === 2)
				for (const id of mine.slice(10, 15)) fake.vendor.store.activities.delete(id);
			return answer;
		};
		const rows = ids(await read(base, form(fake)));
		expect(new Set(rows).size).toBe(rows.length);
		const found = new Set(rows);
		expect(mine.filter((id, n) => (n < 10 || n >= 15) && !found.has(id))).toEqual([]);
	});
});

it('a history of more than a page has each change once, and two alike ones at one time twice', async () => {
	const { fake, base } = await started({});
	const { history } = fake.vendor.store;
	const [like] = history;
	history.length = 0;
	for (let n = 0; n < 1300; n++)
		history.push({
			...like,
			NewValue: String(Math.floor(n / 2)),
			ModifiedOn: START + Math.floor(n / 2) * 1000,
		});
	const rows = await read(base, {
		resource: 'activity',
		operation: 'getHistory',
		scope: 'all',
		...WIDE,
		returnAll: true,
	});
	expect(rows.map(({ NewValue }) => Number(NewValue))).toEqual(
		Array.from({ length: 1300 }, (_, n) => 649 - Math.floor(n / 2)),
	);
});

it('an answer that counts is a list without its key, and one that has neither is none', () => {
	const list = { key: 'List', records: 'things' };
	expect(
		[
			{ RecordCount: 0 },
			{ RecordCount: '0' },
			{ RecordCount: null },
			{ List: [], RecordCount: 5 },
		].map((body) => rowsOf(body, list)),
	).toEqual([[], [], [], []]);
	expect(
		[
			{},
			null,
			'x',
			[],
			{ RecordCount: 5 },
			{ List: null },
			{ List: {} },
			{ List: [1] },
			{ Other: [] },
		].map((body) => rowsOf(body, list)),
	).toEqual(Array.from({ length: 9 }, () => undefined));
	// Behind a page that counted nothing, nothing at all is an empty page.
	expect([
		rowsOf({}, list, { List: [{}] }),
		rowsOf({}, list, { List: [{}], RecordCount: 9 }),
		rowsOf({ RecordCount: 9 }, list, { List: [{}] }),
		rowsOf({ Message: 'x' }, list, { List: [{}] }),
	]).toEqual([[], undefined, [], undefined]);
});

it('puts rows in order by any form of a time, those without one last', () => {
	const times = [
		'2026-01-01 00:00:00',
		'1/3/2026 5:00:00 AM',
		'',
		'2026-01-02 00:00:00.500',
		'2026-01-02 00:00:00.120',
		'soon',
	];
	expect(
		latestFirst(
			times.map((At) => ({ At })),
			'At',
		).map(({ At }) => At),
	).toEqual([
		'soon',
		'1/3/2026 5:00:00 AM',
		'2026-01-02 00:00:00.500',
		'2026-01-02 00:00:00.120',
		'2026-01-01 00:00:00',
		'',
	]);
});
