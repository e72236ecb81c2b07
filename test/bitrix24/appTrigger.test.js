'use strict';
/** The Bitrix24 Trigger with a local app: activation, and which deliveries are believed. */
const { triggerOf } = require('../support/trigger');
const { EVENTS, REFUSED, started } = require('./support/startedTrigger');

describe('with a local app', () => {
	let fake;
	let setup;
	let trigger;
	beforeEach(async () => ({ fake, setup, trigger } = await started('bitrix24App')));
	afterEach(() => fake.close());
	const bound = () =>
		fake.vendor.store.handlers.map(({ event, handler }) => `${event} ${handler}`).sort();
	const mine = () => EVENTS.map((event) => `${event} ${trigger.url()}`).sort();

	it('binds its events on activation, once, and unbinds just those on deactivation', async () => {
		const other = {
			id: 1,
			event: 'ONCRMACTIVITYADD',
			handler: 'https://elsewhere.example/hook',
			auth_type: '0',
			offline: 0,
		};
		fake.vendor.store.handlers.push(other);
		expect(await trigger.exists()).toBe(false);
		expect(await trigger.create()).toBe(true);
		expect(bound()).toEqual([...mine(), `ONCRMACTIVITYADD ${other.handler}`].sort());
		expect(await trigger.exists()).toBe(true);
		expect(await trigger.create()).toBe(true);
		expect(bound()).toHaveLength(EVENTS.length + 1);
		expect(await trigger.remove()).toBe(true);
		expect(bound()).toEqual([`ONCRMACTIVITYADD ${other.handler}`]);
	});

	it('binds what is missing when only some are there', async () => {
		await trigger.create();
		fake.vendor.store.handlers.splice(0, 3);
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(bound()).toEqual(mine());
	});

	it.each([
		['nothing', undefined],
		['a map', { event: 'x' }],
		['yes', true],
	])('takes %s for no list of bindings', async (_name, result) => {
		await trigger.create();
		fake.fault('answer', {
			times: 99,
			match: ({ path }) => path.endsWith('event.get'),
			answer: { status: 200, body: { result } },
		});
		for (const step of ['exists', 'create', 'remove'])
			await expect(trigger[step]()).rejects.toMatchObject({
				message: expect.stringMatching(/answered without a list/),
			});
		expect(bound()).toEqual(mine());
	});

	it('takes an end that is not confirmed for none', async () => {
		await trigger.create();
		fake.fault('answer', {
			match: ({ path }) => path.endsWith('event.unbind'),
			answer: { status: 200, body: { result: null } },
		});
		await expect(trigger.remove()).rejects.toMatchObject({
			message: expect.stringMatching(/answered without a confirmation/),
		});
		await trigger.remove();
		expect(bound()).toEqual([]);
	});

	it('says what is wrong when the events can not be bound', async () => {
		fake.vendor.revokeTokens();
		await expect(trigger.create()).rejects.toMatchObject({
			description: expect.stringMatching(/credential/),
		});
		expect(bound()).toEqual([]);
	});

	const event = (id, how) => fake.vendor.deliver('ONCRMACTIVITYUPDATE', id, how);
	const ours = () => fake.vendor.oauth.applicationTokens.app;

	it(
		"learns the token from the first event that proves to be the portal's and the app's, " +
			'and then believes no other',
		async () => {
			expect((await trigger.deliver(event(4))).items[0].json).toMatchObject({
				id: 4,
				record: { ID: '4' },
			});
			expect(trigger.staticData().applicationToken).toBe(ours());
			expect((await trigger.deliver(event(8, { automation: true }))).items).toHaveLength(1);
			expect(
				await trigger.deliver(
					event(8, { automation: true, auth: { application_token: 'x'.repeat(32) } }),
				),
			).toMatchObject(REFUSED);
			expect((await trigger.deliver(event(9, { automation: true }))).items).toHaveLength(1);
		},
	);

	it('knows an app of the Market by the code that its own token tells', async () => {
		const { fake: market, trigger: other } = await started('bitrix24App', {
			app: { code: 'vendor.activities' },
		});
		expect(
			(await other.deliver(market.vendor.deliver('ONCRMACTIVITYUPDATE', 4))).items,
		).toHaveLength(1);
		const foreign = market.vendor.deliver('ONCRMACTIVITYUPDATE', 8, {
			auth: { access_token: market.vendor.foreignToken(), application_token: 'x'.repeat(32) },
		});
		expect(await other.deliver(foreign)).toMatchObject(REFUSED);
		await market.close();
	});

	/** What another app of the portal, or anybody who knows the member id, may send. */
	const FORGED = [
		['another portal', () => ({ member_id: 'f'.repeat(32) })],
		['no portal', () => ({ member_id: '' })],
		['no application token', () => ({ application_token: '' })],
		['a list as application token', () => ({ application_token: [ours()] })],
		['a list as member id', () => ({ member_id: [fake.vendor.oauth.memberId] })],
		['an empty access token', () => ({ access_token: '' })],
		['a list as access token', () => ({ access_token: [fake.vendor.oauth.accessToken] })],
		['a map as access token', () => ({ access_token: { value: fake.vendor.oauth.accessToken } })],
		['an access token that the portal does not know', () => ({ access_token: 'f'.repeat(32) })],
		[
			'an access token with more in it',
			() => ({ access_token: `${fake.vendor.oauth.accessToken}&x=1` }),
		],
		['an access token of a megabyte', () => ({ access_token: 'f'.repeat(1_000_000) })],
		[
			'the access token of another app of the portal',
			() => ({ access_token: fake.vendor.foreignToken() }),
		],
		[
			'an address of its own',
			() => ({
				access_token: 'f'.repeat(32),
				client_endpoint: 'http://127.0.0.1:9/rest/',
				server_endpoint: 'http://127.0.0.1:9/rest/',
				domain: '127.0.0.1:9',
			}),
		],
	];

	it.each(FORGED)('refuses a first event with %s, and keeps nothing', async (_name, auth) => {
		expect(await trigger.deliver(event(4, { auth: auth() }))).toMatchObject(REFUSED);
		expect(trigger.staticData()).toEqual({});
		expect((await trigger.deliver(event(4))).items).toHaveLength(1);
	});

	it('refuses a first event without an access token, as those of automation are, and keeps nothing', async () => {
		expect(await trigger.deliver(event(4, { automation: true }))).toMatchObject(REFUSED);
		expect(trigger.staticData()).toEqual({});
	});

	it.each([
		['a token whose time is over', () => fake.vendor.expireTokens()],
		[
			'an answer that is none',
			() => fake.fault('html', { match: ({ path }) => path.endsWith('app.info') }),
		],
		[
			'an answer without a code',
			() =>
				fake.fault('answer', {
					match: ({ path }) => path.endsWith('app.info'),
					answer: { status: 200, body: { result: {} } },
				}),
		],
		[
			'a list as code',
			() =>
				fake.fault('answer', {
					match: ({ path }) => path.endsWith('app.info'),
					answer: { status: 200, body: { result: { CODE: [fake.vendor.oauth.clientId] } } },
				}),
		],
		[
			'a portal that does not answer',
			() => fake.fault('reset', { match: ({ path }) => path.endsWith('app.info') }),
		],
		[
			'a redirect',
			() => fake.fault('redirect', { match: ({ path }) => path.endsWith('app.info') }),
		],
	])('refuses a first event with %s', async (_name, arrange) => {
		const first = event(4);
		arrange();
		expect(await trigger.deliver(first)).toMatchObject(REFUSED);
		expect(trigger.staticData()).toEqual({});
	});

	it('lets an event that proves itself bring a new token, as an updated app has one; nothing else', async () => {
		await trigger.deliver(event(4));
		for (const [, auth] of FORGED)
			expect(
				await trigger.deliver(event(4, { auth: { application_token: 'n'.repeat(32), ...auth() } })),
			).toMatchObject(REFUSED);
		expect(trigger.staticData().applicationToken).toBe(ours());
		expect(
			(await trigger.deliver(event(8, { auth: { application_token: 'n'.repeat(32) } }))).items,
		).toHaveLength(1);
		expect(trigger.staticData().applicationToken).toBe('n'.repeat(32));
		expect(
			(
				await trigger.deliver(
					event(9, { automation: true, auth: { application_token: 'n'.repeat(32) } }),
				)
			).items,
		).toHaveLength(1);
		expect(await trigger.deliver(event(10, { automation: true }))).toMatchObject(REFUSED);
	});

	it('keeps the token when it is activated again, so that events of automation go on', async () => {
		await trigger.deliver(event(4));
		await trigger.create();
		expect((await trigger.deliver(event(8, { automation: true }))).items).toHaveLength(1);
	});

	it('believes no token that was kept for another app or portal', async () => {
		await trigger.deliver(event(4));
		const { oauthTokenData } = setup.credentials;
		for (const credentials of [
			{ clientId: 'local.another' },
			{ oauthTokenData: { ...oauthTokenData, member_id: 'b'.repeat(32) } },
		]) {
			const other = await triggerOf({
				...setup,
				credentials: { ...setup.credentials, ...credentials },
				staticData: trigger.staticData(),
			});
			expect(await other.deliver(event(8, { automation: true }))).toMatchObject(REFUSED);
		}
	});
});
