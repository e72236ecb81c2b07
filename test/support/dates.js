'use strict';
/**
 * Every form of date that a workflow can hold and what has to become of it. A module of its own, because test/shared runs
 * it in processes with other time zones as well: `TZ=Asia/Kolkata node test/support/dates.js <now>` prints what came out.
 */
const { DateTime, Settings } = require('luxon');
const dates = require('../../dist/nodes/shared/dates');

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const MORNING = { iso: '2026-12-01T09:30:00+01:00', utc: '2026-12-01T08:30:00Z' };
const UTC_MORNING = { iso: '2026-12-01T09:30:00+00:00', utc: '2026-12-01T09:30:00Z' };
const INDIA = { iso: '2026-12-01T09:30:00+05:30', utc: '2026-12-01T04:00:00Z' };

/** A text read in Berlin, as `iso` with offset and as `utc`. */
const text = (value, expected, zone = BERLIN) => ({ name: `${JSON.stringify(value)} in ${zone}`, value: () => value, zone, ...expected });
const made = (name, value, expected, zone = BERLIN) => ({ name: `${name} in ${zone}`, value, zone, ...expected });
/** A date without a time: the same digits in every UTC format, whatever the zone. */
const day = (value, zone, iso) => ({ name: `the day ${value} in ${zone}`, value: () => value, zone, iso, utc: `${value}T00:00:00Z` });

