'use strict';
/** Signatures; docs/contracts/ivvy.md section 3. */
const ours = require('../../dist/credentials/IvvyApi.credentials');
const fake = require('../vendors/ivvy');
const { authenticated, FORMS, KEY, SECRET } = require('../support/credentials');
const { asyncProperty, fc, property } = require('../support/property');

const JSON_TYPE = 'application/json';
const DEMO = 'demo-Secret-01';
const PING = '/api/1.0/test?action=ping';
const DATE = '2026-11-20 07:05:33';
const TASK =
	'{"name":"Call back about gala dinner","endDatetime":"2026-12-01 ' +
	'09:30:00","status":0,"priority":"high","contactId":4521}';
const ACTIVITY = '{"name":"Visite – Café 会議","description":"é","subType":1,"companyId":77}';

/** Section 3.3. */
const VECTORS = [
	{
		id: 'A',
		secret: 'my secret key',
		body: '{"example":"body"}',
		contentType: JSON_TYPE,
		requestString: PING,
		date: '2012-04-03 22:23:24',
		md5: 'a09f600c77a6dbd947db24c61e8935ca',
		signature: '74af7ec6fec55dc88543e05096c69cebaf391eb9',
	},
	{
		id: 'B',
		secret: DEMO,
		body: '{}',
		contentType: JSON_TYPE,
		requestString: PING,
		date: DATE,
		md5: '99914b932bd37a50b983c5e7c90ae93b',
		signature: '718217f7052fd8fef8fdc35728a7767c501b0d03',
	},
	{
		id: 'C',
		secret: DEMO,
		body: TASK,
		contentType: JSON_TYPE,
		requestString: '/api/1.0/crm?action=addOrUpdateTask',
		date: DATE,
		md5: 'aad6ea4c70a3ade6b80859f9456ed6e8',
		signature: 'd2b48c3504814a79fb9789515b8e375682de672a',
	},
	{
		id: 'D',
		secret: DEMO,
		body: ACTIVITY,
		contentType: JSON_TYPE,
		requestString: '/api/1.0/crm?action=addOrUpdateActivity',
		date: DATE,
		md5: 'a19942ff219394f77ab3864b0d561611',
		signature: '81f02bf27b1b5153cf06b41cc9bed5e7dcabaf60',
	},
	{
		id: 'E',
		secret: DEMO,
		body: '',
		contentType: JSON_TYPE,
		requestString: PING,
		date: DATE,
		md5: 'd41d8cd98f00b204e9800998ecf8427e',
		signature: 'f8118edd965111ba51dd348339c783d65b5d5d92',
	},
	{
		id: 'F',
		secret: DEMO,
		body: '{}',
		contentType: JSON_TYPE,
		requestString: PING,
		date: `${DATE} UTC`,
		md5: '99914b932bd37a50b983c5e7c90ae93b',
		signature: '96d8edb4f012c9c147ac3af225169e42e7be6c77',
	},
	{
		id: 'G',
		secret: DEMO,
		body: '{}',
		contentType: 'application/json; charset=utf-8',
		requestString: PING,
		date: DATE,
		md5: '99914b932bd37a50b983c5e7c90ae93b',
		signature: '7a340d8eff576984d5991f3ceb0c414518974826',
	},
];

/** What iVvy computes from a request that came in. */
const signatureOf = (secret, { requestString, headers }) =>
	fake.sign(secret, fake.stringToSign({ method: 'POST', requestString, headers }));

describe.each(VECTORS)('vector $id', ({ secret, md5, signature, ...signable }) => {
	it('has the MD5 of its body', () => expect(ours.contentMd5(signable.body)).toBe(md5));
	it('has its signature', () => expect(ours.sign(secret, signable)).toBe(signature));
});

it('signs the text that the documentation prints', () => {
	const { secret: _secret, md5: _md5, signature: _signature, id: _id, ...signable } = VECTORS[2];
	expect(ours.stringToSign(signable)).toBe(
		'postaad6ea4c70a3ade6b80859f9456ed6e8application/json/api/1.0/crm?action=addorupdatetask1.0ivvydate=2026-11-20 ' +
			'07:05:33',
	);
});

