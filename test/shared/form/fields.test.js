'use strict';
const fields = require('../../../dist/nodes/shared/form/fields');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');

const { ABSENT, CHANGED, CLEARED, FILTER, NEW } = require('../../support/places');

const PLACE = ABSENT;
const INSIDE = NEW;

/** The refusal of a value: its message and advice. Fails when the value is taken. */
function refusal(field, raw, place = PLACE) {
	try {
		const value = field.read(raw, place);
		throw new Error(`taken as ${JSON.stringify(value)}`);
	} catch (error) {
		if (!(error instanceof InvalidInput)) throw error;
		return error;
	}
}

/** n8n hands out undefined for a parameter that is not there and null for an expression that gives nothing. */
const NOTHING = [undefined, null];

describe('text', () => {
	const field = fields.text('Subject', {
		placeholder: 'e.g. Call',
		description: 'What it is about',
	});

	it('looks like a text', () => {
		expect(field.property('subject')).toEqual({
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Call',
			description: 'What it is about',
		});
		expect(fields.text('Notes', { rows: 4 }).property('notes')).toEqual({
			displayName: 'Notes',
			name: 'notes',
			type: 'string',
			default: '',
			typeOptions: { rows: 4 },
		});
	});

	it.each([
		['a', 'a'],
		[' a ', ' a '],
		[5, '5'],
		[0, '0'],
		[true, 'true'],
		[false, 'false'],
		['ü 会', 'ü 会'],
	])('reads %p as %p', (raw, value) => {
		expect(field.read(raw, PLACE)).toBe(value);
	});

	it('is left out when blank, where nobody asked for it and in a new record', () => {
		for (const place of [PLACE, INSIDE])
			for (const raw of [...NOTHING, '', '  ', '\u00A0\n'])
				expect(field.read(raw, place)).toBeUndefined();
	});

	it('refuses what is no text, by its label', () => {
		expect(refusal(field, ['a'])).toMatchObject({
			message: '"Subject" must be text, not a list',
			advice: expect.stringMatching(/JSON\.stringify/),
		});
		expect(refusal(field, { a: 1 }).message).toBe('"Subject" must be text, not an object');
	});
});

describe('integer', () => {
	const field = fields.integer('Size', { min: 1, max: 50, fallback: 10 });

	it('looks like a whole number', () => {
		expect(field.property('size')).toEqual({
			displayName: 'Size',
			name: 'size',
			type: 'number',
			default: 10,
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
		});
		expect(fields.integer('N', { min: 3 }).property('n').default).toBe(3);
		expect(fields.integer('N').property('n')).toMatchObject({
			default: 0,
			typeOptions: { numberPrecision: 0 },
		});
	});

	it.each([
		[1, 1],
		[50, 50],
		['7', 7],
		[' 7 ', 7],
		['007', 7],
		[7.0, 7],
	])('reads %p as %p', (raw, value) => {
		expect(field.read(raw, PLACE)).toBe(value);
	});

	it('reads numbers below zero where no smallest is set', () => {
		expect(fields.integer('N').read('-3', PLACE)).toBe(-3);
		expect(fields.integer('N').read(0, PLACE)).toBe(0);
	});

	it.each([...NOTHING, ''])('is left out as %p', (raw) => {
		for (const place of [PLACE, INSIDE]) expect(field.read(raw, place)).toBeUndefined();
	});

	it.each([
		[1.5, '1.5'],
		['1.5', '"1.5"'],
		['five', '"five"'],
		['5 days', '"5 days"'],
		['0x10', '"0x10"'],
		['1e1', '"1e1"'],
		['1,000', '"1,000"'],
		['1.234,50', '"1.234,50"'],
		[true, 'true'],
		[[5], '[5]'],
		[{}, '{}'],
		[2 ** 60, String(2 ** 60)],
	])('refuses %p by its label', (raw, shown) => {
		expect(refusal(field, raw)).toMatchObject({
			message: `"Size" must be a whole number, not ${shown}`,
			advice: 'Enter digits only.',
		});
	});

	it('refuses what is too small or too big, with the limit', () => {
		expect(refusal(field, 0).message).toBe('"Size" must be at least 1, not 0');
		expect(refusal(field, '51').message).toBe('"Size" can be at most 50, not 51');
	});
});

