'use strict';
const {
	listSteps,
	listIn,
	recordsOf,
	countOf,
	isLastForSure,
} = require('../../../dist/nodes/shared/operation/paging');
const { fc, property } = require('../../support/property');

const BASE = { method: 'GET', path: '/rows', effect: 'read' };

/** A pager by offset, which may ask for a smaller last page; the vendor gives as many rows as are asked for. */
const byOffset = (largestPage, more = {}) => ({
	vendor: 'Vendor',
	records: 'things',
	largestPage,
	countsRows: true,
	request: (base, size, { rows }) => ({ ...base, query: { offset: rows, size } }),
	rows: (body) => recordsOf(body.rows),
	id: ({ id }) => id,
	total: (body) => countOf(body.total),
	isLast: (body, { rows, size, position }) => rows.length < size && position === body.total,
	...more,
});

/** A pager by page number, whose pages keep their size. */
const byNumber = (largestPage, more = {}) =>
	byOffset(largestPage, {
		countsRows: false,
		request: (base, size, { pages }) => ({ ...base, query: { page: pages + 1, size } }),
		...more,
	});

/** Reads a list against a function that answers each request. */
function read(pager, limit, answer, isEnough) {
	const requests = [];
	const steps = listSteps(pager, BASE, limit, isEnough);
	let step = steps.next();
	while (!step.done) {
		const answerTo = (request) => {
			requests.push(request);
			if (requests.length > 5000) throw new Error('The list does not end');
			return answer(request, requests.length);
		};
		const { concurrentReads } = step.value;
		step = steps.next(
			concurrentReads === undefined ? answerTo(step.value) : concurrentReads.map(answerTo),
		);
	}
	return { rows: step.value, requests };
}

const numbered = (from, count) =>
	Array.from({ length: Math.max(0, count) }, (_, index) => ({ id: from + index }));
/** A list at a vendor with that many rows, which gives at most so many in a page. */
const vendor =
	(total, most = Infinity, { told } = { told: total }) =>
	({ query: { offset, page, size } }) => {
		const given = Math.min(size, most);
		const from = offset ?? (page - 1) * given;
		return { rows: numbered(from, Math.min(given, total - from)), total: told };
	};

const ids = ({ rows }) => rows.map(({ id }) => id);
const upTo = (count) => numbered(0, count).map(({ id }) => id);
const sizes = ({ requests }) => requests.map(({ query }) => query.size);

