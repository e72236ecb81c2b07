'use strict';
/** User name and password: n8n signs in, keeps the session, renews it, and says what is wrong when it can't. */
const { credentialHelper, runNode } = require('../support/engine');
const { loader, loading } = require('../support/nodeTypes');
const { fakeFor, byId } = require('../support/fakes');
const { asKept } = require('../support/n8n');

const SIGN_IN = '/v1/iam/auth/sign-in/web/sign-in';
const REFRESH = '/v1/iam/auth/web/getrefreshtoken';
const HOSTS = ['https://bifrost.deskera.com', 'https://bifrost-us.deskera.com'];

let fake;
let base;
let credentials;
/** A user of its own for each test, as sessions are shared by everybody who signs in as the same one. */
let count = 0;

beforeEach(async () => {
	({ fake, base } = await fakeFor('deskera', { userName: `user-${++count}@deskera.example` }));
	credentials = {
		environment: 'custom',
		host: fake.url,
		signIn: 'password',
		userName: fake.vendor.credentials.userName,
		password: fake.vendor.credentials.password,
	};
});
afterEach(() => fake.close());

const get = (more = {}) =>
	runNode({
		...base,
		credentials,
		parameters: {
			resource: 'activity',
			operation: 'get',
			activityId: byId('={{ $json.id }}'),
			options: {},
		},
		items: [{ id: 1 }],
		...more,
	});
const items = (number) => Array.from({ length: number }, (_, index) => ({ id: index + 1 }));
/** A user who was refused is not tried again at once. */
const later = () => {
	const now = performance.now.bind(performance);
	jest.spyOn(performance, 'now').mockImplementation(() => now() + 30_000);
};
afterEach(() => jest.restoreAllMocks());
const paths = () => fake.calls.map(({ path }) => path);
const times = (path) => paths().filter((one) => one === path).length;

it('signs in once, however many requests wait for it, and keeps the session', async () => {
	const result = await get({ items: items(20) });
	expect(result.output).toHaveLength(20);
	expect(times(SIGN_IN)).toBe(1);
	expect((await get()).output).toHaveLength(1);
	expect(times(SIGN_IN)).toBe(1);
	expect(fake.calls.filter(({ path }) => path === SIGN_IN).map(({ json }) => json)).toEqual([
		{ userName: credentials.userName, password: credentials.password },
	]);
});

it('renews an expired session without the password, and repeats what was refused', async () => {
	await get();
	fake.vendor.expireToken();
	fake.calls.length = 0;
	const result = await get({ items: items(10) });
	expect(result.output).toHaveLength(10);
	expect(times(REFRESH)).toBe(1);
	expect(times(SIGN_IN)).toBe(0);
	expect(fake.calls.find(({ path }) => path === REFRESH).json).toMatchObject({
		tenantId: String(fake.vendor.tenantId),
		userName: credentials.userName,
	});
});

it('writes once when the session expires before a write', async () => {
	await get();
	fake.vendor.expireToken();
	const result = await runNode({
		...base,
		credentials,
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: 'Call',
			activity_type: 'call',
			start: '2026-12-01T10:00:00Z',
			end: '2026-12-01T11:00:00Z',
			additionalFields: {},
			options: {},
		},
	});
	expect(result.error).toBeUndefined();
	expect(fake.vendor.writes).toHaveLength(1);
});

it('signs in again when the session can not be renewed', async () => {
	await get();
	fake.vendor.expireToken();
	fake.vendor.expireRefreshToken();
	expect((await get()).output).toHaveLength(1);
	expect([times(REFRESH), times(SIGN_IN)]).toEqual([1, 2]);
});

it('does not use a session of another user or with another password', async () => {
	await get();
	credentials.password = 'another';
	const { error } = await get();
	expect(error.message).toBe(
		'Deskera does not accept the user name and password. Check User Name, Password and Environment.',
	);
	expect(fake.calls.at(-2).headers['x-access-token']).toBe('');
});

it('a wrong password stops the run at once, and nothing is repeated', async () => {
	credentials.password = 'wrong';
	const result = await get({ items: items(30), onError: 'continueErrorOutput' });
	expect(paths()).toEqual([SIGN_IN]);
	expect(result.errorOutput).toHaveLength(30);
	expect(result.errorOutput[0].json.error).toMatch(/Check User Name, Password and Environment/);
	expect(result.errorOutput[29].json.error).toMatch(/^Not sent: /);
});

it.each([
	['userName', 'User Name'],
	['password', 'Password'],
])('an empty %s is named, and nothing is sent', async (name, label) => {
	credentials[name] = ' ';
	expect((await get()).error.message).toBe(`"${label}" in the credential is empty`);
	expect(fake.calls).toEqual([]);
});

