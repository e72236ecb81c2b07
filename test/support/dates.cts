/**
 * Every form of date that a workflow can hold and what has to become of it. A module of its own, because test/shared
 * runs it in processes with other time zones as well: `TZ=Asia/Kolkata npx tsx test/support/dates.cts <now>` prints
 * what came out.
 */
import { DateTime, Settings } from 'luxon';
import * as dates from '../../dist/nodes/shared/text/dates.js';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const MORNING = { iso: '2026-12-01T09:30:00+01:00', utc: '2026-12-01T08:30:00Z' };
const UTC_MORNING = { iso: '2026-12-01T09:30:00+00:00', utc: '2026-12-01T09:30:00Z' };
const INDIA = { iso: '2026-12-01T09:30:00+05:30', utc: '2026-12-01T04:00:00Z' };

/** What a moment is read as: with its offset, and in UTC. */
interface Read {
	readonly iso: string;
	readonly utc: string;
}

export interface Case extends Read {
	readonly name: string;
	readonly value: () => unknown;
	/** of the workflow */
	readonly zone: string;
	/** What it is read as where something ends. */
	readonly end?: string;
}

type Outcome = Readonly<Record<string, unknown>>;

/** A text read in Berlin, as `iso` with offset and as `utc`. */
const text = (value: string, expected: Read, zone = BERLIN): Case => ({
	name: `${JSON.stringify(value)} in ${zone}`,
	value: () => value,
	zone,
	...expected,
});
const made = (name: string, value: () => unknown, expected: Read, zone = BERLIN): Case => ({
	name: `${name} in ${zone}`,
	value,
	zone,
	...expected,
});
/**
 * A day without a time is that day in the workflow's zone: its first moment, or its last second
 * where something ends.
 */
const day = (value: number | string, zone: string, iso: string, end?: string): Case => ({
	name: `the day ${value} in ${zone}`,
	value: () => value,
	zone,
	iso,
	utc: utcOf(iso),
	end,
});
const utcOf = (iso: string): string => new Date(iso).toISOString().replace('.000Z', 'Z');