describe('all rows', () => {
	it('are read page by page, to a short one that is the last by the total too', () => {
		const list = read(byOffset(10), Infinity, vendor(25));
		expect(ids(list)).toEqual(upTo(25));
		expect(list.requests.map(({ query }) => query)).toEqual([
			{ offset: 0, size: 10 },
			{ offset: 9, size: 10 },
			{ offset: 18, size: 10 },
		]);
		expect(list.requests[0]).toMatchObject({ method: 'GET', path: '/rows', effect: 'read' });
	});

	it.each([
		['is missing', undefined],
		['is 0', 0],
		['is cut off', 10],
		['is cut off below a page', 3],
		['is negative', -5],
		['is a text', 'many'],
		['is too large', 1000],
	])('are read to an empty page where the total %s', (_name, told) => {
		for (const pager of [byOffset(10), byNumber(10)]) {
			const list = read(pager, Infinity, vendor(25, Infinity, { told }));
			expect(ids(list)).toEqual(upTo(25));
			// Of pages that a total promises, a few are asked for that are not there.
			expect(list.requests.length).toBeLessThanOrEqual(told === 1000 ? 7 : 4);
		}
	});

	it('are read to an empty page where the last one is full, as a total may be cut off right there', () => {
		const list = read(byOffset(10), Infinity, vendor(20));
		expect(ids(list)).toEqual(upTo(20));
		expect(list.requests).toHaveLength(3);
	});

	it('end with an empty page, though the vendor says there is more', () => {
		for (const pager of [byOffset(10), byNumber(10)]) {
			const list = read(pager, Infinity, vendor(20, Infinity, { told: 100 }));
			expect(list.rows).toHaveLength(20);
			expect(list.requests.length).toBeLessThanOrEqual(7);
		}
	});

	it('may be none', () => {
		for (const told of [0, undefined, 7])
			expect(read(byOffset(10), Infinity, vendor(0, Infinity, { told }))).toMatchObject({
				rows: [],
				requests: [expect.anything()],
			});
	});

	it('go on when a page comes back short, as long as there is more', () => {
		const list = read(byOffset(10), Infinity, ({ query: { offset } }) => ({
			rows: numbered(offset, Math.min(offset === 0 ? 4 : 10, 24 - offset)),
		}));
		expect(list.rows).toHaveLength(24);
		expect(list.requests.map(({ query }) => query.offset)).toEqual([0, 3, 12, 21, 23]);
	});

	it.each([
		['the pages that it gives', (most) => vendor(40, most)],
		[
			'those that are asked for, and gives less of each',
			(most) =>
				({ query: { page, size } }) => ({
					rows: numbered((page - 1) * size, Math.min(size, most, 40 - (page - 1) * size)),
					total: 40,
				}),
		],
	])(
		'are read where the vendor gives less than is asked for and numbers %s',
		(_name, answering) => {
			const list = read(byNumber(100), Infinity, answering(7));
			expect(ids(list)).toEqual(upTo(40));
			expect(list.requests.map(({ query }) => [query.page, query.size]).slice(0, 3)).toEqual([
				[1, 100],
				[2, 7],
				[3, 7],
			]);
		},
	);

	it('hold a row once, when rows move on while pages are read', () => {
		const pages = [numbered(0, 10), numbered(8, 10), numbered(18, 5), []];
		const list = read(byNumber(10), Infinity, (_request, count) => ({ rows: pages[count - 1] }));
		expect(ids(list)).toEqual(upTo(23));
	});

	it('are read past pages without anything new: what moved may stand behind them', () => {
		const pages = [
			numbered(0, 10),
			numbered(0, 10),
			numbered(0, 10),
			numbered(10, 10),
			numbered(10, 10),
			numbered(20, 3),
			[],
		];
		expect(
			ids(read(byNumber(10), Infinity, (_request, count) => ({ rows: pages[count - 1] }))),
		).toEqual(upTo(23));
	});

	it('are read from further ahead where rows have left the list meanwhile and the others moved up', () => {
		for (const pager of [byOffset(10), byNumber(10)]) {
			let rows = numbered(0, 40);
			const list = read(pager, Infinity, ({ query: { offset, page, size } }, count) => {
				if (count === 3) rows = rows.filter(({ id }) => ![3, 5].includes(id));
				const from = offset ?? (page - 1) * size;
				return { rows: rows.slice(from, from + size), total: rows.length };
			});
			expect(ids(list)).toEqual(upTo(40));
		}
	});

	it('count an ID as the same, number or text', () => {
		expect(
			ids(
				read(byOffset(10), Infinity, (_request, count) => ({
					rows: count > 1 ? [] : [{ id: 1 }, { id: '1' }, { id: 2 }],
				})),
			),
		).toEqual([1, 2]);
	});

	it('may be 100,000 in one page or in a thousand', () => {
		expect(read(byOffset(100_000), Infinity, vendor(100_000)).rows).toHaveLength(100_000);
		const list = read(byNumber(100), Infinity, vendor(100_000));
		expect(list.rows).toHaveLength(100_000);
		expect(list.rows.at(-1)).toEqual({ id: 99_999 });
		expect(list.requests).toHaveLength(1001);
	});
});

describe('rows without an ID', () => {
	const alike = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];

	it('are kept, however alike they are', () => {
		const pages = [alike, [{ name: 'a' }, { name: 'c' }], []];
		expect(
			read(byNumber(3), Infinity, (_request, count) => ({ rows: pages[count - 1] })).rows,
		).toEqual([...alike, { name: 'a' }, { name: 'c' }]);
	});

	it('come once where a whole page comes again', () => {
		const pages = [alike, alike, [{ name: 'd' }], []];
		expect(
			read(byNumber(3), Infinity, (_request, count) => ({ rows: pages[count - 1] })).rows,
		).toEqual([...alike, { name: 'd' }]);
	});

	it(
		'are themselves by all they hold in a list whose rows never have one: once over ' +
			'pages, alike ones on a page apart',
		() => {
			const pages = [alike, [{ name: 'a' }, { name: 'c' }], []];
			expect(
				read(byNumber(3, { id: undefined }), Infinity, (_request, count) => ({
					rows: pages[count - 1],
				})).rows,
			).toEqual([...alike, { name: 'c' }]);
		},
	);
});

