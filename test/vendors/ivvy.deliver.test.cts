import crypto from 'node:crypto';
import { there } from '../support/there.cts';
import { account, NOW } from './ivvy.client.cts';
import { FORGERIES, type Envelope, type Message } from './ivvy.deliver.cts';
import { SUBJECTS } from './ivvy.events.cts';

const fake = account();

const deliver = (...args: Parameters<typeof fake.vendor.deliver>) => fake.vendor.deliver(...args);
/** What is fetched from an address of Amazon's. */
const visited = (url: string) => String(fake.vendor.visit(url).body);

/** Looks at a delivery as a careful receiver does: the first thing that is wrong. */
function flawOf(text: string, { topic, now = NOW }: { topic: string | undefined; now?: number }) {
	const envelope: Envelope = JSON.parse(text);
	const {
		SigningCertURL = '',
		TopicArn,
		Type,
		SubscribeURL = SigningCertURL,
		SignatureVersion,
		Signature = '',
		Timestamp,
	} = envelope;
	const isSns = (url: string) => /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com\//.test(url);
	if (!isSns(SigningCertURL)) return 'certHost';
	const names: ReadonlyArray<keyof Envelope> =
		Type === 'Notification'
			? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
			: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
	const signed = names
		.filter((name) => name in envelope)
		.map((name) => `${name}\n${envelope[name]}\n`);
	const certificate = new crypto.X509Certificate(visited(SigningCertURL));
	const hash = SignatureVersion === '2' ? 'sha256' : 'sha1';
	if (
		!crypto.verify(
			hash,
			Buffer.from(signed.join('')),
			certificate.publicKey,
			Buffer.from(Signature, 'base64'),
		)
	)
		return 'snsSignature';
	if (TopicArn !== topic) return 'topic';
	if (!isSns(SubscribeURL)) return 'subscribeHost';
	if (Math.abs(now - Date.parse(Timestamp)) > 60 * 60_000) return 'old';
	return Type === 'Notification' ? innerFlawOf(JSON.parse(envelope.Message)) : undefined;
}

function innerFlawOf(message: Message) {
	const hash = crypto.createHash('sha1').update(message.Body, 'utf8').digest('hex');
	const parts = [
		message.TxnId,
		message.Region,
		message.Timestamp,
		message.AccountId,
		message.Subject,
		hash,
	];
	const url = `https://s3-${message.Region}.amazonaws.com/accountnotifications.${message.Region}.ivvy.com${message.SigningPublicKeyPath}`;
	const pem = visited(url);
	const right = crypto.verify(
		'sha1',
		Buffer.from(parts.join(':').toLowerCase()),
		pem,
		Buffer.from(message.Signature, 'base64'),
	);
	return right ? undefined : 'ivvySignature';
}

const TOPICS = Object.fromEntries(
	['crm', 'contacts', 'companies'].map((family) => [
		family,
		`arn:aws:sns:ap-southeast-2:123456789012:iVvy_Account_14_d4959ffe27f4a760733babdf1fa7fbbd354d4f62_Notif${family.charAt(0).toUpperCase()}${family.slice(1)}`,
	]),
);
const topicFor = (subject: string) =>
	TOPICS[/^Contact/.test(subject) ? 'contacts' : /^Company/.test(subject) ? 'companies' : 'crm'];
const FIRST: Record<string, number> = {
	CrmEventTask: 10001,
	CrmEventActivity: 3001,
	Opportunity: 5001,
	CrmLeadNote: 8001,
	Contact: 45001,
	ContactNote: 8401,
	Company: 701,
};

