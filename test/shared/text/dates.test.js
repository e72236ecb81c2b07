'use strict';
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { DateTime } = require('luxon');
const {
	inOrder,
	readMoment,
	sqlUtcToIso,
	toIsoUtc,
	toSqlUtc,
} = require('../../../dist/nodes/shared/text/dates');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { CASES, expected, outcomesAt } = require('../../support/dates');

const WINTER = '2026-01-15T12:00:00Z';
const SUMMER = '2026-07-15T12:00:00Z';

describe.each([
	['winter', WINTER],
	['summer', SUMMER],
])('read in %s', (_season, now) => {
	const outcomes = outcomesAt(now);

	it.each(CASES.map((one, index) => [one.name, one, index]))('%s', (_name, one, index) => {
		expect(outcomes[index]).toEqual(expected(one));
	});
});

describe.each([
	['UTC', 0],
	['Asia/Kolkata', 5],
	['America/Los_Angeles', 16],
])('in a process whose own zone is %s', (TZ, hour) => {
	it.each([WINTER, SUMMER])('everything is read the same, at %s', (now) => {
		const script = path.join(__dirname, '..', '..', 'support', 'dates.cts');
		const printed = JSON.parse(
			execFileSync(process.execPath, ['--require', 'tsx/cjs', script, now], {
				env: { ...process.env, TZ },
				encoding: 'utf8',
			}),
		);
		expect(printed.hour).toBe(hour);
		const named = (outcomes) =>
			Object.fromEntries(CASES.map(({ name }, index) => [name, outcomes[index]]));
		expect(named(printed.outcomes)).toEqual(named(outcomesAt(now)));
	});
});

