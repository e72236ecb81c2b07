'use strict';
/**
 * The credential of a local app: what becomes of items and secrets when its token runs out, and
 * when it can't be renewed.
 */
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { asKept, CAN } = require('../support/n8n');

let fake;
let base;
/** the credential as n8n stores it; renewed tokens end up here */
let credentials;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24App')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	credentials = structuredClone(base.credentials);
});

const todo = {
	resource: 'activity',
	operation: 'create',
	kind: 'todo',
	ownerType: byId('2'),
	owner: byId('1'),
	deadline: '2026-12-24T10:00:00',
	title: '={{ $json.title }}',
	todoDetails: {},
};
const rows = (count) => Array.from({ length: count }, (_, n) => ({ title: `Row ${n}` }));
const create = (items, options = {}, more = {}) =>
	runNode({ ...base, credentials, parameters: { ...todo, options }, items, ...more });

const renewals = () => fake.calls.filter(({ path }) => path.startsWith('/oauth/'));
const refused = () =>
	fake.calls.filter(({ path, status }) => path.startsWith('/rest/') && status === 401);
const stored = () =>
	[...fake.vendor.store.activities.values()]
		.map(({ SUBJECT }) => SUBJECT)
		.filter((subject) => subject.startsWith('Row '));

/** Tokens old and new and the app's secret, as far as they stand in what n8n keeps of a run. */
function leaks(result) {
	const { access_token, refresh_token } = credentials.oauthTokenData ?? {};
	const { oauthTokenData: first, clientSecret } = base.credentials;
	const secrets = [
		clientSecret,
		credentials.clientSecret,
		first.access_token,
		first.refresh_token,
		access_token,
		refresh_token,
		fake.vendor.tokens.accessToken,
		fake.vendor.tokens.refreshToken,
	];
	const everything = result.stored + result.log + result.error?.message + result.error?.description;
	return secrets.filter((secret) => secret !== undefined && everything.includes(secret));
}

const WAYS = [
	['in batches', 60, {}],
	['five side by side', 30, { batching: false, parallel: 5 }],
	['one by one', 30, { batching: false, parallel: 1 }],
];

/** Calls that meet the refusal together: items one by one, or so many batches. */
const underWay = ({ parallel }, count) => parallel ?? Math.ceil(count / 50);

describe.each(WAYS)('%s', (_name, count, options) => {
	it('renews an expired token once, keeps the rotated pair and brings every item once', async () => {
		fake.vendor.expireTokens();
		// Slow enough for those side by side to meet the old token together.
		fake.delay(20);
		const result = await create(rows(count), options);
		expect(result.error).toBeUndefined();
		// One request meets the refusal a second time on purpose, so that n8n renews.
		expect(refused()).toHaveLength(underWay(options, count) + 1);
		expect(renewals()).toHaveLength(1);
		expect(result.output.map(({ json, pairedItem }) => [json.title, pairedItem.item])).toEqual(
			rows(count).map(({ title }, n) => [title, n]),
		);
		expect(stored().sort()).toEqual(
			rows(count)
				.map(({ title }) => title)
				.sort(),
		);
		const { accessToken, refreshToken } = fake.vendor.tokens;
		expect(credentials.oauthTokenData).toMatchObject({
			access_token: accessToken,
			refresh_token: refreshToken,
			member_id: base.credentials.oauthTokenData.member_id,
		});
		expect([accessToken, refreshToken]).not.toEqual([
			base.credentials.oauthTokenData.access_token,
			base.credentials.oauthTokenData.refresh_token,
		]);
		expect(leaks(result)).toEqual([]);
	});

	it(
		'fails when renewal is refused: says to connect again, stores nothing, shows no ' +
			'secret, and stops trying',
		async () => {
			fake.vendor.revokeTokens();
			const result = await create(rows(count), options);
			expect(result.error.message).toBe('The credential is not connected to Bitrix24');
			expect(result.error.description).toMatch(
				new RegExp(
					`^Open the credential, .*and connect again\\.(?: The authorization server says: .*)? ` +
						`None of the ${count} items was completed`,
				),
			);
			expect(result.error.failure).toEqual(asKept({ cause: 'credential-invalid' }));
			expect(stored()).toEqual([]);
			expect(leaks(result)).toEqual([]);
			expect(credentials).toEqual(base.credentials);
			expect(refused().length).toBeLessThanOrEqual(2 * underWay(options, count));
		},
	);

	it('gives every item the reason where the workflow goes on', async () => {
		fake.vendor.revokeTokens();
		const { output } = await create(rows(count), options, { onError: 'continueRegularOutput' });
		expect(output.map(({ pairedItem }) => pairedItem.item)).toEqual(rows(count).map((_, n) => n));
		for (const { json } of output)
			expect(json).toMatchObject({
				error: expect.stringContaining('The credential is not connected to Bitrix24'),
				details: expect.objectContaining({
					completed: 'no',
					whatToDo: expect.stringContaining('connect again'),
				}),
			});
		expect(renewals().length).toBeLessThanOrEqual(underWay(options, count));
	});
});