describe('a request that is sent', () => {
	const at = (date) => jest.useFakeTimers({ now: Date.parse(`${date.replace(' ', 'T')}Z`) });
	afterEach(() => jest.useRealTimers());

	// Those that are signed with what we send: a key without blanks, a body, no charset.
	it.each(VECTORS.filter(({ id }) => 'BCD'.includes(id)))(
		'carries the signature of vector $id',
		async ({ secret, body, requestString, date, md5, signature }) => {
			at(date);
			const made = await authenticated(
				'IvvyApi',
				{ ...FORMS.IvvyApi.filled, apiSecret: secret },
				{ method: 'POST', url: requestString, body },
			);
			expect(made.body).toBe(body);
			expect(made.headers).toEqual({
				'Content-Type': JSON_TYPE,
				'Content-MD5': md5,
				'IVVY-Date': date,
				'X-Api-Version': '1.0',
				'X-Api-Authorization': `IWS ${KEY}:${signature}`,
			});
		},
	);

	it('is dated and signed anew when it is sent again', async () => {
		const options = { method: 'POST', url: PING, body: '{"a":1}' };
		at('2026-11-20 07:05:33');
		const first = await authenticated('IvvyApi', FORMS.IvvyApi.filled, options);
		at('2026-11-20 07:15:33');
		const second = await authenticated('IvvyApi', FORMS.IvvyApi.filled, first);
		expect(second).toMatchObject({ url: first.url, body: first.body });
		expect(second.headers['IVVY-Date']).toBe('2026-11-20 07:15:33');
		for (const { headers } of [first, second])
			expect(headers['X-Api-Authorization']).toBe(
				`IWS ${KEY}:${signatureOf(SECRET, { requestString: PING, headers })}`,
			);
		expect(second.headers['X-Api-Authorization']).not.toBe(first.headers['X-Api-Authorization']);
	});

	it.each([
		[{ a: 1, b: [true] }, '{"a":1,"b":[true]}'],
		[undefined, '{}'],
		[{}, '{}'],
		['', '{}'],
		['{"a": 1}', '{"a": 1}'],
	])('holds the body %j as %j, as it was signed', async (body, text) => {
		const made = await authenticated('IvvyApi', FORMS.IvvyApi.filled, { url: PING, body });
		expect(made.body).toBe(text);
		expect(made.headers['Content-MD5']).toBe(fake.contentMd5(text));
	});

	it('is a POST, whatever the credential test or the HTTP Request node says', async () => {
		expect((await authenticated('IvvyApi', FORMS.IvvyApi.filled, { url: PING })).method).toBe(
			'POST',
		);
	});
});

it('signs as an independent implementation does', () => {
	const date = fc
		.date({
			min: new Date('2012-01-01T00:00:00Z'),
			max: new Date('2099-12-31T00:00:00Z'),
			noInvalidDate: true,
		})
		.map((at) => at.toISOString().slice(0, 19).replace('T', ' '));
	const signable = fc.record({
		body: fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
		contentType: fc.constantFrom(JSON_TYPE, 'application/json; charset=utf-8'),
		requestString: fc.stringMatching(/^\/api\/1\.0\/[a-zA-Z]{1,12}\?action=[a-zA-Z]{1,30}$/),
		date,
	});
	property(
		fc.string({ minLength: 1 }),
		signable,
		(secret, { body, contentType, requestString, date: at }) => {
			const headers = {
				'Content-MD5': fake.contentMd5(body),
				'Content-Type': contentType,
				'IVVY-Date': at,
			};
			expect(ours.contentMd5(body)).toBe(headers['Content-MD5']);
			expect(ours.sign(secret, { body, contentType, requestString, date: at })).toBe(
				signatureOf(secret, { requestString, headers }),
			);
		},
	);
});

it('sends requests whose signature holds for what is sent', async () => {
	await asyncProperty(
		fc.dictionary(
			fc.string({ minLength: 1 }),
			fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)),
		),
		fc.stringMatching(/^\/api\/1\.0\/[a-z]{1,9}\?action=[a-zA-Z]{1,20}$/),
		async (body, url) => {
			const made = await authenticated('IvvyApi', FORMS.IvvyApi.filled, {
				url,
				body: JSON.stringify(body),
			});
			const sent = new URL(made.url);
			expect(JSON.parse(made.body)).toEqual(JSON.parse(JSON.stringify(body)));
			expect(made.headers['X-Api-Authorization']).toBe(
				`IWS ${KEY}:${signatureOf(SECRET, { requestString: sent.pathname + sent.search, headers: made.headers })}`,
			);
		},
	);
});