describe('flag', () => {
	const field = fields.flag('Done', 'Whether it is done', true);

	it('looks like a switch', () => {
		expect(field.property('done')).toEqual({
			displayName: 'Done',
			name: 'done',
			type: 'boolean',
			default: true,
			description: 'Whether it is done',
		});
		expect(fields.flag('Done', 'Whether').property('done').default).toBe(false);
	});

	it.each([true, 'true', 'TRUE', ' True ', 'yes', 'Yes', 'y', 'Y', '1', 1])(
		'reads %p as true',
		(raw) => expect(field.read(raw, PLACE)).toBe(true),
	);
	it.each([false, 'false', 'FALSE', 'no', 'No', 'n', 'N', '0', 0, ' NO '])(
		'reads %p as false',
		(raw) => expect(field.read(raw, PLACE)).toBe(false),
	);
	it.each([...NOTHING, ''])('is left out as %p', (raw) =>
		expect(field.read(raw, INSIDE)).toBeUndefined(),
	);
	it.each(['maybe', '2', 2, [1], {}, 'on', 'x', 'ja', 'да', 1.5])(
		'refuses %p by its label',
		(raw) => {
			expect(refusal(field, raw).message).toBe(
				`"Done" must be true or false, not ${JSON.stringify(raw)}`,
			);
		},
	);
});

describe('choice', () => {
	const field = fields.choice(
		'Priority',
		[
			{ name: 'High', value: 3 },
			{ name: 'Low', value: 1, description: 'Can wait' },
			{ name: 'high', value: 'high' },
		],
		{ fallback: 1, description: 'How urgent' },
	);
	const kinds = fields.choice(
		'Kind',
		[
			{ name: 'Email', value: 'EMAIL' },
			{ name: 'None', value: '' },
			{ name: 'Phone Call', value: 'PHONE' },
		],
		{ fallback: 'PHONE' },
	);

	it('looks like a drop-down', () => {
		expect(field.property('priority')).toEqual({
			displayName: 'Priority',
			name: 'priority',
			type: 'options',
			default: 1,
			description: 'How urgent',
			options: [
				{ name: 'High', value: 3 },
				{ name: 'Low', value: 1, description: 'Can wait' },
				{ name: 'high', value: 'high' },
			],
		});
		expect(
			fields
				.choice('Kind', [
					{ name: 'B', value: 'b' },
					{ name: 'A', value: 'a' },
				])
				.property('kind').default,
		).toBe('b');
	});

	it('makes its options anew each time, as n8n changes them', () => {
		const [first, second] = [field.property('a'), field.property('a')];
		expect(first.options).not.toBe(second.options);
		expect(first.options[0]).not.toBe(second.options[0]);
	});

	it.each([
		[3, 3],
		['3', 3],
		['Low', 1],
		['LOW', 1],
		[' low ', 1],
		['1', 1],
	])('reads %p as %p', (raw, value) => {
		expect(field.read(raw, PLACE)).toBe(value);
	});

	it.each([
		['PHONE', 'PHONE'],
		['phone', 'PHONE'],
		['phone call', 'PHONE'],
		['None', ''],
		['none', ''],
	])('reads %p as %p', (raw, value) => {
		expect(kinds.read(raw, PLACE)).toBe(value);
	});

	it('takes an empty text for the option whose value it is', () => {
		expect(kinds.read('', INSIDE)).toBe('');
	});

	it.each([...NOTHING, '', ' '])(
		'is absent as %p where nobody asked for it, and an error where somebody did',
		(raw) => {
			expect(field.read(raw, PLACE)).toBeUndefined();
			for (const place of [NEW, CHANGED, CLEARED, FILTER])
				expect(refusal(field, raw, place).message).toBe('"Priority" is empty');
		},
	);

	it('refuses anything else and tells what it can be', () => {
		expect(refusal(kinds, 'Fax')).toMatchObject({
			message: '"Kind" can\'t be "Fax"',
			advice: 'It can be: Email, None (), Phone Call (PHONE).',
		});
		for (const raw of [2, true, {}, ['LOW', 'HIGH']])
			expect(refusal(field, raw).message).toBe(`"Priority" can't be ${JSON.stringify(raw)}`);
	});
});

