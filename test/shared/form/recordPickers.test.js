'use strict';
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const {
	GUID_ID,
	idList,
	NUMBER_ID,
	picker,
	pickers,
	textId,
} = require('../../../dist/nodes/shared/form/recordPickers');
const { SHORT_CODE } = require('../../../dist/nodes/Bitrix24/recordTypes');
const { LookUpFirst } = require('../../../dist/nodes/shared/contract/people');
const { clearable } = require('../../../dist/nodes/shared/form/fields');
const { property, fc } = require('../../support/property');

const { ABSENT, CHANGED, CLEARED, FILTER, NEW } = require('../../support/places');

const PLACE = ABSENT;
const INSIDE = NEW;
const GUID = '093d5c54-6009-48d4-840e-84fd12e8d63a';

const located = (mode, value) => ({ __rl: true, mode, value });
const entries = (...values) => ({ values: values.map((value) => ({ id: located('id', value) })) });

function refusal(field, raw, place = PLACE) {
	try {
		const value = field.read(raw, place);
		throw new Error(`taken as ${JSON.stringify(value)}`);
	} catch (error) {
		if (!(error instanceof InvalidInput)) throw error;
		return error;
	}
}

describe('kinds of IDs', () => {
	it.each([
		['1', 1],
		['123', 123],
		['007', 7],
		['999999999999999', 999999999999999],
	])('number: %s', (text, id) => expect(NUMBER_ID.parse(text)).toBe(id));
	it.each([
		'',
		'0',
		'000',
		'-1',
		'1.0',
		'1e3',
		'0x1',
		'abc',
		'12a',
		' 1',
		'9999999999999999',
		'1,2',
		'１２',
	])('no number: %j', (text) => expect(NUMBER_ID.parse(text)).toBeUndefined());

	it.each([GUID, GUID.toUpperCase(), `{${GUID}}`])('GUID: %s', (text) =>
		expect(GUID_ID.parse(text)).toBe(GUID),
	);
	it.each([
		'',
		GUID.slice(1),
		`${GUID}0`,
		GUID.replaceAll('-', ''),
		GUID.replace('0', 'g'),
		`x${GUID}`,
		`${GUID} and more`,
	])('no GUID: %j', (text) => expect(GUID_ID.parse(text)).toBeUndefined());

	it('text: any', () => expect(textId('Open').parse('In Progress')).toBe('In Progress'));

	it.each([
		['C_5', 3, 5],
		['CO_7', 4, 7],
		['L_1', 1, 1],
		['D_102', 2, 102],
		['c_5', 3, 5],
		['co_7', 4, 7],
	])('short code: %s', (text, typeId, id) =>
		expect(SHORT_CODE.parse(text)).toEqual({ typeId, id }),
	);
	it.each([
		'',
		'5',
		'C',
		'C_',
		'C5',
		'C-5',
		'X_5',
		'CC_5',
		'C_5a',
		'C_-5',
		'C_5 ',
		'COM_5',
		'C_0',
		'C_99999999999999999999',
	])('no short code: %j', (text) => expect(SHORT_CODE.parse(text)).toBeUndefined());

	it('tell what they look like with an example that is one', () => {
		for (const kind of [NUMBER_ID, GUID_ID, SHORT_CODE, textId('Open')]) {
			expect(kind.parse(kind.placeholder.replace(/^e\.g\. /, ''))).toBeDefined();
			expect(kind.looksLike).toMatch(/^(?:a|an|the) |^text$/);
		}
	});

	it('give back any ID they are given', () => {
		property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (id) =>
			expect(NUMBER_ID.parse(String(id))).toBe(id),
		);
		property(fc.uuid(), (id) => expect(GUID_ID.parse(id.toUpperCase())).toBe(id));
	});
});

const URLS = {
	placeholder: 'e.g. https://x.example/deal/details/102/',
	pattern: '/deal/details/(\\d+)',
};

