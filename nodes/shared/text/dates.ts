import { DateTime } from 'luxon';
import { InvalidInput } from '../contract/errors';
import { shown } from './sentences';

/** A point in time. `local` carries the offset that was given, or the workflow's. */
export interface Moment {
	readonly local: DateTime;
	/** The workflow's zone, where another offset was given. */
	readonly zone?: string;
}

/** How a text is read that says no zone, and one that is no ISO date. */
export interface DateReading {
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** In Luxon's tokens. */
	readonly dateFormat?: string;
}

/** What a day without a time means: its first moment for starts, its last second for ends and due times. */
export type Edge = 'start' | 'end';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Databases write offsets in hours alone. */
const ZONE = '(?: ?(?:Z|UTC|GMT)| ?[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?)?';
const DATE_TIME = new RegExp(
	`^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?${ZONE}$`,
	'i',
);
const NUMBER = /^\d+(?:\.\d+)?$/;

/** Numbers say by their size what they are; between these lies no date of our time. */
const SERIALS = { from: 20_000, to: 80_000 };
const UNIX_SECONDS = { from: 1e9, to: 1e11 };
/** Vendors read four digits. */
const LAST_YEAR = 9999;
/** The largest number that JavaScript takes for a date. */
const LAST_MILLISECOND = 8.64e15;
/** Day 0 of spreadsheets. */
const SERIAL_ZERO = { year: 1899, month: 12, day: 30 };
const SECONDS_IN_A_DAY = 86_400;

/**
 * Reads what a workflow can hold: ISO text with or without zone or time, a Luxon DateTime, a Date, Unix seconds or
 * milliseconds, the serial number of a spreadsheet, or text in the format that the user has given. Text without a zone
 * means the workflow's time zone.
 * @param edge what a day without a time means
 * @throws InvalidInput naming the field
 */
export function readMoment(
	value: unknown,
	reading: DateReading,
	label: string,
	edge: Edge,
): Moment {
	const local = momentOf(value, reading, edge);
	if (local === undefined || !local.isValid || !hasFourDigits(local))
		throw unreadable(value, reading.dateFormat, label);
	return local.zoneName === reading.zone ? { local } : { local, zone: reading.zone };
}

/** At the ends of the calendar the year is another one in UTC, which vendors are sent. */
function hasFourDigits(local: DateTime): boolean {
	const isOne = ({ year }: DateTime) => year >= 1 && year <= LAST_YEAR;
	return isOne(local) && ((local.year > 1 && local.year < LAST_YEAR) || isOne(local.toUTC()));
}

/** The same moment in the workflow's zone, where it may be another day. */
export function atHome({ local, zone }: Moment): DateTime {
	return zone === undefined ? local : local.setZone(zone);
}

function momentOf(
	value: unknown,
	{ zone, dateFormat }: DateReading,
	edge: Edge,
): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value.reconfigure(PLAIN_DIGITS);
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (DAY.test(text))
		return known(`${text} ${zone} ${edge}`, () => edgeOf(DateTime.fromISO(text, { zone }), edge));
	if (DATE_TIME.test(text)) return known(`${text} ${zone}`, () => timeOf(text, zone));
	if (dateFormat !== undefined) {
		const key = `${text} ${zone} ${edge} ${dateFormat}`;
		const found = known(key, () => inFormat(text, dateFormat, zone, edge));
		if (found.isValid) return found;
	}
	return NUMBER.test(text) ? ofNumber(Number(text), zone, edge) : undefined;
}

/** Text in single quotes stands for itself. */
const QUOTED = /'[^']*'/g;
/** Luxon's tokens for names of months and of days of the week. */
const NAMES = /[LM]{3}|[Ec]{3}/;
/** Luxon's tokens for a time of the day. */
const CLOCK = /[HhmsSuaXx]/;

function inFormat(text: string, format: string, zone: string, edge: Edge): DateTime {
	const tokens = format.replace(QUOTED, '');
	const read = DateTime.fromFormat(text, format, {
		zone,
		setZone: /[Zz]/.test(tokens),
		locale: 'en-US',
	});
	if (!read.isValid) return read;
	return CLOCK.test(tokens) ? firstOf(read) : edgeOf(read, edge);
}

