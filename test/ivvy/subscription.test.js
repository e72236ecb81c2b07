'use strict';
/** The subscriptions of the iVvy Trigger: asked for, confirmed, and ended. */
const { snsText } = require('../vendors/ivvy.deliver');
const { signSns } = require('../vendors/ivvy.keys');
const { deliver, REFUSED, started } = require('./support/startedTrigger');

describe('subscribing', () => {
	it('asks for the kinds that the events need, confirms, and ends them', async () => {
		const { fake, trigger } = await started();
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(
			[...fake.vendor.store.subscriptions.values()].map(({ family, url }) => [family, url]).sort(),
		).toEqual([
			['contacts', trigger.url()],
			['crm', trigger.url()],
		]);
		expect(await trigger.exists()).toBe(true);
		expect(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm'))).toMatchObject({
			status: 200,
			items: undefined,
		});
		expect(
			[...fake.vendor.store.subscriptions.values()].find(({ family }) => family === 'crm'),
		).toMatchObject({ confirmed: true, visits: 1 });
		await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'contacts'));
		await trigger.remove();
		expect([fake.vendor.store.subscriptions.size, trigger.staticData()]).toEqual([0, {}]);
	});

	it('confirms although n8n has not kept the topic yet, but no other topic', async () => {
		const { fake, trigger } = await started();
		await trigger.create();
		const known = JSON.parse(JSON.stringify(trigger.staticData()));
		delete trigger.staticData().registered;
		expect(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm'))).toMatchObject({
			status: 200,
		});
		expect(
			await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm', { forge: 'topic' })),
		).toMatchObject(REFUSED);
		Object.assign(trigger.staticData(), known);
		expect(
			await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm', { forge: 'topic' })),
		).toMatchObject(REFUSED);
		expect(fake.vendor.visits.filter((url) => url.includes('ConfirmSubscription'))).toHaveLength(1);
	});

	it('confirms what comes while iVvy has still to answer', async () => {
		const { fake, trigger } = await started();
		const confirmations = [];
		fake.fault('rewrite', {
			times: 2,
			match: ({ query }) => query.get('action') === 'subscribeToNotifications',
			rewrite(answer) {
				const family = [...fake.vendor.store.subscriptions.values()].at(-1).family;
				confirmations.push(trigger.deliver(deliver(fake, 'SubscriptionConfirmation', family)));
				return answer;
			},
		});
		await trigger.create();
		expect((await Promise.all(confirmations)).map(({ status }) => status)).toEqual([200, 200]);
		expect([...fake.vendor.store.subscriptions.values()].map(({ confirmed }) => confirmed)).toEqual(
			[true, true],
		);
	});

	const noConfirmation = ({ status, items, answeredHere }, fake) => {
		expect([status >= 400, items, answeredHere]).toEqual([true, undefined, true]);
		expect(fake.vendor.visits.filter((url) => url.includes('ConfirmSubscription'))).toEqual([]);
	};

	it('confirms nothing that was not asked for, though Amazon has signed it', async () => {
		const { fake, trigger } = await started();
		noConfirmation(await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm')), fake);
		noConfirmation(
			await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'crm', { forge: 'topic' })),
			fake,
		);
		noConfirmation(
			await trigger.deliver(
				deliver(fake, 'SubscriptionConfirmation', 'crm', { forge: 'snsSignature' }),
			),
			fake,
		);
		await trigger.create();
		noConfirmation(
			await trigger.deliver(deliver(fake, 'SubscriptionConfirmation', 'venues')),
			fake,
		);
	});

	it('confirms nothing that was ended, or that did not come about', async () => {
		const ended = await started();
		await ended.trigger.create();
		const late = deliver(ended.fake, 'SubscriptionConfirmation', 'crm');
		await ended.trigger.remove();
		noConfirmation(await ended.trigger.deliver(late), ended.fake);
		const broken = await started({ brokenEndpoints: ['contacts'] });
		await expect(broken.trigger.create()).rejects.toThrow('contacts');
		noConfirmation(
			await broken.trigger.deliver(deliver(broken.fake, 'SubscriptionConfirmation', 'crm')),
			broken.fake,
		);
	});

	it('asks Amazon to come again while another process has not stored what it subscribed to', async () => {
		const { fake, trigger, again } = await started();
		await trigger.create();
		const elsewhere = await again({ credentialId: 'process' });
		const confirmation = deliver(fake, 'SubscriptionConfirmation', 'crm');
		expect(await elsewhere.deliver(confirmation)).toMatchObject({ status: 503, items: undefined });
		expect(
			await (
				await again({ credentialId: 'process', staticData: trigger.staticData() })
			).deliver(confirmation),
		).toMatchObject({ status: 200 });
	});

	it.each([
		[
			'another topic',
			(url) => url.replace(/TopicArn=[^&]+/, 'TopicArn=arn:aws:sns:ap-southeast-2:1:other'),
		],
		['another action', (url) => url.replace('ConfirmSubscription', 'Publish')],
	])('visits no address of %s', async (_name, change) => {
		const { fake, trigger } = await started();
		await trigger.create();
		const { envelope } = deliver(fake, 'SubscriptionConfirmation', 'crm');
		const changed = { ...envelope, SubscribeURL: change(envelope.SubscribeURL) };
		const body = JSON.stringify({ ...changed, Signature: signSns(snsText(changed), '1') });
		expect(await trigger.deliver({ body })).toMatchObject(REFUSED);
		expect(fake.vendor.visits.filter((url) => url.includes('Action='))).toEqual([]);
	});

	it.each([
		['no result', {}],
		['a topic that is none', { crmSuccess: true, crmTopicId: null }],
		['no yes', { crmTopicId: 'arn:aws:sns:ap-southeast-2:1:x' }],
	])('takes an answer with %s for a refusal', async (_name, body) => {
		const { fake, trigger } = await started({}, { events: ['CrmEventTaskAdded'] });
		fake.fault('answer', {
			match: ({ query }) => query.get('action') === 'subscribeToNotifications',
			answer: { status: 200, body },
		});
		await expect(trigger.create()).rejects.toMatchObject({
			message: 'iVvy did not subscribe to crm',
		});
		expect(await trigger.exists()).toBe(false);
	});

	it('takes an end without a result for none', async () => {
		const { fake, trigger } = await started({}, { events: ['CrmEventTaskAdded'] });
		await trigger.create();
		fake.fault('answer', {
			match: ({ query }) => query.get('action') === 'unsubscribeFromNotifications',
			answer: { status: 200, body: {} },
		});
		await expect(trigger.remove()).rejects.toMatchObject({
			message: 'iVvy did not end the subscription to crm',
		});
		await trigger.remove();
	});

	it('says what to do when the key may not subscribe', async () => {
		const { trigger } = await started({ keyOwner: 'other' });
		await expect(trigger.create()).rejects.toMatchObject({
			message: 'This API key may not subscribe to notifications',
			description: expect.stringMatching(/primary user.*iVvy Polling Trigger/),
		});
	});

	it('says which subscription did not come about, and which did not end', async () => {
		const broken = await started({ brokenEndpoints: ['contacts'] });
		await expect(broken.trigger.create()).rejects.toMatchObject({
			message: 'iVvy did not subscribe to contacts',
		});
		const { fake, trigger } = await started();
		await trigger.create();
		for (const one of fake.vendor.store.subscriptions.values()) one.key = 'another';
		await expect(trigger.remove()).rejects.toMatchObject({
			message: expect.stringMatching(/^iVvy did not end the subscription/),
			description: expect.stringContaining('API key that subscribed'),
		});
	});
});
