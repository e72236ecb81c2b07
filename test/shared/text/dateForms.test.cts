/** Dates as sheets and databases give them. */
import { readMoment, toIsoOffset, toIsoUtc } from '../../../dist/nodes/shared/text/dates.js';

const BERLIN = { zone: 'Europe/Berlin' };
const day = (value: unknown, dateFormat: string) =>
	toIsoUtc(readMoment(value, { ...BERLIN, dateFormat }, 'Due', 'end'));

it.each([
	['yyyyMMdd', 20_261_207, '2026-12-07T22:59:59Z'],
	['yyMMdd', 261_207, '2026-12-07T22:59:59Z'],
	['yyyyMMddHHmm', 202_612_071_030, '2026-12-07T09:30:00Z'],
	// What is not in the format is read as always.
	['yyyyMMdd', 46_363, '2026-12-07T22:59:59Z'],
	['yyyyMMdd', 1_796_601_600, '2026-12-07T00:00:00Z'],
])('with the Date Format %s the number %i is read as its text is', (dateFormat, value, utc) => {
	expect(day(value, dateFormat)).toBe(utc);
	expect(day(String(value), dateFormat)).toBe(utc);
});

it.each([20_261_207, '20261207'])('%j gets advice that names its format', (value) => {
	expect(() => readMoment(value, BERLIN, 'Due', 'end')).toThrow(
		expect.objectContaining({
			message: expect.stringContaining('"Due" is not a date n8n can read: '),
			advice: expect.stringMatching(
				/to "yyyyMMdd", or .*\{\{ DateTime\.fromFormat\(String\(\$json\.date\), 'yyyyMMdd'\)\.toISODate\(\) \}\}/,
			),
		}),
	);
});

it.each([20_261_399, '20261399', 2026, '2026-W49-2'])('%j names no format', (value) => {
	expect(() => readMoment(value, BERLIN, 'Due', 'end')).toThrow(
		expect.objectContaining({ advice: expect.not.stringContaining('yyyyMMdd') }),
	);
});

it.each([
	['2026-12-01 09:30:00+01', '2026-12-01T09:30:00+01:00'],
	['2026-12-01 09:30:00.123456-05', '2026-12-01T09:30:00-05:00'],
	['2026-12-01T09:30:00 +14', '2026-12-01T09:30:00+14:00'],
	['2026-12-01 09:30+00', '2026-12-01T09:30:00+00:00'],
])('the offset of %s may be hours alone, as databases write it', (value, iso) => {
	expect(toIsoOffset(readMoment(value, BERLIN, 'Due', 'start'))).toBe(iso);
});

it.each(['2026-12-01T09:30:00+15', '2026-12-01T09:30:00+1', '2026-12-01+01'])(
	'%s is none',
	(value) => {
		expect(() => readMoment(value, BERLIN, 'Due', 'start')).toThrow('"Due" is not a date');
	},
);

it.each([
	['9999-12-31', 'America/New_York'],
	['0001-01-01', 'Europe/Berlin'],
	['9999-12-31T23:00:00-05:00', 'Europe/Berlin'],
])('%s in %s has no year of four digits in UTC', (value, zone) => {
	const edge = value.startsWith('0') ? 'start' : 'end';
	expect(() => readMoment(value, { zone }, 'Due', edge)).toThrow('"Due" is not a date');
});

it.each([
	['9999-12-31', 'Europe/Berlin', '9999-12-31T22:59:59Z'],
	['0001-01-01', 'America/New_York', '0001-01-02T04:56:01Z'],
])('%s in %s has one', (value, zone, utc) => {
	expect(toIsoUtc(readMoment(value, { zone }, 'Due', 'end'))).toBe(utc);
});

it.each([
	['d MMMM yyyy', '7 Dezember 2026', true],
	['EEE, d.M.yyyy', 'Mo, 7.12.2026', true],
	["d.M.yyyy 'MMM'", 'x', false],
])('with the Date Format %s, %s is told about names: %j', (dateFormat, value, isTold) => {
	const told = expect.stringContaining('Names of months and days are read in English only.');
	expect(() => readMoment(value, { ...BERLIN, dateFormat }, 'Due', 'start')).toThrow(
		expect.objectContaining({
			advice: isTold ? told : expect.not.stringContaining('English'),
		}),
	);
});
