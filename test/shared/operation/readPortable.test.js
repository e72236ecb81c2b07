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

it('JSON text gives no half characters', () => {
	expect(readPortable('{"title":"caf\\ud83d"}', BERLIN).title).toBe('caf\uFFFD');
	expect(() => readPortable('{', BERLIN)).toThrow('"Portable Activity" is not valid JSON');
	expect(() => readPortable('5', BERLIN)).toThrow('"Portable Activity" is not an activity');
});