function edgeOf(day: DateTime, edge: Edge): DateTime {
	return edge === 'start'
		? firstMoment(day)
		: firstMoment(day.plus({ days: 1 })).minus({ seconds: 1 });
}

/** Where clocks are set back at midnight, a day has two of them. */
function firstMoment(day: DateTime): DateTime {
	return firstOf(day.startOf('day'));
}

function ofNumber(value: number, zone: string, edge: Edge): DateTime | undefined {
	if (value >= SERIALS.from && value <= SERIALS.to) return ofSerial(value, zone, edge);
	if (value >= UNIX_SECONDS.from && value < UNIX_SECONDS.to)
		return DateTime.fromSeconds(value, { zone });
	return value >= UNIX_SECONDS.to && value <= LAST_MILLISECOND
		? DateTime.fromMillis(value, { zone })
		: undefined;
}

/**
 * Days since the end of 1899; the fraction is the time of the day. Clocks that change make no
 * difference to a spreadsheet.
 */
function ofSerial(value: number, zone: string, edge: Edge): DateTime {
	const days = Math.floor(value);
	const seconds = Math.round((value - days) * SECONDS_IN_A_DAY);
	const day = DateTime.fromObject(SERIAL_ZERO, { zone }).plus({
		days: seconds === SECONDS_IN_A_DAY ? days + 1 : days,
	});
	if (value === days) return edgeOf(day, edge);
	const inDay = seconds % SECONDS_IN_A_DAY;
	return firstOf(
		day.set({
			hour: Math.floor(inDay / 3600),
			minute: Math.floor(inDay / 60) % 60,
			second: inDay % 60,
		}),
	);
}

const NUMERIC =
	/^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(,? )\d{1,2}:\d{2}(:\d{2})?( ?)([ap]m)?)?$/i;
const COMPACT = 'yyyyMMdd';
const MONTHS = 12;

function unreadable(value: unknown, dateFormat: string | undefined, label: string): InvalidInput {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const missing = whereMissing(text, dateFormat);
	return missing === undefined
		? new InvalidInput(
				`"${label}" is not a date n8n can read: ${shown(value)}`,
				adviceFor(text, dateFormat),
			)
		: new InvalidInput(`"${label}" is a day or time that doesn't exist: ${shown(value)}`, missing);
}

/** @returns what to do about a text that looks like a date of which no calendar knows; undefined for any other */
function whereMissing(text: string, dateFormat: string | undefined): string | undefined {
	if (dateFormat !== undefined)
		return inFormat(text, dateFormat, 'utc', 'start').invalidReason === 'unit out of range'
			? `It was read in the Date Format "${dateFormat}" set under Options. Correct the date, or the format if it ` +
					'has day and month the wrong way round.'
			: undefined;
	const formats = formatsOf(text);
	// One that is there, in a year that no vendor reads, is not missing.
	const isIso = (DAY.test(text) || DATE_TIME.test(text)) && !timeOf(text, 'utc').isValid;
	const looksLikeOne = formats.length > 0 || isIso;
	return looksLikeOne && !formats.some((one) => inFormat(text, one, 'utc', 'start').isValid)
		? 'Correct it, for example to 2026-12-01 or 2026-12-01T09:30:00.'
		: undefined;
}