const CASES = [
	text('2026-12-01T09:30:00', MORNING),
	text('2026-12-01T09:30', MORNING),
	text('2026-12-01 09:30:00', MORNING),
	text('2026-12-01 09:30', MORNING),
	text('  2026-12-01T09:30:00\n', MORNING),
	text('2026-12-01t09:30:00', MORNING),
	text('2026-12-01T09:30:00.5', MORNING),
	text('2026-12-01T09:30:00.123', MORNING),
	text('2026-12-01 09:30:00.123456789', MORNING),
	text('2026-12-01T09:30:00', { iso: '2026-12-01T09:30:00-05:00', utc: '2026-12-01T14:30:00Z' }, NEW_YORK),
	text('2026-12-01T09:30:00', { iso: '2026-12-01T09:30:00+05:45', utc: '2026-12-01T03:45:00Z' }, 'Asia/Kathmandu'),
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
	text('2026-12-01T09:30:00-08:00', { iso: '2026-12-01T09:30:00-08:00', utc: '2026-12-01T17:30:00Z' }),
	text('2026-12-01T09:30:00+00:00', UTC_MORNING),

	made('a Luxon DateTime keeps its own zone', () => DateTime.fromISO('2026-12-01T09:30:00', { zone: 'Asia/Kolkata' }), INDIA),
	made('a Luxon DateTime in UTC', () => DateTime.fromISO('2026-12-01T09:30:00', { zone: 'utc' }), UTC_MORNING),
	made('a Luxon DateTime with a locale whose digits are others', () => DateTime.fromISO('2026-12-01T09:30:00', { zone: BERLIN }).setLocale('ar-EG'), MORNING),
	made('a Date', () => new Date('2026-12-01T08:30:00.700Z'), MORNING),
	made('Unix seconds', () => 1796113800, MORNING),
	made('Unix seconds with a fraction', () => 1796113800.25, MORNING),
	made('Unix milliseconds', () => 1796113800250, MORNING),
	made('Unix second zero', () => 0, { iso: '1970-01-01T01:00:00+01:00', utc: '1970-01-01T00:00:00Z' }),
	made('Unix seconds before 1970', () => -86400, { iso: '1969-12-31T01:00:00+01:00', utc: '1969-12-31T00:00:00Z' }),

	day('2026-12-01', BERLIN, '2026-12-01T00:00:00+01:00'),
	day('2026-12-01', 'UTC', '2026-12-01T00:00:00+00:00'),
	day('2026-12-01', 'Pacific/Kiritimati', '2026-12-01T00:00:00+14:00'),
	day('2026-12-01', 'Pacific/Pago_Pago', '2026-12-01T00:00:00-11:00'),
	day('2026-12-01', 'Asia/Kolkata', '2026-12-01T00:00:00+05:30'),
	day('2026-12-31', 'America/Los_Angeles', '2026-12-31T00:00:00-08:00'),
	{ ...day('2026-12-01', BERLIN, '2026-12-01T00:00:00+01:00'), name: 'a day with blanks around it', value: () => ' 2026-12-01 ' },

	// Clocks go forward: 02:30 does not exist and means an hour later.
	text('2026-03-29T01:59:59', { iso: '2026-03-29T01:59:59+01:00', utc: '2026-03-29T00:59:59Z' }),
	text('2026-03-29T02:30:00', { iso: '2026-03-29T03:30:00+02:00', utc: '2026-03-29T01:30:00Z' }),
	text('2026-03-29T03:00:00', { iso: '2026-03-29T03:00:00+02:00', utc: '2026-03-29T01:00:00Z' }),
	text('2026-03-08T02:30:00', { iso: '2026-03-08T03:30:00-04:00', utc: '2026-03-08T07:30:00Z' }, NEW_YORK),
	day('2026-03-29', BERLIN, '2026-03-29T00:00:00+01:00'),
	day('2026-03-08', NEW_YORK, '2026-03-08T00:00:00-05:00'),
	// Clocks go back: 02:30 exists twice and means the first.
	text('2026-10-25T01:59:59', { iso: '2026-10-25T01:59:59+02:00', utc: '2026-10-24T23:59:59Z' }),
	text('2026-10-25T02:30:00', { iso: '2026-10-25T02:30:00+02:00', utc: '2026-10-25T00:30:00Z' }),
	text('2026-10-25T02:30:00+01:00', { iso: '2026-10-25T02:30:00+01:00', utc: '2026-10-25T01:30:00Z' }),
	text('2026-10-25T03:00:00', { iso: '2026-10-25T03:00:00+01:00', utc: '2026-10-25T02:00:00Z' }),
	text('2026-11-01T01:30:00', { iso: '2026-11-01T01:30:00-04:00', utc: '2026-11-01T05:30:00Z' }, NEW_YORK),
	text('2026-11-01T01:30:00-05:00', { iso: '2026-11-01T01:30:00-05:00', utc: '2026-11-01T06:30:00Z' }, NEW_YORK),
	made('Unix seconds in the second 02:30', () => 1792891800, { iso: '2026-10-25T02:30:00+01:00', utc: '2026-10-25T01:30:00Z' }),
	day('2026-10-25', BERLIN, '2026-10-25T00:00:00+02:00'),
	// Here the clocks go forward at midnight, so that the day begins at one o'clock.
	day('2026-04-24', 'Africa/Cairo', '2026-04-24T01:00:00+03:00'),
	day('2026-09-06', 'America/Santiago', '2026-09-06T01:00:00-03:00'),

	day('2028-02-29', BERLIN, '2028-02-29T00:00:00+01:00'),
	text('2028-02-29T23:59:59', { iso: '2028-02-29T23:59:59+01:00', utc: '2028-02-29T22:59:59Z' }),
	text('2028-02-29T23:30:00-02:00', { iso: '2028-02-29T23:30:00-02:00', utc: '2028-03-01T01:30:00Z' }),
];

/** What an input is read as in each format, or the message of the refusal. */
function outcome({ value, zone }) {
	try {
		const moment = dates.readMoment(value(), zone, 'Start');
		return { iso: dates.toIsoOffset(moment), utc: dates.toIsoUtc(moment), sql: dates.toSqlUtc(moment), unix: dates.toUnixSeconds(moment) };
	} catch (error) {
		return { refused: error.message };
	}
}

const expected = ({ iso, utc }) => ({ iso, utc, sql: utc.replace('T', ' ').replace('Z', ''), unix: Date.parse(utc) / 1000 });

/**
 * Reads all cases as if the clock stood at `now`: what is read may not depend on when it is read.
 * @param {string} now ISO
 */
function outcomesAt(now) {
	const at = Date.parse(now);
	Settings.now = () => at;
	try {
		return CASES.map(outcome);
	} finally {
		Settings.now = () => Date.now();
	}
}

module.exports = { CASES, expected, outcomesAt };

if (require.main === module) {
	const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
	process.stdout.write(JSON.stringify({ timeZone, hour: new Date(Date.UTC(2026, 0, 1)).getHours(), outcomes: outcomesAt(process.argv[2]) }));
}