export const CASES: Case[] = [
	text('2026-12-01T09:30:00', MORNING),
	text('2026-12-01T09:30', MORNING),
	text('2026-12-01 09:30:00', MORNING),
	text('2026-12-01 09:30', MORNING),
	text('  2026-12-01T09:30:00\n', MORNING),
	text('2026-12-01t09:30:00', MORNING),
	text('2026-12-01T09:30:00.5', MORNING),
	text('2026-12-01T09:30:00.123', MORNING),
	text('2026-12-01 09:30:00.123456789', MORNING),
	text(
		'2026-12-01T09:30:00',
		{ iso: '2026-12-01T09:30:00-05:00', utc: '2026-12-01T14:30:00Z' },
		NEW_YORK,
	),
	text(
		'2026-12-01T09:30:00',
		{ iso: '2026-12-01T09:30:00+05:45', utc: '2026-12-01T03:45:00Z' },
		'Asia/Kathmandu',
	),
	text('2026-06-01T09:30:00', { iso: '2026-06-01T09:30:00+02:00', utc: '2026-06-01T07:30:00Z' }),
	text('2026-12-01T24:00:00', { iso: '2026-12-02T00:00:00+01:00', utc: '2026-12-01T23:00:00Z' }),

	text('2026-12-01T09:30:00Z', UTC_MORNING),
	text('2026-12-01T09:30Z', UTC_MORNING),
	text('2026-12-01T09:30:00z', UTC_MORNING),
	text('2026-12-01T09:30:00.999Z', UTC_MORNING),
	text('2026-12-01 09:30:00 Z', UTC_MORNING),
	text('2026-12-01 09:30:00 UTC', UTC_MORNING),
	text('2026-12-01 09:30:00 utc', UTC_MORNING),
	text('2026-12-01T09:30:00UTC', UTC_MORNING),
	text('2026-12-01 09:30:00 GMT', UTC_MORNING),
	text('2026-12-01T09:30:00+05:30', INDIA),
	text('2026-12-01T09:30:00+0530', INDIA),
	text('2026-12-01 09:30:00 +0530', INDIA),
	text('2026-12-01 09:30 +05:30', INDIA),
	text('2026-12-01T09:30:00.250+05:30', INDIA),
	text('2026-12-01T09:30:00-08:00', {
		iso: '2026-12-01T09:30:00-08:00',
		utc: '2026-12-01T17:30:00Z',
	}),
	text('2026-12-01T09:30:00+00:00', UTC_MORNING),

	made(
		'a Luxon DateTime keeps its own zone',
		() => DateTime.fromISO('2026-12-01T09:30:00', { zone: 'Asia/Kolkata' }),
		INDIA,
	),
	made(
		'a Luxon DateTime in UTC',
		() => DateTime.fromISO('2026-12-01T09:30:00', { zone: 'utc' }),
		UTC_MORNING,
	),
	made(
		'a Luxon DateTime with a locale whose digits are others',
		() => DateTime.fromISO('2026-12-01T09:30:00', { zone: BERLIN }).setLocale('ar-EG'),
		MORNING,
	),
	made('a Date', () => new Date('2026-12-01T08:30:00.700Z'), MORNING),
	made('Unix seconds', () => 1796113800, MORNING),
	made('Unix seconds with a fraction', () => 1796113800.25, MORNING),
	made('Unix milliseconds', () => 1796113800250, MORNING),
	made('Unix seconds as text', () => '1796113800', MORNING),
	made('Unix milliseconds as text', () => '1796113800250', MORNING),
	made('the first Unix second that is one', () => 1e9, {
		iso: '2001-09-09T03:46:40+02:00',
		utc: '2001-09-09T01:46:40Z',
	}),
	made('the first millisecond that is one', () => 1e11, {
		iso: '1973-03-03T10:46:40+01:00',
		utc: '1973-03-03T09:46:40Z',
	}),

	{
		...day('46357', BERLIN, '2026-12-01T00:00:00+01:00', '2026-12-01T23:59:59+01:00'),
		name: 'the serial of a day, as text',
	},
	{
		...day(46357, BERLIN, '2026-12-01T00:00:00+01:00', '2026-12-01T23:59:59+01:00'),
		name: 'the serial of a day',
	},
	{
		...day(46357, 'Asia/Kolkata', '2026-12-01T00:00:00+05:30', '2026-12-01T23:59:59+05:30'),
		name: 'the serial of a day in India',
	},
	{
		...day(46110, BERLIN, '2026-03-29T00:00:00+01:00', '2026-03-29T23:59:59+02:00'),
		name: 'the serial of the day on which clocks go forward',
	},
	{
		...day(
			'2026-11-01',
			'America/Havana',
			'2026-11-01T00:00:00-04:00',
			'2026-11-01T23:59:59-05:00',
		),
		name: 'the day that has midnight twice',
	},
	{
		...day(
			'2026-10-31',
			'America/Havana',
			'2026-10-31T00:00:00-04:00',
			'2026-10-31T23:59:59-04:00',
		),
		name: 'the day before a midnight that is there twice',
	},
	{
		...day('2018-10-27', 'Asia/Gaza', '2018-10-27T00:00:00+03:00', '2018-10-27T23:59:59+02:00'),
		name: 'the day that has midnight twice, in Gaza',
	},
	{
		...day(
			'2026-03-08',
			'America/Havana',
			'2026-03-08T01:00:00-04:00',
			'2026-03-08T23:59:59-04:00',
		),
		name: 'the day that has no midnight',
	},
	made(
		'a serial with a time that is there twice',
		() => 46327.020833333336,
		{ iso: '2026-11-01T00:30:00-04:00', utc: '2026-11-01T04:30:00Z' },
		'America/Havana',
	),
	made('a serial with a time', () => 46357.395833333336, MORNING),
	made('a serial with a time, as text', () => '46357.395833333336', MORNING),
	made('a serial at noon', () => 46204.5, {
		iso: '2026-07-01T12:00:00+02:00',
		utc: '2026-07-01T10:00:00Z',
	}),
	made('a serial a moment before midnight', () => 46357.999999999, {
		iso: '2026-12-02T00:00:00+01:00',
		utc: '2026-12-01T23:00:00Z',
	}),
	made('the first serial', () => 20000, {
		iso: '1954-10-03T00:00:00+01:00',
		utc: '1954-10-02T23:00:00Z',
	}),
	made('the last serial', () => 80000, {
		iso: '2119-01-11T00:00:00+01:00',
		utc: '2119-01-10T23:00:00Z',
	}),

	day('2026-12-01', BERLIN, '2026-12-01T00:00:00+01:00', '2026-12-01T23:59:59+01:00'),
	day('2026-12-01', 'UTC', '2026-12-01T00:00:00+00:00', '2026-12-01T23:59:59+00:00'),
	day('2026-12-01', 'Pacific/Kiritimati', '2026-12-01T00:00:00+14:00', '2026-12-01T23:59:59+14:00'),
	day('2026-12-01', 'Pacific/Pago_Pago', '2026-12-01T00:00:00-11:00'),
	day('2026-12-01', 'Asia/Kolkata', '2026-12-01T00:00:00+05:30'),
	day('2026-12-31', 'America/Los_Angeles', '2026-12-31T00:00:00-08:00'),
	{
		...day('2026-12-01', BERLIN, '2026-12-01T00:00:00+01:00'),
		name: 'a day with blanks around it',
		value: () => ' 2026-12-01 ',
	},

	// Clocks go forward: 02:30 does not exist and means an hour later.
	text('2026-03-29T01:59:59', { iso: '2026-03-29T01:59:59+01:00', utc: '2026-03-29T00:59:59Z' }),
	text('2026-03-29T02:30:00', { iso: '2026-03-29T03:30:00+02:00', utc: '2026-03-29T01:30:00Z' }),
	text('2026-03-29T03:00:00', { iso: '2026-03-29T03:00:00+02:00', utc: '2026-03-29T01:00:00Z' }),
	text(
		'2026-03-08T02:30:00',
		{ iso: '2026-03-08T03:30:00-04:00', utc: '2026-03-08T07:30:00Z' },
		NEW_YORK,
	),
	day('2026-03-29', BERLIN, '2026-03-29T00:00:00+01:00', '2026-03-29T23:59:59+02:00'),
	day('2026-03-08', NEW_YORK, '2026-03-08T00:00:00-05:00'),
	// Clocks go back: 02:30 exists twice and means the first.
	text('2026-10-25T01:59:59', { iso: '2026-10-25T01:59:59+02:00', utc: '2026-10-24T23:59:59Z' }),
	text('2026-10-25T02:30:00', { iso: '2026-10-25T02:30:00+02:00', utc: '2026-10-25T00:30:00Z' }),
	text('2026-10-25T02:30:00+01:00', {
		iso: '2026-10-25T02:30:00+01:00',
		utc: '2026-10-25T01:30:00Z',
	}),
	text('2026-10-25T03:00:00', { iso: '2026-10-25T03:00:00+01:00', utc: '2026-10-25T02:00:00Z' }),
	text(
		'2026-11-01T01:30:00',
		{ iso: '2026-11-01T01:30:00-04:00', utc: '2026-11-01T05:30:00Z' },
		NEW_YORK,
	),
	text(
		'2026-11-01T01:30:00-05:00',
		{ iso: '2026-11-01T01:30:00-05:00', utc: '2026-11-01T06:30:00Z' },
		NEW_YORK,
	),
	made('Unix seconds in the second 02:30', () => 1792891800, {
		iso: '2026-10-25T02:30:00+01:00',
		utc: '2026-10-25T01:30:00Z',
	}),
	day('2026-10-25', BERLIN, '2026-10-25T00:00:00+02:00', '2026-10-25T23:59:59+01:00'),
	// Here the clocks go forward at midnight, so that the day begins at one o'clock.
	day('2026-04-24', 'Africa/Cairo', '2026-04-24T01:00:00+03:00'),
	day('2026-09-06', 'America/Santiago', '2026-09-06T01:00:00-03:00'),

	day('2028-02-29', BERLIN, '2028-02-29T00:00:00+01:00'),
	text('2028-02-29T23:59:59', { iso: '2028-02-29T23:59:59+01:00', utc: '2028-02-29T22:59:59Z' }),
	text('2028-02-29T23:30:00-02:00', {
		iso: '2028-02-29T23:30:00-02:00',
		utc: '2028-03-01T01:30:00Z',
	}),
];

