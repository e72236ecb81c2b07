/** Values that were written and values that are read, whatever form the vendor gives them. */
import {
	holdsExactly,
	readsLike,
	sameValue,
	sameValues,
} from '../../../dist/nodes/shared/text/sameValues.js';

it.each([
	[5, '5'],
	['2.50', 2.5],
	['Y', true],
	[false, '0'],
	['2026-12-01T10:00:00+01:00', '2026-12-01T12:00:00+03:00'],
	['2026-12-01 09:00:00', '2026-12-01T09:00:00Z'],
	['2026-12-01 09:00:00', '2026-12-01 09:00:00 UTC'],
	['A <b>B</b>', 'A B'],
	['', null],
	[[], undefined],
	[
		[1, 2],
		['2', '1'],
	],
	[['a'], { 1: 'a' }],
	[{ a: 1 }, { a: '1', b: 2 }],
])('%j is %j', (written, read) => {
	expect(sameValue(written, read)).toBe(true);
});

it.each([
	[5, '6'],
	['a', 'A'],
	['a-b', 'a b'],
	['2026-12-01T10:00:00+01:00', '2026-12-01T10:00:01+01:00'],
	['x', null],
	[[1], [1, 2]],
	[true, 'N'],
])('%j is not %j', (written, read) => {
	expect(sameValue(written, read)).toBe(false);
});

it('what a record does not show leaves it open, unless something else differs', () => {
	expect(sameValues({ a: 1, b: 2 }, { a: '1' })).toBeUndefined();
	expect(sameValues({ a: 1, b: 2 }, { a: '3' })).toBe(false);
	expect(sameValues({ a: 1, b: '' }, { a: '1' })).toBe(true);
});

it('a new record may have other signs and blanks than what was written', () => {
	expect(readsLike({ text: 'Call: "Müller" & Co' }, { text: '<p>call Müller &amp; co</p>' })).toBe(
		true,
	);
	expect(readsLike({ text: 'Call Müller' }, { text: 'Call Maier' })).toBe(false);
	expect(readsLike({ text: '!!' }, { text: '??' })).toBe(false);
});

describe('to write it again would change nothing', () => {
	const NAMES = { texts: ['title'], html: ['description'] };

	it.each([
		['title', 'Offer', ' Offer\r\n'],
		['title', '', null],
		['description', '<p>a &lt; b</p>', '<div>a &lt; b</div>'],
		['description', 'R&amp;D', 'R&D'],
		['description', 'Hello', '<p><b>Hello</b></p>'],
		['tags', ['a', 'b'], ['b', 'a']],
		['due', '2026-12-01T10:00:00+01:00', '2026-12-01 09:00:00'],
		['due', '2026-12-01', '2026-12-01T00:00:00Z'],
		['parent', null, 0],
	])('%s %j over %j', (name, written, read) => {
		expect(holdsExactly({ [name]: written }, { [name]: read }, NAMES)).toBe(true);
	});

	it.each([
		['title', '<b>Offer</b>', 'Offer'],
		['title', 'A &amp; B', 'A & B'],
		['title', '2026-12-01', '2026-12-01T00:00:00Z'],
		['title', '', '0'],
		['title', 'Offer', undefined],
		['description', '<b>Hello</b>', 'Hello'],
		['description', '<a href="https://one.example">x</a>', '<a href="https://two.example">x</a>'],
		['tags', ['a', 'b', 'b'], ['a', 'b', 'c']],
		['tags', [], ['a']],
		['note', '<b>Hello</b>', 'Hello'],
	])('%s %j over %j is another one', (name, written, read) => {
		expect(holdsExactly({ [name]: written }, { [name]: read }, NAMES)).toBe(false);
	});

	it('a text of 0 is not an empty one', () => {
		expect(sameValues({ title: '' }, { title: '0' }, NAMES)).toBe(false);
		expect(sameValues({ parent: '' }, { parent: '0' }, NAMES)).toBe(true);
	});
});