describe('a page', () => {
	it.each([
		['nothing', undefined],
		['{}', {}],
		['null', null],
		['a text', 'x'],
		['numbers', [1, 2]],
		['lists', [[]]],
	])('of %s is no list', (_name, rows) => {
		for (const at of [1, 2]) {
			const reading = () =>
				read(byNumber(10), Infinity, (_request, count) => ({
					rows: count === at ? rows : numbered((count - 1) * 10, 10),
				}));
			expect(reading).toThrow(
				expect.objectContaining({
					problem: expect.objectContaining({
						kind: 'unclear',
						title: 'Vendor answered without a list of things',
					}),
				}),
			);
		}
	});

	it('may have a gap', () => {
		expect(
			ids(
				read(byNumber(10), Infinity, (_request, count) => ({
					rows: count === 1 ? [{ id: 1 }, null, { id: 2 }] : [],
				})),
			),
		).toEqual([1, 2]);
	});

	it('that comes again and again ends the list: with an error, unless all rows are there', () => {
		const again = (total) => () => ({ rows: numbered(0, 10), total });
		for (const total of [undefined, 0, 100])
			expect(() => read(byNumber(10), Infinity, again(total))).toThrow(
				'Vendor gives the same things again instead of the next',
			);
		const list = read(byNumber(10), Infinity, again(10));
		expect([ids(list), list.requests.length < 8]).toEqual([upTo(10), true]);
	});

	it('may be the last by what is in it', () => {
		const list = read(byNumber(10), Infinity, vendor(100), (rows) =>
			rows.some(({ id }) => id === 15),
		);
		expect([ids(list), list.requests.length]).toEqual([upTo(20), 2]);
	});
});

describe('a limit', () => {
	it('below one page asks for no more than it', () => {
		for (const pager of [byOffset(100), byNumber(100)]) {
			const list = read(pager, 7, vendor(500));
			expect(sizes(list)).toEqual([7]);
			expect(list.rows).toHaveLength(7);
		}
	});

	it('across pages shrinks the last one where that is possible', () => {
		const list = read(byOffset(100), 250, vendor(1000));
		expect(sizes(list)).toEqual([100, 100, 52]);
		expect(ids(list)).toEqual(upTo(250));
	});

	it('across pages keeps their size where they are numbered, and cuts', () => {
		const list = read(byNumber(100), 250, vendor(1000));
		expect(sizes(list)).toEqual([100, 100, 100]);
		expect(ids(list)).toEqual(upTo(250));
	});

	it('is not read past, not even to see whether there is more', () => {
		expect(read(byNumber(100), 200, vendor(1000)).requests).toHaveLength(2);
		expect(read(byOffset(100), 199, vendor(1000)).requests).toHaveLength(2);
	});

	it('holds though the vendor sends more than was asked for', () => {
		expect(read(byOffset(100), 3, () => ({ rows: numbered(0, 50) })).rows).toHaveLength(3);
	});

	it('above what there is ends with the list', () => {
		expect(read(byOffset(100), 500, vendor(130)).rows).toHaveLength(130);
	});
});

it('tells the pager where it stands', () => {
	const seen = [];
	const pager = byOffset(2, { request: (base, _size, progress) => (seen.push(progress), base) });
	// An offset goes on with the last row that came.
	const bodies = [[{ id: 1 }, { id: 2 }], [{ id: 2 }, { id: 3 }], [{ id: 3 }]].map((rows) => ({
		rows,
	}));
	read(pager, Infinity, (_request, count) => bodies[count - 1]);
	expect(seen).toEqual([
		{ pages: 0, rows: 0, lastRow: undefined, before: undefined },
		{ pages: 1, rows: 1, lastRow: { id: 2 }, before: bodies[0] },
		{ pages: 2, rows: 2, lastRow: { id: 3 }, before: bodies[1] },
	]);
});

it('finds the largest page that is not refused', () => {
	for (const [most, asked] of [
		[1000, [1000]],
		[500, [1000, 500]],
		[100, [1000, 500, 100]],
	]) {
		const list = read(byNumber(1000, { smallerPages: [500, 100] }), Infinity, (request) =>
			request.query.size > most ? undefined : vendor(50)(request),
		);
		expect([sizes(list), list.requests.map(({ optional }) => optional === true)]).toEqual([
			asked,
			asked.map((size) => size !== 100),
		]);
		expect(ids(list)).toEqual(upTo(50));
	}
});

