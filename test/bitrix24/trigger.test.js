'use strict';
/** The Bitrix24 Trigger in n8n's own contexts: activation, deliveries that are believed and those that are not, records. */
const { triggerOf } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

const EVENTS = ['ONCRMACTIVITYADD', 'ONCRMACTIVITYUPDATE', 'ONCRMACTIVITYDELETE', 'ONTASKUPDATE', 'ONTASKCOMMENTADD', 'ONCRMDEALUPDATE', 'ONCRMTIMELINEITEMACTION'];
const REFUSED = { status: 403, items: undefined, answeredHere: true };

async function started(name, { authentication, credentials, ...parameters } = {}) {
	const { fake, base } = await fakeFor(name);
	const setup = { ...base, node: 'bitrix24Trigger', credentials: { ...base.credentials, ...credentials }, parameters: { events: EVENTS, fetchRecord: true, ...parameters } };
	return { fake, setup, trigger: await triggerOf(setup) };
}

describe('with a webhook', () => {
	let fake;
	let setup;
	let trigger;
	beforeAll(async () => ({ fake, setup, trigger } = await started('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());
	const to = 'webhook';

	it('has nothing to register, but wants the application token before it is activated', async () => {
		expect([await trigger.exists(), await trigger.create(), await trigger.remove()]).toEqual([true, true, true]);
		const without = await triggerOf({ ...setup, credentials: { ...setup.credentials, applicationToken: ' ' } });
		await expect(without.exists()).rejects.toMatchObject({ message: '"Application Token" in the credential is empty', description: expect.stringContaining('outbound webhook') });
		expect(fake.calls).toEqual([]);
	});

	it('starts the workflow with the event and the whole record', async () => {
		const { status, items } = await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4, { to }));
		expect(status).toBe(200);
		expect(items).toEqual([{ json: { event: 'ONCRMACTIVITYUPDATE', id: 4, sentAt: expect.stringMatching(/^\d{4}-.*Z$/), data: { FIELDS: { ID: '4' } }, record: expect.objectContaining({ ID: '4', SUBJECT: expect.any(String) }) } }]);
		expect(JSON.stringify(items)).not.toContain(setup.credentials.applicationToken);
	});

	it.each([
		['a wrong token', { application_token: 'x'.repeat(32) }],
		['a token that is longer', { application_token: undefined, more: true }],
		['no token', { application_token: '' }],
	])('refuses %s with 403, runs nothing and asks nothing', async (_name, auth) => {
		const forged = auth.more ? { application_token: `${setup.credentials.applicationToken}x` } : auth;
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYADD', 4, { to, auth: forged }))).toMatchObject(REFUSED);
		expect(fake.calls).toEqual([]);
	});

	it.each([['nothing', ''], ['no form', '{"event":"ONCRMACTIVITYADD","auth":{"application_token":"x"}}'], ['lists', 'auth[]=1&auth[application_token][]=2'], ['depth', `auth${'[a]'.repeat(10_000)}=1`], ['a megabyte', `auth[application_token]=${'x'.repeat(1_000_000)}`]])('refuses %s', async (_name, body) => {
		expect(await trigger.deliver({ body })).toMatchObject(REFUSED);
	});

	it('ignores events that were not chosen', async () => {
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMLEADADD', 4, { to }))).toMatchObject({ status: 200, items: undefined });
	});

	it.each([
		['ONTASKUPDATE', 7, { id: '7', title: expect.any(String) }],
		['ONTASKCOMMENTADD', 7, { id: '7' }],
		['ONCRMDEALUPDATE', 3, { id: 3 }],
	])('%s brings its record', async (event, id, record) => {
		const { items } = await trigger.deliver(fake.vendor.deliver(event, id, { to }));
		expect(items[0].json).toMatchObject({ id, record });
	});

	it('says why a record is missing, and goes on', async () => {
		const deliver = async (event, id) => (await trigger.deliver(fake.vendor.deliver(event, id, { to }))).items[0].json;
		expect(await deliver('ONCRMACTIVITYADD', 99999)).toMatchObject({ id: 99999, recordMissing: 'The activity does not exist' });
		expect(await deliver('ONTASKUPDATE', 99999)).toMatchObject({ id: 99999, recordMissing: 'Bitrix24 does not find this record any more' });
		const deleted = await deliver('ONCRMACTIVITYDELETE', 4);
		expect([deleted.id, 'record' in deleted, 'recordMissing' in deleted]).toEqual([4, false, false]);
	});

	it('passes on what the button of a custom activity says', async () => {
		const { items } = await trigger.deliver(fake.vendor.deliver('onCrmTimelineItemAction', { id: 'confirm', actionParams: { visit: '7' } }, { to, asGiven: true }));
		expect(items[0].json).toMatchObject({ event: 'ONCRMTIMELINEITEMACTION', data: { id: 'confirm', actionParams: { visit: '7' } } });
	});

	it('reads the records of deliveries that come together in one batch, each its own', async () => {
		const ids = [4, 8, 99999, ...Array.from({ length: 57 }, (_, index) => index + 9)];
		const delivered = await Promise.all(ids.map((id) => trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', id, { to }))));
		expect(delivered.map(({ items }) => Number(items[0].json.record?.ID ?? items[0].json.id))).toEqual(ids);
		expect(delivered[2].items[0].json.recordMissing).toBe('The activity does not exist');
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual(['batch', 'batch']);
	});

	it('reads nothing when it is not asked to', async () => {
		const quiet = await triggerOf({ ...setup, parameters: { events: EVENTS, fetchRecord: false } });
		const { items } = await quiet.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4, { to }));
		expect(items[0].json).not.toHaveProperty('record');
		expect(fake.calls).toEqual([]);
	});
});

describe('with a local app', () => {
	let fake;
	let setup;
	let trigger;
	beforeEach(async () => ({ fake, setup, trigger } = await started('bitrix24App')));
	afterEach(() => fake.close());
	const bound = () => fake.vendor.store.handlers.map(({ event, handler }) => `${event} ${handler}`).sort();
	const mine = () => EVENTS.map((event) => `${event} ${trigger.url()}`).sort();

	it('binds its events on activation, once, and unbinds just those on deactivation', async () => {
		const other = { id: 1, event: 'ONCRMACTIVITYADD', handler: 'https://elsewhere.example/hook', auth_type: '0', offline: 0 };
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

	it('says what is wrong when the events can not be bound', async () => {
		fake.vendor.revokeTokens();
		await expect(trigger.create()).rejects.toMatchObject({ description: expect.stringMatching(/credential/) });
		expect(bound()).toEqual([]);
	});

	it('learns the token from the first event that proves to be the portal\'s, and then believes no other', async () => {
		expect((await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4))).items[0].json).toMatchObject({ id: 4, record: { ID: '4' } });
		expect(trigger.staticData().applicationToken).toBe(fake.vendor.oauth.applicationTokens.app);
		expect((await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 8, { automation: true }))).items).toHaveLength(1);
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 8, { auth: { application_token: 'x'.repeat(32) } }))).toMatchObject(REFUSED);
	});

	it.each([
		['another portal', { member_id: 'f'.repeat(32) }],
		['no portal', { member_id: '' }],
		['no application token', { application_token: '' }],
		['an access token that the portal does not know', { access_token: 'f'.repeat(32) }],
		['an address of its own', { access_token: 'f'.repeat(32), client_endpoint: 'http://127.0.0.1:9/rest/', server_endpoint: 'http://127.0.0.1:9/rest/', domain: '127.0.0.1:9' }],
	])('refuses a first event with %s', async (_name, auth) => {
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4, { auth }))).toMatchObject(REFUSED);
		expect(trigger.staticData().applicationToken).toBeUndefined();
	});

	it('starts from the beginning when it is activated again, as an updated app has a new token', async () => {
		trigger.staticData().applicationToken = 'the old one';
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4))).toMatchObject(REFUSED);
		await trigger.create();
		expect((await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4))).items).toHaveLength(1);
	});
});
