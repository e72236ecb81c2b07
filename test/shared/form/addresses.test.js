'use strict';
/** Email addresses and phone numbers as they are compared. */
const {
	asEmail,
	asPhone,
	digitsOf,
	readAddress,
} = require('../../../dist/nodes/shared/form/addresses');

describe('an email address', () => {
	it.each([
		['jane@example.com', 'jane@example.com'],
		['  Jane.Doe@Example.COM\t', 'jane.doe@example.com'],
		['Jane Doe <Jane@example.com>', 'jane@example.com'],
		['\u200Bjane@example.com\uFEFF', 'jane@example.com'],
		['mailto:Jane@example.com', 'jane@example.com'],
		["o'neil+crm@sub.example.co.uk", "o'neil+crm@sub.example.co.uk"],
	])('%j is compared as %j', (given, compared) => expect(asEmail(given)).toBe(compared));

	it.each([
		'',
		'jane',
		'jane@',
		'@example.com',
		'jane@example',
		'a@b.c, d@e.f',
		12,
		null,
		undefined,
		{},
	])('%j is none', (given) => expect(asEmail(given)).toBeUndefined());
});

describe('a phone number', () => {
	it.each([
		['+49 30 100001', '+4930100001'],
		['(0049) 30-100/001', '+4930100001'],
		['\u202A+49\u00A030\u2011100001\u202C', '+4930100001'],
		['+１２３４５', '+12345'],
		['+49 (0)30 100001', '+4930100001'],
		['0049 (0) 30-100 001', '+4930100001'],
		['(0)30 100001', '030100001'],
		['tel:+49-30-100001', '+4930100001'],
		['030.100.001', '030100001'],
		[4930100001, '4930100001'],
	])('%j is compared as %j', (given, compared) => expect(asPhone(given)).toBe(compared));

	it.each(['', '12', 'call me', '+49 30 1000 ext 5', NaN, null, [], true])('%j is none', (given) =>
		expect(asPhone(given)).toBeUndefined(),
	);

	it('has the same digits with and without the plus', () =>
		expect(digitsOf('+4930100001')).toBe(digitsOf('4930100001')));
});

it('what is no address is an error with the label and the value', () => {
	expect(() => readAddress('Jane', 'email', 'Assigned To')).toThrow(
		'"Assigned To" must be an email address, not "Jane"',
	);
	expect(() => readAddress('12', 'phone', 'Contact')).toThrow(
		'"Contact" must be a phone number, not "12"',
	);
});
