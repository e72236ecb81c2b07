'use strict';
/** Items about one record go one after another, in their order, whatever else is under way. */
const { ItemQueue } = require('../../../dist/nodes/shared/engine/itemQueue');
const { fc, property } = require('../../support/property');

const itemsOf = (recordsOfItems) => recordsOfItems.map((records, index) => ({ index, records }));
const indexes = (items) => items.map(({ index }) => index);

it('hands out items about no record in their order', () => {
	const queue = new ItemQueue(itemsOf([[], [], []]));
	expect([queue.take(), queue.take(), queue.take()].map(({ index }) => index)).toEqual([0, 1, 2]);
	expect(queue.take()).toBeUndefined();
});

it('holds back an item until the one before it about the same record has ended', () => {
	const queue = new ItemQueue(itemsOf([['a'], ['a'], ['b'], []]));
	const first = queue.takeUpTo(10);
	expect(indexes(first)).toEqual([0, 2, 3]);
	expect(queue.take()).toBeUndefined();
	queue.ended([first[1], first[2]]);
	expect(queue.take()).toBeUndefined();
	queue.ended([first[0]]);
	expect(queue.take().index).toBe(1);
});

it('lets an item about several records wait for all of them', () => {
	const queue = new ItemQueue(itemsOf([['a'], ['b'], ['a', 'b', 'c'], ['c']]));
	const [a, b] = queue.takeUpTo(10);
	queue.ended([a]);
	expect(queue.take()).toBeUndefined();
	queue.ended([b]);
	const both = queue.take();
	expect(both.index).toBe(2);
	queue.ended([both]);
	expect(queue.take().index).toBe(3);
});

it('puts what has become free before what stands further behind', () => {
	const queue = new ItemQueue(itemsOf([['a'], ['b'], ['a'], ['b'], []]));
	const first = queue.takeUpTo(2);
	queue.ended([first[1], first[0]]);
	expect(indexes(queue.takeUpTo(10))).toEqual([2, 3, 4]);
});

it('hands out each item once, never two of one record together, and those of a record in their order', () => {
	const record = fc.constantFrom('a', 'b', 'c', 'd');
	property(
		fc.array(fc.uniqueArray(record, { maxLength: 3 }), { maxLength: 40 }),
		fc.integer({ min: 1, max: 6 }),
		fc.infiniteStream(fc.nat(5)),
		(items, width, chances) => {
			const queue = new ItemQueue(itemsOf(items));
			const underWay = [];
			const done = [];
			for (;;) {
				for (const item of queue.takeUpTo(width - underWay.length)) {
					for (const other of underWay)
						expect(item.records.some((one) => other.records.includes(one))).toBe(false);
					underWay.push(item);
				}
				if (underWay.length === 0) break;
				const [ended] = underWay.splice(chances.next().value % underWay.length, 1);
				done.push(ended);
				queue.ended([ended]);
			}
			expect(indexes(done).sort((a, b) => a - b)).toEqual(items.map((_, index) => index));
			for (const one of ['a', 'b', 'c', 'd']) {
				const ofRecord = indexes(done.filter(({ records }) => records.includes(one)));
				expect(ofRecord).toEqual([...ofRecord].sort((a, b) => a - b));
			}
		},
	);
});