describe('picker', () => {
	const field = picker('Deal', NUMBER_ID, {
		search: 'searchDeals',
		url: URLS,
		description: 'The deal',
	});

	it('looks like a locator: from a list, by address, by ID', () => {
		expect(field.property('deal')).toEqual({
			displayName: 'Deal',
			name: 'deal',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'The deal',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchDeals', searchable: true },
				},
				{ displayName: 'By URL', name: 'url', type: 'string', placeholder: URLS.placeholder },
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 123' },
			],
		});
	});

	it('offers only the ways there are', () => {
		const plain = picker('Deal', NUMBER_ID).property('deal');
		expect(plain.modes.map(({ name }) => name)).toEqual(['id']);
		expect(plain.default).toEqual({ mode: 'id', value: '' });
		expect(plain).not.toHaveProperty('description');
		expect(plain).not.toHaveProperty('hint');
	});

	it.each([
		[located('id', '12'), 12],
		[located('id', ' 12 '), 12],
		[located('id', 12), 12],
		[{ ...located('list', 12), cachedResultName: 'Big deal' }, 12],
		[located('list', '12'), 12],
		[located('url', 'https://x.example/crm/deal/details/102/?a=5'), 102],
		[located('id', 'https://x.example/deal/details/102'), 102],
		[located('url', '102'), 102],
		['12', 12],
		[12, 12],
	])('reads %j as %j', (raw, id) => expect(field.read(raw, PLACE)).toBe(id));

	it.each([
		undefined,
		null,
		'',
		'  ',
		located('list', ''),
		located('id', null),
		located('id', undefined),
		{ __rl: true, mode: 'id' },
	])('is left out as %j', (raw) => {
		expect(field.read(raw, PLACE)).toBeUndefined();
		expect(field.read(raw, INSIDE)).toBeUndefined();
	});

	it.each([
		'abc',
		'0',
		'-5',
		'1.5',
		1.5,
		true,
		[5],
		{ id: 5 },
		'https://x.example/lead/details/7/',
		'12, 15',
	])('refuses the ID %j by its label', (value) => {
		const { message, advice } = refusal(field, located('id', value));
		expect(message).toBe(`"Deal" must be a whole number such as 123, not ${JSON.stringify(value)}`);
		expect(advice).toMatch(/list/);
	});

	it('does not show a wrong ID at any length', () => {
		expect(refusal(field, located('id', 'x'.repeat(5000))).message.length).toBeLessThan(200);
	});

	it('reads no address where the vendor has none', () => {
		expect(
			refusal(picker('Deal', NUMBER_ID), located('id', 'https://x.example/deal/details/102'))
				.message,
		).toMatch(/^"Deal" must be/);
	});

	it('reads IDs that are not numbers', () => {
		expect(picker('Owner', GUID_ID).read(located('id', `{${GUID.toUpperCase()}}`), PLACE)).toBe(
			GUID,
		);
		expect(picker('Client', SHORT_CODE).read(located('list', 'CO_7'), PLACE)).toEqual({
			typeId: 4,
			id: 7,
		});
		expect(picker('Status', textId('Open')).read(located('list', 'In Progress'), PLACE)).toBe(
			'In Progress',
		);
	});
});

describe('pickers', () => {
	const field = pickers('Contacts', 'Contact', NUMBER_ID, {
		search: 'searchContacts',
		description: 'Who takes part',
	});

	it('look like locators that can be added', () => {
		expect(field.property('contacts')).toEqual({
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Contact',
			default: {},
			description: 'Who takes part',
			options: [
				{
					name: 'values',
					displayName: 'Contact',
					values: [
						expect.objectContaining({
							displayName: 'Contact',
							name: 'id',
							type: 'resourceLocator',
						}),
					],
				},
			],
		});
		expect(field.property('contacts').options[0].values[0]).not.toHaveProperty('description');
	});

	it.each([
		[entries('12'), [12]],
		[entries('12', 15), [12, 15]],
		[entries('12, 15'), [12, 15]],
		[entries('12;15 16\n17'), [12, 15, 16, 17]],
		[entries([12, '15']), [12, 15]],
		[entries('12', '12', 15, '12'), [12, 15]],
		[entries('12,'), [12]],
		[
			[12, '15'],
			[12, 15],
		],
		['[12, "15"]', [12, 15]],
		[entries('[12,15]', 16), [12, 15, 16]],
		['12,15', [12, 15]],
		[7, [7]],
	])('read %j as %j', (raw, ids) => {
		expect(field.read(raw, PLACE)).toEqual(ids);
		expect(field.read(raw, INSIDE)).toEqual(ids);
	});

	it.each([
		undefined,
		null,
		'',
		{},
		{ values: [] },
		{ values: [{}] },
		entries(''),
		entries('', ' ', null),
		entries([]),
		'[]',
		',',
	])('are blank as %j', (raw) => {
		expect(field.read(raw, ABSENT)).toBeUndefined();
		expect(field.read(raw, NEW)).toBeUndefined();
		let left = 0;
		expect(field.read(raw, { ...CHANGED, leftAlone: () => left++ })).toBeUndefined();
		expect(left).toBe(1);
		expect(refusal(field, raw, FILTER).message).toBe('"Contacts" is empty');
		expect(refusal(field, raw, CLEARED).message).toBe(
			'"Contacts" is empty, and this field can\'t be cleared',
		);
		expect(clearable(field).read(raw, CLEARED)).toBeNull();
		expect(clearable(field).read(raw, CHANGED)).toBeUndefined();
	});

	it.each([
		[entries('12', 'x')],
		[entries('12, x')],
		[entries({ id: 5 })],
		[entries('12', { name: 'Ann' })],
		[entries([12, { id: 5 }])],
		[entries(true)],
		[['x']],
		['x'],
	])('refuse %j by their label, rather than leaving something out', (raw) => {
		for (const place of [PLACE, INSIDE])
			expect(refusal(field, raw, place).message).toMatch(
				/^"Contacts" must be a whole number such as 123, not /,
			);
	});
});