/** 07.12.2026 and 12/7/2026 are read the wrong way round by what guesses; the format has to be said. */
function adviceFor(text: string, dateFormat: string | undefined): string {
	if (dateFormat !== undefined)
		return (
			`It is neither an ISO date nor in the Date Format "${dateFormat}" set under Options.` +
			(NAMES.test(dateFormat.replace(QUOTED, ''))
				? ' Names of months and days are read in English only.'
				: '')
		);
	const [format, other] = [...formatsOf(text), COMPACT].filter(
		(one) => inFormat(text, one, 'utc', 'start').isValid,
	);
	if (format === undefined)
		return 'Use the date picker, or text such as 2026-12-01T09:30:00 or 2026-12-01. In an expression, $now works too.';
	// A day has to stay one: as a DateTime it would be its first moment, also where something ends.
	const day = format.includes(':') ? '' : '.toISODate()';
	// A sheet gives it as a number, which Luxon doesn't take.
	const column = format === COMPACT ? 'String($json.date)' : '$json.date';
	return (
		'Write it as 2026-12-01 or 2026-12-01T09:30:00. To keep it as it is, set Date Format under ' +
		`Options to "${format}", or convert the date with ` +
		`{{ DateTime.fromFormat(${column}, '${format}')${day} }}, using the name of your column.` +
		(other === undefined ? '' : ` If the month comes first, the format is "${other}".`)
	);
}

/** The formats in Luxon's tokens that a date in digits can have. */
function formatsOf(text: string): string[] {
	const [, first, separator, second, third, gap, seconds, space, half] = NUMERIC.exec(text) ?? [];
	if (first === undefined) return [];
	const clock = half === undefined ? 'H' : 'h';
	const time =
		gap === undefined
			? ''
			: `${gap}${clock}:mm${seconds === undefined ? '' : ':ss'}${half === undefined ? '' : `${space}a`}`;
	const format = (...tokens: string[]) => tokens.join(separator) + time;
	if (DAY.test(text.slice(0, 10))) return [];
	if (first.length === 4) return [format('yyyy', 'M', 'd')];
	if (first.length > 2 || third.length % 2 === 1) return [];
	const year = third.length === 4 ? 'yyyy' : 'yy';
	const [dayFirst, monthFirst] = [format('d', 'M', year), format('M', 'd', year)];
	if (separator === '.' || Number(first) > MONTHS) return [dayFirst];
	return Number(second) > MONTHS ? [monthFirst] : [dayFirst, monthFirst];
}

function timeOf(text: string, zone: string): DateTime {
	const iso = text
		.replace(/ ?(?:UTC|GMT|Z)$/i, 'Z')
		.replace(/ ([+-])/, '$1')
		.replace(' ', 'T');
	const local = DateTime.fromISO(iso, { zone, setZone: /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(iso) });
	return local.isValid ? firstOf(local) : local;
}

/** Rows most often repeat a few times, or all hold the same: those read last are kept, as reading one takes a while. */
const KEPT = 100;
const lately = new Map<string, DateTime>();

function known(key: string, read: () => DateTime): DateTime {
	const kept = lately.get(key);
	if (kept !== undefined) return kept;
	if (lately.size === KEPT) lately.clear();
	const time = read();
	lately.set(key, time);
	return time;
}

const PLAIN_DIGITS = {
	locale: 'en-US',
	numberingSystem: 'latn',
	outputCalendar: 'gregory',
} as const;

/** When clocks are set back an hour exists twice: the first one is meant, winter or summer. */
function firstOf(local: DateTime): DateTime {
	return local.getPossibleOffsets().reduce((first, other) => (other < first ? other : first));
}

/** `2026-12-01T09:30:00+01:00`, in the zone it was given in. */
export function toIsoOffset({ local }: Moment): string {
	return wholeSeconds(local.toISO() ?? '').replace(/Z$/, '+00:00');
}

/** `2026-12-01T08:30:00Z` */
export function toIsoUtc({ local }: Moment): string {
	return isoUtc(local) ?? '';
}

/** `2026-12-01 08:30:00`, UTC. */
export function toSqlUtc(moment: Moment): string {
	return toIsoUtc(moment).replace('T', ' ').replace('Z', '');
}

/**
 * `2026-12-01T08:30:00Z`; null for what is no time. Luxon's own ISO text takes it a fourth of the
 * time of a format in tokens.
 */
export function isoUtc(time: DateTime): string | null {
	const iso = time.toUTC().toISO();
	return iso === null ? null : wholeSeconds(iso);
}

