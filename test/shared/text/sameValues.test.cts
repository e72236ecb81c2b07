/** Values that were written and values that are read, whatever form the vendor gives them. */
import { readsLike, sameValue, sameValues } from '../../../dist/nodes/shared/text/sameValues.js';

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
