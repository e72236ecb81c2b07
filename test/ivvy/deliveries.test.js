'use strict';
/** What is delivered to the iVvy Trigger: whether it is theirs, whether it is news, and what comes out. */
const { unreadable } = require('../support/unreadable');
const { ivvyText, snsText } = require('../vendors/ivvy.deliver');
const { signIvvy, signSns } = require('../vendors/ivvy.keys');
const { deliver, EVENTS, REFUSED, started } = require('./support/startedTrigger');

describe('deliveries', () => {
	let fake;
	let trigger;
	let again;
	let asked;
	let base;
	beforeEach(async () => {
		({ fake, base, trigger, again, asked } = await started({ now: Date.now }));
		await trigger.create();
	});
	const send = async (...what) => await trigger.deliver(deliver(fake, ...what));

	it.each(['1', '2'])(
		'start the workflow with the record (signature version %s)',
		async (version) => {
			const { status, items } = await send('CrmEventTaskAdded', 10001, { version });
			expect([status, items.length]).toEqual([200, 1]);
			expect(items[0].json).toMatchObject({
				event: 'created',
				sentAt: expect.stringMatching(/Z$/),
				id: 10001,
				title: 'Task 10001',
			});
			expect(
				asked.every((url) =>
					/^https:\/\/(sns\.ap-southeast-2\.amazonaws\.com|s3-ap-southeast-2\.amazonaws\.com)\//.test(
						url,
					),
				),
			).toBe(true);
		},
	);

	it('tell what a change was before, what was deleted, and hand on other records as they are', async () => {
		expect(
			(await send('CrmEventTaskUpdated', 10001, { previous: { name: 'Old' } })).items[0].json,
		).toMatchObject({ id: 10001, previous: { id: 10001, title: 'Old', kind: 'Task' } });
		expect((await send('CrmEventTaskDeleted', 10001)).items[0].json).toMatchObject({
			event: 'deleted',
			taskId: 10001,
		});
		expect((await send('ContactAdded', 45001)).items[0].json).toMatchObject({
			event: 'created',
			recordType: 'contact',
			id: 45001,
		});
	});

	it('tell times of notes and other records in ISO, and a note without tags', async () => {
		fake.vendor.store.leadNotes.get(8001).note = '<p>Called &amp; agreed</p>';
		const other = await again({
			parameters: { events: ['CrmLeadNoteAdded'], ignoreOwn: true, output: 'simplified' },
			staticData: trigger.staticData(),
		});
		const { json } = (await other.deliver(deliver(fake, 'CrmLeadNoteAdded', 8001))).items[0];
		expect(json).toMatchObject({
			event: 'created',
			recordType: 'leadNote',
			description: 'Called & agreed',
		});
		const [contact] = (await send('ContactAdded', 45001)).items;
		expect([json.createdAt, json.updatedAt, contact.json.modifiedDate]).toEqual(
			[1, 2, 3].map(() => expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)),
		);
	});

	it.each(['simplified', 'portable', 'raw'])(
		'tell in %s what happened, and that a task was completed',
		async (output) => {
			const other = await again({
				parameters: { events: EVENTS, ignoreOwn: true, output },
				staticData: trigger.staticData(),
			});
			const happened = async (status, previous) => {
				fake.vendor.store.tasks.get(10001).status = status;
				const sent = deliver(fake, 'CrmEventTaskUpdated', 10001, { previous });
				return (await other.deliver(sent)).items[0].json.event;
			};
			expect([
				await happened(4, { status: 1 }),
				await happened(4, { name: 'Old' }),
				await happened(1, { status: 4 }),
			]).toEqual(['completed', 'updated', 'updated']);
		},
	);

	it.each(['snsSignature', 'message', 'ivvySignature', 'body', 'topic', 'certHost', 'old'])(
		'forged in %s are refused and start nothing',
		async (forge) => {
			expect(await send('CrmEventTaskAdded', 10001, { forge })).toMatchObject(REFUSED);
		},
	);

	it.each([
		['nothing', ''],
		['no JSON', 'x'],
		['a list', '[]'],
		['depth', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
		['a megabyte', JSON.stringify({ Type: 'Notification', TopicArn: 'x'.repeat(1_000_000) })],
	])('that hold %s are refused', async (_name, body) => {
		expect(await trigger.deliver({ body })).toMatchObject(REFUSED);
		expect(asked).toEqual([]);
	});

	it("never call a host that only looks like Amazon's", async () => {
		for (const certUrl of [
			'http://sns.ap-southeast-2.amazonaws.com/a.pem',
			'https://sns.ap-southeast-2.amazonaws.com.evil.example/a.pem',
			'https://evil.example/sns.ap-southeast-2.amazonaws.com.pem',
			'https://sns.ap-southeast-2.amazonaws.com@evil.example/a.pem',
			'https://127.0.0.1/a.pem',
		]) {
			expect(await send('CrmEventTaskAdded', 10001, { certUrl })).toMatchObject(REFUSED);
		}
		expect(await send('SubscriptionConfirmation', 'crm', { forge: 'subscribeHost' })).toMatchObject(
			REFUSED,
		);
		for (const more of [
			{ region: 'evil.example/' },
			{ region: 'ap-southeast-2.evil' },
			{ keyPath: '/../../evil.pem' },
			{ keyPath: '//evil.example/key.pem' },
		])
			expect(await send('CrmEventTaskAdded', 10001, more)).toMatchObject(REFUSED);
		expect(
			asked.filter(
				(url) =>
					!/^https:\/\/(sns\.ap-southeast-2\.amazonaws\.com|s3-ap-southeast-2\.amazonaws\.com)\//.test(
						url,
					),
			),
		).toEqual([]);
	});

	it.each([
		['an outage', () => ({ status: 503 })],
		['too many requests', () => ({ status: 429 })],
		['another page', () => ({ status: 200, body: '<html></html>' })],
		['half of it', (pem) => ({ status: 200, body: pem.slice(0, 200) })],
	])('are asked for again when the key can not be fetched: %s', async (name, broken) => {
		const { certUrl, snsCertificate } = fake.vendor.keys;
		const file = `/${name.replaceAll(' ', '-')}.pem`;
		const how = { certUrl: new URL(file, certUrl).href };
		const match = ({ path }) => path === file;
		fake.fault('answer', { answer: broken(snsCertificate), match });
		expect(await send('CrmEventTaskAdded', 10001, how)).toMatchObject({
			status: 503,
			items: undefined,
		});
		fake.fault('answer', { answer: { status: 200, body: snsCertificate }, match });
		expect((await send('CrmEventTaskAdded', 10001, how)).items).toHaveLength(1);
	});

	it('are refused for good when there is no such key', async () => {
		const certUrl = new URL('/nowhere.pem', fake.vendor.keys.certUrl).href;
		fake.fault('answer', {
			answer: { status: 404 },
			match: ({ path }) => path === '/nowhere.pem',
		});
		expect(await send('CrmEventTaskAdded', 10001, { certUrl })).toMatchObject(REFUSED);
	});

	it("are believed with a key of the account's own region only", async () => {
		for (const region of ['us-west-2', 'eu-west-2', 'stage'])
			expect(await send('CrmEventTaskAdded', 10001, { region })).toMatchObject(REFUSED);
		expect(
			asked.filter(
				(url) =>
					url.startsWith('https://s3') &&
					!url.includes('accountnotifications.ap-southeast-2.ivvy.com'),
			),
		).toEqual([]);
		expect((await send('CrmEventTaskAdded', 10001)).items).toHaveLength(1);
	});

	it.each([
		['the region', { region: 'api.us-west-2.ivvy.com' }],
		["a host of iVvy's", { region: 'custom', host: 'https://API.us-west-2.ivvy.com/' }],
	])('take the region from the credential where it names %s', async (_name, credentials) => {
		const other = await again({
			credentials: { ...base.credentials, ...credentials },
			staticData: trigger.staticData(),
		});
		expect(await other.deliver(deliver(fake, 'CrmEventTaskAdded', 10001))).toMatchObject(REFUSED);
		expect(
			(await other.deliver(deliver(fake, 'CrmEventTaskAdded', 10001, { region: 'us-west-2' })))
				.items,
		).toHaveLength(1);
	});

	it('of one transaction that are about different things all start it', async () => {
		const { message } = deliver(fake, 'CrmEventTaskAdded', 10001);
		const txnId = message.TxnId;
		const counts = [];
		for (const [subject, data] of [
			['CrmEventTaskAdded', 10001],
			['CrmEventActivityAdded', 20001],
			['CrmEventTaskAdded', 10002],
			['CrmEventTaskAdded', 10001],
		]) {
			const id = subject.includes('Activity') ? [...fake.vendor.store.activities.keys()][0] : data;
			counts.push((await send(subject, id, { txnId })).items?.length ?? 0);
		}
		expect(counts).toEqual([1, 1, 1, 0]);
	});

	it('are remembered for a while only, and not more than so many', async () => {
		const { body: _body, ...first } = deliver(fake, 'CrmEventTaskDeleted', 10001);
		await trigger.deliver({ ...first, body: _body });
		trigger.staticData().delivered = Array.from(
			{ length: 5000 },
			() => trigger.staticData().delivered[0],
		);
		await send('CrmEventTaskDeleted', 10001);
		expect(trigger.staticData().delivered.length).toBeLessThanOrEqual(1000);
	});

	const SHAPES = [
		['a task without an ID', 'CrmEventTaskAdded', { data: { title: 'Call', extra: [1] } }],
		[
			'a task without a name',
			'CrmEventTaskUpdated',
			{ data: { id: 7, title: 'Call' }, previousData: { title: 'x' } },
		],
		['data that are a list', 'CrmEventTaskAdded', { data: [{ id: 7 }] }],
		['no data', 'CrmEventActivityAdded', { activity: { id: 7 } }],
		['a deletion', 'CrmEventTaskDeleted', { task: 7, by: 'x' }],
		['a contact without an ID', 'ContactAdded', { data: { firstName: 'A' }, more: 1 }],
	];

	it.each(
		SHAPES.flatMap((row) => ['simplified', 'portable', 'raw'].map((output) => [output, ...row])),
	)(
		'of a shape that nobody knows come as they are in %s: %s',
		async (output, _name, subject, body) => {
			const other = await again({
				parameters: { events: EVENTS, ignoreOwn: true, output },
				staticData: trigger.staticData(),
			});
			const { items } = await other.deliver(deliver(fake, subject, body));
			expect(items[0].json).toEqual({
				event: expect.stringMatching(/^(?:created|updated|deleted)$/),
				recordType: expect.stringMatching(/^(?:task|activity|contact)$/),
				sentAt: expect.stringMatching(/Z$/),
				...body,
			});
		},
	);

	it.each([
		['no JSON', 'lead 7 added'],
		['a list', '[1,2]'],
	])('with a body that is %s come as they are', async (_name, text) => {
		const { message } = deliver(fake, 'CrmEventTaskAdded', 10001);
		const body = text;
		const inner = { ...message, Body: body };
		inner.Signature = signIvvy(ivvyText(inner));
		const { envelope } = deliver(fake, 'CrmEventTaskAdded', 10001);
		const outer = { ...envelope, Message: JSON.stringify(inner) };
		outer.Signature = signSns(snsText(outer), '1');
		const { items } = await trigger.deliver({ body: JSON.stringify(outer) });
		expect(items[0].json).toMatchObject({ event: 'created', body: text });
	});

	it('that come twice start it once, by either of their ids', async () => {
		const first = deliver(fake, 'CrmEventTaskAdded', 10001);
		expect((await trigger.deliver(first)).items).toHaveLength(1);
		expect(await trigger.deliver(first)).toMatchObject({ status: 200, items: undefined });
		expect(await send('CrmEventTaskAdded', 10001, { txnId: first.message.TxnId })).toMatchObject({
			status: 200,
			items: undefined,
		});
	});

	it('that could not be handed on may come again', async () => {
		const first = deliver(fake, 'CrmEventTaskAdded', 10001);
		let isDown = false;
		const credentials = unreadable(base.credentials, () => isDown);
		const other = await again({ credentials, staticData: trigger.staticData() });
		expect((await other.deliver(deliver(fake, 'CrmEventTaskAdded', 10002))).items).toHaveLength(1);
		isDown = true;
		await expect(other.deliver(first)).rejects.toMatchObject({ message: expect.any(String) });
		isDown = false;
		expect((await other.deliver(first)).items).toHaveLength(1);
	});

	it('of own changes are left out, if that is wanted', async () => {
		const own = { sourceKey: base.credentials.apiKey };
		expect(await send('CrmEventTaskAdded', 10001, own)).toMatchObject({
			status: 200,
			items: undefined,
		});
		expect((await send('CrmEventTaskAdded', 10001, { sourceKey: 'another' })).items).toHaveLength(
			1,
		);
		const all = await started({ now: Date.now }, { ignoreOwn: false });
		await all.trigger.create();
		expect(
			(
				await all.trigger.deliver(
					deliver(all.fake, 'CrmEventTaskAdded', 10001, { sourceKey: all.base.credentials.apiKey }),
				)
			).items,
		).toHaveLength(1);
	});

	it('of events that were not chosen are left out', async () => {
		expect(await send('CompanyAdded', 701, { family: 'crm' })).toMatchObject({
			status: 200,
			items: undefined,
		});
	});
});
