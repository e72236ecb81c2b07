/** Deliveries of the fake iVvy as Amazon SNS makes them, genuine or forged, docs/contracts/ivvy.md section 11. */
import crypto from 'node:crypto';
import type { Store } from './ivvy.data.cts';
import { familyOf, bodyOf, type Source } from './ivvy.events.cts';
import { keys, signSns, signIvvy } from './ivvy.keys.cts';
import { REGION, ACCOUNT, FAMILIES, topicOf, type Family } from './ivvy.topics.cts';

const CONFIRMATIONS = ['SubscriptionConfirmation', 'UnsubscribeConfirmation'];
const HOUR = 60 * 60_000;
/** What can be forged; but for the named thing such a delivery is right, and signed rightly. */
export const FORGERIES = [
	/** the SNS signature is of another text */
	'snsSignature',
	/** Message was changed after SNS signed it */
	'message',
	/** iVvy's signature is of another text */
	'ivvySignature',
	/** Body was changed after iVvy signed it; SNS signed the changed one */
	'body',
	/** the topic of another account */
	'topic',
	/** the certificate, one that fits, is at a host that only looks like SNS */
	'certHost',
	/** the address that confirms is at another host */
	'subscribeHost',
	/** sent two hours ago; `age` says otherwise */
	'old',
] as const;
type Forgery = (typeof FORGERIES)[number];

/** What SNS sends. */
export interface Envelope {
	Type: string;
	MessageId: string;
	TopicArn: string;
	Subject?: string;
	Message: string;
	Timestamp: string;
	SignatureVersion: string;
	Signature?: string;
	SigningCertURL?: string;
	UnsubscribeURL?: string;
	/** Of a confirmation. */
	Token?: string;
	SubscribeURL?: string;
}

/** What iVvy signs. */
interface Unsigned {
	TxnId: string;
	Region: string;
	Timestamp: number;
	AccountId: string;
	Subject: string;
	Body: string;
	SourceType: number;
	SourceInfo: string | null;
}

/** iVvy's message, which the envelope holds as text. */
export interface Message extends Unsigned {
	Signature: string;
	SigningPublicKeyPath: string;
}

export interface Delivery {
	readonly url: string | undefined;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly envelope: Envelope;
	readonly message: Message | undefined;
	/** The body of the message. */
	readonly data: object | undefined;
	/** Would SNS send it now? */
	readonly due: boolean;
}

export interface How {
	readonly forge?: Forgery | readonly Forgery[];
	/** SignatureVersion */
	readonly version?: '1' | '2';
	readonly messageId?: string;
	readonly txnId?: string;
	/** An earlier delivery whose IDs come again. */
	readonly replay?: Delivery;
	/** In milliseconds. */
	readonly age?: number;
	/** previousData */
	readonly previous?: object;
	/** The key that made the change. */
	readonly sourceKey?: string;
	/** The subscription's. */
	readonly url?: string;
	/** Of a subject of the test's own. */
	readonly family?: Family;
	readonly region?: string;
	readonly accountId?: string;
	readonly keyPath?: string;
	readonly certUrl?: string;
	readonly snsSubject?: string;
	readonly contentType?: string;
}

/**
 * Section 11: as PHP writes JSON, slashes and what is not ASCII escaped. Signatures are of this
 * text, not of one written anew.
 */