describe('what is no date', () => {
	const WRONG = [
		'tomorrow',
		'',
		'   ',
		'01.12.2026',
		'12/01/2026',
		'2026-12-1',
		'20261201',
		'2026-12',
		'2026-W49-2',
		'1.234,50',
		'1e9',
		'-46357',
		'٤٦٣٥٧',
		'07.12.2026',
		'12-07-2026',
		'31.02.2026',
		// Numbers between days of a spreadsheet and seconds are no date of our time.
		0,
		1,
		2026,
		19_999.9,
		80_000.5,
		999_999_999,
		-86_400,
		20_261_201,
		8.65e15,
		'2026',
		'12',
		'8640000000000001',
		'2026-13-01',
		'2026-00-10',
		'2026-02-30',
		'2026-02-29',
		'2100-02-29',
		'2026-02-29T10:00:00',
		'2026-12-01T25:00:00',
		'2026-12-01T09:60:00',
		'2026-12-01T09:30:61',
		'2026-12-01T9:30',
		'2026-12-01T',
		'2026-12-01T09',
		'2026-12-01T09:30:00 CET',
		'2026-12-01T09:30:00+5',
		'2026-12-01T09:30:00+25:00',
		'2026-12-01T09:30:00+99:99',
		'2026-12-01T09:30:00Z and more',
		'2026-12-01\n2026-12-02',
		null,
		undefined,
		true,
		{},
		[],
		['2026-12-01'],
		{ date: '2026-12-01' },
		Number.NaN,
		Number.POSITIVE_INFINITY,
		1e300,
		new Date(Number.NaN),
		DateTime.invalid('made so'),
	];

	it.each(WRONG.map((value) => [value]))('%p is refused by the name of its field', (value) => {
		let refusal;
		try {
			readMoment(value, { zone: 'Europe/Berlin' }, 'Due Date', 'end');
		} catch (error) {
			refusal = error;
		}
		expect(refusal).toBeInstanceOf(InvalidInput);
		expect(refusal.message).toMatch(
			/^"Due Date" is (?:not a date n8n can read|a day or time that doesn't exist): /,
		);
		expect(refusal.advice).toMatch(
			// No format would read a day that does not exist.
			/^\d{1,2}[./-]\d{1,2}[./-]\d{4}|^2026-12-1$/.test(value) && value !== '31.02.2026'
				? /DateTime\.fromFormat/
				: /2026-12-01T09:30:00/,
		);
	});

	const adviceOn = (value) => {
		try {
			readMoment(value, { zone: 'Europe/Berlin' }, 'Due Date', 'end');
		} catch ({ advice }) {
			return advice;
		}
		throw new Error(`${value} was read`);
	};
	/** The expression of an advice, as n8n would evaluate it in a workflow in Berlin. */
	const evaluated = (advice, date) => {
		const expression = /\{\{ (.*?) \}\}/.exec(advice)[1];
		const inBerlin = {
			fromFormat: (text, format) => DateTime.fromFormat(text, format, { zone: 'Europe/Berlin' }),
		};
		return new Function('DateTime', '$json', `return ${expression}`)(inBerlin, { date });
	};

	it.each([
		['07.12.2026', '2026-12-07T22:59:59Z'],
		['1.12.2026', '2026-12-01T22:59:59Z'],
		['31.12.26', '2026-12-31T22:59:59Z'],
		['01.12.2026 10:30', '2026-12-01T09:30:00Z'],
		['1.12.2026, 9:05:07', '2026-12-01T08:05:07Z'],
		['2026/12/01', '2026-12-01T22:59:59Z'],
		['2026-12-1', '2026-12-01T22:59:59Z'],
		['2026.12.1 8:00', '2026-12-01T07:00:00Z'],
		['7/12/2026', '2026-12-07T22:59:59Z'],
		['12/31/2026', '2026-12-31T22:59:59Z'],
		['31-12-2026', '2026-12-31T22:59:59Z'],
		['12/31/2026 9:30 PM', '2026-12-31T20:30:00Z'],
	])('%s gets advice that makes it a date, and a day a day', (value, utc) => {
		const date = evaluated(adviceOn(value), value);
		expect(toIsoUtc(readMoment(date, { zone: 'Europe/Berlin' }, 'Due Date', 'end'))).toBe(utc);
	});

	it.each([
		['07.12.2026', '2026-12-07T22:59:59Z'],
		['31.12.26', '2026-12-31T22:59:59Z'],
		['1.12.2026, 9:05:07', '2026-12-01T08:05:07Z'],
		['2026/12/01', '2026-12-01T22:59:59Z'],
		['12/31/2026 9:30 PM', '2026-12-31T20:30:00Z'],
	])('%s is read with the Date Format that the advice names', (value, utc) => {
		const [, dateFormat] = /Date Format under Options to "([^"]+)"/.exec(adviceOn(value));
		const reading = { zone: 'Europe/Berlin', dateFormat };
		expect(toIsoUtc(readMoment(value, reading, 'Due Date', 'end'))).toBe(utc);
		expect(toIsoUtc(readMoment('2026-12-07', reading, 'Due Date', 'start'))).toBe(
			'2026-12-06T23:00:00Z',
		);
	});

	it.each([
		['dd.MM.yyyy', '07.12.2026', '2026-12-06T23:00:00Z'],
		['M/d/yyyy', '7/12/2026', '2026-07-11T22:00:00Z'],
		['yyyyMMdd', '20261207', '2026-12-06T23:00:00Z'],
		['dd.MM.yyyy HH:mm ZZ', '07.12.2026 10:00 +05:00', '2026-12-07T05:00:00Z'],
		["d MMM yyyy 'at' h a", '7 Dec 2026 at 9 AM', '2026-12-07T08:00:00Z'],
		// What needs no format is read as always.
		['dd.MM.yyyy', 46_363, '2026-12-06T23:00:00Z'],
		['dd.MM.yyyy', '46363', '2026-12-06T23:00:00Z'],
		['dd.MM.yyyy', '2026-12-07T10:00:00+05:00', '2026-12-07T05:00:00Z'],
	])('with the Date Format %s %j is read as meant', (dateFormat, value, utc) => {
		const reading = { zone: 'Europe/Berlin', dateFormat };
		expect(toIsoUtc(readMoment(value, reading, 'Start', 'start'))).toBe(utc);
	});

	it('that does not fit the Date Format is refused, and the advice names it', () => {
		const reading = { zone: 'UTC', dateFormat: 'dd.MM.yyyy' };
		expect(() => readMoment('12/31/2026', reading, 'Start', 'start')).toThrow(
			expect.objectContaining({ advice: expect.stringContaining('"dd.MM.yyyy"') }),
		);
	});

	it.each([
		['31/02/2026', 'dd/MM/yyyy'],
		['13/13/2026', 'd/M/yyyy'],
		['02/31/2026', 'MM/dd/yyyy'],
		['31.12.2026 25:00', 'dd.MM.yyyy HH:mm'],
	])('%s is in the Date Format %s, which is not what is wrong', (value, dateFormat) => {
		expect(() => readMoment(value, { zone: 'UTC', dateFormat }, 'Start', 'start')).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/ is a day or time that doesn't exist: /),
			}),
		);
	});

	it('says so where day and month may be the other way round', () => {
		expect(adviceOn('7/12/2026')).toMatch(
			/If the month comes first, the format is "M\/d\/yyyy"\.$/,
		);
		for (const value of ['07.12.2026', '12/31/2026', '31/12/2026'])
			expect(adviceOn(value)).not.toMatch(/month/);
	});

	it.each([
		'31/02/2026',
		'2/31/2026',
		'30.02.26',
		'31.4.2026 10:30',
		'1/12/2026 25:00',
		'2026/02/31',
		'2026-02-31',
		'2026-13-01',
		'2026-02-01T25:00:00',
		'2025-02-29 10:00',
	])('advises nothing that would not read it either: %s', (value) => {
		expect(adviceOn(value)).toBe('Correct it, for example to 2026-12-01 or 2026-12-01T09:30:00.');
	});

	it('names the one format that reads it where the other has no such day', () => {
		expect(adviceOn('02/30/2026')).toMatch(/^Correct it/);
		expect(adviceOn('04/31/2026')).toMatch(/^Correct it/);
		expect(adviceOn('31/01/2026')).toMatch(/"d\/M\/yyyy"/);
	});

	it('is shown in the message, but not at any length', () => {
		expect(() => readMoment('next Friday', { zone: 'UTC' }, 'Start', 'start')).toThrow(
			'"Start" is not a date n8n can read: "next Friday"',
		);
		expect(() => readMoment('x'.repeat(5000), { zone: 'UTC' }, 'Start', 'start')).toThrow(
			expect.objectContaining({ message: expect.stringMatching(/^.{50,150}$/) }),
		);
	});
});

