'use strict';
const {
	about,
	aList,
	anId,
	aRecord,
	aTrue,
	ANYTHING,
	GUID,
	NAME,
	NOTHING,
	NUMBER,
	proved,
	provedVerdicts,
	recordsWithId,
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
	for (const kind of [NUMBER, GUID, NAME]) expect(anId(kind, idOf).holds(body)).toBe(false);
	expect(aRecord((answer) => answer?.task).holds(body)).toBe(false);
	expect(aTrue((answer) => answer?.result).holds(body)).toBe(false);
});

const ACTIVITY = '093d5c54-6009-48d4-840e-84fd12e8d63a';
const NO_IDS = [
	'abc',
	'null',
	'undefined',
	'NaN',
	'-1',
	-1,
	1.5,
	'1.5',
	'1e3',
	'  ',
	' 5 ',
	'0',
	'05',
	0,
	true,
	'true',
	{},
	[5],
	2 ** 60,
	'00000000-0000-0000-0000-000000000000',
	ACTIVITY.slice(1),
];

it.each([
	['a number', NUMBER, [5, '5', '123456789']],
	['a GUID', GUID, [ACTIVITY, ACTIVITY.toUpperCase(), `{${ACTIVITY}}`]],
])('takes %s for an ID, and nothing else', (_name, kind, right) => {
	for (const id of right) expect(anId(kind, idOf).holds({ id })).toBe(true);
	for (const id of NO_IDS) expect([id, anId(kind, idOf).holds({ id })]).toEqual([id, false]);
	for (const other of [NUMBER, GUID].filter((one) => one !== kind))
		for (const id of right) expect(anId(other, idOf).holds({ id })).toBe(false);
});

it('takes a name for an ID where records have names, but no word for nothing', () => {
	for (const id of ['missedVisit', 5]) expect(anId(NAME, idOf).holds({ id })).toBe(true);
	for (const id of ['null', 'undefined', 'NaN', 'true', ' ', 0, true, null])
		expect(anId(NAME, idOf).holds({ id })).toBe(false);
});

describe('an answer about a record', () => {
	it('has to be about the one that was asked for', () => {
		const proof = about(5, anId(NUMBER, idOf));
		expect([5, '5', 6, '6', undefined].map((id) => proof.holds({ id }))).toEqual([
			true,
			true,
			false,
			false,
			false,
		]);
		expect(about(ACTIVITY, anId(GUID, idOf)).holds({ id: `{${ACTIVITY.toUpperCase()}}` })).toBe(
			true,
		);
	});

	it('need not name it where its proof does not ask for that', () => {
		const proof = about(
			5,
			proved('a confirmation', ({ ok }) => ok, idOf),
		);
		expect([{ ok: true }, { ok: true, id: 5 }, { ok: true, id: 6 }].map(proof.holds)).toEqual([
			true,
			true,
			false,
		]);
	});

	it('may be about any that is new', () => {
		expect(about(undefined, anId(NUMBER, idOf)).holds({ id: 6 })).toBe(true);
	});
});

it('takes a list only where each row has its ID', () => {
	const proof = recordsWithId(NUMBER, (body) => body?.rows, idOf, 'a list');
	for (const rows of [[], [{ id: 5 }, { id: '6' }]]) expect(proof.holds({ rows })).toBe(true);
	for (const rows of [[{}], [null], ['a'], [{ id: 5 }, { id: 'abc' }], [{ id: null }], undefined])
		expect(proof.holds({ rows })).toBe(false);
});

describe('the parts of a bulk answer', () => {
	const parts = (ids, effect = 'write') =>
		provedVerdicts(
			'Vendor',
			ids.map((id) => id && { ok: true, body: { id } }),
			ids.map(() => ({ effect, proof: anId(NUMBER, idOf) })),
		).map((verdict) => verdict.ok || verdict.problem.kind);

	it('are unknown where the answer says nothing about them', () => {
		expect(parts([5, undefined, 6])).toEqual([true, 'unclear', true]);
	});

	it("are nobody's where two of them name the same record", () => {
		expect(parts([5, 6, '5'])).toEqual(['unclear', true, 'unclear']);
	});

	it('may name records of two kinds that have the same number', () => {
		const verdicts = provedVerdicts(
			'Vendor',
			[5, 5].map((id) => ({ ok: true, body: { id } })),
			['the task', 'the file'].map((what) => ({
				effect: 'write',
				proof: anId(NUMBER, idOf, what),
			})),
		);
		expect(verdicts.map(({ ok }) => ok)).toEqual([true, true]);
	});

	it('may read the same record', () => {
		expect(parts([5, 6, 5], 'read')).toEqual([true, true, true]);
	});
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

it('takes nothing for a yes where the contract promises nothing', () => {
	for (const body of [undefined, null, '', ' ', {}]) expect(NOTHING.holds(body)).toBe(true);
	for (const body of [
		{ error: 'not permitted' },
		{ success: false },
		{ message: 'Service moved' },
		5,
		0,
		false,
		[],
		'OK',
	])
		expect([body, NOTHING.holds(body), ANYTHING.holds(body)]).toEqual([body, false, true]);
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
