/** How people write times and days. */
import type { Accepted } from './cells.mts';

type Time = [day: string, time: string, offset: string];
/** A day, with the offsets of its first moment and its last second. */
type Day = [day: string, first: string, last: string];
/** The half of the calendar from which a value comes, and the moment of a day that counts. */
type Edge = 'start' | 'end';

const FIRST_OF_EXCEL = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const stamp = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

/** Times in Berlin, with the offset of that time. */
const TIMES: Record<Edge, Time[]> = {
	start: [
		['2026-01-05', '09:30:00', '+01:00'],
		['2026-03-28', '14:30:00', '+01:00'],
		['2026-07-01', '12:00:00', '+02:00'],
		['2026-10-26', '08:15:30', '+01:00'],
		['2026-12-01', '16:40:00', '+01:00'],
		['2026-12-31', '23:59:59', '+01:00'],
	],
	end: [
		['2027-02-01', '10:00:00', '+01:00'],
		['2027-06-30', '18:45:00', '+02:00'],
		['2027-10-30', '07:20:00', '+02:00'],
		['2028-02-29', '11:11:11', '+01:00'],
		['2027-12-24', '16:00:00', '+01:00'],
	],
};

/** Days in Berlin, with the offsets of their first moment and their last second. Clocks change on some of them. */
const DAYS: Record<Edge, Day[]> = {
	start: [
		['2026-01-05', '+01:00', '+01:00'],
		['2026-03-29', '+01:00', '+02:00'],
		['2026-07-01', '+02:00', '+02:00'],
		['2026-10-25', '+02:00', '+01:00'],
		['2026-12-01', '+01:00', '+01:00'],
		['2026-02-28', '+01:00', '+01:00'],
	],
	end: [
		['2027-01-31', '+01:00', '+01:00'],
		['2027-03-28', '+01:00', '+02:00'],
		['2027-06-30', '+02:00', '+02:00'],
		['2027-10-31', '+02:00', '+01:00'],
		['2028-02-29', '+01:00', '+01:00'],
		['2028-12-31', '+01:00', '+01:00'],
	],
};

const serialOf = (day: string, time = '00:00:00') =>
	(Date.parse(`${day}T00:00:00Z`) - FIRST_OF_EXCEL) / DAY_MS +
	Date.parse(`1970-01-01T${time}Z`) / DAY_MS;
/** The same instant as read off a clock so many minutes ahead of UTC. */
const clock = (ms: number, minutes: number) =>
	new Date(ms + minutes * 60_000).toISOString().slice(0, 19);

/** Every way in which a time is written. */
const timeForms = ([day, time, offset]: Time): Accepted[] => {
	const at = Date.parse(`${day}T${time}${offset}`);
	const serial = serialOf(day, time);
	return [
		`${day}T${time}`,
		`${day} ${time}`,
		`${day}T${time}${offset}`,
		`${day}T${time}.123`,
		`${day}T${time}.000${offset}`,
		`${clock(at, 0)}Z`,
		`${clock(at, 0)}.000Z`,
		`${clock(at, 0).replace('T', ' ')} UTC`,
		`${clock(at, 330)}+05:30`,
		`${clock(at, -480)}-08:00`,
		` ${day}T${time} `,
		`\u00a0${day} ${time}\u00a0`,
		...(time.endsWith(':00') ? [`${day}T${time.slice(0, 5)}`, `${day} ${time.slice(0, 5)}`] : []),
		serial,
		String(serial),
		` ${serial.toFixed(6)}`,
		at / 1000,
		String(at / 1000),
		at,
		String(at),
		` ${at}`,
	].map((cell) => ({ cell, want: stamp(at) }));
};

/** Every way in which a day is written. */
const dayForms = ([day, first, last]: Day, edge: Edge): Accepted[] => {
	const want = stamp(
		edge === 'start' ? Date.parse(`${day}T00:00:00${first}`) : Date.parse(`${day}T23:59:59${last}`),
	);
	const serial = serialOf(day);
	return [
		day,
		` ${day}`,
		`${day}\u00a0`,
		`\t${day}\n`,
		serial,
		String(serial),
		` ${serial} `,
		`${serial}.0`,
	].map((cell) => ({ cell, want }));
};

/** One after the other from each list, so that the first of them have something of all. */
export const interleaved = <T,>(lists: T[][]): T[] =>
	Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, index) =>
		lists.flatMap((list) => list.slice(index, index + 1)),
	).flat();

/** Times and days of a part of the calendar. @param edge the moment of a day that counts */
export const times = (part: Edge, edge = part): Accepted[] => {
	const own = TIMES[part].map((time, index) => turned(timeForms(time), 4 * index));
	const days = DAYS[part].map((day, index) => turned(dayForms(day, edge), 3 * index));
	return interleaved([...own, ...days]);
};
/** The same list, begun somewhere else. */
const turned = <T,>(list: T[], by: number): T[] => [
	...list.slice(by % list.length),
	...list.slice(0, by % list.length),
];

/** What is no time. */
export const NO_TIMES: unknown[] = [
	'01.12.2026',
	'1.12.2026 09:30',
	'31.02.2026',
	'31.02.',
	'01.12.26',
	'12/1/2026',
	'1/12/2026',
	'12/1/2026 9:30 AM',
	'2026/12/01',
	'01-12-2026',
	'2026-02-31',
	'2026-02-30T10:00:00',
	'2026-13-01',
	'2026-12-01T25:00:00',
	'2026-12-01T09:30:00+99:00',
	'2026-12-1',
	'2026-12-01T09:30:00 CET',
	'09:30',
	'9 Uhr 30',
	'Dec 1, 2026',
	'1. Dezember 2026',
	'1 декабря 2026 г.',
	'2026年12月1日',
	'١ ديسمبر ٢٠٢٦',
	'1 दिसंबर 2026',
	'٢٠٢٦-١٢-٠١',
	'２０２６-１２-０１',
	'tomorrow',
	'heute',
	'завтра',
	'明日',
	'غدا',
	'n/a',
	'-',
	'?',
	'KW 49',
	'46357,5',
	'46.357',
	'2026',
	2026,
	'20261201',
	20261201,
	0,
	1,
	-46357,
	19999,
	'12345',
	100000,
	true,
	{ date: '2026-12-01' },
	['2026-12-01'],
];
