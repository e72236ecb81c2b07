'use strict';
const { complete, mapper } = require('../../dist/nodes/shared/mapper');

const field = mapper('Fields', 'getActivityFields', ['activityType.value'], { noun: 'field', description: 'What to set' });
const place = (input = {}) => ({ zone: 'UTC', input, inCollection: false });
const column = (id, displayName, type = 'string') => ({ id, displayName, required: false, defaultMatch: false, display: true, type });
const SCHEMA = [column('mx_Custom_1', 'Call Result'), column('mx_Custom_2', 'Follow Up', 'dateTime'), column('mx_Custom_3', 'Amount', 'number')];
const below = (value, schema = SCHEMA) => ({ mappingMode: 'defineBelow', value, schema, matchingColumns: [] });
const auto = (schema = SCHEMA) => ({ mappingMode: 'autoMapInputData', value: null, schema, matchingColumns: [] });

it("looks like n8n's mapper", () => {
	expect(field.property('fields')).toEqual({
		displayName: 'Fields', name: 'fields', type: 'resourceMapper', noDataExpression: true, default: { mappingMode: 'defineBelow', value: null }, description: 'What to set',
		typeOptions: {
			loadOptionsDependsOn: ['activityType.value'],
			resourceMapper: { resourceMapperMethod: 'getActivityFields', mode: 'add', fieldWords: { singular: 'field', plural: 'fields' }, addAllFields: false, multiKeyMatch: false, supportAutoMap: true, valuesLabel: 'Fields' },
		},
	});
});

it('makes its list of parameters anew each time, as n8n changes the descriptions it loads', () => {
	expect(field.property('a').typeOptions.loadOptionsDependsOn).not.toBe(field.property('a').typeOptions.loadOptionsDependsOn);
});

describe('mapped one by one', () => {
	it('gives each value with what the metadata says about it', () => {
		expect(field.read(below({ mx_Custom_1: 'Reached', mx_Custom_2: '2026-12-01', mx_Custom_3: 5 }), place())).toEqual([
			{ id: 'mx_Custom_1', label: 'Call Result', type: 'string', value: 'Reached' },
			{ id: 'mx_Custom_2', label: 'Follow Up', type: 'dateTime', value: '2026-12-01' },
			{ id: 'mx_Custom_3', label: 'Amount', type: 'number', value: 5 },
		]);
	});

	it('leaves out what has no value, and keeps an empty text, zero and false', () => {
		expect(field.read(below({ a: null, b: undefined, c: '', d: 0, e: false }), place()).map(({ id, value }) => [id, value])).toEqual([['c', ''], ['d', 0], ['e', false]]);
	});

	it('takes a field that the metadata does not know for a text named by its ID', () => {
		expect(field.read(below({ mx_New: 'x' }), place())).toEqual([{ id: 'mx_New', label: 'mx_New', type: 'string', value: 'x' }]);
		expect(field.read(below({ mx_New: 'x' }, undefined), place())).toEqual([{ id: 'mx_New', label: 'mx_New', type: 'string', value: 'x' }]);
	});

	it('does not look at the input', () => {
		expect(field.read(below({ mx_Custom_1: 'a' }), place({ mx_Custom_1: 'b', Amount: 7 }))).toEqual([expect.objectContaining({ id: 'mx_Custom_1', value: 'a' })]);
	});

	it.each([undefined, null, '', {}, below(null), below({})])('is nothing as %j', (raw) => expect(field.read(raw, place())).toEqual([]));
});

describe('mapped automatically', () => {
	const values = (input, schema) => field.read(auto(schema), place(input)).map(({ id, value }) => [id, value]);

	it('takes columns named like the field', () => {
		expect(values({ mx_Custom_1: 'a', mx_Custom_3: 3, other: 'x' })).toEqual([['mx_Custom_1', 'a'], ['mx_Custom_3', 3]]);
	});

	it('takes columns named like its label', () => {
		expect(values({ 'Call Result': 'a', Amount: 3 })).toEqual([['mx_Custom_1', 'a'], ['mx_Custom_3', 3]]);
	});

	it('does not look at case and blanks around a name', () => {
		expect(values({ ' MX_CUSTOM_1 ': 'a', 'call result': 'b', AMOUNT: 3 })).toEqual([['mx_Custom_1', 'a'], ['mx_Custom_3', 3]]);
	});

	it('takes the one named like the field before the one named like its label', () => {
		expect(values({ 'Call Result': 'label', mx_Custom_1: 'id' })).toEqual([['mx_Custom_1', 'id']]);
		expect(values({ 'Call Result': 'label', mx_Custom_1: null })).toEqual([['mx_Custom_1', 'label']]);
	});

	it("takes columns named like the label when the field's name stands in brackets behind it, as LeadSquared's does", () => {
		expect(values({ 'Call Result': 'a' }, [column('mx_Custom_1', 'Call Result (mx_Custom_1)')])).toEqual([['mx_Custom_1', 'a']]);
	});

	it('leaves out null and keeps an empty text', () => {
		expect(values({ mx_Custom_1: '', mx_Custom_2: null })).toEqual([['mx_Custom_1', '']]);
	});

	it('gives the metadata along', () => {
		expect(field.read(auto(), place({ 'Follow Up': '2026-12-01' }))).toEqual([{ id: 'mx_Custom_2', label: 'Follow Up', type: 'dateTime', value: '2026-12-01' }]);
	});

	it('is nothing without columns that fit, or without metadata', () => {
		expect(values({ nothing: 1 })).toEqual([]);
		expect(values({ mx_Custom_1: 1 }, [])).toEqual([]);
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
		expect(() => read(raw, { Amount: 5 })).toThrow(expect.objectContaining({ message: '"Call Result" is empty', advice: expect.stringContaining('Fill it in') }));
	});

	it('takes it filled in, and a form that was never looked at', () => {
		expect(read(below({ mx_Custom_1: 0 }, asked)).map(({ value }) => value)).toEqual([0]);
		expect(read(auto(asked), { 'call result': 'Reached' }).map(({ value }) => value)).toEqual(['Reached']);
		expect(read({ mappingMode: 'defineBelow', value: null })).toEqual([]);
	});
});