describe('ivvy deliveries', () => {
	it.each(SUBJECTS)('of %s are three layers of JSON, signed twice', (subject) => {
		const id = there(FIRST[subject.replace(/(Added|Updated|Deleted)$/, '')]);
		const { body, headers, data } = deliver(subject, id, { previous: { name: 'Old – é/1' } });
		expect(flawOf(body, { topic: topicFor(subject) })).toBeUndefined();
		const message: Message = JSON.parse((JSON.parse(body) as Envelope).Message);
		expect(message).toMatchObject({
			Subject: subject,
			AccountId: '14',
			Region: 'ap-southeast-2',
			Timestamp: NOW / 1000,
			SourceType: 0,
			SourceInfo: null,
		});
		expect(JSON.parse(message.Body)).toEqual(data);
		expect(headers).toMatchObject({
			'content-type': 'text/plain; charset=UTF-8',
			'x-amz-sns-message-type': 'Notification',
		});
		if (subject.endsWith('Deleted')) expect(Object.values(there(data))).toContain(id);
		else expect(data).toMatchObject({ data: { id } });
		expect('previousData' in there(data)).toBe(subject.endsWith('Updated'));
	});

	it('carry the rows of the lists', async () => {
		const { results } = (await fake.call('crm.getTaskList', { filter: { id: 10002 } })).body;
		expect(deliver('CrmEventTaskUpdated', 10002).data).toEqual({
			data: results[0],
			previousData: {},
		});
		expect(deliver('OpportunityDeleted', 5003).data).toEqual({ venueId: 3, opportunityId: 5003 });
		expect(deliver('CrmEventTaskAdded', { data: { id: 1 } }).data).toEqual({ data: { id: 1 } });
		const { message } = deliver('TestSubject', { x: 1 }, { family: 'crm' });
		expect(message?.Subject).toBe('TestSubject');
		expect(() => deliver('TestSubject', 1)).toThrow('no endpoint for TestSubject');
		expect(() => deliver('CrmEventTaskAdded', 1)).toThrow('tasks has no 1');
	});

	it('name the key that made the change', () => {
		const { message } = deliver('CrmEventTaskAdded', 10001, { sourceKey: 'iv-test-key' });
		expect([message?.SourceType, message?.SourceInfo]).toEqual([1, '{"key":"iv-test-key"}']);
	});

	it('are signed by version 1 or 2, with or without a subject of SNS', () => {
		for (const version of ['1', '2'] as const) {
			for (const snsSubject of [undefined, 'Hello']) {
				const { body, envelope } = deliver('CrmEventTaskAdded', 10001, { version, snsSubject });
				expect([envelope.SignatureVersion, envelope.Subject]).toEqual([version, snsSubject]);
				expect(flawOf(body, { topic: TOPICS.crm })).toBeUndefined();
			}
			for (const type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation']) {
				const { body, envelope } = deliver(type, 'contacts', { version });
				expect(envelope).toMatchObject({
					Type: type,
					Token: expect.any(String),
					TopicArn: TOPICS.contacts,
				});
				expect(flawOf(body, { topic: TOPICS.contacts })).toBeUndefined();
			}
		}
	});

	it('can be forged in one thing at a time', () => {
		const flaws: Record<string, string> = { message: 'snsSignature', body: 'ivvySignature' };
		const ofConfirmations = [
			'snsSignature',
			'message',
			'topic',
			'certHost',
			'subscribeHost',
			'old',
		] as const;
		for (const forge of FORGERIES.filter((name) => name !== 'subscribeHost')) {
			expect(
				flawOf(deliver('CrmEventTaskAdded', 10001, { forge }).body, { topic: TOPICS.crm }),
			).toBe(flaws[forge] ?? forge);
		}
		for (const forge of ofConfirmations) {
			expect(
				flawOf(deliver('SubscriptionConfirmation', 'crm', { forge }).body, { topic: TOPICS.crm }),
			).toBe(flaws[forge] ?? forge);
		}
		const wrong: object = { forge: 'all' };
		expect(() => deliver('CrmEventTaskAdded', 10001, wrong)).toThrow('no forgery called all');
	});

	it('can come again', () => {
		const first = deliver('CrmEventTaskAdded', 10001);
		const again = deliver('CrmEventTaskAdded', 10001, { replay: first, age: -1000 });
		expect([again.envelope.MessageId, there(again.message).TxnId]).toEqual([
			first.envelope.MessageId,
			there(first.message).TxnId,
		]);
		expect(again.body).not.toBe(first.body);
		expect(deliver('CrmEventTaskAdded', 10001).envelope.MessageId).not.toBe(
			first.envelope.MessageId,
		);
	});

	it('have their keys on the fake too', async () => {
		const { keys } = fake.vendor;
		const at = async (url: string) => await (await fetch(fake.url + new URL(url).pathname)).text();
		expect(await at(keys.certUrl)).toBe(keys.snsCertificate);
		expect(await at(keys.publicKeyUrl())).toBe(keys.ivvyPublicKey);
		expect(await at(keys.publicKeyUrl('stage'))).toBe(keys.ivvyPublicKey);
		expect((await fetch(`${fake.url}/nothing`)).status).toBe(404);
		expect(keys.publicKeyUrl('eu-west-2')).toBe(
			'https://s3-eu-west-2.amazonaws.com/accountnotifications.eu-west-2.ivvy.com/accounts/14/1537854341/notifcert.txt',
		);
	});
});