/** Days that each year's calendar has. */
const MONTH_DAY = [
	'(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])',
	'(?:0[13-9]|1[0-2])-(?:29|30)',
	'(?:0[13578]|1[02])-31',
].join('|');
/** A day and a time of the day, with a fraction and an offset or without. */
const IN_FULL = new RegExp(
	`^[12]\\d{3}-(?:${MONTH_DAY})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?` +
		'(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?$',
);

const FRACTION = /\.(\d{1,3})/;
const DAY_END = '2026-12-01T'.length;
const MINUTES_END = '2026-12-01T08:30'.length;
/** Where the fraction begins in a time that is written in full. */
const SECONDS_END = '2026-12-01T08:30:00'.length;
const OFFSET_LENGTH = '+01:00'.length;
const MINUTES_IN_A_DAY = 1440;

/**
 * A vendor's ISO text in UTC, with milliseconds: `2026-12-01T08:30:00.000Z`; null for what is no time. A text without
 * an offset is in UTC already. Long lists hold them by the hundred thousand, nearly all of them written in full: those
 * are read without Luxon, in a tenth of the time.
 */
export function utcMilliseconds(text: string): string | null {
	if (!IN_FULL.test(text)) return DateTime.fromISO(text, { zone: 'utc' }).toISO();
	const digits = FRACTION.exec(text)?.[1] ?? '';
	return `${upToSeconds(text)}.${digits.padEnd(3, '0')}Z`;
}

/** The same in whole seconds: `2026-12-01T08:30:00Z`. */
export function utcSeconds(text: string): string | null {
	if (IN_FULL.test(text)) return `${upToSeconds(text)}Z`;
	const iso = utcMilliseconds(text);
	return iso === null ? null : wholeSeconds(iso);
}

/**
 * A time that is written in full, in UTC: `2026-12-01T08:30:00`. Where the day stays the same, hours and minutes are
 * all that an offset changes.
 */
function upToSeconds(text: string): string {
	const at = text.length - OFFSET_LENGTH;
	const sign = text[at];
	if (sign !== '+' && sign !== '-') return text.slice(0, SECONDS_END);
	const offset = minutesAt(text, at + 1);
	const minutes = minutesAt(text, DAY_END) + (sign === '+' ? -offset : offset);
	if (minutes < 0 || minutes >= MINUTES_IN_A_DAY)
		return new Date(text).toISOString().slice(0, SECONDS_END);
	const clock = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
	return text.slice(0, DAY_END) + clock + text.slice(MINUTES_END, SECONDS_END);
}

/** `08:30` at a place of a text, as minutes. */
function minutesAt(text: string, at: number): number {
	return twoDigitsAt(text, at) * 60 + twoDigitsAt(text, at + 3);
}

const ZERO = '0'.charCodeAt(0);

function twoDigitsAt(text: string, at: number): number {
	return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

function twoDigits(number: number): string {
	return number < 10 ? `0${number}` : String(number);
}

function wholeSeconds(iso: string): string {
	return iso.replace(/\.\d{3}/, '');
}

/** A moment some time later. */
export function later({ local }: Moment, by: { minutes: number }): Moment {
	return { local: local.plus(by) };
}

export function toUnixSeconds({ local }: Moment): number {
	return Math.floor(local.toSeconds());
}

/** @throws InvalidInput naming both fields when the second is before the first, in whole seconds as they are sent */
export function inOrder(
	first: Moment | null | undefined,
	second: Moment | null | undefined,
	labels: readonly [first: string, second: string],
): void {
	if (!first || !second || toUnixSeconds(first) <= toUnixSeconds(second)) return;
	throw new InvalidInput(
		`"${labels[1]}" is before "${labels[0]}"`,
		'Correct one of the two dates.',
	);
}

/** A vendor's UTC text (`2026-12-01 08:30:00`, fractions and ` UTC` allowed) as ISO; anything else as it came. */
export function sqlUtcToIso(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?(?: UTC)?$/.exec(value);
	return match === null ? value : `${match[1]}T${match[2]}Z`;
}
