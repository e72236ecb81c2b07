'use strict';
/**
 * Lists of Deskera: whole though a bulk change gives many activities one time, and though
 * activities change while they are read.
 */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

let fake;
let base;
beforeEach(
	async () => ({ fake, base } = await fakeFor('deskera', { records: { activities: 900 } })),
);
afterEach(() => fake.close());

const store = () => fake.vendor.store.activities;
/** A time as Deskera writes it, so many microseconds after the newest that is there. */
const newest = () =>
	[...store().values()]
		.map(({ updated_at }) => updated_at)
		.sort()
		.at(-1);
const at = (seconds, micros = 0) =>
	`${new Date(Date.parse(newest()) + 5.5 * 3_600_000 + seconds * 1000).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}+05:30`;
const read = async (parameters) => {
	const { error, output } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			output: 'raw',
			...parameters,
		},
	});
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};
const failed = async (parameters) => {
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			output: 'raw',
			...parameters,
		},
	});
	return error;
};
const ids = (rows) => rows.map(({ id }) => id);
const all = () => [...store().keys()];

describe('rows that are alike in what the list is sorted by', () => {
	it.each([
		[100, 30],
		[100, 40],
		[100, 90],
		[50, 99],
		[250, 240],
		[1000, 700],
	])('with pages of %i and groups of %i come once each, in order', async (pageSize, group) => {
		for (const [n, activity] of [...store().values()].entries())
			activity.updated_at = at(0).replace(
				/T\d\d:\d\d/,
				`T${String(10 + Math.floor(n / group / 60)).padStart(2, '0')}:${String(Math.floor(n / group) % 60).padStart(2, '0')}`,
			);
		for (const sortDir of ['DESC', 'ASC']) {
			fake.calls.length = 0;
			const rows = await read({ options: { pageSize }, sort: { direction: sortDir } });
			expect(ids(rows).toSorted((a, b) => a - b)).toEqual(all());
			const times = rows.map(({ updated_at }) => updated_at);
			expect(times).toEqual(sortDir === 'ASC' ? times.toSorted() : times.toSorted().reverse());
			const pages = Math.ceil(900 / pageSize);
			expect(fake.calls.length).toBeLessThanOrEqual(pages * 2 + 1);
			expect(
				ids(
					await read({
						returnAll: false,
						limit: 420,
						options: { pageSize },
						sort: { direction: sortDir },
					}),
				),
			).toHaveLength(420);
		}
	});

	it('cost no request where none lie at the end of a page', async () => {
		await read({ options: { pageSize: 100 }, sort: { column: 'id' } });
		await read({ options: { pageSize: 100 }, sort: { column: 'updated_at' } });
		expect(fake.calls).toHaveLength(20);
	});

	it('are an error where no page shows all of them, as some would be missing', async () => {
		for (const activity of store().values()) activity.updated_at = at(0);
		const error = async (options) => (await failed({ options })).message;
		const shuffled =
			'Deskera gives activities with the same updated_at in another order on each page';
		fake.vendor.options.refusedAbove = 70;
		expect(await error({ pageSize: 70 })).toBe(shuffled);
		fake.vendor.options.refusedAbove = Infinity;
		fake.vendor.options.maxPageSize = 70;
		expect(await error({})).toBe(shuffled);
	});

	it('cost no request where they keep their order from page to page', async () => {
		for (const activity of store().values()) activity.updated_at = at(0);
		fake.vendor.options.ties = 'kept';
		expect(ids(await read({ options: { pageSize: 100 } })).toSorted((a, b) => a - b)).toEqual(
			all(),
		);
		expect(fake.calls).toHaveLength(10);
	});

	it('are no error where others came in front meanwhile', async () => {
		for (const activity of store().values()) activity.updated_at = at(0);
		fake.vendor.options.ties = 'kept';
		fake.vendor.options.maxPageSize = 100;
		const { handle } = fake.vendor;
		fake.vendor.handle = (call) => {
			const answer = handle(call);
			fake.vendor.handle = handle;
			store().set(901, { ...store().get(900), id: 901, updated_at: at(60) });
			return answer;
		};
		const before = all();
		expect(ids(await read({})).toSorted((a, b) => a - b)).toEqual(before);
	});
});

