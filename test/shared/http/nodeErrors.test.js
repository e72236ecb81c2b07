'use strict';
const { NodeApiError, NodeOperationError } = require('n8n-workflow');
const { Cancelled, InvalidInput, Refused } = require('../../../dist/nodes/shared/contract/errors');
const { joined } = require('../../../dist/nodes/shared/text/sentences');
const { toInputError, toNodeError } = require('../../../dist/nodes/shared/http/nodeErrors');

const NODE = {
	id: 'n',
	name: 'Node',
	type: 'n8n-nodes-crm-activities.ivvy',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const problem = (more = {}) => ({
	kind: 'invalid',
	title: 'The name is too long',
	advice: 'Shorten it.',
	code: 'E17',
	status: 400,
	...more,
});
const made = (more, wrote = false, index = 0) => toNodeError(NODE, problem(more), index, wrote);

/** n8n replaces a message in which it finds one of these, in any case. */
const TRAPS = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
];

describe('toNodeError', () => {
	it('says what is wrong, what to do, and which item it was', () => {
		const error = made({}, false, 7);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'The name is too long',
			description: 'Shorten it. Vendor code: E17.',
			httpCode: '400',
			context: { itemIndex: 7 },
		});
	});

	it('needs neither code nor status', () => {
		const error = made({ code: undefined, status: undefined });
		expect(error).toMatchObject({
			message: 'The name is too long',
			description: 'Shorten it.',
			httpCode: null,
			errorResponse: {},
		});
	});

	it.each(TRAPS.flatMap((trap) => [trap, trap.toLowerCase()]))(
		'keeps a message that happens to contain %s',
		(trap) => {
			const title = `Can not ${trap}mission of the user`;
			expect(made({ title }).message).toBe(title);
			expect(made({ title, status: undefined, code: undefined }).message).toBe(title);
			expect(made({ title }).toString()).toContain(title);
		},
	);

	it.each([400, 401, 403, 404, 429, 500, 503])(
		"keeps the vendor's words at status %i, where n8n has words of its own",
		(status) => {
			const error = made({ status, advice: '' });
			expect(error.message).toBe('The name is too long');
			expect(error.httpCode).toBe(String(status));
		},
	);

	it.each([
		['limited', { cause: 'rate-limited' }],
		['blocked', { cause: 'quota-exhausted' }],
		['unreachable', { cause: 'temporarily-unavailable' }],
		['unclear', { cause: 'temporarily-unavailable' }],
		['auth', { cause: 'credential-invalid' }],
		['denied', { cause: 'configuration-invalid' }],
		['missing', { cause: 'configuration-invalid' }],
		['invalid', { cause: 'configuration-invalid' }],
		['redirected', { cause: 'configuration-invalid' }],
		['notSent', undefined],
	])('tells n8n why a problem of kind %s happened', (kind, failure) => {
		expect(made({ kind }).failure).toEqual(failure);
	});

	it('tells n8n how long to stay away', () => {
		expect(made({ kind: 'limited', waitMs: 90_000 }).failure).toEqual({
			cause: 'rate-limited',
			retryAfterMs: 90_000,
		});
	});

	it('says that the outcome is unknown after a write whose answer was lost, and only then', () => {
		const unknown =
			/^The outcome is unknown\. Check the record before running this item again\..* Shorten it\./;
		expect(made({ kind: 'unclear' }, true).description).toMatch(unknown);
		expect(made({ kind: 'unclear' }, false).description).not.toMatch(unknown);
		for (const kind of [
			'limited',
			'unreachable',
			'auth',
			'denied',
			'blocked',
			'missing',
			'invalid',
			'redirected',
			'notSent',
		])
			expect(made({ kind }, true).description).not.toMatch(/is unknown/);
	});

	describe('holds nothing of the exchange', () => {
		// What an HTTP client or a careless caller may have hung on to the problem.
		const leaky = {
			...problem(),
			headers: { authorization: 'S3CRET' },
			body: 'S3CRET',
			config: { url: 'S3CRET' },
			cause: new Error('S3CRET'),
		};

		it('as n8n stores it', () => {
			const error = toNodeError(NODE, leaky, 0, true);
			const stored = JSON.stringify({ ...error, message: error.message, stack: error.stack });
			expect(stored).not.toContain('S3CRET');
			expect(error.errorResponse).toEqual({ vendorCode: 'E17' });
			expect(error.context).toEqual({ itemIndex: 0 });
			expect(error.cause).toBeUndefined();
			expect(error.messages.join()).not.toContain('S3CRET');
		});

		it('as JSON', () => {
			const { timestamp, ...json } = JSON.parse(JSON.stringify(toNodeError(NODE, leaky, 3, true)));
			expect(timestamp).toEqual(expect.any(Number));
			expect(json).toEqual({
				name: 'NodeApiError',
				message: 'The name is too long',
				description: 'Shorten it. Vendor code: E17.',
				context: { itemIndex: 3 },
			});
		});
	});

	it('shows the beginning of a text that is too long for people', () => {
		const error = made(
			{
				title: 'T'.repeat(200_000),
				advice: `${'A'.repeat(999)}🙂${'A'.repeat(200_000)}`,
				code: 'C'.repeat(5000),
				kind: 'unclear',
			},
			true,
		);
		expect(error.message).toBe(`${'T'.repeat(1000)}… (cut)`);
		expect(error.description).toMatch(
			/^The outcome is unknown\. .* A{999}… \(cut\) Vendor code: C{100}… \(cut\)\.$/,
		);
		expect(JSON.stringify({ ...error }).length).toBeLessThan(5000);
		expect(
			toInputError(NODE, new InvalidInput('x'.repeat(200_000), 'y'.repeat(200_000)), 0).message
				.length,
		).toBeLessThan(6000);
		expect(made({ title: 'T'.repeat(1000) }).message).toBe('T'.repeat(1000));
	});

	it('is a new error each time', () => {
		const cause = problem();
		expect(toNodeError(NODE, cause, 0, false)).not.toBe(toNodeError(NODE, cause, 0, false));
	});
});