it('a user with MFA gets told what to do', async () => {
	fake.vendor.options.mfa = true;
	const { error } = await get();
	expect(error.message).toBe(
		"This Deskera user has to enter a code at sign-in (MFA), which n8n can't do. Set " +
			'Sign-In to Token, or use a user without MFA.',
	);
	expect(error.failure).toEqual(asKept({ cause: 'credential-invalid' }));
});

it('trouble at the sign-in is waited out, and a write goes through once', async () => {
	fake.fault('500', { times: 2 });
	const result = await runNode({
		...base,
		credentials,
		parameters: { resource: 'activity', operation: 'complete', activityId: byId('1'), options: {} },
	});
	expect(result.error).toBeUndefined();
	expect(fake.vendor.writes).toHaveLength(1);
	expect(times(SIGN_IN)).toBe(3);
});

it('a limit at the sign-in is waited out', async () => {
	fake.fault('429', { times: 1, headers: { 'retry-after': '0.3' } });
	expect((await get()).output).toHaveLength(1);
});

it('a sign-in page instead of an answer is no success', async () => {
	fake.fault('html', { times: 50 });
	expect((await get()).error.message).toBe(
		'Deskera took the user name and password, but gave no token. Set Sign-In to Token.',
	);
});

it('a host that does not answer is named, without the password', async () => {
	await fake.close();
	const result = await get({
		parameters: {
			resource: 'activity',
			operation: 'get',
			activityId: byId('1'),
			options: { maxWait: 1 },
		},
	});
	expect(result.error.message).toBe('Deskera could not be reached for the sign-in');
	expect(result.stored + result.log).not.toContain(credentials.password);
	({ fake } = await fakeFor('deskera'));
});

it('neither the password nor a session is in what n8n stores or logs', async () => {
	fake.fault('answer', {
		answer: { status: 400, body: { message: `no: ${credentials.password}` } },
	});
	const failed = await get();
	expect(failed.stored + failed.log).not.toContain(credentials.password);
	later();
	const fine = await get();
	for (const secret of [credentials.password, credentials.sessionToken, credentials.refreshToken]) {
		expect(secret).toMatch(/.{6}/);
		expect(fine.stored + fine.log).not.toContain(secret);
	}
});

it('a token is used as it is', async () => {
	const result = await runNode({
		...base,
		credentials: { ...base.credentials, signIn: 'token' },
		parameters: { resource: 'activity', operation: 'get', activityId: byId('1'), options: {} },
	});
	expect(result.output).toHaveLength(1);
	expect(paths()).toEqual(['/v1/crm/activities/1']);
});

describe('the address', () => {
	/**
	 * Runs the credential's own step with the production hosts led to fakes: `here` to a second
	 * one, `there` to the first.
	 */
	async function signedIn(values, environment, { wrong }) {
		await loading;
		const elsewhere = await fakeFor('deskera', {
			userName: 'somebody@else.example',
			token: 'another-token',
		});
		const place = (url) => (url.startsWith(environment) === wrong ? elsewhere.fake.url : fake.url);
		const helper = await credentialHelper(
			(url) => place(url) + new URL(url).pathname + new URL(url).search,
		);
		try {
			return await loader.getCredential('deskeraApi').type.preAuthentication.call(helper, {
				...values,
				environment,
				sessionToken: '',
				refreshToken: '',
				sessionOf: '',
			});
		} finally {
			await elsewhere.fake.close();
		}
	}

	it.each(HOSTS)(
		'%s: a token of the other one is told apart, and the other one is named',
		async (environment) => {
			const other = environment === HOSTS[0] ? 'Production (Bifrost US)' : 'Production (Bifrost)';
			await expect(
				signedIn({ signIn: 'token', token: fake.vendor.credentials.token }, environment, {
					wrong: true,
				}),
			).rejects.toThrow(
				`Deskera knows this user at its other address. Set Environment to ${other}.`,
			);
			expect(
				await signedIn({ signIn: 'token', token: fake.vendor.credentials.token }, environment, {
					wrong: false,
				}),
			).toMatchObject({ sessionToken: '-' });
		},
	);

	it.each(HOSTS)(
		'%s: a user of the other one is told apart, and the other one is named',
		async (environment) => {
			const other = environment === HOSTS[0] ? 'Production (Bifrost US)' : 'Production (Bifrost)';
			const { userName, password } = credentials;
			await expect(
				signedIn({ signIn: 'password', userName, password }, environment, { wrong: true }),
			).rejects.toThrow(
				'User Name and Password are right, but they belong to the other address of Deskera. ' +
					`Set Environment to ${other}.`,
			);
			later();
			expect(
				(await signedIn({ signIn: 'password', userName, password }, environment, { wrong: false }))
					.sessionToken,
			).toMatch(/^ey/);
		},
	);

	it('a token that nobody knows is left to the call itself', async () => {
		expect(
			await signedIn({ signIn: 'token', token: 'nobody' }, HOSTS[0], { wrong: true }),
		).toMatchObject({ sessionToken: '-' });
	});
});
