'use strict';
const { listSteps } = require('../../dist/nodes/shared/pages');
const { fc, property } = require('../support/property');

const BASE = { method: 'GET', path: '/rows', effect: 'read' };

/** A pager by offset, which may ask for a smaller last page. */
const byOffset = (largestPage, more = {}) => ({
	largestPage,
	shrinks: true,
	request: (base, size, { rows }) => ({ ...base, query: { offset: rows, size } }),
	rows: (body) => body.rows,
	id: ({ id }) => id,
	isLast: (body) => body.last === true,
	...more,
});

/** A pager by page number, whose pages keep their size. */
const byNumber = (largestPage, more = {}) => byOffset(largestPage, { shrinks: false, request: (base, size, { pages }) => ({ ...base, query: { page: pages + 1, size } }), ...more });

/** Reads a list against a function that answers each request. */
function read(pager, limit, answer) {
	const requests = [];
	const steps = listSteps(pager, BASE, limit);
	let step = steps.next();
	while (!step.done) {
		requests.push(step.value);
		if (requests.length > 5000) throw new Error('The list does not end');
		step = steps.next(answer(step.value, requests.length));
	}
	return { rows: step.value, requests };
}

const numbered = (from, count) => Array.from({ length: count }, (_, index) => ({ id: from + index }));
/** A list at a vendor with that many rows. */
const vendor = (total) => ({ query: { offset, page, size } }) => {
	const from = offset ?? (page - 1) * size;
	const rows = numbered(from, Math.max(0, Math.min(size, total - from)));
	return { rows, last: from + rows.length >= total };
};

const ids = ({ rows }) => rows.map(({ id }) => id);
const sizes = ({ requests }) => requests.map(({ query }) => query.size);

describe('all rows', () => {
	it('are read page by page, to the one that the vendor says is the last', () => {
		const list = read(byOffset(10), Infinity, vendor(25));
		expect(ids(list)).toEqual(numbered(0, 25).map(({ id }) => id));
		expect(list.requests.map(({ query }) => query)).toEqual([{ offset: 0, size: 10 }, { offset: 10, size: 10 }, { offset: 20, size: 10 }]);
		expect(list.requests[0]).toMatchObject({ method: 'GET', path: '/rows', effect: 'read' });
	});

	it('end with an empty page, though the vendor says there is more', () => {
		const list = read(byOffset(10), Infinity, ({ query }) => ({ rows: query.offset >= 20 ? [] : numbered(query.offset, 10), last: false }));
		expect(list.rows).toHaveLength(20);
		expect(list.requests).toHaveLength(3);
	});

	it('may be none', () => {
		expect(read(byOffset(10), Infinity, vendor(0))).toMatchObject({ rows: [], requests: [expect.anything()] });
	});

	it('end when the vendor repeats a page for ever', () => {
		const list = read(byNumber(10), Infinity, () => ({ rows: numbered(0, 10), last: false }));
		expect(list.rows).toHaveLength(10);
		expect(list.requests).toHaveLength(2);
	});

	it('go on when a page comes back short, as long as it brings something new', () => {
		const list = read(byOffset(10), Infinity, ({ query: { offset } }) => ({ rows: numbered(offset, offset === 0 ? 4 : 10), last: offset >= 14 }));
		expect(list.rows).toHaveLength(24);
		expect(list.requests.map(({ query }) => query.offset)).toEqual([0, 4, 14]);
	});

	it('hold a row once, when rows move on while pages are read', () => {
		const pages = [numbered(0, 10), numbered(8, 10), numbered(18, 5)];
		const list = read(byNumber(10), Infinity, (_request, count) => ({ rows: pages[count - 1], last: count === 3 }));
		expect(ids(list)).toEqual(numbered(0, 23).map(({ id }) => id));
	});

	it('count an ID as the same, number or text', () => {
		expect(ids(read(byOffset(10), Infinity, () => ({ rows: [{ id: 1 }, { id: '1' }, { id: 2 }], last: true })))).toEqual([1, 2]);
	});

	it('without an ID are the same when all of them is', () => {
		expect(read(byOffset(10), Infinity, () => ({ rows: [{ name: 'a' }, { name: 'b' }, { name: 'a' }], last: true })).rows).toEqual([{ name: 'a' }, { name: 'b' }]);
	});

	it('may be 100,000 in one page or in a thousand', () => {
		expect(read(byOffset(100_000), Infinity, vendor(100_000)).rows).toHaveLength(100_000);
		const list = read(byNumber(100), Infinity, vendor(100_000));
		expect(list.rows).toHaveLength(100_000);
		expect(list.rows.at(-1)).toEqual({ id: 99_999 });
		expect(list.requests).toHaveLength(1000);
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
		expect(sizes(list)).toEqual([100, 100, 50]);
		expect(ids(list)).toEqual(numbered(0, 250).map(({ id }) => id));
	});

	it('across pages keeps their size where they are numbered, and cuts', () => {
		const list = read(byNumber(100), 250, vendor(1000));
		expect(sizes(list)).toEqual([100, 100, 100]);
		expect(ids(list)).toEqual(numbered(0, 250).map(({ id }) => id));
	});

	it('is not read past, not even to see whether there is more', () => {
		expect(read(byOffset(100), 200, vendor(1000)).requests).toHaveLength(2);
	});

	it('holds though the vendor sends more than was asked for', () => {
		expect(read(byOffset(100), 3, () => ({ rows: numbered(0, 50), last: false })).rows).toHaveLength(3);
	});

	it('above what there is ends with the list', () => {
		expect(read(byOffset(100), 500, vendor(130)).rows).toHaveLength(130);
	});
});

it('tells the pager where it stands', () => {
	const seen = [];
	const pager = byOffset(2, {
		request: (base, _size, progress) => (seen.push(progress), base),
		isLast: (_body, size, progress) => progress.pages === 3 && size === 2,
	});
	// The second page repeats a row of the first: an offset goes on behind all that came.
	const pages = [[{ id: 1 }, { id: 2 }], [{ id: 2 }, { id: 3 }], [{ id: 4 }, { id: 5 }]];
	read(pager, Infinity, (_request, count) => ({ rows: pages[count - 1] }));
	expect(seen).toEqual([
		{ pages: 0, rows: 0, lastRow: undefined },
		{ pages: 1, rows: 2, lastRow: { id: 2 } },
		{ pages: 2, rows: 4, lastRow: { id: 3 } },
	]);
});

it('gives the first rows of any list, each once and in their order', () => {
	const setup = { total: fc.integer({ min: 0, max: 300 }), size: fc.integer({ min: 1, max: 60 }), limit: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 400 })), shrinks: fc.boolean() };
	property(fc.record(setup), ({ total, size, limit, shrinks }) => {
		const list = read((shrinks ? byOffset : byNumber)(size), limit, vendor(total));
		const wanted = Math.min(total, limit);
		expect(ids(list)).toEqual(numbered(0, wanted).map(({ id }) => id));
		expect(list.requests.length).toBe(Math.max(1, Math.ceil(wanted / size)));
	});
});
