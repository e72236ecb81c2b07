'use strict';
const fields = require('../../../dist/nodes/shared/form/fields');
const {
	readForm,
	REFUSE_BLANKS,
	LEAVE_OUT_BLANKS,
} = require('../../../dist/nodes/shared/form/readForm');

const reader = (raw, given = [], zone = 'Europe/Berlin') => ({
	itemIndex: 2,
	zone,
	input: {},
	raw: (name) => raw[name],
	given: (name) => given.includes(name),
	file: () => undefined,
});

describe('readForm', () => {
	it("reads each field of one item, in the item's zone", () => {
		const raw = { name: 'a', start: '2026-12-01T09:30:00', count: '' };
		const form = {
			name: fields.text('Name'),
			start: fields.date('Start', 'start'),
			count: fields.integer('Count'),
		};
		const values = readForm(form, reader(raw, [], 'Asia/Kolkata'), REFUSE_BLANKS);
		expect(values).toMatchObject({ name: 'a', count: undefined });
		expect(values.start.local.toISO()).toBe('2026-12-01T09:30:00.000+05:30');
	});

	it('takes a blank that an expression gave for one, and a field that nobody touched for none', () => {
		const form = { from: fields.date('From', 'start') };
		expect(readForm(form, reader({ from: '' }), REFUSE_BLANKS)).toEqual({
			from: undefined,
		});
		for (const from of ['', null, undefined])
			expect(() => readForm(form, reader({ from }, ['from']), REFUSE_BLANKS)).toThrow(
				'"From" is empty',
			);
		expect(readForm(form, reader({ from: '' }, ['from']), LEAVE_OUT_BLANKS)).toEqual({
			from: undefined,
		});
	});

	it('does not read what another field hides', () => {
		const form = {
			by: fields.choice('By', [
				{ name: 'Email', value: 'email' },
				{ name: 'ID', value: 'id' },
			]),
			id: fields.when(fields.integer('ID'), { by: ['id'] }),
			email: fields.when(fields.text('Email'), { by: ['email'] }),
		};
		expect(
			readForm(
				form,
				reader({ by: 'Email', id: '', email: 'a@b.example' }, ['by', 'id', 'email']),
				REFUSE_BLANKS,
			),
		).toEqual({ by: 'email', id: undefined, email: 'a@b.example' });
		expect(() =>
			readForm(
				form,
				reader({ by: 'email', id: '', email: '' }, ['by', 'id', 'email']),
				REFUSE_BLANKS,
			),
		).toThrow('"Email" is empty');
	});
});
