import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { hostOf, parsedUrl } from '../../shared/http/urls';
import { asNumber, asObject, asText, isObject } from '../../shared/text/unknownJson';
import { hashed, holdsKey, isSignedBy, type Digest } from '../../shared/trigger/signatures';

/** What Amazon SNS posts; docs/contracts/ivvy.md section 11. */
export interface Envelope {
	readonly type: string;
	readonly topic: string;
	readonly messageId: string;
	readonly message: string;
	readonly subscribeUrl: string;
	readonly raw: IDataObject;
}

/** @returns undefined for what is no SNS message at all */
export function readEnvelope(text: string): Envelope | undefined {
	const raw = parsed(text);
	if (raw === undefined) return undefined;
	return {
		type: asText(raw.Type),
		topic: asText(raw.TopicArn),
		messageId: asText(raw.MessageId),
		message: asText(raw.Message),
		subscribeUrl: asText(raw.SubscribeURL),
		raw,
	};
}

export function parsed(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

const SNS_HOST = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com$/;
const SIGNED_NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const SIGNED_CONFIRMATION = [
	'Message',
	'MessageId',
	'SubscribeURL',
	'Timestamp',
	'Token',
	'TopicArn',
	'Type',
];
const DIGESTS: Readonly<Record<string, Digest | undefined>> = { 1: 'SHA-1', 2: 'SHA-256' };
/** Deliveries that are older have been sent before, or have nothing to do with now. */
const OLDEST_MS = 3_600_000;

/** A URL of SNS itself, in whatever region: nothing else is ever called because a message says so. */
function isSnsUrl(text: string): boolean {
	const url = parsedUrl(text);
	return (
		url !== undefined && url.protocol === 'https:' && SNS_HOST.test(url.host) && url.username === ''
	);
}

/** Whether SNS signed the envelope, not long ago. */
export async function isFromSns(
	context: IWebhookFunctions,
	{ raw, type }: Envelope,
	now = Date.now(),
): Promise<boolean> {
	const certUrl = asText(raw.SigningCertURL);
	const age = now - Date.parse(asText(raw.Timestamp));
	const digest = DIGESTS[asText(raw.SignatureVersion)];
	if (
		!isSnsUrl(certUrl) ||
		!new URL(certUrl).pathname.endsWith('.pem') ||
		digest === undefined ||
		!(age < OLDEST_MS)
	)
		return false;
	const names = type === 'Notification' ? SIGNED_NOTIFICATION : SIGNED_CONFIRMATION;
	const text = names
		.filter((name) => raw[name] !== undefined && raw[name] !== null)
		.map((name) => `${name}\n${asText(raw[name])}\n`)
		.join('');
	return isSignedBy(await fetchedKey(context, certUrl), asText(raw.Signature), text, digest);
}

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const KEY_PATH = /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

/**
 * Whether iVvy itself signed the message inside. Its key comes from the bucket of the account's own region and from no
 * other, whatever the message names: an account lives in one region.
 */
export async function isFromIvvy(
	context: IWebhookFunctions,
	{ topic }: Envelope,
	message: IDataObject,
): Promise<boolean> {
	const region = asText(message.Region);
	const path = asText(message.SigningPublicKeyPath);
	if (
		!REGION.test(region) ||
		region !== (await accountRegion(context, topic)) ||
		!KEY_PATH.test(path)
	)
		return false;
	const key = await fetchedKey(
		context,
		`https://s3-${region}.amazonaws.com/accountnotifications.${region}.ivvy.com${path}`,
	);
	const parts = ['TxnId', 'Region', 'Timestamp', 'AccountId', 'Subject'].map((name) =>
		asText(message[name]),
	);
	const text = [...parts, hashed(asText(message.Body), 'SHA-1')].join(':').toLowerCase();
	return isSignedBy(key, asText(message.Signature), text, 'SHA-1');
}

const API_HOST = /^api\.([a-z0-9-]+)\.ivvy\.com$/;

/**
 * The host of the API in the credential names it. Behind another host it is where iVvy made the topic of
 * the account (`arn:aws:sns:REGION:…`).
 */
async function accountRegion(context: IWebhookFunctions, topic: string): Promise<string> {
	const { region, host } = await context.getCredentials<IDataObject>('ivvyApi');
	const [, named] = API_HOST.exec(hostOf(asText(region === 'custom' ? host : region))) ?? [];
	return named ?? topic.split(':')[3] ?? '';
}

/** Keys change once a year or so. */
const keys = new Map<string, string>();
const MOST_KEYS = 20;
const TIMEOUT_MS = 10_000;

/** A message can't be checked now, as its key can't be fetched: it has to come again. */
class Unchecked extends Error {}

/** @param later what is answered to a message that could not be checked this time */
export async function unlessUnchecked<T>(answer: Promise<T>, later: () => T): Promise<T> {
	return await answer.catch((cause: unknown) => {
		if (cause instanceof Unchecked) return later();
		throw cause;
	});
}

/**
 * @returns an empty text where there is no such key
 * @throws Unchecked where it could not be fetched this time
 */
async function fetchedKey(context: IWebhookFunctions, url: string): Promise<string> {
	const known = keys.get(url);
	if (known !== undefined) return known;
	const { status, body } = await fetched(context, url);
	if (status !== OK && !isPassing(status)) return '';
	if (status !== OK || !holdsKey(body)) throw new Unchecked();
	if (keys.size >= MOST_KEYS) keys.clear();
	keys.set(url, body);
	return body;
}

const OK = 200;
const NO_ANSWER = 0;
const SERVER_ERRORS = 500;
const TIMED_OUT = 408;
const TOO_MANY = 429;

/** A status that may be another one soon. */
function isPassing(status: number): boolean {
	return [NO_ANSWER, TIMED_OUT, TOO_MANY].includes(status) || status >= SERVER_ERRORS;
}

async function fetched(
	context: IWebhookFunctions,
	url: string,
): Promise<{ status: number; body: string }> {
	try {
		const answer = asObject(
			await context.helpers.httpRequest({
				method: 'GET',
				url,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
				encoding: 'text',
			}),
		);
		return { status: asNumber(answer.statusCode) ?? NO_ANSWER, body: asText(answer.body) };
	} catch {
		return { status: NO_ANSWER, body: '' };
	}
}

/**
 * Answers SNS that the messages are wanted; only to SNS, and for the topic of the envelope.
 * @throws Unchecked where SNS could not be reached
 */
export async function confirmSubscription(
	context: IWebhookFunctions,
	{ subscribeUrl, topic }: Envelope,
): Promise<boolean> {
	const query = parsedUrl(subscribeUrl)?.searchParams;
	if (
		!isSnsUrl(subscribeUrl) ||
		query?.get('Action') !== 'ConfirmSubscription' ||
		query.get('TopicArn') !== topic
	)
		return false;
	const { status } = await fetched(context, subscribeUrl);
	if (isPassing(status)) throw new Unchecked();
	return status === OK;
}