/** What an input is read as in each format, or the message of the refusal. */
function outcome({ value, zone, end }: Case): Outcome {
	try {
		const moment = dates.readMoment(value(), { zone }, 'Start', 'start');
		const last = dates.toIsoOffset(dates.readMoment(value(), { zone }, 'End', 'end'));
		return {
			...(end === undefined ? {} : { end: last }),
			iso: dates.toIsoOffset(moment),
			utc: dates.toIsoUtc(moment),
			sql: dates.toSqlUtc(moment),
			unix: dates.toUnixSeconds(moment),
		};
	} catch (error) {
		return { refused: (error as Error).message };
	}
}

export const expected = ({ iso, utc, end }: Case): Outcome => ({
	...(end === undefined ? {} : { end }),
	iso,
	utc,
	sql: utc.replace('T', ' ').replace('Z', ''),
	unix: Date.parse(utc) / 1000,
});

/**
 * Reads all cases as if the clock stood at `now`: what is read may not depend on when it is read.
 * @param now ISO
 */
export function outcomesAt(now: string): Outcome[] {
	const at = Date.parse(now);
	Settings.now = () => at;
	try {
		return CASES.map(outcome);
	} finally {
		Settings.now = () => Date.now();
	}
}

if (require.main === module) {
	const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
	process.stdout.write(
		JSON.stringify({
			timeZone,
			hour: new Date(Date.UTC(2026, 0, 1)).getHours(),
			outcomes: outcomesAt(String(process.argv[2])),
		}),
	);
}
