/** Vendors' times in UTC: what is read the fast way comes to what Luxon makes of it. */
import { DateTime } from 'luxon';
import { utcMilliseconds, utcSeconds } from '../../../dist/nodes/shared/text/dates.js';

const byLuxon = (text: string) => DateTime.fromISO(text, { zone: 'utc' }).toISO();
const two = (number: number) => String(number).padStart(2, '0');
const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('every day that a calendar has or does not have is read as Luxon reads it', () => {
	const days = [1900, 2000, 2023, 2024].flatMap((year) =>
		range(0, 13).flatMap((month) =>
			range(0, 32).flatMap((day) =>
				['+03:00', ''].map((end) => `${year}-${two(month)}-${two(day)}T23:59:59${end}`),
			),
		),
	);
	expect(days.map(utcMilliseconds)).toEqual(days.map(byLuxon));
});

it('every hour with every offset is the moment that Luxon reads, also on another day', () => {
	const offsets = ['+', '-'].flatMap((sign) =>
		range(0, 14).flatMap((hour) =>
			['00', '15', '30', '59'].map((end) => `${sign}${two(hour)}:${end}`),
		),
	);
	const texts = ['2024-02-29', '2026-01-01', '2026-12-31'].flatMap((day) =>
		range(0, 23).flatMap((hour) =>
			offsets.map((offset) => `${day}T${two(hour)}:29:58.9876${offset}`),
		),
	);
	const luxon = texts.map(byLuxon);
	expect(texts.map(utcMilliseconds)).toEqual(luxon);
	expect(texts.map(utcSeconds)).toEqual(luxon.map((iso) => iso?.replace('.987', '')));
});

it.each([
	[
		'offsets',
		[
			'Z',
			'z',
			'',
			'+00:00',
			'-00:00',
			'+05:30',
			'-11:45',
			'+14:00',
			'+14:59',
			'+15:00',
			'+24:00',
			'+0530',
			'+05',
			' +05:00',
		],
	],
	[
		'fractions',
		['.1Z', '.12Z', '.123Z', '.1239Z', '.123456Z', '.999999999Z', '.Z', ',5Z', '.000000+02:00'],
	],
])('%s', (_, ends) => {
	const texts = ends.map((end) => `2026-12-31T22:30:00${end}`);
	expect(texts.map(utcMilliseconds)).toEqual(texts.map(byLuxon));
});

it.each([
	'2026-12-01',
	'2026-12-01T24:00:00Z',
	'2026-12-01T24:00:01Z',
	'2026-12-01T12:60:00Z',
	'2026-12-01T12:00:60Z',
	'2026-12-01T12:00Z',
	'2026-12-01t12:00:00z',
	'2026-W49-2T12:00:00Z',
	'2026-335T12:00:00Z',
	'20261201T120000Z',
	'0001-01-01T00:00:00Z',
	'0000-12-31T23:00:00-02:00',
	'9999-12-31T23:59:59-01:00',
	'+012026-12-01T12:00:00Z',
	'12026-12-01T12:00:00Z',
	'1000-01-01T00:00:00+14:00',
	'2999-12-31T23:59:59-14:00',
	' 2026-12-01T12:00:00Z',
	'2026-12-01T12:00:00Z ',
	'2026-12-01T12:00:00ZZ',
	'no time',
	'',
])('%j', (text) => {
	expect(utcMilliseconds(text)).toBe(byLuxon(text));
});

it('whole seconds are cut, not rounded', () => {
	expect(utcSeconds('2026-12-01T09:30:00.999+01:00')).toBe('2026-12-01T08:30:00Z');
	expect(utcSeconds('2026-12-01 never')).toBeNull();
});
