'use strict';
/** The errors that this n8n makes of what goes wrong on the way: the same is read from them, whatever it keeps. */
const path = require('node:path');
const { AxiosError } = require('axios');
const { PACKAGE_FOLDER, workflow } = require('../support/n8n');

const ours = (name) => require(path.join(PACKAGE_FOLDER, 'dist', 'nodes', 'shared', name));
const { InvalidInput, Refused } = ours('contract/errors');
const { causesOf } = ours('http/thrownByN8n');

const NODE = {
	id: 'n',
	name: 'Node',
	type: 'test.pass',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const thrownFor = (error) => causesOf(new workflow.NodeApiError(NODE, error));
const answered = (status, data) =>
	new AxiosError(
		`Request failed with status code ${status}`,
		'ERR_BAD_REQUEST',
		{},
		{},
		{ status, data, headers: {} },
	);

it.each([401, 403, 429, 500, 503])('an answer with status %i', (status) => {
	const data = { error: 'code', error_description: 'Words of the vendor' };
	const { response } = thrownFor(answered(status, data)).find(
		(cause) => cause.response !== undefined,
	);
	expect(response).toMatchObject({ status, data });
});

it.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'])(
	'a connection that fails with %s',
	(code) => {
		const message = `connect ${code} 127.0.0.1:1`;
		const error = Object.assign(new AxiosError(message, code), { syscall: 'connect' });
		expect(thrownFor(error).find((cause) => cause.code !== undefined)).toMatchObject({
			code,
			syscall: 'connect',
		});
	},
);

it('a connection that breaks later', () => {
	const found = thrownFor(new AxiosError('socket hang up', 'ECONNRESET')).find(
		(cause) => cause.code !== undefined,
	);
	expect([found.code, found.syscall]).toEqual(['ECONNRESET', undefined]);
});

it.each(['auth', 'limited', 'unreachable'])(
	'a refusal of kind %s that a credential throws',
	(kind) => {
		const problem = { kind, title: 'No, for it is ENOTFOUND', advice: 'Do something else.' };
		expect(
			thrownFor(new Refused(problem)).find((cause) => cause instanceof Refused).problem,
		).toEqual(problem);
	},
);

it('input of a credential that can not be used', () => {
	const found = thrownFor(
		new InvalidInput('"Host" in the credential is empty', 'Fill it in.'),
	).find((cause) => cause instanceof Refused || cause instanceof InvalidInput);
	expect([found.message, found.description]).toEqual([
		'"Host" in the credential is empty',
		'Fill it in.',
	]);
});