it('finds a secret where there is one', async () => {
	expect(leaks(await create([{ title: credentials.oauthTokenData.refresh_token }]))).not.toEqual(
		[],
	);
});

it('goes on after a token that ran out between two items, and uses the renewed one in the next run', async () => {
	fake.fault('change', {
		match: () => fake.calls.length === 4,
		change: () => fake.vendor.expireTokens(),
	});
	expect((await create(rows(8), { batching: false, parallel: 1 })).error).toBeUndefined();
	expect((await create(rows(1))).error).toBeUndefined();
	expect(stored()).toEqual([...rows(8), ...rows(1)].map(({ title }) => title));
	expect(renewals()).toHaveLength(1);
});

it.each([
	[
		'whose client secret has changed',
		() => (credentials.clientSecret = 'Wr0ngS3cret'),
		'The authorization server says: Client authentication failed',
	],
	[
		'that was never connected',
		() => delete credentials.oauthTokenData,
		'and connect again. None of the 3 items',
	],
])(
	'a credential %s: says to check it and connect, and that nothing was carried out',
	async (_name, spoil, says) => {
		fake.vendor.expireTokens();
		spoil();
		const result = await create(rows(3));
		expect(result.error.message).toBe('The credential is not connected to Bitrix24');
		expect(result.error.description).toMatch(
			/check Client ID and Client Secret, and connect again\..* None of the 3 items was completed/,
		);
		expect(result.error.description).toContain(says);
		expect([stored(), leaks(result)]).toEqual([[], []]);
	},
);

const atTheServer = ({ path }) => path.startsWith('/oauth/');

it.each(['reset', '502', 'html'])(
	'renews again, and brings every item once, when the authorization server fails for a moment: %s',
	async (kind) => {
		fake.vendor.expireTokens();
		fake.fault(kind, { match: atTheServer });
		const result = await create(rows(3));
		// Where nobody can tell whose answer it was, the records show that nothing was made.
		expect(result.error).toBeUndefined();
		expect([renewals().length, stored()]).toEqual([2, rows(3).map(({ title }) => title)]);
	},
);

it('says that nothing was sent when the authorization server stays away', async () => {
	fake.vendor.expireTokens();
	fake.fault('502', { times: 9, match: atTheServer });
	const result = await create(rows(3), { maxWait: 1 });
	expect([stored(), leaks(result)]).toEqual([[], []]);
	if (!CAN.cause) {
		expect(result.error.description).toMatch(/outcome is unknown/);
		return;
	}
	expect(result.error.message).toBe('The access to Bitrix24 could not be renewed');
	expect(result.error.description).toMatch(/^Nothing was sent\./);
	expect(result.error.description).not.toMatch(/of \w* ?3 items|Skip/);
	expect(result.error.failure).toEqual(asKept({ cause: 'temporarily-unavailable' }));
});

it('a removed app: one useless renewal, then the advice to connect again', async () => {
	fake.fault('answer', {
		times: Infinity,
		match: ({ path }) => path.startsWith('/rest/'),
		answer: {
			status: 401,
			body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
		},
	});
	const result = await create(rows(3));
	expect(result.error.message).toBe('Bitrix24 does not accept the credential');
	expect(result.error.description).toMatch(/connect again/);
	expect([renewals().length, stored(), leaks(result)]).toEqual([1, [], []]);
});

it.each(['valid', 'expired'])('fills the pickers with a token that is %s', async (token) => {
	if (token === 'expired') fake.vendor.expireTokens();
	const users = await lookUp({ ...base, credentials, method: 'searchUsers', args: ['clara'] });
	expect(users.results).toContainEqual({ value: 2, name: expect.stringMatching(/^Clara Keller/) });
	const types = await lookUp({ ...base, credentials, method: 'searchOwnerTypes', args: ['deal'] });
	expect(types.results).toEqual([{ name: 'Deal', value: 2 }]);
	expect(renewals()).toHaveLength(token === 'expired' ? 1 : 0);
	expect(credentials.oauthTokenData.access_token).toBe(fake.vendor.tokens.accessToken);
});

it('tells in a picker, too, that the credential has to be connected again', async () => {
	fake.vendor.revokeTokens();
	await expect(lookUp({ ...base, credentials, method: 'searchUsers' })).rejects.toMatchObject({
		message: 'The credential is not connected to Bitrix24',
		description: expect.stringContaining('connect again'),
	});
});
