'use strict';
const {
	connectionProblem,
	isNoJson,
	nameOf,
	plainProblem,
	retryAfterMs,
	withoutJson,
} = require('../../../dist/nodes/shared/http/statusProblems');

const answer = (status, more = {}) => ({ status, headers: {}, body: {}, ...more });
const NOW = Date.UTC(2026, 10, 20, 7, 5, 33);

describe('retryAfterMs', () => {
	const of = (headers) => retryAfterMs(answer(429, { headers }));
	beforeEach(() => jest.useFakeTimers({ now: NOW }));
	afterEach(() => jest.useRealTimers());

	it.each([
		['120', 120_000],
		['0', 0],
		['1.5', 1500],
		[' 7 ', 7000],
		[30, 30_000],
	])('%j seconds', (header, wait) => {
		expect(of({ 'retry-after': header })).toBe(wait);
	});

	it("reads a date by the vendor's own clock", () => {
		expect(
			of({ 'retry-after': 'Fri, 20 Nov 2026 09:00:30 GMT', date: 'Fri, 20 Nov 2026 09:00:00 GMT' }),
		).toBe(30_000);
	});

	it('reads a date by our clock where the vendor sends none, or none that can be read', () => {
		for (const date of [undefined, '', 'yesterday'])
			expect(of({ 'retry-after': 'Fri, 20 Nov 2026 07:06:33 GMT', date })).toBe(60_000);
	});

	it('is nothing for a date that has passed', () => {
		expect(of({ 'retry-after': 'Fri, 20 Nov 2026 07:00:00 GMT' })).toBe(0);
	});

	it.each([undefined, '', '   ', 'soon', '-5', '1e9', 'NaN', {}, ['5']])(
		'makes no sense of %j',
		(header) => {
			expect(of({ 'retry-after': header })).toBeUndefined();
		},
	);
});

describe('isNoJson', () => {
	it.each(['<html>', '', undefined, null])('%j is none', (body) =>
		expect(isNoJson(answer(200, { body }))).toBe(true),
	);
	it.each([[{}], [[]], [0], [false], [{ result: null }]])('%j is some', (body) =>
		expect(isNoJson(answer(200, { body }))).toBe(false),
	);
});

describe('plainProblem', () => {
	const TABLE = [
		[200, {}, 'unclear'],
		[301, {}, 'redirected'],
		[302, {}, 'redirected'],
		[307, {}, 'redirected'],
		[400, {}, 'invalid'],
		[401, {}, 'auth'],
		[402, {}, 'invalid'],
		[403, {}, 'denied'],
		[404, {}, 'missing'],
		[405, {}, 'invalid'],
		[409, {}, 'invalid'],
		[413, {}, 'invalid'],
		[422, {}, 'invalid'],
		[429, {}, 'limited'],
		[429, { 'retry-after': '3' }, 'limited'],
		[500, {}, 'unclear'],
		[502, {}, 'unclear'],
		[503, {}, 'unclear'],
		[503, { 'retry-after': '3' }, 'unclear'],
		[408, {}, 'unclear'],
		[408, { 'retry-after': '3' }, 'unclear'],
		[504, { 'retry-after': '3' }, 'unclear'],
		[0, {}, 'unclear'],
	];

	it.each(TABLE)('status %i with %j is %s', (status, headers, kind) => {
		const problem = plainProblem('Acme', answer(status, { headers }));
		expect(problem).toMatchObject({ kind, status });
		expect(problem.title).toMatch(/^Acme /);
		expect(problem.title).not.toMatch(/\.$/);
		expect(problem.advice).toMatch(/^[A-Z].*\.$/);
		expect(problem.waitMs).toBe(
			[408, 429, 503].includes(status) && 'retry-after' in headers ? 3000 : undefined,
		);
	});

	it.each(TABLE.filter(([, , kind]) => kind !== 'redirected' && kind !== 'unclear'))(
		"shows the vendor's own words at status %i with %j",
		(status, headers) => {
			expect(
				plainProblem('Acme', answer(status, { headers }), 'The name is too long', 'E17'),
			).toMatchObject({ says: { by: 'Acme', text: 'The name is too long' }, code: 'E17' });
		},
	);

	it("shows the vendor's own words for a failure of its own", () => {
		expect(plainProblem('Acme', answer(500), 'Out of memory')).toMatchObject({
			title: 'Acme had an error (status 500)',
			says: { by: 'Acme', text: 'Out of memory' },
		});
	});

	it('has no sentence of its own for a refusal that only the vendor can explain', () => {
		expect(plainProblem('Acme', answer(400), 'Der Name ist zu lang').title).toBe(
			'Acme refused the request: Der Name ist zu lang',
		);
	});

	it('names the address, not the words, where somebody else has answered', () => {
		const redirected = plainProblem('Acme', answer(302), 'Found');
		expect([redirected.title, redirected.says]).toEqual([
			'Acme redirected the request to another address',
			undefined,
		]);
		const strange = plainProblem('Acme', answer(200), 'Welcome');
		expect([strange.title, strange.says]).toEqual([
			'Acme answered with something that is not its usual format',
			undefined,
		]);
	});
});

describe('withoutJson', () => {
	it('is the verdict on a page', () => {
		expect(withoutJson('Acme', answer(200, { body: '<html>' }))).toEqual({
			ok: false,
			problem: plainProblem('Acme', answer(200)),
		});
		expect(withoutJson('Acme', answer(502, { body: '<html>' }))).toMatchObject({
			ok: false,
			problem: { kind: 'unclear', status: 502 },
		});
	});

	it('leaves JSON to the vendor', () => {
		expect(withoutJson('Acme', answer(500, { body: { error: 1 } }))).toBeUndefined();
	});
});

describe('connectionProblem', () => {
	it('says that nothing was sent where nothing was', () => {
		expect(connectionProblem('Acme', 'ECONNREFUSED', true, 60_000)).toMatchObject({
			kind: 'unreachable',
			title: 'Acme could not be reached',
			code: 'ECONNREFUSED',
			advice: expect.stringMatching(/^Nothing was sent\./),
		});
	});

	it.each(['ECONNABORTED', 'ETIMEDOUT'])('names the time-out after %s', (code) => {
		expect(connectionProblem('Acme', code, false, 45_000)).toEqual({
			kind: 'unclear',
			title: 'Acme did not answer within 45 seconds',
			mayFollow: true,
			code,
			hints: [['Raise {timeout} under Batching.', 'Run it again later.']],
			advice: '',
		});
	});

	it('says that the answer was lost', () => {
		expect(connectionProblem('Acme', 'ECONNRESET', false, 60_000)).toEqual({
			kind: 'unclear',
			title: 'The connection to Acme broke before an answer came',
			code: 'ECONNRESET',
			advice: 'Run it again later.',
		});
	});
});

describe('nameOf', () => {
	it('leaves the query out', () => {
		expect(nameOf({ method: 'POST', path: '/api/1.0/crm?action=addOrUpdateTask' })).toBe(
			'POST /api/1.0/crm',
		);
		expect(nameOf({ method: 'GET', path: '/profile' })).toBe('GET /profile');
	});
});
