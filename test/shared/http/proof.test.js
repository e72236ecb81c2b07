'use strict';
const {
	aList,
	anId,
	aRecord,
	aTrue,
	NOTHING,
	proved,
	SOME_JSON,
	unless,
} = require('../../../dist/nodes/shared/http/proof');

/** What vendors, proxies and gateways have been seen to answer with a status that says yes. */
const EMPTY = [
	undefined,
	null,
	'',
	' ',
	0,
	'0',
	false,
	Number.NaN,
	[],
	{},
	{ id: '' },
	{ id: 0 },
	{ id: null },
	{ status: 'ok' },
	{ message: 'Accepted' },
];
const idOf = (body) => body?.id;

it.each(EMPTY.map((body) => [body]))('%j proves neither an ID nor a record', (body) => {
	expect(anId(idOf).holds(body)).toBe(false);
	expect(aRecord((answer) => answer?.task).holds(body)).toBe(false);
	expect(aTrue((answer) => answer?.result).holds(body)).toBe(false);
});

it.each([[{ id: 5 }], [{ id: '5' }], [{ id: '093d5c54-6009-48d4-840e-84fd12e8d63a' }]])(
	'%j holds an ID',
	(body) => {
		expect(anId(idOf).holds(body)).toBe(true);
	},
);

it.each([[{ id: true }], [{ id: {} }], [{ id: [5] }], [{ id: -1 }]])('%j holds none', (body) => {
	expect(anId(idOf).holds(body)).toBe(false);
});

it('takes a list without entries for a list, and nothing else', () => {
	expect(aList((body) => body?.rows).holds({ rows: [] })).toBe(true);
	for (const rows of [undefined, null, {}, '', 'a', 0])
		expect(aList((body) => body?.rows).holds({ rows })).toBe(false);
});

it('takes what a vendor writes for yes, and no other word', () => {
	for (const yes of [true, 1, '1', 'true', 'Y']) expect(aTrue().holds(yes)).toBe(true);
	for (const other of [false, 0, 'ok', 'yes indeed', {}, [true], null])
		expect(aTrue().holds(other)).toBe(false);
});

it('takes a record with something in it', () => {
	expect(aRecord().holds({ a: null })).toBe(true);
	for (const other of [{}, [], [{ a: 1 }], 'a', 5, null])
		expect(aRecord().holds(other)).toBe(false);
});

it('takes any answer where the contract promises none', () => {
	for (const body of EMPTY) expect(NOTHING.holds(body)).toBe(true);
	expect([
		SOME_JSON.holds([]),
		SOME_JSON.holds({}),
		SOME_JSON.holds('<html>'),
		SOME_JSON.holds(undefined),
	]).toEqual([true, true, false, false]);
});

it('keeps what a proof asks for when a way to say no is added', () => {
	const refusal = ({ why }) =>
		why === undefined ? undefined : { kind: 'invalid', title: why, advice: '' };
	const proof = unless(
		refusal,
		proved('a count', ({ count }) => count > 0),
	);
	expect(proof).toMatchObject({ what: 'a count' });
	expect([
		proof.holds({ count: 1 }),
		proof.holds({ count: 0 }),
		proof.refusal({ why: 'Locked' })?.title,
		proof.refusal({}),
	]).toEqual([true, false, 'Locked', undefined]);
});
