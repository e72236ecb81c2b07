import { DateTime } from 'luxon';
import { InvalidInput } from './errors';

/**
 * A point in time, or a calendar date that must keep its digits wherever it goes.
 * `local` carries the offset that was given, or the workflow's.
 */
export type Moment =
	| { readonly kind: 'instant'; readonly local: DateTime }
	| { readonly kind: 'date'; readonly local: DateTime };

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const ZONE = '(?: ?(?:Z|UTC|GMT)| ?[+-](?:0\\d|1[0-4]):?[0-5]\\d)?';
const DATE_TIME = new RegExp(`^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?${ZONE}$`, 'i');
const SOON_UNIX_SECONDS = 100_000_000_000;

/**
 * Reads what a workflow can hold: ISO text with or without zone or time, a Luxon DateTime, a Date, Unix seconds or
 * milliseconds. Text without a zone means the workflow's time zone; a date without a time stays that date.
 * @param zone the workflow's time zone, an IANA name
 * @throws InvalidInput naming the field
 */
export function readMoment(value: unknown, zone: string, label: string): Moment {
	const moment = momentOf(value, zone);
	if (moment === undefined || !moment.local.isValid) {
		throw new InvalidInput(
			`"${label}" is not a date n8n can read: ${shown(value)}`,
			'Use the date picker, or a text such as 2026-12-01T09:30:00 or 2026-12-01. In an expression, $now and {{ $json.date.toDateTime() }} work too.',
		);
	}
	return moment;
}

function momentOf(value: unknown, zone: string): Moment | undefined {
	if (DateTime.isDateTime(value)) return { kind: 'instant', local: value.reconfigure(PLAIN_DIGITS) };
	if (value instanceof Date) return { kind: 'instant', local: DateTime.fromJSDate(value, { zone }) };
	if (typeof value === 'number') {
		const milliseconds = Math.abs(value) < SOON_UNIX_SECONDS ? value * 1000 : value;
		return { kind: 'instant', local: DateTime.fromMillis(milliseconds, { zone }) };
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (DATE_ONLY.test(text)) return { kind: 'date', local: DateTime.fromISO(text, { zone }) };
	if (!DATE_TIME.test(text)) return undefined;
	return { kind: 'instant', local: known(`${text} ${zone}`, () => timeOf(text, zone)) };
}

function timeOf(text: string, zone: string): DateTime {
	const iso = text.replace(/ ?(?:UTC|GMT|Z)$/i, 'Z').replace(/ ([+-])/, '$1').replace(' ', 'T');
	const local = DateTime.fromISO(iso, { zone, setZone: /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso) });
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

const PLAIN_DIGITS = { locale: 'en-US', numberingSystem: 'latn', outputCalendar: 'gregory' } as const;

/** When clocks are set back an hour exists twice: the first one is meant, winter or summer. */
function firstOf(local: DateTime): DateTime {
	return local.getPossibleOffsets().reduce((first, other) => (other < first ? other : first));
}

function shown(value: unknown): string {
	return JSON.stringify(value)?.slice(0, 60) ?? String(value);
}

/** `2026-12-01T09:30:00+01:00`, in the zone it was given in. */
export function toIsoOffset({ local }: Moment): string {
	return wholeSeconds(local.toISO() ?? '').replace(/Z$/, '+00:00');
}

/** `2026-12-01T08:30:00Z`; a date keeps its digits. */
export function toIsoUtc(moment: Moment): string {
	return isoUtc(utc(moment)) ?? '';
}

/** `2026-12-01 08:30:00`, UTC; a date keeps its digits. */
export function toSqlUtc(moment: Moment): string {
	return toIsoUtc(moment).replace('T', ' ').replace('Z', '');
}

/** `2026-12-01T08:30:00Z`; null for what is no time. Luxon's own ISO text takes it a fourth of the time of a format in tokens. */
export function isoUtc(time: DateTime): string | null {
	const iso = time.toUTC().toISO();
	return iso === null ? null : wholeSeconds(iso);
}

function wholeSeconds(iso: string): string {
	return iso.replace(/\.\d{3}/, '');
}

/** A moment some time later. A date counts from the beginning of its day, as it is sent. */
export function later(moment: Moment, by: { minutes: number }): Moment {
	return { kind: 'instant', local: (moment.kind === 'date' ? utc(moment) : moment.local).plus(by) };
}

export function toUnixSeconds(moment: Moment): number {
	return Math.floor(utc(moment).toSeconds());
}

function utc({ kind, local }: Moment): DateTime {
	return kind === 'date' ? DateTime.utc(local.year, local.month, local.day) : local.toUTC();
}

/** A vendor's UTC text (`2026-12-01 08:30:00`, fractions and ` UTC` allowed) as ISO; anything else as it came. */
export function sqlUtcToIso(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?(?: UTC)?$/.exec(value);
	return match === null ? value : `${match[1]}T${match[2]}Z`;
}
