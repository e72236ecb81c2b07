/**
 * How values stand in people's sheets, and what each means by test/data/README.md. Nothing in here comes from the
 * package: wanted values are written out, or follow from a day, a time and an offset that are written out.
 */

/** The column is not in the item at all. */
export const MISSING: unique symbol = Symbol('missing');

/** A cell of so many times the same text. */
export class Repeated {
	readonly times: number;
	readonly text: string;

	constructor(times: number, text: string) {
		this.times = times;
		this.text = text;
	}
}

/** A cell, and what it means. */
export interface Accepted {
	cell: unknown;
	want: unknown;
	/** A list with blanks among its entries. */
	gaps?: boolean;
}

type Time = [day: string, time: string, offset: string];
/** A day, with the offsets of its first moment and its last second. */
type Day = [day: string, first: string, last: string];
/** The half of the calendar from which a value comes, and the moment of a day that counts. */
type Edge = 'start' | 'end';

/** Nothing came. */
export const BLANKS: unknown[] = [
	'',
	null,
	MISSING,
	' ',
	'\u00a0',
	'\t',
	' \r\n ',
	'\u3000',
	'\u2003\u2003',
	' \u00a0 ',
];
/** The same for lists: no entries. */
export const NO_ENTRIES: unknown[] = [',', ' , ,, ', '[]', [], ['', ' ', null], '["", " "]'];

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
const interleaved = <T,>(lists: T[][]): T[] =>
	Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, index) =>
		lists.flatMap((list) => list.slice(index, index + 1)),
	).flat();

