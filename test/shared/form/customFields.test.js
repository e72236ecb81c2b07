'use strict';
const { DateTime } = require('luxon');
const { complete, mapper } = require('../../../dist/nodes/shared/form/customFields');
const { at } = require('../../support/places');

const field = mapper('Fields', 'getActivityFields', ['activityType.value'], {
	noun: 'field',
	names: /^mx_/i,
	description: 'What to set',
});
const place = (input = {}, blank = 'leaveOut', leftAlone = () => undefined) =>
	at(blank, false, { zone: 'UTC', input, leftAlone });
const column = (id, displayName, type = 'string') => ({
	id,
	displayName,
	required: false,
	defaultMatch: false,
	display: true,
	type,
});
const SCHEMA = [
	column('mx_Custom_1', 'Call Result'),
	column('mx_Custom_2', 'Follow Up', 'dateTime'),
	column('mx_Custom_3', 'Amount', 'number'),
];
const below = (value, schema = SCHEMA) => ({
	mappingMode: 'defineBelow',
	value,
	schema,
	matchingColumns: [],
});
const auto = (schema = SCHEMA) => ({
	mappingMode: 'autoMapInputData',
	value: null,
	schema,
	matchingColumns: [],
});

it("looks like n8n's mapper", () => {
	expect(field.property('fields')).toEqual({
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description: 'What to set',
		typeOptions: {
			loadOptionsDependsOn: ['activityType.value'],
			resourceMapper: {
				resourceMapperMethod: 'getActivityFields',
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
				allowEmptyValues: true,
				valuesLabel: 'Fields',
			},
		},
	});
});

it('makes its list of parameters anew each time, as n8n changes the descriptions it loads', () => {
	expect(field.property('a').typeOptions.loadOptionsDependsOn).not.toBe(
		field.property('a').typeOptions.loadOptionsDependsOn,
	);
});

describe('mapped one by one', () => {
	it('gives each value with what the metadata says about it', () => {
		expect(
			field.read(
				below({ mx_Custom_1: 'Reached', mx_Custom_2: '2026-12-01', mx_Custom_3: 5 }),
				place(),
			),
		).toEqual([
			{ id: 'mx_Custom_1', label: 'Call Result', type: 'string', value: 'Reached' },
			{
				id: 'mx_Custom_2',
				label: 'Follow Up',
				type: 'dateTime',
				value: { local: DateTime.utc(2026, 12, 1) },
			},
			{ id: 'mx_Custom_3', label: 'Amount', type: 'number', value: 5 },
		]);
	});

	const BLANKS = { mx_Custom_1: null, mx_Custom_2: undefined, mx_Custom_3: '', mx_New: ' ' };

	it('leaves out what is blank in a new record, and keeps zero and false', () => {
		expect(
			field.read(below({ ...BLANKS, d: 0, e: false }), place()).map(({ id, value }) => [id, value]),
		).toEqual([
			['d', '0'],
			['e', 'false'],
		]);
	});

	it('leaves alone what is blank in one that exists, and counts it', () => {
		let left = 0;
		expect(
			field.read(
				below(BLANKS),
				place({}, 'unchanged', () => left++),
			),
		).toEqual([]);
		expect(left).toBe(4);
	});

	it('clears what is blank where that is asked for', () => {
		expect(
			field.read(below(BLANKS), place({}, 'clear')).map(({ id, value }) => [id, value]),
		).toEqual([
			['mx_Custom_1', null],
			['mx_Custom_2', null],
			['mx_Custom_3', null],
			['mx_New', null],
		]);
	});

	it.each([
		['boolean', ['Y', 'yes', '1', 1, 'TRUE', true, ' y '], true],
		['boolean', ['N', 'no', '0', 0, 'FALSE', false], false],
		['number', [1234.5, '1234.5', ' 1234.5 ', '+1234.5'], 1234.5],
		['string', [5, '5'], '5'],
		['options', ['Hot'], 'Hot'],
	])('reads a %s strictly: %j', (type, given, value) => {
		for (const one of given)
			expect(field.read(below({ f: one }, [column('f', 'Lead Score', type)]), place())).toEqual([
				{ id: 'f', label: 'Lead Score', type, value },
			]);
	});

	it.each([
		['boolean', 'x'],
		['boolean', 'ja'],
		['boolean', 2],
		['number', '1.234,50'],
		['number', 'abc'],
		['number', true],
		['number', '1e3'],
		['dateTime', '07.12.2026'],
		['dateTime', 2026],
	])('refuses for a %s the value %j by the label of the field', (type, given) => {
		expect(() =>
			field.read(below({ f: given }, [column('f', 'Lead Score', type)]), place()),
		).toThrow(/^"Lead Score" .*/);
		expect(() =>
			field.read(below({ f: given }, [column('f', 'Lead Score', type)]), place()),
		).toThrow(JSON.stringify(given));
	});

	it('takes a field that the metadata does not know for a text named by its ID', () => {
		expect(field.read(below({ mx_New: 'x' }), place())).toEqual([
			{ id: 'mx_New', label: 'mx_New', type: 'string', value: 'x' },
		]);
		expect(field.read(below({ mx_New: 'x' }, undefined), place())).toEqual([
			{ id: 'mx_New', label: 'mx_New', type: 'string', value: 'x' },
		]);
	});

	it('does not look at the input', () => {
		expect(field.read(below({ mx_Custom_1: 'a' }), place({ mx_Custom_1: 'b', Amount: 7 }))).toEqual(
			[expect.objectContaining({ id: 'mx_Custom_1', value: 'a' })],
		);
	});

	it.each([undefined, null, '', {}, below(null), below({})])('is nothing as %j', (raw) =>
		expect(field.read(raw, place())).toEqual([]),
	);
});

