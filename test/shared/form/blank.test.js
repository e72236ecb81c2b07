'use strict';
/**
 * One meaning for a blank, for each place where a field can stand, over every kind of field
 * (docs/architecture.md, Meanings).
 */
const { isBlank } = require('../../../dist/nodes/shared/form/blank');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const fields = {
	...require('../../../dist/nodes/shared/form/fields'),
	...require('../../../dist/nodes/shared/form/entries'),
};
const {
	idList,
	NUMBER_ID,
	picker,
	pickers,
	textId,
} = require('../../../dist/nodes/shared/form/recordPickers');
const { wellFormed } = require('../../../dist/nodes/shared/text/unknownJson');
const { ABSENT, at, CHANGED, CLEARED, FILTER, NEW } = require('../../support/places');

const BLANKS = [
	undefined,
	null,
	'',
	' ',
	'\t\n',
	'\u00A0',
	'\uFEFF',
	'\u200B',
	'\u2060 \u200D',
	'\u3164\u115F\uFFA0',
	'\u2800',
	'\u{E0020}\uFE0F',
	'\u0000\u0007',
	[],
	[''],
	[null, ' '],
];
const LOCATED = [
	{ __rl: true, mode: 'id', value: '' },
	{ __rl: true, mode: 'list', value: null },
	{ __rl: true, mode: 'url' },
	{ __rl: true, mode: 'id', value: ' ' },
];

const LABEL = 'Thing';
const KINDS = {
	text: fields.text(LABEL),
	integer: fields.integer(LABEL, { min: 1, max: 5 }),
	flag: fields.flag(LABEL, 'Whether'),
	date: fields.date(LABEL, 'start'),
	json: fields.json(LABEL),
	words: fields.words(LABEL),
	files: fields.files(LABEL, 'Files'),
	selection: fields.selection(LABEL, 'load', 'Names'),
	picker: picker(LABEL, NUMBER_ID),
	'picker of text': picker(LABEL, textId('Open')),
	pickers: pickers(LABEL, 'One', NUMBER_ID),
	idList: idList(LABEL, NUMBER_ID, 'IDs'),
	rows: fields.rows(LABEL, 'One', { name: fields.text('Name') }),
};
const LISTS = ['words', 'files', 'selection', 'pickers', 'idList'];
const CASES = Object.entries(KINDS).flatMap(([name, field]) =>
	[
		...BLANKS,
		...(name.startsWith('picker') ? LOCATED : []),
		...(LISTS.includes(name) ? [',', ' , ,', '[]', '[""]', '[null, " "]'] : []),
	].map((raw) => [name, raw, field]),
);

function message(read) {
	try {
		return `taken as ${JSON.stringify(read())}`;
	} catch (error) {
		if (!(error instanceof InvalidInput)) throw error;
		return error.message;
	}
}

describe.each(CASES)('%s as %j', (_name, raw, field) => {
	it('is absent where nobody asked for it', () => expect(field.read(raw, ABSENT)).toBeUndefined());
	it('is not sent for a new record', () => expect(field.read(raw, NEW)).toBeUndefined());

	it('leaves a record that exists unchanged, and is counted', () => {
		let left = 0;
		expect(field.read(raw, at('unchanged', true, { leftAlone: () => left++ }))).toBeUndefined();
		expect(left).toBe(1);
	});

	it('clears the field where that is asked for and can be done', () => {
		expect(fields.clearable(field).read(raw, CLEARED)).toBeNull();
		expect(fields.clearable(field).read(raw, CHANGED)).toBeUndefined();
		expect(fields.clearable(field).read(raw, { ...CLEARED, added: false })).toBeUndefined();
		expect(message(() => field.read(raw, CLEARED))).toBe(
			'"Thing" is empty, and this field can\'t be cleared',
		);
	});

	it('is refused among filters, and wherever something depends on it', () => {
		expect(message(() => field.read(raw, FILTER))).toBe('"Thing" is empty');
		for (const place of [NEW, CHANGED])
			expect(message(() => fields.criterion(field).read(raw, place))).toBe('"Thing" is empty');
		for (const place of [ABSENT, NEW, CHANGED, FILTER])
			expect(message(() => fields.required(field).read(raw, place))).toBe('"Thing" is empty');
	});
});

/** A list that is looked for, or takes the place of another, would be a different one without it. */
describe.each(
	LISTS.flatMap((name) =>
		[['4', ''], ['4', null], [' ', 4], '["4", ""]', '[null, 4]'].map((raw) => [name, raw]),
	),
)('a blank among filled entries of %s: %j', (name, raw) => {
	it('is left out of a new record', () =>
		expect(KINDS[name].read(raw, NEW).map(String)).toEqual(['4']));

	it.each([CHANGED, CLEARED, FILTER])(
		'is refused by the name of the field anywhere else',
		(place) => {
			for (const field of [
				KINDS[name],
				fields.clearable(KINDS[name]),
				fields.required(KINDS[name]),
			])
				expect(message(() => field.read(raw, place))).toBe('"Thing" has an empty entry');
			expect(message(() => fields.criterion(KINDS[name]).read(raw, NEW))).toBe(
				'"Thing" has an empty entry',
			);
		},
	);
});

it('a blank among the entries of a form is refused the same way', () => {
	const raw = { values: ['', 4].map((value) => ({ id: { __rl: true, mode: 'id', value } })) };
	expect(KINDS.pickers.read(raw, NEW)).toEqual([4]);
	expect(message(() => KINDS.pickers.read(raw, CHANGED))).toBe('"Thing" has an empty entry');
});

it('empty parts between commas are none, wherever a list stands', () => {
	for (const name of LISTS)
		for (const place of [NEW, CHANGED, CLEARED, FILTER])
			expect(KINDS[name].read(',4, ,5,', place).map(String)).toEqual(['4', '5']);
});

it.each([
	0,
	false,
	'a',
	'0',
	{ a: 1 },
	{},
	[0],
	[[''], ['a']],
	{ __rl: true, value: 0 },
	new Date(0),
])('%j is no blank', (value) => expect(isBlank(value)).toBe(false));

describe('texts are made well-formed', () => {
	it.each([
		['caf\uD83D', 'caf\uFFFD'],
		['\uDE00\uD83D', '\uFFFD\uFFFD'],
		[
			['a\uD800', 'b'],
			['a\uFFFD', 'b'],
		],
		[
			{ a: { b: ['\uDFFF'] }, 'k\uD800': 1 },
			{ a: { b: ['\uFFFD'] }, 'k\uFFFD': 1 },
		],
	])('%j becomes %j', (value, expected) => expect(wellFormed(value)).toEqual(expected));

	it('and what is right comes back as it is, not copied', () => {
		for (const value of ['😀 ü 会', 5, null, undefined, true, { a: ['😀'] }, new Date(0), ['a']])
			expect(wellFormed(value)).toBe(value);
	});
});
