'use strict';
/** Values are read strictly and the same, over every kind of field (docs/architecture.md, Meanings). */
const { DateTime } = require('luxon');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { mapper } = require('../../../dist/nodes/shared/form/customFields');
const { externalId } = require('../../../dist/nodes/shared/form/externalId');
const fields = require('../../../dist/nodes/shared/form/fields');
const {
	idList,
	NUMBER_ID,
	picker,
	pickers,
	textId,
} = require('../../../dist/nodes/shared/form/recordPickers');
const { readNumber, readText } = require('../../../dist/nodes/shared/form/strictTypes');
const { shown } = require('../../../dist/nodes/shared/text/sentences');
const { CHANGED, CLEARED, FILTER, NEW } = require('../../support/places');
const { fc, property } = require('../../support/property');

const PLACES = [NEW, CHANGED, CLEARED, FILTER];
const LABEL = 'Thing';

function refusal(read) {
	try {
		return `taken as ${JSON.stringify(read())}`;
	} catch (error) {
		if (!(error instanceof InvalidInput)) throw error;
		return error.message;
	}
}

function adviceOf(read) {
	try {
		return JSON.stringify(read());
	} catch (error) {
		return error.advice;
	}
}

/** What an expression gives instead of a value, as errors show it. */
const INVALID = [
	[Number.NaN, 'NaN'],
	[Number.POSITIVE_INFINITY, 'Infinity'],
	[Number.NEGATIVE_INFINITY, '-Infinity'],
	[new Date(Number.NaN), 'Invalid Date'],
	[DateTime.invalid('made so'), 'Invalid DateTime'],
	[DateTime.invalid('made so').toFormat('yyyy'), '"Invalid DateTime"'],
	[String(new Date(Number.NaN)), '"Invalid Date"'],
	// As n8n gives an expression with a blank before it.
	[` ${String({})}`, '" [object Object]"'],
];
const MAPPER = mapper('Fields', 'getFields', [], { noun: 'field', names: /^f$/ });
const mapped = (type) => ({
	read: (raw, place) =>
		MAPPER.read(
			{
				mappingMode: 'defineBelow',
				value: { f: raw },
				schema: [{ id: 'f', displayName: LABEL, type }],
			},
			place,
		),
});
const KINDS = {
	text: fields.text(LABEL),
	integer: fields.integer(LABEL),
	flag: fields.flag(LABEL, 'Whether'),
	date: fields.date(LABEL, 'start'),
	choice: fields.choice(LABEL, [{ name: 'One', value: 'one' }]),
	words: fields.words(LABEL),
	files: fields.files(LABEL, 'Files'),
	selection: fields.selection(LABEL, 'load', 'Names'),
	picker: picker(LABEL, NUMBER_ID),
	'picker of text': picker(LABEL, textId('Open')),
	pickers: pickers(LABEL, 'One', NUMBER_ID),
	'pickers of text': pickers(LABEL, 'One', textId('Open')),
	idList: idList(LABEL, NUMBER_ID, 'IDs'),
	...Object.fromEntries(
		['string', 'number', 'boolean', 'dateTime', 'options', 'object', 'array'].map((type) => [
			`custom ${type}`,
			mapped(type),
		]),
	),
};
const LISTS = ['words', 'files', 'selection', 'pickers', 'pickers of text', 'idList'];

describe.each(Object.entries(KINDS))('%s', (name, field) => {
	it.each(INVALID)('refuses %p by its name', (raw, told) => {
		const list = [raw];
		for (const place of PLACES) {
			expect(refusal(() => field.read(raw, place))).toMatch(/^"Thing" /);
			expect(refusal(() => field.read(raw, place))).toContain(told);
			if (LISTS.includes(name)) expect(refusal(() => field.read(list, place))).toMatch(/^"Thing" /);
		}
	});
});

/** Whoever read them as numbers has lost digits: two of them may be one now. */
describe.each([[12345678901234567891n], [-9007199254740993n], [10n ** 21n]])(
	'a number that has lost digits, such as %p',
	(digits) => {
		const raw = Number(digits);
		const LOST = 'Give it as text';

		it.each(Object.entries(KINDS).filter(([name]) => name !== 'custom number'))(
			'is refused by %s',
			(_name, field) => {
				for (const place of PLACES)
					expect(refusal(() => field.read(raw, place))).toMatch(
						/^"Thing" .*\d{2}|^"Thing" .*e\+21/,
					);
			},
		);

		it('is no text, no External ID, and nothing inside an object, which is told how to mend it', () => {
			for (const read of [
				() => readText(raw, LABEL),
				() => externalId.read(raw, NEW),
				() => KINDS.words.read([raw], NEW),
				() => fields.json(LABEL).read(`{"id":[${digits}]}`, NEW),
			]) {
				expect(refusal(read)).toMatch(/^"(?:Thing|External ID)" can't hold -?[\de+]+$/);
				expect(adviceOf(read)).toContain(LOST);
			}
		});
	},
);

it.each([[' A-1'], ['A-1\n'], ['\u00A0A-1\u3000']])(
	'blanks around an External ID (%j) are none of it',
	(raw) => expect(externalId.read(raw, NEW)).toBe('A-1'),
);

it('keeps numbers that have all their digits', () => {
	for (const raw of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0.1 + 0.2])
		expect(readText(raw, LABEL)).toBe(String(raw));
});

