'use strict';
/** A portable activity as somebody gives it: read as strictly as a form, in the workflow's zone. */
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { readPortable } = require('../../../dist/nodes/shared/operation/readPortable');

const BERLIN = 'Europe/Berlin';
const read = (more, zone = BERLIN) => readPortable({ kind: 'call', title: 'x', ...more }, zone);
function refusal(more, zone) {
	try {
		return `taken as ${JSON.stringify(read(more, zone))}`;
	} catch (error) {
		if (!(error instanceof InvalidInput)) throw error;
		return error.message;
	}
}

describe('done', () => {
	it.each([true, 'true', 'yes', 'Y', 1, '1', ' YES '])('is read strictly: %j is true', (done) =>
		expect(read({ done })).toMatchObject({ done: true, status: 'done' }),
	);
	it.each([false, 'false', 'no', 'n', 0, '0'])('is read strictly: %j is false', (done) => {
		expect(read({ done }).done).toBe(false);
		expect(read({ done })).not.toHaveProperty('status');
	});
	it.each([undefined, null, '', ' '])('is not there as %j', (done) => {
		expect(read({ done })).not.toHaveProperty('done');
		expect(read({ done, status: 'done' }).done).toBe(true);
	});
	it.each(['maybe', 2, {}, 'ja'])('refuses %j by its name', (done) =>
		expect(refusal({ done })).toBe(
			`"done of the portable activity" must be true or false, not ${JSON.stringify(done)}`,
		),
	);
	it.each([
		[false, 'done'],
		['no', 'done'],
		[true, 'open'],
		[true, 'cancelled'],
	])('%j with the status %s is refused: one of them is wrong', (done, status) =>
		expect(refusal({ done, status })).toMatch(
			/^The portable activity is done: (?:true|false), but its status is /,
		),
	);
	it.each([
		[true, 'done'],
		[false, 'open'],
		[false, 'cancelled'],
		[false, 'waiting'],
	])('%j fits the status %s', (done, status) =>
		expect(read({ done, status })).toMatchObject({ done, status }),
	);
});

describe('start and end', () => {
	it.each([
		[{ start: '2026-12-01T10:00:00Z', end: '2026-12-01' }, BERLIN],
		[{ start: '2026-12-01', end: '2026-12-01' }, BERLIN],
		[{ start: '2026-12-01T10:00:00', end: '2026-12-01T09:30:00Z' }, BERLIN],
		[{ start: '2026-12-01T10:00:00.900', end: '2026-12-01T10:00:00' }, BERLIN],
		[{ start: 46357, end: '2026-12-01' }, BERLIN],
		[{ start: '2026-12-01T23:30:00Z', end: '2026-12-01' }, 'America/New_York'],
	])('in order by what is sent: %j', (times, zone) =>
		expect(Object.keys(read(times, zone))).toEqual(expect.arrayContaining(['start', 'end'])),
	);

	it.each([
		[{ start: '2026-12-02T00:00:00', end: '2026-12-01' }],
		[{ start: '2026-12-01T23:30:00Z', end: '2026-12-01' }],
		[{ start: '2026-12-01T10:00:00', end: '2026-12-01T08:30:00Z' }],
		[{ start: '2026-12-01', end: '2026-11-30' }],
	])('the wrong way round: %j', (times) =>
		expect(refusal(times)).toBe('The portable activity ends before it starts'),
	);

	it('are dates, or refused by their names', () => {
		expect(refusal({ start: 'soon', end: '2026-12-01' })).toBe(
			'"start of the portable activity" is not a date n8n can read: "soon"',
		);
		expect(refusal({ start: '2026-12-01', end: 'late' })).toBe(
			'"end of the portable activity" is not a date n8n can read: "late"',
		);
	});
});

it.each([
	[{ title: Number.NaN }, `"title of the portable activity" can't hold NaN`],
	[{ title: ['a'] }, '"title of the portable activity" must be text, not a list'],
	[{ kind: 'dinner' }, '"kind of the portable activity" can\'t be "dinner"'],
	[{ priority: Number.NaN }, '"priority of the portable activity" can\'t be NaN'],
])('%j is refused', (more, message) => expect(refusal(more)).toBe(message));

describe('a blank is none, wherever it stands', () => {
	const KEYS = [
		'kind',
		'status',
		'priority',
		'direction',
		'start',
		'end',
		'due',
		'location',
		'source',
		'tags',
	];
	it.each([undefined, null, '', ' \t', '\u00A0', '\u200B', '\u3164', '\u2800', []])(
		'%j',
		(blank) => {
			for (const key of [...KEYS, 'owner', 'externalIds', 'done', 'duration'])
				expect(readPortable({ title: 'x', [key]: blank }, BERLIN)).toEqual({
					title: 'x',
					related: [],
				});
			expect(read({ related: blank }).related).toEqual([]);
		},
	);

	it.each(['', ' ', '\u200B'])('but that there is no description is said: %j', (description) =>
		expect(read({ description }).description).toBe(''),
	);
});

describe('people', () => {
	const ADA = { id: '7', email: 'ada@example.com' };

	it.each([
		['owner', ADA],
		['related', [{ type: 'contact', ...ADA }]],
	])('%s: as it is, or as text that a sheet has kept', (key, people) => {
		expect(read({ [key]: people })[key]).toEqual(people);
		expect(read({ [key]: JSON.stringify(people) })[key]).toEqual(people);
	});

	it('one alone may stand without a list', () =>
		expect(read({ related: { type: 'contact', ...ADA } }).related).toEqual([
			{ type: 'contact', ...ADA },
		]));

	it.each([
		[
			{ owner: 'ada@example.com' },
			'"owner of the portable activity" must be an object, not "ada@example.com"',
		],
		[{ owner: 7 }, '"owner of the portable activity" must be an object, not 7'],
		[
			{ owner: [ADA] },
			`"owner of the portable activity" must be an object, not ${JSON.stringify([ADA])}`,
		],
		[
			{ owner: '{"id":"7"' },
			'"owner of the portable activity" must be an object, not "{\\"id\\":\\"7\\""',
		],
		[{ related: [ADA, 5] }, '"related of the portable activity" must be an object, not 5'],
		[
			{ related: 'ada@example.com' },
			'"related of the portable activity" must be an object, not "ada@example.com"',
		],
		[{ related: '[{"type":"deal","id":"5"}' }, '"related of the portable activity" must be'],
		[
			{ related: [{ type: { a: 1 }, id: '5' }] },
			'"related.type of the portable activity" must be text, not an object',
		],
	])('%j is refused, as nobody may be lost without a word', (more, message) =>
		expect(refusal(more)).toContain(message),
	);
});

it('JSON text gives no half characters', () => {
	expect(readPortable('{"title":"caf\\ud83d"}', BERLIN).title).toBe('caf\uFFFD');
	expect(() => readPortable('{', BERLIN)).toThrow('"Portable Activity" is not valid JSON');
	expect(() => readPortable('5', BERLIN)).toThrow('"Portable Activity" is not an activity');
});