const php = (value: object) =>
	JSON.stringify(value)
		.replace(/\//g, '\\/')
		.replace(
			/[\u0080-\uffff]/g,
			(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);

/** The text that SNS signs: certain fields, in this order, each name and value on a line. */
export function snsText(envelope: Partial<Envelope>) {
	const names: ReadonlyArray<keyof Envelope> = CONFIRMATIONS.includes(envelope.Type ?? '')
		? ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
		: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
	return names
		.filter((name) => envelope[name] !== undefined)
		.map((name) => `${name}\n${envelope[name]}\n`)
		.join('');
}

/** The text that iVvy signs. */
export function ivvyText({ TxnId, Region, Timestamp, AccountId, Subject, Body }: Unsigned) {
	return [
		TxnId,
		Region,
		Timestamp,
		AccountId,
		Subject,
		crypto.createHash('sha1').update(Body, 'utf8').digest('hex'),
	]
		.join(':')
		.toLowerCase();
}

function innerMessage(
	subject: string,
	body: object,
	at: number,
	how: How,
	forged: Forged,
): Message {
	const message: Unsigned = {
		TxnId: how.txnId ?? how.replay?.message?.TxnId ?? crypto.randomBytes(16).toString('hex'),
		Region: how.region ?? REGION,
		Timestamp: Math.floor(at / 1000),
		AccountId: how.accountId ?? ACCOUNT,
		Subject: subject,
		Body: php(body),
		SourceType: how.sourceKey === undefined ? 0 : 1,
		SourceInfo: how.sourceKey === undefined ? null : php({ key: how.sourceKey }),
	};
	const signature = signIvvy(forged('ivvySignature') ? 'another text' : ivvyText(message));
	if (forged('body')) message.Body = php({ ...body, forged: true });
	return { ...message, Signature: signature, SigningPublicKeyPath: how.keyPath ?? keys.keyPath };
}

const query = (parts: Readonly<Record<string, string>>) =>
	`?${Object.entries(parts)
		.map(([name, value]) => `${name}=${value}`)
		.join('&')}`;

/** What a confirmation has instead of iVvy's message. */
function confirmation(type: string, topic: string, token: string, host: string) {
	const asked = type === 'SubscriptionConfirmation' ? 'subscribe to' : 'deactivate subscription';
	const todo =
		type === 'SubscriptionConfirmation'
			? 'confirm the subscription'
			: 'cancel this operation and restore the subscription';
	return {
		Token: token,
		Message:
			`You have chosen to ${asked} the topic ${topic}.\nTo ${todo}, visit the SubscribeURL ` +
			'included in this message.',
		SubscribeURL: `https://${host}/${query({ Action: 'ConfirmSubscription', TopicArn: topic, Token: token })}`,
	};
}

type Forged = (name: Forgery) => boolean;

function forgeries(how: How): Forged {
	const names = [how.forge ?? []].flat();
	for (const name of names)
		if (!FORGERIES.includes(name)) throw new Error(`no forgery called ${name}`);
	return (name) => names.includes(name);
}

function headersOf(
	envelope: Envelope,
	subscription: string,
	{ contentType = 'text/plain; charset=UTF-8' }: How,
) {
	return {
		'content-type': contentType,
		'user-agent': 'Amazon Simple Notification Service Agent',
		'x-amz-sns-message-type': envelope.Type,
		'x-amz-sns-message-id': envelope.MessageId,
		'x-amz-sns-topic-arn': envelope.TopicArn,
		...(envelope.Type === 'Notification' ? { 'x-amz-sns-subscription-arn': subscription } : {}),
	};
}

/** Whose delivery it is: the last one of the family, or that with the address. */
function subscriptionOf(store: Store, family: Family, url: string | undefined) {
	return [...store.subscriptions.values()].findLast(
		(one) => one.family === family && (url === undefined || one.url === url),
	);
}

/** Of a fake iVvy, what makes its deliveries. */
interface Sender extends Source {
	readonly now: () => number;
}

const isFamily = (name: string): name is Family => (FAMILIES as readonly string[]).includes(name);

/**
 * A delivery, ready to be posted.
 * @param event a subject of ivvy.events.cts, or SubscriptionConfirmation or UnsubscribeConfirmation
 * @param data the record's id, or the body as it is; of a confirmation the family, e.g. `crm`
 */
export function deliver(
	vendor: Sender,
	event: string,
	data?: number | object | string,
	how: How = {},
): Delivery {
	const forged = forgeries(how);
	const isConfirmation = CONFIRMATIONS.includes(event);
	const family =
		how.family ??
		(isConfirmation ? String(data ?? 'crm').replace(/Endpoint$/, '') : familyOf(event)) ??
		'';
	if (!isFamily(family)) throw new Error(`the fake iVvy has no endpoint for ${event}`);
	const subscription = subscriptionOf(vendor.store, family, how.url);
	const topic = forged('topic')
		? topicOf(family, '99_0123456789abcdef0123456789abcdef01234567')
		: (subscription?.topic ?? topicOf(family));
	const at = vendor.now() - (how.age ?? (forged('old') ? 2 * HOUR : 0));
	const record = typeof data === 'object' ? data : Number(data);
	const body = isConfirmation ? undefined : bodyOf(event, record, vendor, how.previous);
	const message = body && innerMessage(event, body, at, how, forged);
	const host = forged('subscribeHost') ? 'sns.attacker.example' : `sns.${REGION}.amazonaws.com`;
	const arn = subscription?.id ?? `${topic}:a97813c2-7724-4f18-97a5-afd41258bd44`;
	const token = subscription?.token ?? crypto.randomBytes(64).toString('hex');
	const envelope: Envelope = {
		Type: isConfirmation ? event : 'Notification',
		MessageId: how.messageId ?? how.replay?.envelope.MessageId ?? crypto.randomUUID(),
		TopicArn: topic,
		Subject: isConfirmation ? undefined : how.snsSubject,
		...(message === undefined
			? confirmation(event, topic, token, host)
			: { Message: php(message) }),
		Timestamp: new Date(at).toISOString(),
		SignatureVersion: how.version ?? '1',
	};
	envelope.Signature = signSns(
		forged('snsSignature') ? 'another text' : snsText(envelope),
		envelope.SignatureVersion,
	);
	if (forged('message')) envelope.Message = `${envelope.Message} `;
	envelope.SigningCertURL = how.certUrl ?? (forged('certHost') ? keys.forgedCertUrl : keys.certUrl);
	if (!isConfirmation)
		envelope.UnsubscribeURL = `https://${host}/${query({ Action: 'Unsubscribe', SubscriptionArn: arn })}`;
	const due = subscription !== undefined && (isConfirmation || subscription.confirmed);
	return {
		url: subscription?.url,
		headers: headersOf(envelope, arn, how),
		body: JSON.stringify(envelope),
		envelope,
		message,
		data: body,
		due,
	};
}