describe('toInputError', () => {
	const cause = new InvalidInput('"Start" is empty', 'Fill it in.');

	it('names the field, says what to enter and which item it was', () => {
		const error = toInputError(NODE, cause, 4);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: '"Start" is empty',
			description: 'Fill it in.',
			context: { itemIndex: 4 },
			failure: { cause: 'configuration-invalid' },
		});
	});

	it.each(TRAPS)('keeps a message with %s in it, which may be what the user typed', (trap) => {
		const message = `"Name" can't be "${trap}"`;
		expect(toInputError(NODE, new InvalidInput(message), 0).message).toBe(message);
	});
});

describe('the errors that are thrown inside', () => {
	it('are errors with names', () => {
		expect(new InvalidInput('a', 'b')).toMatchObject({
			name: 'InvalidInput',
			message: 'a',
			advice: 'b',
		});
		expect(new InvalidInput('a').advice).toBe('');
		expect(new Cancelled()).toMatchObject({
			name: 'Cancelled',
			message: 'The execution was canceled',
		});
		for (const error of [new InvalidInput('a'), new Cancelled()])
			expect(error).toBeInstanceOf(Error);
	});
});

describe('what n8n keeps of an error of ours, whatever it makes of the rest', () => {
	it.each([
		'limited',
		'unreachable',
		'unclear',
		'auth',
		'denied',
		'blocked',
		'missing',
		'invalid',
		'redirected',
	])('makes it again: %s', (kind) => {
		const problem = { kind, title: 'No', advice: 'Do something else.' };
		const { message, description, httpCode } = new NodeApiError(
			NODE,
			new Refused({ ...problem, status: 400 }),
		);
		expect(Refused.from({ message, description, httpCode }).problem).toEqual(problem);
	});

	it('makes a problem of input, too', () => {
		const { message, description, httpCode } = new NodeApiError(
			NODE,
			new InvalidInput('"Host" is empty', 'Fill it in.'),
		);
		expect(Refused.from({ message, description, httpCode }).problem).toEqual({
			kind: 'invalid',
			title: '"Host" is empty',
			advice: 'Fill it in.',
		});
	});

	it.each(['401', 'ECONNRESET', '', 'crm-activities:', 'crm-activities:else'])(
		'is nothing of ours where the code is %j',
		(httpCode) => {
			expect(Refused.from({ message: 'No', description: '', httpCode })).toBeUndefined();
		},
	);
});

describe('joined', () => {
	it('puts sentences in a row and leaves empty ones out', () => {
		expect(joined('One.', '', 'Two.')).toBe('One. Two.');
		expect(joined('', '')).toBe('');
		expect(joined()).toBe('');
	});
});
