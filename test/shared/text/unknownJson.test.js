'use strict';
const { mustChange } = require('../../../dist/nodes/shared/operation/mustChange');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const values = require('../../../dist/nodes/shared/text/unknownJson');
const { fc, property } = require('../../support/property');

it('never throws, whatever a vendor sends', () => {
	property(fc.anything(), (value) => {
		for (const read of ['isObject', 'asObject', 'asArray', 'asRows', 'asText', 'asNumber'])
			values[read](value);
	});
});

it.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['a', false],
	[5, false],
])('isObject(%j) is %j', (value, is) => {
	expect(values.isObject(value)).toBe(is);
	expect(values.asObject(value)).toEqual(is ? value : {});
});

it.each([
	[
		[1, { a: 1 }, null, [2], 'x', { b: 2 }],
		[{ a: 1 }, { b: 2 }],
	],
	[{}, []],
	[null, []],
	['abc', []],
])('asRows(%j) are %j', (value, rows) => expect(values.asRows(value)).toEqual(rows));

it.each([
	[[1], [1]],
	[{ 0: 1 }, []],
	['ab', []],
	[undefined, []],
])('asArray(%j) is %j', (value, array) => expect(values.asArray(value)).toEqual(array));

it.each([
	['a', 'a'],
	['', ''],
	[5, '5'],
	[0, '0'],
	[true, 'true'],
	[false, 'false'],
	[null, ''],
	[undefined, ''],
	[{}, ''],
	[[1], ''],
])('asText(%j) is %j', (value, text) => expect(values.asText(value)).toBe(text));

it.each([
	[5, 5],
	['5', 5],
	[' 5 ', 5],
	['-1.5', -1.5],
	[0, 0],
	['0', 0],
	['', undefined],
	['  ', undefined],
	['5a', undefined],
	[Number.NaN, undefined],
	[Infinity, undefined],
	['Infinity', undefined],
	[true, undefined],
	[null, undefined],
	[[5], undefined],
])('asNumber(%p) is %p', (value, number) => expect(values.asNumber(value)).toBe(number));

it('defined() leaves out what is undefined and nothing else', () => {
	expect(
		Object.entries(values.defined({ a: undefined, b: null, c: '', d: 0, e: false, f: [] })),
	).toEqual([
		['b', null],
		['c', ''],
		['d', 0],
		['e', false],
		['f', []],
	]);
});

describe('mustChange', () => {
	it('hands on what is to be changed', () => {
		for (const changes of [{ a: 1, b: undefined }, { a: '' }, { a: null }, { a: false }, { a: [] }])
			expect(mustChange(changes)).toBe(changes);
	});

	it.each([[{}], [{ a: undefined, b: undefined }]])(
		'refuses an update that changes nothing: %p',
		(changes) => {
			expect(() => mustChange(changes)).toThrow(InvalidInput);
			expect(() => mustChange(changes)).toThrow('There is nothing to update');
		},
	);
});