describe('mapped automatically', () => {
	const values = (input, schema) =>
		field.read(auto(schema), place(input)).map(({ id, value }) => [id, value]);

	it('takes columns named like the field', () => {
		expect(values({ mx_Custom_1: 'a', mx_Custom_3: 3, other: 'x' })).toEqual([
			['mx_Custom_1', 'a'],
			['mx_Custom_3', 3],
		]);
	});

	it('takes columns named like its label', () => {
		expect(values({ 'Call Result': 'a', Amount: 3 })).toEqual([
			['mx_Custom_1', 'a'],
			['mx_Custom_3', 3],
		]);
	});

	it('does not look at case and blanks around a name', () => {
		expect(values({ ' MX_CUSTOM_1 ': 'a', AMOUNT: 3 })).toEqual([
			['mx_Custom_1', 'a'],
			['mx_Custom_3', 3],
		]);
		expect(values({ ' call result': 'a' })).toEqual([['mx_Custom_1', 'a']]);
	});

	it.each([
		['by ID and by label', { mx_Custom_1: 'a', 'Call Result': 'b' }, SCHEMA],
		['where one is blank', { mx_Custom_1: 'a', 'Call Result': '' }, SCHEMA],
		['but for white space', { 'Call Result ': 'a', 'Call Result': 'b' }, SCHEMA],
		['but for case', { 'call result': 'a', 'Call Result': 'b' }, SCHEMA],
		['that the metadata does not know', { mx_auto_1: 'a', MX_Auto_1: 'b' }, SCHEMA],
		['that the metadata does not know, without any', { mx_auto_1: 'a', MX_Auto_1: 'b' }, []],
	])('refuses two columns for one field, by the names of both: %s', (_name, input, schema) => {
		const [first, second] = Object.keys(input);
		expect(() => values(input, schema)).toThrow(
			`The columns "${first}" and "${second}" are both the field`,
		);
	});

	it('takes a column for the field whose ID it is before one whose label it is', () => {
		const schema = [column('Amount', 'Total'), column('mx_Custom_3', 'Amount')];
		expect(values({ Amount: 'a' }, schema)).toEqual([['Amount', 'a']]);
	});

	it(
		"takes columns named like the label when the field's name stands in brackets behind " +
			"it, as LeadSquared's does",
		() => {
			expect(
				values({ 'Call Result': 'a' }, [column('mx_Custom_1', 'Call Result (mx_Custom_1)')]),
			).toEqual([['mx_Custom_1', 'a']]);
		},
	);

	it('takes blank columns for blanks, and columns that are not there for none', () => {
		const read = (blank) =>
			field
				.read(auto(), place({ mx_Custom_1: '', mx_Custom_2: null }, blank))
				.map(({ id, value }) => [id, value]);
		expect(read('leaveOut')).toEqual([]);
		expect(read('unchanged')).toEqual([]);
		expect(read('clear')).toEqual([
			['mx_Custom_1', null],
			['mx_Custom_2', null],
		]);
	});

	it('gives the metadata along', () => {
		expect(field.read(auto(), place({ 'Follow Up': '2026-12-01' }))).toEqual([
			{
				id: 'mx_Custom_2',
				label: 'Follow Up',
				type: 'dateTime',
				value: { local: DateTime.utc(2026, 12, 1) },
			},
		]);
	});

	it('writes what is named as the vendor names its fields, also where the metadata does not know it', () => {
		expect(values({ mx_Custom_1: 'a', mx_Custom_9: 'b' })).toEqual([
			['mx_Custom_1', 'a'],
			['mx_Custom_9', 'b'],
		]);
		expect(values({ mx_Custom_1: 1 }, [])).toEqual([['mx_Custom_1', '1']]);
	});

	it('is nothing without columns that fit, and an error where nobody knows what would fit', () => {
		expect(values({ nothing: 1 })).toEqual([]);
		expect(() => values({ nothing: 1 }, [])).toThrow(
			'"Fields" does not know which columns are fields',
		);
	});
});

describe('for a new record', () => {
	const asked = [{ ...SCHEMA[0], required: true }, ...SCHEMA.slice(1)];
	const read = (raw, input) => complete(field).read(raw, place(input));

	it.each([
		['left out', below({ mx_Custom_2: '2026-12-01' }, asked)],
		['empty', below({ mx_Custom_1: '' }, asked)],
		['null', below({ mx_Custom_1: null }, asked)],
		['nothing mapped', below(null, asked)],
		['no such column', auto(asked)],
	])('refuses a required field: %s', (_name, raw) => {
		expect(() => read(raw, { Amount: 5 })).toThrow(
			expect.objectContaining({
				message: '"Call Result" is empty',
				advice: expect.stringContaining('Fill it in'),
			}),
		);
	});

	it('takes it filled in, and a form that was never looked at', () => {
		expect(read(below({ mx_Custom_1: 0 }, asked)).map(({ value }) => value)).toEqual(['0']);
		expect(read(auto(asked), { 'call result': 'Reached' }).map(({ value }) => value)).toEqual([
			'Reached',
		]);
		expect(read({ mappingMode: 'defineBelow', value: null })).toEqual([]);
	});
});
