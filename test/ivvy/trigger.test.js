'use strict';
/** The iVvy triggers in n8n's contexts. Requests to Amazon's hosts go to the fake, which stands for them; all else is as in n8n. */
const { triggerOf } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

const EVENTS = ['CrmEventTaskAdded', 'CrmEventTaskUpdated', 'CrmEventActivityAdded', 'CrmEventTaskDeleted', 'ContactAdded', 'OpportunityAdded'];
const REFUSED = { status: 403, items: undefined, answeredHere: true };
const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

async function started(options, parameters, node = 'ivvyTrigger') {
	const { fake, base } = await fakeFor('ivvy', { addresses: 'any', ...options });
	open.push(fake);
	const asked = [];
	const rewrite = (url) => {
		asked.push(url);
		const { pathname, search } = new URL(url);
		return fake.url + pathname + search;
	};
	const trigger = await triggerOf({ ...base, node, rewrite, parameters: { events: EVENTS, ignoreOwn: true, output: 'simplified', ...parameters } });
	return { fake, base, trigger, asked };
}
const deliver = (fake, ...what) => fake.vendor.deliver(...what);

describe('subscribing', () => {
	it('asks for the kinds that the events need, confirms, and ends them', async () => {
		const { fake, trigger } = await started();
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect([...fake.vendor.store.subscriptions.values()].map(({ family, url }) => [family, url]).sort()).toEqual([['contacts', trigger.url()], ['crm', trigger.url()]]);
		expect(await trigger.exists()).toBe(true);
		expect(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm'))).toMatchObject({ status: 200, items: undefined });
		expect([...fake.vendor.store.subscriptions.values()].find(({ family }) => family === 'crm')).toMatchObject({ confirmed: true, visits: 1 });
		await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'contacts'));
		await trigger.remove();
		expect([fake.vendor.store.subscriptions.size, trigger.staticData().topics]).toEqual([0, undefined]);
	});

	it('confirms although n8n has not kept the topic yet, but no other topic afterwards', async () => {
		const { fake, trigger } = await started();
		await trigger.create();
		const topics = trigger.staticData().topics;
		delete trigger.staticData().topics;
		expect(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm'))).toMatchObject({ status: 200 });
		trigger.staticData().topics = topics;
		expect(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm', { forge: 'topic' }))).toMatchObject(REFUSED);
	});

	it('says what to do when the key may not subscribe', async () => {
		const { trigger } = await started({ keyOwner: 'other' });
		await expect(trigger.create()).rejects.toMatchObject({ message: 'This API key may not subscribe to notifications', description: expect.stringMatching(/primary user.*iVvy Polling Trigger/) });
	});

	it('says which subscription did not come about, and which did not end', async () => {
		const broken = await started({ brokenEndpoints: ['contacts'] });
		await expect(broken.trigger.create()).rejects.toMatchObject({ message: 'iVvy did not subscribe to contacts' });
		const { fake, trigger } = await started();
		await trigger.create();
		for (const one of fake.vendor.store.subscriptions.values()) one.key = 'another';
		await expect(trigger.remove()).rejects.toMatchObject({ message: expect.stringMatching(/^iVvy did not end the subscription/), description: expect.stringContaining('API key that subscribed') });
	});
});

describe('deliveries', () => {
	let fake;
	let trigger;
	let asked;
	let base;
	beforeEach(async () => {
		({ fake, base, trigger, asked } = await started({ now: Date.now }));
		await trigger.create();
	});
	const send = async (...what) => await trigger.deliver(deliver(fake, ...what));

	it.each(['1', '2'])('start the workflow with the record (signature version %s)', async (version) => {
		const { status, items } = await send('CrmEventTaskAdded', 10001, { version });
		expect([status, items.length]).toEqual([200, 1]);
		expect(items[0].json).toMatchObject({ event: 'Task Added', sentAt: expect.stringMatching(/Z$/), id: 10001, name: 'Task 10001' });
		expect(asked.every((url) => /^https:\/\/(sns\.ap-southeast-2\.amazonaws\.com|s3-ap-southeast-2\.amazonaws\.com)\//.test(url))).toBe(true);
	});

	it('tell what a change was before, what was deleted, and hand on other records as they are', async () => {
		expect((await send('CrmEventTaskUpdated', 10001, { previous: { name: 'Old' } })).items[0].json).toMatchObject({ id: 10001, previous: { name: 'Old' } });
		expect((await send('CrmEventTaskDeleted', 10001)).items[0].json).toMatchObject({ event: 'Task Deleted', taskId: 10001 });
		expect((await send('ContactAdded', 45001)).items[0].json).toMatchObject({ event: 'Contact Added', id: 45001 });
	});

	it.each(['snsSignature', 'message', 'ivvySignature', 'body', 'topic', 'certHost', 'old'])('forged in %s are refused and start nothing', async (forge) => {
		expect(await send('CrmEventTaskAdded', 10001, { forge })).toMatchObject(REFUSED);
	});

	it.each([
		['nothing', ''], ['no JSON', 'x'], ['a list', '[]'], ['depth', `${'['.repeat(10_000)}${']'.repeat(10_000)}`], ['a megabyte', JSON.stringify({ Type: 'Notification', TopicArn: 'x'.repeat(1_000_000) })],
	])('that hold %s are refused', async (_name, body) => {
		expect(await trigger.deliver({ body })).toMatchObject(REFUSED);
		expect(asked).toEqual([]);
	});

	it('never call a host that only looks like Amazon\'s', async () => {
		for (const certUrl of ['http://sns.ap-southeast-2.amazonaws.com/a.pem', 'https://sns.ap-southeast-2.amazonaws.com.evil.example/a.pem', 'https://evil.example/sns.ap-southeast-2.amazonaws.com.pem', 'https://sns.ap-southeast-2.amazonaws.com@evil.example/a.pem', 'https://127.0.0.1/a.pem']) {
			expect(await send('CrmEventTaskAdded', 10001, { certUrl })).toMatchObject(REFUSED);
		}
		expect(await send('SubscriptionConfirmation', 'crm', { forge: 'subscribeHost' })).toMatchObject(REFUSED);
		for (const more of [{ region: 'evil.example/' }, { region: 'ap-southeast-2.evil' }, { keyPath: '/../../evil.pem' }, { keyPath: '//evil.example/key.pem' }]) expect(await send('CrmEventTaskAdded', 10001, more)).toMatchObject(REFUSED);
		expect(asked.filter((url) => !/^https:\/\/(sns\.ap-southeast-2\.amazonaws\.com|s3-ap-southeast-2\.amazonaws\.com)\//.test(url))).toEqual([]);
	});

	it('that come twice start it once, by either of their ids', async () => {
		const first = deliver(fake, 'CrmEventTaskAdded', 10001);
		expect((await trigger.deliver(first)).items).toHaveLength(1);
		expect(await trigger.deliver(first)).toMatchObject({ status: 200, items: undefined });
		expect(await send('CrmEventTaskAdded', 10001, { txnId: first.message.TxnId })).toMatchObject({ status: 200, items: undefined });
	});

	it('of own changes are left out, if that is wanted', async () => {
		const own = { sourceKey: base.credentials.apiKey };
		expect(await send('CrmEventTaskAdded', 10001, own)).toMatchObject({ status: 200, items: undefined });
		expect((await send('CrmEventTaskAdded', 10001, { sourceKey: 'another' })).items).toHaveLength(1);
		const all = await started({ now: Date.now }, { ignoreOwn: false });
		await all.trigger.create();
		expect((await all.trigger.deliver(deliver(all.fake, 'CrmEventTaskAdded', 10001, { sourceKey: all.base.credentials.apiKey }))).items).toHaveLength(1);
	});

	it('of events that were not chosen are left out', async () => {
		expect(await send('CompanyAdded', 701, { family: 'crm' })).toMatchObject({ status: 200, items: undefined });
	});
});

describe('polling', () => {
	const poll = async (options, event = 'both', record = 'task') => await started(options, { record, event }, 'ivvyPollingTrigger');
	const ids = (items) => (items === null ? [] : items[0].map(({ json }) => json.id));

	it.each(['works', 'ignored', 'refused'])('gives each change once where the filter by date %s', async (modifiedFilter) => {
		const { fake, trigger } = await poll({ modifiedFilter });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		const task = fake.vendor.store.tasks.get(10005);
		task.modifiedDate = fake.vendor.store.tasks.get(10001).modifiedDate;
		task.modifiedDate = '2027-01-01 00:00:00 UTC';
		expect(ids(await trigger.poll())).toEqual([10005]);
		expect(await trigger.poll()).toBeNull();
	});

	it('shows a sample when it is tested by hand', async () => {
		const { trigger } = await poll({}, 'created', 'activity');
		expect(ids(await trigger.poll('manual'))).toHaveLength(3);
		expect(trigger.staticData()).toEqual({});
	});
});
