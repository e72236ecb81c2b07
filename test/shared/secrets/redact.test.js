'use strict';
const { redactor } = require('../../../dist/nodes/shared/secrets/redact');
const { scrubbed } = require('../../../dist/nodes/shared/secrets/redactOutput');
const { fc, property } = require('../../support/property');

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
	'base64, percent-encoded': encodeURIComponent(Buffer.from(secret).toString('base64')),
	'percent-encoded twice': encodeURIComponent(encodeURIComponent(secret)),
	'in JSON inside of JSON': JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
	'in JSON for HTML': JSON.stringify(secret)
		.slice(1, -1)
		.replace(/[<>&'+]|[^\x20-\x7e]/g, unicodeEscape),
	'in HTML by names': secret.replace(/[<>&"']/g, (char) => ENTITIES[char]),
	'in HTML by numbers': secret.replace(/[^a-z0-9 ]/giu, (char) => `&#${char.codePointAt(0)};`),
	'in HTML by hexadecimal numbers': secret.replace(
		/[^a-z0-9 ]/giu,
		(char) => `&#x${char.codePointAt(0).toString(16)};`,
	),
});

const ENTITIES = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#039;' };
const unicodeEscape = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The secret as a part of something longer, at each place that it can have in base64's groups of three bytes. */
const around = (secret, before) => Buffer.from(`${before}${secret}:after`).toString('base64');

const SECRET = 'a b/c+d"e~f!ü?ÿ>>';

describe('a long secret that is no word', () => {
	it.each(Object.entries(forms(SECRET)))(
		'%s is taken out of errors and of good output',
		(_name, form) => {
			expect(redactor([SECRET])(`before ${form} after`)).toBe('before *** after');
			expect(redactor([SECRET]).inOutput(`before ${form} after`)).toBe('before *** after');
		},
	);

	it.each(['', 'a', 'ab', 'user:'])(
		'is taken out where it was encoded in base64 behind "%s"',
		(before) => {
			const left = Buffer.from(
				redactor([SECRET])(around(SECRET, before)).split('***').join(''),
				'base64',
			).toString('latin1');
			for (const part of [SECRET.slice(0, 6), SECRET.slice(-6), SECRET.slice(6, 12)])
				expect(left).not.toContain(part);
			expect(redactor([SECRET])(around(SECRET, before))).toContain('***');
		},
	);

	it('never gets through, however it is written', () => {
		// A secret with asterisks could come about anew from what takes its place; a blank at its end is none of it.
		// Digits inside of a word make sure that it is none.
		const secret = fc
			.string({ unit: 'grapheme', minLength: 14, maxLength: 40 })
			.map((text) => `4x${text}2y`)
			.filter((text) => !text.includes('*') && text.isWellFormed());
		const gap = fc.string({ maxLength: 10 });
		property(
			fc.array(secret, { minLength: 1, maxLength: 3 }),
			fc.array(gap, { minLength: 2, maxLength: 4 }),
			(secrets, gaps) => {
				const redact = redactor(secrets);
				for (const clean of [redact, redact.inOutput]) {
					for (const name of Object.keys(forms(''))) {
						const left = clean(gaps.join(secrets.map((one) => forms(one)[name]).join(gaps[0])));
						for (const one of secrets) expect(left).not.toContain(forms(one)[name]);
					}
				}
			},
		);
	});

	it.each([
		'iv-test-key',
		'wrong-key-000',
		'x9k2m4q8',
		'correct horse battery 4staple',
		'aGhtKlmNopQrsTuvWx',
		'https://portal.example/rest/1/open/',
		'/rest/1/open',
		'Deskera-Test-01',
		'S3cret!pass',
	])('is what %s is', (secret) => {
		expect(redactor([secret]).inOutput(`Call about ${secret}, please`)).toBe(
			'Call about ***, please',
		);
	});

	it('takes out every occurrence of every secret, the longer ones first, literally', () => {
		expect(redactor(['abcd1234-5', 'abcd1234-56'])('abcd1234-56 abcd1234-5 abcd1234-567')).toBe(
			'*** *** ***7',
		);
		expect(redactor(['a.*c$1-(x)|['])('a.*c$1-(x)|[ abbc$1')).toBe('*** abbc$1');
	});
});

const WORDS = [
	'open',
	'Sales',
	'Closed',
	'Meeting',
	'New York',
	'follow-up',
	'Besprechung',
	'会議',
	'встреча',
	'2026',
	'2026-12-01',
	'12345678',
	'abc',
	'a',
];

describe.each(WORDS)('the word %s', (word) => {
	const redact = redactor([word]);

	it.each([
		`${word}/closed`,
		`see ${word}`,
		word,
		`The ${word} is not there`,
		`"${word}"`,
		`https://x.example/${word}/${word}?status=${word}`,
		`<a href="/${word}">${word}</a>`,
		`status: ${word}`,
		`monkey ${word}`,
	])('is no secret in %j', (text) => {
		expect(redact(text)).toBe(text);
		expect(redact.inOutput(text)).toBe(text);
	});

	it.each([
		`{"password":"${word}"}`,
		`{\\"password\\":\\"${word}\\"}`,
		`password=${word}&x=1`,
		`password: ${word}`,
		`Password ${word} is wrong`,
		`the password is ${word}.`,
		`access_token=${word}`,
		`accessToken: '${word}'`,
		`X-Access-Token: ${word}`,
		`Authorization: Bearer ${word}`,
		`https://ada:${word}@host.example/x`,
		`API_KEY=${word}`,
		`token%3D${encodeURIComponent(word)}`,
		`Authorization: Basic ${Buffer.from(`ada:${word}`).toString('base64')}`,
	])('is one in the error %j', (text) => {
		expect(redact(text)).toContain('***');
		for (const form of [
			word,
			encodeURIComponent(word),
			Buffer.from(`ada:${word}`).toString('base64'),
		])
			expect(redact(text).split('***').join(' ')).not.toContain(
				form === 'a' || form === 'abc' ? ` ${form} ` : form,
			);
	});

	it('is one in the parameter of a link, also in good output', () => {
		expect(
			redact.inOutput(
				`https://x.example/file?id=${encodeURIComponent(word)}&auth=${encodeURIComponent(word)}`,
			),
		).toBe(`https://x.example/file?id=${encodeURIComponent(word)}&auth=***`);
	});
});

describe.each([
	'Terminvereinbarung',
	'Bestandsaufnahme',
	'Bestandsaufnahme2026',
	'Vertriebs-Besprechung',
	'come and see me',
	'correct horse battery staple',
	'Sales 2026 Q4',
	'Sales - Q4, 2026!',
	'Следующая встреча завтра',
	'会議室の予約をお願いします今日は会議があります',
])('the long word or the phrase %s', (phrase) => {
	const redact = redactor([phrase]);

	it.each([phrase, `Please ${phrase} again`, `"${phrase}"`, `<b>${phrase}</b>`])(
		'never changes good output: %j',
		(text) => expect(redact.inOutput(text)).toBe(text),
	);

	it('is taken out of errors, where it is a value of its own', () => {
		expect(redact(`user ada / "${phrase}" is wrong`)).not.toContain(phrase);
		expect(redact(`{"password":"${phrase}"}`)).not.toContain(phrase);
	});
});

describe('a secret that could be guessed', () => {
	it.each(['hunter2', 'abc123', 'x9k2', 'Sales2026', 'p@ss'])(
		'%s is taken out of errors as a value of its own, and good output stays',
		(secret) => {
			const redact = redactor([secret]);
			expect(redact(`user ada / ${secret} (${secret}) is wrong`)).toBe(
				'user ada / *** (***) is wrong',
			);
			expect(redact(`x${secret}x`)).toBe(`x${secret}x`);
			expect(redact.inOutput(`about ${secret}`)).toBe(`about ${secret}`);
			expect(redact(Buffer.from(secret).toString('base64'))).toBe('***');
		},
	);
});

describe('redactor', () => {
	it('leaves everything else as it is', () => {
		property(fc.string({ unit: fc.constantFrom(...'abc /"%=&') }), (text) => {
			const redact = redactor(['SECRET-NUMBER-1', 'SECRET-NUMBER-2', 'Sales', 'open']);
			expect([redact(text), redact.inOutput(text)]).toEqual([text, text]);
		});
	});

	it('does nothing without secrets', () => {
		for (const none of [[], [''], ['  ']])
			expect([redactor(none)('any text'), redactor(none).inOutput('any text')]).toEqual([
				'any text',
				'any text',
			]);
	});

	it('cuts an error of any length, and leaves no half of a secret at its end', () => {
		for (const gap of [0, 1, 7, 100, 4990]) {
			const left = redactor([SECRET])(`${'x'.repeat(gap)}${`${SECRET} `.repeat(20_000)}`);
			expect(left.length).toBeLessThanOrEqual(5000);
			expect(left.split('***').join('').replace(/[x ]/g, '')).toBe('');
		}
		const long = 'word and token '.repeat(200_000);
		expect(redactor(['open', SECRET])(long)).toBe(
			long.slice(0, redactor(['open', SECRET])(long).length),
		);
		expect(redactor(['open', SECRET]).inOutput(long) === long).toBe(true);
	});
});

describe('scrubbed', () => {
	it('looks into every text of a record, names too, and gives it back as it is where there is nothing', () => {
		const redact = redactor([SECRET, 'open']);
		const clean = { SUBJECT: 'open/closed', list: [{ a: ['open', 5, null] }], n: 1, none: null };
		expect(scrubbed(clean, redact)).toBe(clean);
		expect(
			scrubbed({ SUBJECT: `see ${SECRET}`, list: [{ [SECRET]: 1 }, 'x'], kept: clean }, redact),
		).toEqual({ SUBJECT: 'see ***', list: [{ '***': 1 }, 'x'], kept: clean });
	});
});