it.each(INVALID)('%p is no External ID', (raw, told) => {
	expect(refusal(() => externalId.read(raw, NEW))).toBe(`"External ID" can't hold ${told}`);
});

it('the text that JavaScript makes of objects is none, and the advice says why', () => {
	for (const raw of [String({}), String([{}, {}]), `\n${String({})} `]) {
		expect(refusal(() => readText(raw, LABEL))).toBe(`"Thing" can't hold ${JSON.stringify(raw)}`);
		expect(adviceOf(() => readText(raw, LABEL))).toMatch(
			/^The expression returns a whole object as text/,
		);
	}
});

it.each(INVALID.slice(0, 5))('%p is not sent as null inside an object', (raw, told) => {
	const json = fields.json(LABEL);
	for (const object of [{ ID: raw }, { a: [{ b: raw }] }]) {
		expect(refusal(() => json.read(object, FILTER))).toBe(`"Thing" can't hold ${told}`);
		for (const type of ['object', 'array'])
			expect(refusal(() => mapped(type).read(object, NEW))).toBe(`"Thing" can't hold ${told}`);
	}
	expect(json.read({ a: 5, b: new Date(0), c: null }, NEW)).toMatchObject({ a: 5, c: null });
});

it.each([
	[5, '5'],
	[0, '0'],
	[-1.5, '-1.5'],
	[true, 'true'],
	['NaN', 'NaN'],
	['Invalid', 'Invalid'],
	['an Invalid Date', 'an Invalid Date'],
	['typeof {} is [object Object]', 'typeof {} is [object Object]'],
])('%p is text', (raw, text) => expect(readText(raw, LABEL)).toBe(text));

it.each([
	[null, 'null'],
	['null', '"null"'],
	[undefined, 'undefined'],
	[Number.NaN, 'NaN'],
	[10n, '10'],
	[{ a: 1 }, '{"a":1}'],
	['x'.repeat(200), `"${'x'.repeat(79)}`],
	[`${'x'.repeat(78)}😀`, `"${'x'.repeat(78)}`],
])('an error shows %p as %s', (value, text) => expect(shown(value)).toBe(text));

describe('a list', () => {
	const ALMOST = [
		"['4','5']",
		'["4","5",]',
		' ["4" "5"] ',
		'[“4”, "5"]',
		'{"a":1}',
		' {"a":["4"]}',
		'["4","5"',
		' [ "4","5',
		"['4', '5",
		'{"a":1',
	];
	it.each(LISTS.flatMap((name) => ALMOST.map((raw) => [name, raw])))(
		'%s: %j is almost JSON, and refused by name and value',
		(name, raw) => {
			for (const place of PLACES)
				for (const field of [KINDS[name], fields.required(KINDS[name])])
					expect(refusal(() => field.read(raw, place))).toBe(
						`"Thing" must be a list, not ${JSON.stringify(raw)}`,
					);
		},
	);

	it.each([
		['["quote","urgent"]', ['quote', 'urgent']],
		[
			['quote', 'urgent'],
			['quote', 'urgent'],
		],
		['quote, urgent', ['quote', 'urgent']],
		['[quote], urgent', ['[quote]', 'urgent']],
		["it's, {urgent}", ["it's", '{urgent}']],
		['"quote", urgent', ['"quote"', 'urgent']],
		['[1, 2.5, true]', ['1', '2.5', 'true']],
		['["caf\\ud83d"]', ['caf\uFFFD']],
	])('of words: %j is %j', (raw, words) => expect(KINDS.words.read(raw, NEW)).toEqual(words));
});

it('JSON text gives no half characters', () => {
	expect(fields.json(LABEL).read('{"a\\ud83d":["\\ude00", "\\ud83d\\ude00"]}', NEW)).toEqual({
		'a\uFFFD': ['\uFFFD', '😀'],
	});
});

describe('a number', () => {
	it.each([
		['9007199254740991', 9007199254740991],
		['9007199254740992', 9007199254740992],
		['0.1', 0.1],
		['1234.50', 1234.5],
		['00012', 12],
		['0.00000012', 1.2e-7],
		['-0', -0],
		['0.000', 0],
		['100000000000000000000', 1e20],
		['0.30000000000000004', 0.1 + 0.2],
	])('%s is kept', (text, number) => expect(readNumber(text, LABEL)).toBe(number));

	it.each([
		'9007199254740993',
		'12345678901234567890',
		'-1.00000000000000000001',
		'0.12345678901234567890',
	])('%s has more digits than a number can hold, and is refused', (text) => {
		for (const field of [KINDS.integer, KINDS['custom number']])
			expect(refusal(() => field.read(text, NEW))).toMatch(
				new RegExp(`^"Thing" must be a (?:whole )?number, not "${text.replace(/\./g, '\\.')}"$`),
			);
	});

	it('any that JavaScript writes is read back', () => {
		property(fc.double({ min: 1e-6, max: 1e20, noNaN: true }), (number) =>
			expect(readNumber(String(number), LABEL)).toBe(number),
		);
	});
});