describe('idList', () => {
	const field = idList('Activity IDs', NUMBER_ID, 'IDs, with commas between');

	it('looks like a text', () => {
		expect(field.property('activityIds')).toEqual({
			displayName: 'Activity IDs',
			name: 'activityIds',
			type: 'string',
			default: '',
			description: 'IDs, with commas between',
			placeholder: 'e.g. 123',
		});
	});

	it.each([
		['1', [1]],
		[1, [1]],
		['1,2, 3;4 5\n6', [1, 2, 3, 4, 5, 6]],
		[
			[1, '2', '3,4'],
			[1, 2, 3, 4],
		],
		['1,1,2', [1, 2]],
		[',1,', [1]],
		['[1, 2]', [1, 2]],
		['["1","2"]', [1, 2]],
	])('reads %j as %j', (raw, ids) => expect(field.read(raw, PLACE)).toEqual(ids));
	it.each([undefined, null, '', '  ', ',', [[]], [null]])('is left out as %j', (raw) =>
		expect(field.read(raw, PLACE)).toBeUndefined(),
	);
	it.each(['1,x', 'x', '1.5', ['1', 'x'], true, { id: 5 }, [{ id: 5 }]])(
		'refuses %j by its label',
		(raw) => {
			expect(refusal(field, raw).message).toMatch(
				/^"Activity IDs" must be a whole number such as 123, not /,
			);
		},
	);

	it('reads back any list of IDs', () => {
		const id = fc.integer({ min: 1, max: 1_000_000 });
		property(
			fc.uniqueArray(id, { minLength: 1, maxLength: 50 }),
			fc.constantFrom(',', ', ', ' ', ';', '\n'),
			(ids, between) => {
				expect(field.read(ids.join(between), PLACE)).toEqual(ids);
				expect(field.read(ids, PLACE)).toEqual(ids);
			},
		);
	});
});

describe('people', () => {
	const search = (by) => ({ record: 'user', by });
	const people = { email: search('email') };
	const KNOWN = { 'jane@example.com': '7', 'bob@example.com': '8' };
	/** What was asked for, and a place in which some people are known. */
	const placeWith = (known, place = NEW) => {
		const asked = [];
		const idOf = (_search, key) => {
			asked.push(key);
			if (known[key] === undefined) throw new LookUpFirst();
			return known[key];
		};
		return { asked, place: { ...place, records: { idOf } } };
	};
	const one = picker('Assigned To', NUMBER_ID, { people });
	const many = pickers('Observers', 'Observer', NUMBER_ID, { people });

	it('add their modes behind the others, those that there are', () => {
		const modes = (given) =>
			picker('X', NUMBER_ID, { people: given })
				.property('x')
				.modes.map(({ name }) => name);
		expect(modes(people)).toEqual(['id', 'email']);
		expect(modes({ ...people, phone: search('phone number') })).toEqual(['id', 'email', 'phone']);
		expect(modes(undefined)).toEqual(['id']);
	});

	it('are the ID of the address, compared in small letters', () => {
		const { place, asked } = placeWith(KNOWN);
		expect(one.read(located('email', ' Jane@Example.com'), place)).toBe(7);
		expect(one.read('jane@example.com', place)).toBe(7);
		expect(one.read(located('id', '12'), place)).toBe(12);
		expect(asked).toEqual(['jane@example.com', 'jane@example.com']);
	});

	it('all that are unknown are asked for at once', () => {
		const { place, asked } = placeWith({});
		expect(() => many.read('jane@example.com, 5, bob@example.com', place)).toThrow(LookUpFirst);
		expect(asked).toEqual(['jane@example.com', 'bob@example.com']);
	});

	it('stand among IDs, each once', () => {
		const { place } = placeWith(KNOWN);
		expect(many.read('jane@example.com, 5; bob@example.com 7', place)).toEqual([7, 5, 8]);
	});

	it('a mode that the field does not have is refused, also where the value could be an ID', () => {
		const { place } = placeWith(KNOWN);
		expect(refusal(one, located('phone', '4930100'), place).message).toBe(
			'"Assigned To" can\'t be found by phone',
		);
	});

	it('blanks are blanks', () => {
		const { place } = placeWith(KNOWN);
		expect(one.read(located('email', ' '), place)).toBeUndefined();
		expect(many.read(entries(), place)).toBeUndefined();
		expect(many.read({ values: [{ id: located('email', '') }] }, place)).toBeUndefined();
		const strict = placeWith(KNOWN, FILTER).place;
		expect(refusal(one, located('email', ''), strict).message).toBe('"Assigned To" is empty');
	});

	it('addresses are no IDs of records that nobody finds by them', () => {
		const plain = picker('Task', NUMBER_ID);
		expect(refusal(plain, 'jane@example.com', NEW).message).toBe(
			'"Task" must be a whole number such as 123, not "jane@example.com"',
		);
	});
});