describe('date', () => {
	const field = fields.date('Start', 'start', { description: 'When' });

	it('looks like a date picker', () => {
		expect(field.property('start')).toEqual({
			displayName: 'Start',
			name: 'start',
			type: 'dateTime',
			default: '',
			description: 'When',
		});
	});

	it("reads in the workflow's time zone", () => {
		expect(field.read('2026-12-01T09:30:00', PLACE).local.toISO()).toBe(
			'2026-12-01T09:30:00.000+01:00',
		);
		expect(field.read('2026-12-01', PLACE).local.toISO()).toBe('2026-12-01T00:00:00.000+01:00');
		expect(fields.date('End', 'end').read('2026-12-01', PLACE).local.toISO()).toBe(
			'2026-12-01T23:59:59.000+01:00',
		);
	});

	it.each([...NOTHING, ''])('is left out as %p', (raw) =>
		expect(field.read(raw, INSIDE)).toBeUndefined(),
	);
	it('refuses what is no date by its label', () =>
		expect(refusal(field, 'soon').message).toBe('"Start" is not a date n8n can read: "soon"'));
});

describe('json', () => {
	const field = fields.json('Settings (JSON)');

	it('looks like a JSON editor', () => {
		expect(field.property('settings')).toEqual({
			displayName: 'Settings (JSON)',
			name: 'settings',
			type: 'json',
			default: '',
		});
	});

	it.each([
		['{"a":[1]}', { a: [1] }],
		[' {} ', {}],
		[{ a: 1 }, { a: 1 }],
	])('reads %p', (raw, value) => expect(field.read(raw, PLACE)).toEqual(value));
	it.each([...NOTHING, ''])('is left out as %p', (raw) =>
		expect(field.read(raw, INSIDE)).toBeUndefined(),
	);
	it.each(['{', "{'a':1}", 'a', '{"a":1,}'])('refuses %p as no JSON', (raw) => {
		expect(refusal(field, raw)).toMatchObject({
			message: '"Settings (JSON)" is not valid JSON',
			advice: expect.stringMatching(/quote/),
		});
	});
	it.each(['[1]', '5', 'null', '"a"', [5], 5, true])('refuses %p as no object', (raw) => {
		expect(refusal(field, raw).message).toBe('"Settings (JSON)" must be a JSON object');
	});
});

describe('files', () => {
	const field = fields.files('Files', 'Files to attach');

	it('looks like a text that says what it wants', () => {
		expect(field.property('files')).toMatchObject({
			displayName: 'Files',
			name: 'files',
			type: 'string',
			default: '',
			hint: expect.stringMatching(/binary field/),
		});
	});

	it.each([
		['data', ['data']],
		[' data , photo ,', ['data', 'photo']],
		[
			['data', ' photo '],
			['data', 'photo'],
		],
		['["data", "photo"]', ['data', 'photo']],
		['[not JSON', ['[not JSON']],
	])('reads %p as %p', (raw, names) => {
		expect(field.read(raw, PLACE)).toEqual(names);
	});

	it.each([...NOTHING, '', '  ', ',,', [[]]])('is left out as %p', (raw) =>
		expect(field.read(raw, INSIDE)).toBeUndefined(),
	);
});

