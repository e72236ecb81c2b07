'use strict';
const fields = require('../../../dist/nodes/shared/form/fields');
const { rows } = require('../../../dist/nodes/shared/form/entries');
const { ABSENT } = require('../../support/places');

describe('rows', () => {
	const field = rows(
		'Phones',
		'Phone',
		{
			number: fields.required(fields.text('Number')),
			kind: fields.choice('Kind', [
				{ name: 'Home', value: 'h' },
				{ name: 'Work', value: 'w' },
			]),
		},
		{ description: 'All of them' },
	);

	it('look like entries that can be added', () => {
		expect(field.property('phones')).toEqual({
			displayName: 'Phones',
			name: 'phones',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Phone',
			default: {},
			description: 'All of them',
			options: [
				{
					name: 'values',
					displayName: 'Phone',
					values: [
						expect.objectContaining({ name: 'number', required: true }),
						expect.objectContaining({ name: 'kind', type: 'options' }),
					],
				},
			],
		});
	});

	it('read each entry', () => {
		expect(field.read({ values: [{ number: '1', kind: 'Work' }, { number: 2 }] }, ABSENT)).toEqual([
			{ number: '1', kind: 'w' },
			{ number: '2', kind: undefined },
		]);
	});

	it.each([undefined, null, '', {}, 'a', { values: 'a' }, { values: [] }])(
		'are left out as %p',
		(raw) => expect(field.read(raw, ABSENT)).toBeUndefined(),
	);

	it.each([
		[{ number: '' }, 'Phone 2: "Number" is empty'],
		[{ number: '1', kind: 'x' }, 'Phone 2: "Kind" can\'t be "x"'],
	])('refuse an entry by its number and the label of its field: %j', (entry, message) => {
		expect(() => field.read({ values: [{ number: '1' }, entry] }, ABSENT)).toThrow(
			expect.objectContaining({ name: 'InvalidInput', message }),
		);
	});
});