describe('a moment', () => {
	it('is the same at the end as at the beginning where a time is given', () => {
		for (const value of [
			'2026-12-01T00:00',
			'2026-12-01 00:00:00',
			1796083200,
			46357.25,
			new Date(),
			DateTime.utc(),
		]) {
			expect(readMoment(value, { zone: 'UTC' }, 'X', 'end')).toEqual(
				readMoment(value, { zone: 'UTC' }, 'X', 'start'),
			);
		}
	});

	it('is compared by what is sent: whole seconds, whatever the offsets', () => {
		const at = (value) => readMoment(value, { zone: 'Europe/Berlin' }, 'X', 'start');
		const order = (first, second) => () => inOrder(at(first), at(second), ['Start', 'End']);
		expect(order('2026-12-01T09:30:00.900', '2026-12-01T09:30:00.100')).not.toThrow();
		expect(order('2026-12-01T09:30:00+05:30', '2026-12-01T05:00:00Z')).not.toThrow();
		expect(order('2026-12-01T09:30:00', '2026-12-01T09:29:59')).toThrow('"End" is before "Start"');
		expect(() => inOrder(undefined, at('2026-12-01'), ['Start', 'End'])).not.toThrow();
		expect(() => inOrder(at('2026-12-01'), null, ['Start', 'End'])).not.toThrow();
	});

	it('goes out and comes back as the same', () => {
		const moment = readMoment('2026-12-01T09:30:00+05:30', { zone: 'Europe/Berlin' }, 'X', 'start');
		expect(toIsoUtc(readMoment(toIsoUtc(moment), { zone: 'Asia/Tokyo' }, 'X', 'start'))).toBe(
			toIsoUtc(moment),
		);
		expect(sqlUtcToIso(toSqlUtc(moment))).toBe(toIsoUtc(moment));
	});
});

describe('sqlUtcToIso', () => {
	it.each([
		['2026-12-01 08:30:00', '2026-12-01T08:30:00Z'],
		['2026-12-01 08:30:00.000', '2026-12-01T08:30:00Z'],
		['2026-12-01 08:30:00.123456', '2026-12-01T08:30:00Z'],
		['2026-12-01 08:30:00 UTC', '2026-12-01T08:30:00Z'],
		['2026-12-01 08:30:00.5 UTC', '2026-12-01T08:30:00Z'],
	])('%s becomes %s', (sql, iso) => {
		expect(sqlUtcToIso(sql)).toBe(iso);
	});

	it.each([
		['2026-12-01'],
		['2026-12-01T08:30:00Z'],
		['2026-12-01 08:30'],
		['2026-12-01 08:30:00 CET'],
		['2026-12-01 08:30:00+01:00'],
		['soon'],
		[''],
		[null],
		[undefined],
		[5],
		[{ a: 1 }],
	])('%p stays as it came', (value) => {
		expect(sqlUtcToIso(value)).toBe(value);
	});
});

it('reads a text again in another zone', () => {
	const read = (zone) => toIsoUtc(readMoment('2026-07-15T12:00:00', { zone }, 'Date', 'start'));
	expect(['UTC', 'Asia/Kolkata', 'UTC', 'America/New_York', 'Asia/Kolkata'].map(read)).toEqual([
		'2026-07-15T12:00:00Z',
		'2026-07-15T06:30:00Z',
		'2026-07-15T12:00:00Z',
		'2026-07-15T16:00:00Z',
		'2026-07-15T06:30:00Z',
	]);
});

it('reads a thousand different times as well as the same one', () => {
	const texts = Array.from({ length: 1000 }, (_, minute) =>
		new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().replace('.000Z', 'Z'),
	);
	expect(
		[...texts, ...texts].map((text) =>
			toIsoUtc(readMoment(text, { zone: 'Europe/Berlin' }, 'Date', 'start')),
		),
	).toEqual([...texts, ...texts]);
});
