/**
 * How values stand in people's sheets, and what each means by test/data/README.md; times are in times.mts, IDs in
 * ids.mts. Nothing in here comes from the package: wanted values are written out, or follow from a day, a time and an
 * offset that are written out.
 */
import { MISSING, type Accepted } from './cells.mts';
import { interleaved, times } from './times.mts';

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