describe('notice', () => {
	it('is there to be read and holds nothing', () => {
		expect(fields.notice('Careful.').property('warning')).toEqual({
			displayName: 'Careful.',
			name: 'warning',
			type: 'notice',
			default: '',
		});
		expect(fields.notice('Careful.').read('anything', PLACE)).toBeUndefined();
	});
});

describe('collection', () => {
	const field = fields.collection('Update Fields', {
		b: fields.text('Bravo'),
		a: fields.text('alpha'),
		c: fields.integer('Charlie'),
		d: fields.date('Delta', 'start'),
	});

	it('looks like fields that can be added, by name', () => {
		const property = field.property('updateFields');
		expect(property).toMatchObject({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
		});
		expect(property.options.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
		expect(fields.collection('Filters', {}, 'Add Filter').property('filters').placeholder).toBe(
			'Add Filter',
		);
	});

	it('reads what was added and nothing else', () => {
		expect(field.read({ b: 'x', c: '4', unknown: 1 }, PLACE)).toEqual({ b: 'x', c: 4 });
		expect(Object.keys(field.read({ b: 'x' }, PLACE))).toEqual(['b']);
	});

	it.each([...NOTHING, '', ' '])(
		'leaves out what was added and came as %p, in a new record',
		(blank) => {
			expect(field.read({ a: blank, b: blank, c: blank, d: blank }, NEW)).toEqual({});
		},
	);

	it.each([...NOTHING, '', ' '])('refuses what was added and came as %p among filters', (blank) => {
		for (const [name, label] of [
			['a', 'alpha'],
			['b', 'Bravo'],
			['c', 'Charlie'],
			['d', 'Delta'],
		])
			expect(refusal(field, { [name]: blank }, FILTER).message).toBe(`"${label}" is empty`);
	});

	it('does not take an inherited property for one that was added', () => {
		expect(fields.collection('X', { toString: fields.text('To String') }).read({}, PLACE)).toEqual(
			{},
		);
	});

	it.each([...NOTHING, '', 'text', [], 5])('is empty as %p', (raw) =>
		expect(field.read(raw, PLACE)).toEqual({}),
	);

	it('refuses a value by the label of its field', () => {
		expect(refusal(field, { c: 'x' }).message).toBe('"Charlie" must be a whole number, not "x"');
	});
});

describe('required', () => {
	it('is marked, and refuses to be empty', () => {
		const field = fields.required(fields.text('Subject'));
		expect(field.property('subject')).toEqual({
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			required: true,
		});
		expect(field.read('a', PLACE)).toBe('a');
		for (const raw of [...NOTHING, ''])
			for (const place of [PLACE, INSIDE])
				expect(refusal(field, raw, place)).toMatchObject({
					message: '"Subject" is empty',
					advice: expect.stringMatching(/expression/),
				});
	});

	it('takes false and zero for values', () => {
		expect(fields.required(fields.flag('Done', 'Whether')).read(false, PLACE)).toBe(false);
		expect(fields.required(fields.integer('Count')).read(0, PLACE)).toBe(0);
	});

	it('leaves the field it is made of as it was', () => {
		const field = fields.text('Subject');
		fields.required(field);
		expect(field.property('subject')).not.toHaveProperty('required');
		expect(field.read('', PLACE)).toBeUndefined();
	});
});

describe('when', () => {
	it('adds a condition and reads the same', () => {
		const field = fields.when(fields.integer('Count'), { kind: ['a', 'b'] });
		expect(field.property('count').displayOptions).toEqual({ show: { kind: ['a', 'b'] } });
		expect(field.read('4', PLACE)).toBe(4);
	});

	it('makes the condition anew each time, as n8n changes the descriptions it loads', () => {
		const field = fields.when(fields.integer('Count'), { kind: ['a', 'b'] });
		const [first, second] = [
			field.property('count').displayOptions.show,
			field.property('count').displayOptions.show,
		];
		expect(first).not.toBe(second);
		expect(first.kind).not.toBe(second.kind);
	});
});