it('gives the first rows of any list, each once and in their order, however the vendor counts and cuts', () => {
	const setup = {
		total: fc.integer({ min: 0, max: 300 }),
		size: fc.integer({ min: 1, max: 60 }),
		most: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 60 })),
		told: fc.oneof(fc.constant(undefined), fc.constant('right'), fc.integer({ min: -1, max: 0 })),
		limit: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 400 })),
		countsRows: fc.boolean(),
	};
	property(fc.record(setup), ({ total, size, most, told, limit, countsRows }) => {
		const list = read(
			(countsRows ? byOffset : byNumber)(size),
			limit,
			vendor(total, most, { told: told === 'right' ? total : told }),
		);
		const wanted = Math.min(total, limit);
		expect(ids(list)).toEqual(upTo(wanted));
		// A page that begins with a known row brings one less.
		const given = Math.max(1, Math.min(size, most, limit) - (countsRows ? 1 : 0));
		expect(list.requests.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(wanted / given)) + 1);
	});
});

describe('rows that leave a list that is paged by rows while it is read', () => {
	/** @param leave rows that are gone after a request, by its number */
	const leaving = (leave, { told, comes = [] } = {}) => {
		const left = numbered(0, 300);
		return ({ query: { offset, size } }, count) => {
			const rows = left.slice(offset, offset + size);
			for (const { id } of leave[count] ?? [])
				left.splice(
					left.findIndex((row) => row.id === id),
					1,
				);
			if (comes.includes(count)) left.push({ id: 1000 + count });
			return { rows, total: told };
		};
	};

	it.each([
		['is missing', {}],
		['is cut off', { told: 100 }],
		['is the same, as another one has come', { told: 300, comes: [1] }],
	])('cost none of the others where the total %s', (_name, more) => {
		for (const gone of [numbered(0, 1), numbered(7, 3), numbered(99, 1), numbered(0, 100)]) {
			const list = read(byOffset(100), Infinity, leaving({ 1: gone }, more));
			expect(upTo(300).filter((id) => !ids(list).includes(id))).toEqual([]);
		}
	});

	it('cost none of the others where more than a page of them leaves', () => {
		const list = read(byOffset(50), Infinity, leaving({ 4: numbered(0, 120) }));
		expect(upTo(300).filter((id) => !ids(list).includes(id))).toEqual([]);
	});

	it('may be all that were read', () => {
		const list = read(byOffset(100), Infinity, leaving({ 2: numbered(0, 290) }));
		expect(upTo(300).filter((id) => id >= 290 && !ids(list).includes(id))).toEqual([]);
	});

	it('come to an end where they leave all the time', () => {
		const leave = Object.fromEntries(numbered(1, 200).map(({ id }) => [id, [{ id: id - 1 }]]));
		const list = read(byOffset(10), Infinity, leaving(leave));
		expect(upTo(300).filter((id) => id > 200 && !ids(list).includes(id))).toEqual([]);
		expect(list.requests.length).toBeLessThan(150);
	});

	it('cost nothing more where a limit is nearly reached', () => {
		const list = read(byOffset(100), 102, leaving({ 1: numbered(0, 1) }));
		expect([ids(list), list.requests.length]).toEqual([upTo(102), 4]);
	});
});

describe('a list whose total is missing, 0 or cut off', () => {
	it.each([[undefined], [0], [197], [297]])('does not end on a short page (total %s)', (told) => {
		const given = [numbered(0, 100), numbered(100, 97), numbered(197, 100), numbered(297, 50), []];
		const list = read(
			byNumber(100, {
				isLast: (body, page) => isLastForSure(page, page.largest, countOf(body.total)),
			}),
			Infinity,
			(_request, count) => ({ rows: given[count - 1], total: told }),
		);
		// A total that says exactly what was received is all there is to go by.
		expect(list.rows).toHaveLength(told === 197 ? 197 : 347);
	});

	it('ends on no full page, whatever the total', () => {
		expect(isLastForSure({ rows: numbered(0, 50), position: 50 }, 50, 50)).toBe(false);
		expect(isLastForSure({ rows: numbered(0, 49), position: 49 }, 50, 49)).toBe(true);
		expect(isLastForSure({ rows: numbered(0, 49), position: 49 }, 50, undefined)).toBe(false);
	});
});

it('an answer has a list, or is refused by name', () => {
	expect(listIn([{ id: 1 }], { vendor: 'V', records: 'r' })).toEqual([{ id: 1 }]);
	expect(() => listIn(undefined, { vendor: 'V', records: 'r' })).toThrow(
		'V answered without a list of r',
	);
});