/** Times and days of a part of the calendar. @param edge the moment of a day that counts */
const times = (part: Edge, edge = part): Accepted[] => {
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

/** Whole numbers of minutes. */
const MINUTES: Pair[] = [
	[30, 30],
	['45', 45],
	[' 90 ', 90],
	['\u00a015', 15],
	[120, 120],
	['1440', 1440],
	['5\t', 5],
];
export const NO_MINUTES: unknown[] = [
	'12.5',
	12.5,
	'-5',
	'1,5',
	'1 h',
	'30 min',
	'00:30',
	'½',
	'dreißig',
	'тридцать',
	'三十',
	'３０',
	'٣٠',
	'३०',
	'1.440',
	'1,440',
	'0x1e',
	'n/a',
	true,
	[30],
	{ minutes: 30 },
];

/** Numbers with or without a fraction. */
const AMOUNTS: Pair[] = [
	[12, 12],
	['12', 12],
	[' 12 ', 12],
	['12.5', 12.5],
	[12.5, 12.5],
	['-3', -3],
	[-3.25, -3.25],
	['0', 0],
	[0, 0],
	['1234.5', 1234.5],
	['\u00a07\u00a0', 7],
	['12.0', 12],
	['0.001', 0.001],
];
export const NO_AMOUNTS: unknown[] = [
	'1,5',
	'1.234,50',
	'1,234.50',
	'1 234',
	'1\u00a0234,00',
	"1'234",
	'12 €',
	'$12',
	'12%',
	'abc',
	'zwölf',
	'двенадцать',
	'十二',
	'१२',
	'١٢',
	'１２',
	'0x10',
	'NaN',
	'Infinity',
	'--5',
	'1_000',
	'12-',
	'n/a',
	true,
	[12],
	{ value: 12 },
];

const YES: unknown[] = [
	true,
	'true',
	'TRUE',
	'True',
	'yes',
	'YES',
	'Yes',
	'y',
	'Y',
	'1',
	1,
	' yes ',
	'\u00a0Y',
];
const NO: unknown[] = [
	false,
	'false',
	'FALSE',
	'False',
	'no',
	'NO',
	'No',
	'n',
	'N',
	'0',
	0,
	' no ',
	'N\u00a0',
];
export const NEITHER: unknown[] = [
	'x',
	'X',
	'да',
	'нет',
	'ja',
	'nein',
	'oui',
	'sí',
	'on',
	'off',
	'✓',
	'✗',
	'2',
	2,
	-1,
	'checked',
	'はい',
	'是',
	'نعم',
	'हाँ',
	'n/a',
	'maybe',
	{ value: true },
];

/** Lists; only a comma parts. */
export const tagForms = ([a, b]: [string, string]): Accepted[] => [
	{ cell: `${a},${b}`, want: [a, b] },
	{ cell: `${a}, ${b}`, want: [a, b] },
	{ cell: JSON.stringify([a, b]), want: [a, b] },
	{ cell: [a, b], want: [a, b] },
	{ cell: ` ${a} , ${b} ,, `, want: [a, b] },
	{ cell: `${a}; ${b}`, want: [`${a}; ${b}`] },
	{ cell: a, want: [a] },
	{ cell: ` ${b}\u00a0`, want: [b] },
	{ cell: `["${a}, ${b}", "${a}"]`, want: [`${a}, ${b}`, a] },
	{ cell: [`${a}, ${b}`], want: [`${a}, ${b}`] },
	{ cell: [1, a], want: ['1', a] },
	{ cell: `[ ${JSON.stringify(a)} ]\n`, want: [a] },
	{ cell: `${a}、${b}`, want: [`${a}、${b}`] },
	{ cell: ['', a, ' ', null], want: [a], gaps: true },
];
export const NO_TAGS: unknown[] = [
	[{ name: 'quote' }],
	'[{"name":"quote"}]',
	{ name: 'quote' },
	['quote', { name: 'urgent' }],
];

const PEOPLE: Pair[] = [
	['46944,46945', [46944, 46945]],
	['46944, 46946', [46944, 46946]],
	[
		[46945, 46947],
		[46945, 46947],
	],
	['[46944, 46945]', [46944, 46945]],
	['["46948","46944"]', [46948, 46944]],
	[
		['46944', ' 46946 '],
		[46944, 46946],
	],
	[46947, [46947]],
	['46944', [46944]],
	[' 46944 , 46947 ', [46944, 46947]],
	['46945,', [46945]],
];
export const NO_PEOPLE: unknown[] = [
	'46944, Ada',
	'#46944',
	'46944.5',
	[{ id: 46944 }],
	'ada@example.com',
	'Жанна',
	'４６９４４',
	[true],
	'[46944, "Ada"]',
];

const USERS: Pair[] = [
	[4, 4],
	['4', 4],
	[' 7 ', 7],
	['\u00a04', 4],
	['7\t', 7],
	[7, 7],
	['4\u00a0', 4],
];
export const NO_USERS: unknown[] = [
	'1,234',
	'4.0',
	'#4',
	'№ 4',
	'４',
	'٤',
	'४',
	'四',
	'Ada',
	'4 - Ada',
	'ada@example.com',
	'0',
	'-4',
	4.5,
	true,
	{ id: 4 },
];

const PRIORITIES: Pair[] = [
	['high', 'high'],
	['High', 'high'],
	['HIGH', 'high'],
	[' medium ', 'medium'],
	['Medium', 'medium'],
	['low', 'low'],
	['LOW\u00a0', 'low'],
	['Low', 'low'],
];
export const NO_PRIORITIES: unknown[] = [
	'urgent',
	'hoch',
	'высокий',
	'高',
	'élevée',
	'!!!',
	'high,low',
	'n/a',
	true,
	{ name: 'high' },
];

const KINDS: Pair[] = [
	['call', 'call'],
	['Call', 'call'],
	['MEETING', 'meeting'],
	[' task ', 'task'],
	['deadline', 'deadline'],
	['Email', 'email'],
	['lunch\u00a0', 'lunch'],
];
export const NO_KINDS: unknown[] = [
	'phone',
	'e-mail',
	'звонок',
	'電話',
	'Anruf',
	'call,meeting',
	'n/a',
	7,
	{ name: 'call' },
];

export const NO_WAYS: unknown[] = ['name', 'E-Mail-Adresse', 'почта', 'by id'];

type Pair = [cell: unknown, want: unknown];
const pairs = (list: Pair[]): Accepted[] => list.map(([cell, want]) => ({ cell, want }));

/** column -> accepted cells with what they mean, other than the plain ones */
export const ACCEPTED = {
	start: times('start'),
	end: times('end'),
	due: interleaved([times('end'), times('start', 'end')]),
	minutes: pairs(MINUTES),
	amount: pairs(AMOUNTS),
	confirmed: [
		...YES.map((cell) => ({ cell, want: true })),
		...NO.map((cell) => ({ cell, want: false })),
	],
	people: pairs(PEOPLE),
	responsible: pairs(USERS),
	priority: pairs(PRIORITIES),
	type: pairs(KINDS),
} satisfies Record<string, Accepted[]>;

/** The ways to write the number of a record. */
export const numberForms = (n: number): unknown[] => [
	n,
	String(n),
	` ${n} `,
	`\u00a0${n}`,
	`${n}\t`,
];
export const noNumber = (n: number): unknown[] => [
	String(n).replace(/(\d{3})$/, ',$1'),
	`${n}.0`,
	`#${n}`,
	`№${n}`,
	`ID ${n}`,
	String(n).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit))),
	String(n).replace(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit))),
	'1e4',
	`-${n}`,
	'0',
	n + 0.5,
	true,
	{ id: n },
	'n/a',
];

