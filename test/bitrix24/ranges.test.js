'use strict';
/**
 * Lists in the order of IDs are cut into ranges that are read at once: complete and in order, however the IDs lie,
 * whatever is added or deleted meanwhile, and whatever is wrong with the total.
 */
const { readRows } = require('../../dist/nodes/Bitrix24/paging');
const { decodeQuery } = require('../vendors/bitrix24.query');
const { fc, property } = require('../support/property');

/** A portal with these IDs. @param told what it makes of a total @param between happens before each call */
function portal(ids, { told = (total) => total, between = () => {}, page = 50 } = {}) {
	const rows = new Set(ids);
	let calls = 0;
	const list = ({ order, filter = {}, start }) => {
		const [[, direction]] = Object.entries(order);
		const sign = direction === 'ASC' ? 1 : -1;
		const found = [...rows]
			.filter((id) =>
				Object.entries(filter).every(([name, value]) => {
					if (value === '') return true;
					if (name === '<ID') return id < Number(value);
					if (name === '>ID') return id > Number(value);
					if (name === '>=ID') return id >= Number(value);
					if (name === '<=ID') return id <= Number(value);
					throw new Error(`Unknown filter ${name}`);
				}),
			)
			.sort((a, b) => sign * (a - b));
		return {
			result: found.slice(0, page).map((id) => ({ ID: String(id) })),
			total: Number(start) === -1 ? undefined : told(found.length),
		};
	};
	const one = ({ path, body }) => {
		between(rows, ++calls);
		if (path !== '/batch') return list(body);
		const maps = {
			result: {},
			result_error: {},
			result_total: {},
			result_next: {},
			result_time: {},
		};
		for (const [key, command] of Object.entries(body.cmd)) {
			const text = command.replace(
				/\$result\[(\w+)\]\[(\d+)\]\[ID\]/g,
				(_, of, at) => maps.result[of]?.[at]?.ID ?? '',
			);
			const { result, total } = list(decodeQuery(text.split('?')[1]));
			maps.result[key] = result;
			if (total !== undefined) maps.result_total[key] = total;
			maps.result_time[key] = {};
		}
		return { result: maps };
	};
	return {
		rows,
		calls: () => calls,
		answer: (spec) =>
			spec.concurrentReads === undefined ? one(spec) : spec.concurrentReads.map(one),
	};
}

function read(vendor, { direction = 'DESC', limit = Infinity, filter = {} } = {}) {
	const steps = readRows(
		{
			method: 'crm.activity.list',
			records: 'activities',
			parameters: { filter },
			id: 'ID',
			sort: [{ field: 'ID', direction }],
		},
		limit,
	);
	let step = steps.next();
	for (let n = 0; !step.done; n++) {
		if (n > 2000) throw new Error('The list does not end');
		step = steps.next(vendor.answer(step.value));
	}
	return step.value.map(({ ID }) => Number(ID));
}

const sorted = (ids, direction) => [...ids].sort((a, b) => (direction === 'ASC' ? a - b : b - a));

/** IDs in a few clusters, thin and dense ones. */
const clusters = fc
	.array(
		fc.record({
			from: fc.integer({ min: 1, max: 20_000 }),
			count: fc.integer({ min: 1, max: 300 }),
			step: fc.constantFrom(1, 1, 2, 7, 90),
		}),
		{ minLength: 1, maxLength: 3 },
	)
	.map((parts) => [
		...new Set(
			parts.flatMap(({ from, count, step }) =>
				Array.from({ length: count }, (_, n) => from + n * step),
			),
		),
	]);
const TOTALS = {
	right: (total) => total,
	missing: () => undefined,
	zero: () => 0,
	capped: (total) => Math.min(total, 500),
	'cut off at a page': () => 50,
	'too large': (total) => total * 3 + 1000,
	'too small': (total) => Math.ceil(total / 2),
	text: String,
};

it('all of them, each once and in order, wherever the IDs lie and whatever the total says', () => {
	property(
		clusters,
		fc.constantFrom(...Object.keys(TOTALS)),
		fc.constantFrom('ASC', 'DESC'),
		fc.constantFrom(50, 50, 20),
		(ids, told, direction, page) => {
			const vendor = portal(ids, { told: TOTALS[told], page });
			expect(read(vendor, { direction })).toEqual(sorted(ids, direction));
		},
	);
});

it('the first of them, where a limit is set', () => {
	property(
		clusters,
		fc.integer({ min: 1, max: 800 }),
		fc.constantFrom('ASC', 'DESC'),
		fc.constantFrom('right', 'missing', 'too large', 'capped'),
		(ids, limit, direction, told) => {
			const vendor = portal(ids, { told: TOTALS[told] });
			expect(read(vendor, { direction, limit })).toEqual(sorted(ids, direction).slice(0, limit));
		},
	);
});

it('all that stay, while others are deleted and added with each call', () => {
	property(
		clusters,
		fc.constantFrom('ASC', 'DESC'),
		fc.integer({ min: 1, max: 40 }),
		(ids, direction, many) => {
			const gone = new Set();
			const added = new Set();
			const vendor = portal(ids, {
				between(rows, call) {
					if (call === 1) return;
					for (let n = 0; n < many; n++) {
						const victim = ids[(call * 7919 + n * 104_729) % ids.length];
						rows.delete(victim);
						gone.add(victim);
						if (added.size < 400) {
							const id = 1_000_000 + call * 100 + n;
							rows.add(id);
							added.add(id);
						}
					}
				},
			});
			const found = read(vendor, { direction });
			expect(new Set(found).size).toBe(found.length);
			expect(found).toEqual(sorted(found, direction));
			const known = new Set(found);
			expect(ids.filter((id) => !gone.has(id) && !known.has(id))).toEqual([]);
		},
	);
});

it.each([
	[{ '>ID': 3000 }, (id) => id > 3000],
	[{ '>=ID': 3000 }, (id) => id >= 3000],
	[{ '<ID': 7000, '>=ID': 3000 }, (id) => id < 7000 && id >= 3000],
	[{ '<=ID': 7000, '>ID': 2000, '>=ID': 3000 }, (id) => id <= 7000 && id >= 3000],
])("what the user's own filter lets through: %j", (filter, passes) => {
	const ids = Array.from({ length: 10_000 }, (_, n) => n + 1);
	for (const direction of ['ASC', 'DESC'])
		expect(read(portal(ids), { direction, filter })).toEqual(sorted(ids.filter(passes), direction));
});

it('ten thousand in few steps, many calls in each', () => {
	const vendor = portal(Array.from({ length: 10_000 }, (_, n) => n + 1));
	let steps = 0;
	const { answer } = vendor;
	vendor.answer = (spec) => {
		steps += 1;
		return answer(spec);
	};
	read(vendor);
	expect(steps).toBeLessThanOrEqual(3);
	expect(vendor.calls()).toBeLessThanOrEqual(30);
});