describe('the trigger', () => {
	const started = async (event = 'both') => {
		const { poll } = await triggerOf({
			...base,
			node: 'deskeraTrigger',
			parameters: { event, output: 'raw' },
		});
		await poll();
		return async () => (await poll())?.[0].map(({ json }) => json) ?? [];
	};
	const sorted = (rows) => ids(rows).toSorted((a, b) => a - b);
	/** Something happens at Deskera after the first page of the next list, and after each if `always`. */
	const afterPage = (change, always = false) => {
		const { handle } = fake.vendor;
		let pages = 0;
		fake.vendor.handle = (call) => {
			const answer = handle(call);
			if (++pages === 1 || always) change(pages);
			return answer;
		};
		return () => {
			fake.vendor.handle = handle;
		};
	};
	/** Changes activities, each at a time of its own, the last one latest. */
	let serial = 0;
	const change = (changed) => {
		const base = at(60);
		for (const id of changed)
			store().get(id).updated_at = base.replace('.000000', `.${String(++serial).padStart(6, '0')}`);
	};
	const range = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

	it.each([
		['those of the page that was read', (waiting) => waiting.slice(-100)],
		['those of the page that comes next', (waiting) => waiting.slice(-200, -100)],
		['those of all pages', (waiting) => waiting.filter((_id, n) => n % 3 === 0)],
		['all', (waiting) => waiting],
	])(
		'reports each of 300 waiting changes where %s change again while it reads',
		async (_which, again) => {
			const next = await started();
			const waiting = range(1, 300);
			change(waiting);
			const stop = afterPage(() => change(again(waiting)));
			const first = await next();
			stop();
			const second = await next();
			for (const rows of [first, second]) expect(new Set(ids(rows)).size).toBe(rows.length);
			// What was seen before it changed again is another change then; the last one of each is
			// reported, and nothing twice.
			const reported = [...first, ...second].map(({ id, updated_at }) => `${id} ${updated_at}`);
			expect(new Set(reported).size).toBe(reported.length);
			expect(
				waiting.filter((id) => !reported.includes(`${id} ${store().get(id).updated_at}`)),
			).toEqual([]);
			expect(await next()).toEqual([]);
		},
	);

	it('comes to an end where activities change all the time', async () => {
		const next = await started();
		change(range(1, 300));
		let n = 300;
		const stop = afterPage(() => change(range(n + 1, (n += 40))), true);
		const first = await next();
		stop();
		const second = await next();
		expect(sorted([...first, ...second])).toEqual(range(1, n));
	});

	it('reports each where activities are deleted while it reads', async () => {
		const next = await started();
		change(range(1, 300));
		const stop = afterPage(() => [300, 290, 280].forEach((id) => store().delete(id)));
		const first = await next();
		stop();
		expect(
			range(1, 300).filter((id) => !ids(first).includes(id) && ![300, 290, 280].includes(id)),
		).toEqual([]);
		expect(await next()).toEqual([]);
	});

	it('reports each of 500 that one bulk change has given one time', async () => {
		const next = await started();
		const same = at(60);
		for (const id of range(1, 500)) store().get(id).updated_at = same;
		expect(sorted(await next())).toEqual(range(1, 500));
		expect(await next()).toEqual([]);
	});

	it.each([
		['missing', () => undefined],
		['0', () => 0],
		['cut off', () => 100],
		['a text', String],
	])('reports each where the total is %s', async (_name, total) => {
		const next = await started();
		change(range(1, 350));
		fake.fault('rewrite', {
			times: Infinity,
			rewrite: ({ body, ...answer }) => ({
				...answer,
				body: {
					...body,
					paginationInfo: {
						...body.paginationInfo,
						totalRecords: total(body.paginationInfo.totalRecords),
					},
				},
			}),
		});
		expect(sorted(await next())).toEqual(range(1, 350));
		expect(await next()).toEqual([]);
	});

	it('gives what it read before a page that is no list, and the rest the next time', async () => {
		const next = await started();
		change(range(1, 250));
		const noList = (page, times) =>
			fake.fault('rewrite', {
				times,
				match: ({ query }) => query.get('page') === page,
				rewrite: (answer) => ({ ...answer, body: {} }),
			});
		noList('2', 2);
		const first = await next();
		expect(first).toHaveLength(100);
		await expect(next()).rejects.toMatchObject({
			message: 'Deskera answered without a list of activities',
			name: 'NodeApiError',
		});
		expect(sorted([...first, ...(await next())])).toEqual(range(1, 250));
		expect(await next()).toEqual([]);
	});

	it('looks through activities without a time', async () => {
		const next = await started();
		change(range(1, 150));
		for (const id of range(400, 600)) store().get(id).updated_at = null;
		const { handle } = fake.vendor;
		// As databases may do, those without a value come first.
		fake.vendor.handle = (call) => {
			for (const id of range(400, 600)) store().get(id).updated_at = 'z';
			const answer = handle(call);
			for (const row of answer.body.data ?? []) if (row.updated_at === 'z') row.updated_at = null;
			return answer;
		};
		expect(sorted(await next()).filter((id) => id <= 150)).toEqual(range(1, 150));
	});
});

describe('filters', () => {
	const due = (id) => Date.parse(store().get(id).end);
	const days = (from, to) => ({ filters: { dueFrom: from, dueTo: to } });

	it('by due date keep what ends in the period, ends included, over all pages', async () => {
		for (const [index, activity] of [...store().values()].entries())
			activity.end = `2026-12-${String((index % 28) + 1).padStart(2, '0')}T10:00:00+05:30`;
		const rows = await read(days('2026-12-10T04:30:00Z', '2026-12-12T04:30:00Z'));
		const wanted = all().filter(
			(id) => due(id) >= Date.UTC(2026, 11, 10, 4, 30) && due(id) <= Date.UTC(2026, 11, 12, 4, 30),
		);
		expect(ids(rows).toSorted((a, b) => a - b)).toEqual(wanted);
		expect(wanted.length).toBeGreaterThan(80);
		fake.calls.length = 0;
		const few = await read({
			filters: { dueFrom: '2026-12-10' },
			returnAll: false,
			limit: 5,
			options: { pageSize: 50 },
		});
		expect([few.length, fake.calls.length]).toEqual([5, 1]);
	});

	it('by due date with the ends in the wrong order are refused', async () => {
		const error = await failed(days('2026-12-12', '2026-12-10'));
		expect(error.message).toBe('"Due Before" is before "Due After"');
		expect(fake.calls).toHaveLength(0);
	});

	it.each([
		['completed', 'is_status=true'],
		['open', 'is_status=false'],
		['any', null],
	])('by status %s ask for %s', async (status, query) => {
		await read({ filters: { is_status: status }, returnAll: false, limit: 1 });
		expect(fake.calls[0].query.get('query')).toBe(query);
	});
});
