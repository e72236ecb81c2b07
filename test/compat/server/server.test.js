'use strict';
/**
 * What older versions of n8n do differently, in a real one: error outputs, sessions that have
 * ended, and credential tests.
 */
const { failureOf } = require('../../support/failures');
const { NODES, credentialOf } = require('../../n8n/support/nodes');
const { byId, runNode } = require('../../n8n/support/workflows');

const { rest, vendors } = realN8n;
const { fakes } = vendors;

beforeEach(() => {
	for (const fake of Object.values(fakes)) fake.reset();
});

const GUID = '6258d5b9-30ac-4588-a486-7b5f5d4ab1e0';
/** node -> an operation, with a row that is there and one that is not */
const ROWS = {
	bitrix24: [
		{ resource: 'activity', operation: 'complete', activityId: byId('={{ $json.id }}') },
		[{ id: 4 }, { id: 99999 }],
	],
	deskera: [
		{ resource: 'activity', operation: 'complete', activityId: byId('={{ $json.id }}') },
		[{ id: 1 }, { id: 9999 }],
	],
	ivvy: [
		{
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			updateFields: { status: 4 },
		},
		[{ id: 10001 }, { id: 1 }],
	],
	leadSquared: [
		{ resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		[{ id: GUID }, { id: '00000000-0000-4000-8000-000000000000' }],
	],
};

test.each(NODES)(
	'%s: a failed item leaves by the error output, with what it brought and what to do',
	async (node) => {
		const [parameters, rows] = ROWS[node];
		const { status, outputs } = await runNode({
			node,
			parameters,
			rows,
			onError: 'continueErrorOutput',
		});
		expect([status, outputs.map(({ length }) => length)]).toEqual(['success', [1, 1]]);
		const [[failed]] = [outputs[1]];
		expect(failed).toMatchObject({
			...rows[1],
			error: expect.stringMatching(/\S/),
			message: expect.stringContaining(failed.error),
		});
		expect(failureOf(failed).completed).toBe('no');
	},
);

test.each(NODES)('%s: the test of the credential passes', async (node) => {
	expect(await rest.testCredential(credentialOf(node))).toMatchObject({ status: 'OK' });
});

test('bitrix24 with a local app: an expired token is renewed once, and each item is carried out once', async () => {
	const { id, name, type } = vendors.credentials.find(
		(credential) => credential.type === 'bitrix24OAuth2Api',
	);
	fakes.bitrix24.vendor.expireTokens();
	const rows = [{ id: 4 }, { id: 5 }, { id: 8 }];
	const { status, outputs } = await runNode({
		node: 'bitrix24',
		rows,
		parameters: { authentication: 'oAuth2', ...ROWS.bitrix24[0] },
		credential: { id, name, type },
	});
	expect([status, outputs[0]?.length]).toEqual(['success', rows.length]);
	expect(fakes.bitrix24.calls.filter(({ path }) => path.startsWith('/oauth/'))).toHaveLength(1);
	expect(fakes.bitrix24.vendor.writes.map((written) => Number(written.id)).sort()).toEqual([
		4, 5, 8,
	]);
});

describe('deskera with user name and password', () => {
	const form = (change = {}) => {
		const { data, type } = credentialOf('deskera');
		const { userName, password } = fakes.deskera.vendor.credentials;
		return {
			name: 'Deskera user',
			type,
			data: {
				environment: data.environment,
				host: data.host,
				signIn: 'password',
				userName,
				password,
				...change,
			},
		};
	};
	const read = async ({ id, name, type }, rows, more) =>
		await runNode({
			node: 'deskera',
			rows,
			parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
			credential: { id, name, type },
			...more,
		});
	const signIns = () =>
		fakes.deskera.calls
			.map(({ path }) => path.split('/').pop())
			.filter((last) => ['sign-in', 'getrefreshtoken'].includes(last));

	test('a session is kept, and renewed when it ends', async () => {
		const credential = await rest.createCredential(form());
		expect((await read(credential, [{ id: 1 }, { id: 2 }])).outputs[0]).toHaveLength(2);
		fakes.deskera.vendor.expireToken();
		expect((await read(credential, [{ id: 1 }, { id: 2 }])).outputs[0]).toHaveLength(2);
		expect(signIns()).toEqual(['sign-in', 'getrefreshtoken']);
	});

	test('a wrong password signs in once for two hundred items', async () => {
		const credential = await rest.createCredential(form({ password: 'wrong' }));
		const rows = Array.from({ length: 200 }, (_, index) => ({ id: index + 1 }));
		const { outputs } = await read(credential, rows, { onError: 'continueErrorOutput' });
		expect([outputs[0].length, outputs[1].length, signIns()]).toEqual([0, 200, ['sign-in']]);
	});
});
