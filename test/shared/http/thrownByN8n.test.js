'use strict';
/**
 * What can be told from an error that n8n throws for a call. Newer versions of n8n keep its cause; the errors of
 * older ones are written down here as those leave them: a text of n8n's, the first message, a code, and the body
 * where it was an object.
 */
const { InvalidInput, Refused } = require('../../../dist/nodes/shared/contract/errors');
const { renewalProblem } = require('../../../dist/nodes/shared/http/tokenRenewal');
const { causesOf } = require('../../../dist/nodes/shared/http/thrownByN8n');

const older = ({
	message = 'Words of n8n',
	messages = [],
	httpCode = null,
	description,
	context = {},
}) =>
	Object.assign(new Error(message), { messages, httpCode, description, context, cause: undefined });
const innermost = (thrown) => causesOf(thrown).at(-1);

describe('where causes are kept', () => {
	it('they come from the outside in', () => {
		const [inner, middle] = [new Error('inner'), new Error('middle')];
		middle.cause = inner;
		const outer = Object.assign(new Error('outer'), {
			messages: [],
			httpCode: '500',
			cause: middle,
		});
		expect(causesOf(outer)).toEqual([outer, middle, inner]);
	});

	it('a circle comes to an end', () => {
		const error = new Error('round');
		error.cause = error;
		expect(causesOf(error).length).toBeLessThan(20);
	});

	it.each([undefined, null])('nothing was thrown: %s', (nothing) =>
		expect(causesOf(nothing)).toEqual([]),
	);
	it.each(['text', 7, new Error('any')])('%s is all there is', (thrown) =>
		expect(causesOf(thrown)).toEqual([thrown]),
	);
});

describe('where they are not', () => {
	it('a status is an answer, with its body where n8n kept it', () => {
		const body = { error: 'expired_token' };
		expect(
			innermost(
				older({
					httpCode: '401',
					messages: ['Request failed with status code 401'],
					context: { data: body },
				}),
			),
		).toMatchObject({ response: { status: 401, data: body } });
		expect(innermost(older({ httpCode: '502' }))).toEqual({
			message: 'Words of n8n',
			response: { status: 502, headers: {}, data: undefined },
		});
	});

	it('a code is that of the connection, which had begun or not', () => {
		expect(
			innermost(
				older({ httpCode: 'ECONNREFUSED', messages: ['connect ECONNREFUSED 127.0.0.1:1'] }),
			),
		).toEqual({
			code: 'ECONNREFUSED',
			message: 'connect ECONNREFUSED 127.0.0.1:1',
			syscall: 'connect',
		});
		expect(innermost(older({ httpCode: 'ETIMEDOUT', messages: ['read ETIMEDOUT'] }))).toEqual({
			code: 'ETIMEDOUT',
			message: 'read ETIMEDOUT',
		});
	});

	it.each([
		[
			'a refusal',
			new Refused({
				kind: 'auth',
				title: 'Not this user',
				advice: 'Ask another one.',
				status: 401,
			}),
			{ kind: 'auth', title: 'Not this user', advice: 'Ask another one.' },
		],
		[
			'a limit',
			new Refused({ kind: 'limited', title: 'Too many', advice: '' }),
			{ kind: 'limited', title: 'Too many', advice: '' },
		],
		[
			'input',
			new InvalidInput('"Password" in the credential is empty', 'Fill it in.'),
			{ kind: 'invalid', title: '"Password" in the credential is empty', advice: 'Fill it in.' },
		],
	])(
		'%s that a credential threw is known again',
		(_name, { message, description, httpCode }, problem) => {
			const found = innermost(older({ message, messages: [message], description, httpCode }));
			expect(found).toBeInstanceOf(Refused);
			expect(found.problem).toEqual(problem);
		},
	);

	it('an error that is not of a call stays alone', () => {
		const error = Object.assign(new Error('No credentials'), { messages: [], description: 'x' });
		expect(causesOf(error)).toEqual([error]);
	});
});

describe('the renewal of a token', () => {
	const TOKEN_URL = 'https://portal.example/oauth/token/';
	const problem = (error) => renewalProblem('Bitrix24', older(error), TOKEN_URL);

	it.each([
		['that was refused', { httpCode: 'EAUTH', messages: ['Client authentication failed'] }, 'auth'],
		['that has nothing to begin with', { messages: ['OAuth credentials not connected'] }, 'auth'],
		[
			'that got an answer of no use',
			{ httpCode: 'ESTATUS', messages: ['HTTP status 502'] },
			'unreachable',
		],
		[
			'whose token was revoked',
			{ messages: ['The credential "My portal" needs to be reconnected.'] },
			'auth',
		],
		[
			'that got a page',
			{ httpCode: '200', messages: ['Unsupported content type: text/html'] },
			'unreachable',
		],
		['that got a status', { httpCode: '502', messages: ['HTTP status 502'] }, 'unreachable'],
	])('%s', (_name, error, kind) => expect(problem(error)).toMatchObject({ kind }));

	it.each(['401', '500'])('has nothing to do with an answer of the vendor: %s', (httpCode) =>
		expect(
			problem({ httpCode, messages: [`Request failed with status code ${httpCode}`] }),
		).toBeUndefined(),
	);
});
