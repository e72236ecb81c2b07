'use strict';
/**
 * The accidents of the matrix: what each one means for whoever has to decide whether a call may be repeated, and how
 * the fake vendor is made to have it.
 *
 * - meaning: `limited` refused before anything was done, with a wait · `unclear` nobody knows what was done ·
 *   `refused` the vendor looked at it and said no · `auth` the credential was refused ·
 *   `unproved` a success status, but nothing in the answer shows that anything was done (proofs.js) ·
 *   `rows` a bulk answer whose rows are not as they were asked for (vendors.js) ·
 * `blank`, `broken`, `turns` no accident at all, but values and items that are out of the
 * ordinary (blanks.js, texts.js)
 * - executed: a call that writes was carried out before the accident
 * - lasts: from the first call on, every call has it
 * - impatient: the wait that the vendor asks for is longer than Max Wait
 * - make(words, echo, fake, variant): kind and details for `fault` of test/vendors/server.cts
 * - retryOnFail: n8n's own setting is on
 * - variants: forms of the accident that mean the same; each meets each way to send items, and
 * the *On Error* modes in turn
 */
const { SHAPES } = require('./proofs');

const RETRY_AFTER_S = 0.2;
const HOUR_S = 3600;

const unclear = (name, make, more) => ({ name, meaning: 'unclear', executed: true, make, ...more });
const says = (answer, stored = true) => ['answer', { stored, answer }];
const html = (echo) => ({
	status: 502,
	headers: { 'content-type': 'text/html' },
	body: `<html><head><title>502 Bad Gateway</title></head><body>${echo}</body></html>`,
});

/**
 * What stands between a vendor and its clients answers in words of its own, so that it says
 * nothing about what the vendor did.
 */
const FOREIGN = [
	{
		name: 'JSON of nobody, Retry-After 1',
		headers: { 'retry-after': '1' },
		body: (title, echo) => ({ message: `${title} ${echo}` }),
	},
	{
		name: 'HTML, Retry-After 0',
		headers: { 'retry-after': '0', 'content-type': 'text/html' },
		body: (title, echo) => `<html><head><title>${title}</title></head><body>${echo}</body></html>`,
	},
];
const foreign = (status, title) =>
	unclear(
		`foreign ${status}`,
		(_words, echo, _fake, { headers, body }) => says({ status, headers, body: body(title, echo) }),
		{ variants: FOREIGN },
	);

const validation = {
	meaning: 'refused',
	make: ({ validation: answer }, echo) => says(answer(echo), false),
};

const FAULTS = [
	{
		name: '429, Retry-After',
		meaning: 'limited',
		make: () => ['429', { headers: { 'retry-after': String(RETRY_AFTER_S) } }],
	},
	{ name: '429 bare', meaning: 'limited', make: () => ['429-bare', {}] },
	{
		name: "vendor's limit",
		meaning: 'limited',
		make: ({ limit }, echo) => says(limit(echo), false),
	},
	{
		name: '429 beyond Max Wait',
		meaning: 'limited',
		impatient: true,
		lasts: true,
		make: () => ['429', { headers: { 'retry-after': String(HOUR_S) } }],
	},
	unclear('500 bare', () => ['500', { stored: true }]),
	unclear('500 that lasts', () => ['500', { stored: true }], { lasts: true }),
	{ name: 'input refused', ...validation },
	unclear('502 HTML', (_words, echo) => says(html(echo))),
	unclear('malformed JSON', (_words, echo) =>
		says({
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: `{"result": "${echo}", tru`,
		}),
	),
	unclear('empty body', () => ['empty', { stored: true }], { empty: true }),
	unclear('reset before', () => ['reset', {}], { executed: false }),
	unclear('reset after', () => ['reset', { stored: true }]),
	unclear('stall', () => ['stall', { stored: true }], { stalls: true }),
	{
		name: 'token expired',
		meaning: 'auth',
		make: ({ expired, renews }, echo, fake) =>
			renews === undefined
				? says(expired(echo), false)
				: ['change', { change: () => renews(fake) }],
	},
	{ name: 'one item refused', meaning: 'partial' },
	{ name: 'part of a bulk call limited', meaning: 'part' },
	{ name: 'Retry On Fail, input refused', ...validation, retryOnFail: true },
	unclear('Retry On Fail, reset after', () => ['reset', { stored: true }], { retryOnFail: true }),
	{ name: 'Retry On Fail, one item refused', meaning: 'partial', retryOnFail: true },
	foreign(503, 'Service Unavailable'),
	foreign(408, 'Request Timeout'),
	{ name: 'yes without proof', meaning: 'unproved', variants: SHAPES },
	{ name: 'bulk answer short', meaning: 'rows', how: 'short' },
	...['reordered', 'doubled'].map((how) => ({
		name: `bulk answer ${how}`,
		meaning: 'rows',
		how,
		variants: [{}],
	})),
	{ name: 'blank values', meaning: 'blank' },
	{ name: 'lone surrogate', meaning: 'broken' },
	{ name: 'one record twice, the first held up', meaning: 'turns' },
];

module.exports = { FAULTS };
