'use strict';
const { redactor } = require('../../dist/nodes/shared/redact');
const { fc, property } = require('../support/property');

const lower = (text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** All the ways in which a vendor, a proxy or n8n may write a secret. */
const forms = (secret) => ({
	plain: secret,
	'percent-encoded': encodeURIComponent(secret),
	'percent-encoded as an address': encodeURI(secret),
	'percent-encoded in lower case': lower(encodeURIComponent(secret)),
	'form-encoded': new URLSearchParams({ a: secret }).toString().slice(2),
	'in JSON': JSON.stringify(secret).slice(1, -1),
	'in JSON as PHP writes it': JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
	base64: Buffer.from(secret).toString('base64'),
	'base64 without padding': Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	base64url: Buffer.from(secret).toString('base64url'),
});

/** The secret as a part of something longer, at each place that it can have in base64's groups of three bytes. */
const around = (secret, before) => Buffer.from(`${before}${secret}:after`).toString('base64');

const SECRET = 'a b/c+d"e~f!ü?ÿ>>';

describe('redactor', () => {
	it.each(Object.entries(forms(SECRET)))('takes out a secret that is %s', (_name, form) => {
		expect(redactor([SECRET])(`before ${form} after`)).toBe('before *** after');
	});

	it.each(['', 'a', 'ab', 'user:'])('takes out a secret that was encoded in base64 behind "%s"', (before) => {
		const left = Buffer.from(redactor([SECRET])(around(SECRET, before)).split('***').join(''), 'base64').toString('latin1');
		for (const part of [SECRET.slice(0, 6), SECRET.slice(-6), SECRET.slice(6, 12)]) expect(left).not.toContain(part);
		expect(redactor([SECRET])(around(SECRET, before))).toContain('***');
	});

	it('leaves base64 alone that a very short secret could be by chance', () => {
		expect(redactor(['abcd'])('xYWJjZx')).toBe('xYWJjZx');
	});

	it('never lets a secret through, however it is written', () => {
		// A secret with asterisks could come about anew from what takes its place.
		const secret = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }).filter((text) => !text.includes('*') && text.isWellFormed());
		const gap = fc.string({ maxLength: 10 });
		property(fc.array(secret, { minLength: 1, maxLength: 3 }), fc.array(gap, { minLength: 2, maxLength: 4 }), (secrets, gaps) => {
			const clean = redactor(secrets);
			for (const name of Object.keys(forms(''))) {
				const text = gaps.join(secrets.map((one) => forms(one)[name]).join(gaps[0]));
				const left = clean(text);
				for (const one of secrets) expect(left).not.toContain(forms(one)[name]);
			}
		});
	});

	it('leaves everything else as it is', () => {
		property(fc.string({ unit: fc.constantFrom(...'abc /"%=&') }), (text) => {
			expect(redactor(['SECRET-1', 'SECRET-2'])(text)).toBe(text);
		});
	});

	it('takes out every occurrence of every secret, the longer ones first', () => {
		expect(redactor(['abcd', 'abcdef'])('abcdef abcd abcdefg')).toBe('*** *** ***g');
	});

	it('takes secrets literally', () => {
		expect(redactor(['a.*c$1'])('a.*c$1 abbc$1')).toBe('*** abbc$1');
	});

	it('leaves texts of up to three characters alone, which would take out half of every message', () => {
		expect(redactor(['', 'a', 'the'])('the answer')).toBe('the answer');
		expect(redactor(['then'])('then and there')).toBe('*** and there');
	});

	it('does nothing without secrets', () => {
		expect(redactor([])('any text')).toBe('any text');
	});
});