export const guidForms = (guid: string): unknown[] => [
	guid,
	guid.toUpperCase(),
	`{${guid}}`,
	` ${guid} `,
	`\u00a0${guid}`,
];
export const noGuid = (guid: string): unknown[] => [
	guid.slice(0, -1),
	guid.replace(/^./, 'g'),
	`#${guid}`,
	'12',
	guid.replaceAll('-', ''),
	{ id: guid },
	'n/a',
];

export const emailForms = (email: string): unknown[] => [
	email,
	email.toUpperCase(),
	email.replace(/^./, (first) => first.toUpperCase()),
	` ${email} `,
	`\u00a0${email}`,
	`${email}\n`,
	email.replace('@example', '@Example'),
];

/** @param rest ten digits behind +91 */
export const phoneForms = (rest: string): unknown[] => {
	const [a, b] = [rest.slice(0, 5), rest.slice(5)];
	return [
		`+91-${rest}`,
		`+91 ${a} ${b}`,
		`(+91) ${a}-${b}`,
		`+91.${a}.${b}`,
		`+91 ${a}/${b}`,
		`\u202a+91 ${a} ${b}\u202c`,
		`\u200e+91${rest}`,
		`+91\u00a0${a}\u00a0${b}`,
		`+91\u2011${a}\u2011${b}`,
		`+91\u2013${a}\u2013${b}`,
		` ${rest} `,
		`+91\u200b${rest}`,
	];
};

/** The plain way to write a value, column by column, some of each. */
export const PLAIN = {
	start: pairs([
		['2026-12-01T09:30:00', '2026-12-01T08:30:00Z'],
		['2026-07-01 12:00', '2026-07-01T10:00:00Z'],
		['2026-11-30T10:00:00Z', '2026-11-30T10:00:00Z'],
	]),
	end: pairs([
		['2027-02-01T10:00:00', '2027-02-01T09:00:00Z'],
		['2027-06-30 18:45', '2027-06-30T16:45:00Z'],
		['2027-01-31T10:00:00Z', '2027-01-31T10:00:00Z'],
	]),
	due: pairs([
		['2026-12-24T16:00:00', '2026-12-24T15:00:00Z'],
		['2026-08-14 08:00', '2026-08-14T06:00:00Z'],
		['2027-01-31T10:00:00+05:30', '2027-01-31T04:30:00Z'],
	]),
	minutes: pairs([
		[30, 30],
		['45', 45],
	]),
	amount: pairs([
		[12.5, 12.5],
		['7', 7],
	]),
	confirmed: pairs([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
	]),
	people: pairs([
		['46944', [46944]],
		['46945, 46946', [46945, 46946]],
	]),
	responsible: pairs([
		[4, 4],
		['7', 7],
	]),
	priority: pairs([
		['high', 'high'],
		['Medium', 'medium'],
		['low', 'low'],
	]),
	type: pairs([
		['call', 'call'],
		['Meeting', 'meeting'],
		['task', 'task'],
	]),
};
