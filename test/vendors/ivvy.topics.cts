/**
 * Subscriptions of the fake iVvy to notifications, docs/contracts/ivvy.md section 11: two actions of `account`,
 * and what SNS keeps of them.
 */
import crypto from 'node:crypto';
import type { Options } from './ivvy.behavior.cts';
import {
	refuse,
	check,
	type Actions,
	type Check,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import type { Store } from './ivvy.data.cts';
import { parsedUrl } from './server.cts';

export const REGION = 'ap-southeast-2';
const OWNER = '123456789012';
export const ACCOUNT = '14';
export const FAMILIES = [
	'events',
	'venues',
	'payments',
	'crm',
	'contacts',
	'companies',
	'ari',
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Subscription {
	readonly id: string;
	readonly family: Family;
	readonly topic: string;
	readonly url: string;
	/** Of whoever made it. */
	key: string;
	readonly token: string;
	confirmed: boolean;
	/** How often it was confirmed. */
	visits: number;
}

/** the vendor's sample answers and its SDK know nothing of ari: it is told only when it was asked for */
const told = (input: Input) =>
	FAMILIES.filter((family) => family !== 'ari' || 'ariEndpoint' in input);

export const topicOf = (
	family: Family,
	account = `${ACCOUNT}_d4959ffe27f4a760733babdf1fa7fbbd354d4f62`,
) =>
	`arn:aws:sns:${REGION}:${OWNER}:iVvy_Account_${account}_Notif${family.charAt(0).toUpperCase()}${family.slice(1)}`;

const RESULT = {
	done: 1,
	notRequested: 2,
	unknownError: 3,
	notFound: 4,
	wrongSource: 5,
	notConfirmed: 6,
};

const address =
	(schemes: readonly string[]): Check<string> =>
	(value) =>
		typeof value === 'string' && schemes.includes(parsedUrl(value)?.protocol ?? '')
			? undefined
			: 'Value must be an https URL';

/** Key and parameters of both actions: who asks, and `<family>Endpoint: url`. */
function checkRequest(input: Input, { keyOwner, addresses }: Options) {
	if (keyOwner === 'other') refuse(403, 'Not Allowed');
	const isAddress = address(addresses === 'any' ? ['https:', 'http:'] : ['https:']);
	return check(
		input,
		Object.fromEntries(FAMILIES.map((family) => [`${family}Endpoint` as const, isAddress])),
	);
}

const all = (store: Store) => [...store.subscriptions.values()];
const found = (store: Store, family: Family, url: string) =>
	all(store).find((one) => one.family === family && one.url === url);

/** @returns the topic, or null when there can be no subscription */
function subscribeOne(
	family: Family,
	url: string,
	{ store, writes, options, credentials }: Context,
) {
	if (options.brokenEndpoints.includes(family)) return null;
	const others = all(store).filter((one) => one.family === family && one.url !== url);
	if (others.length > 0 && options.secondAddress === 'fails') return null;
	if (options.secondAddress === 'replaces')
		for (const { id } of others) store.subscriptions.delete(id);
	const topic = topicOf(family);
	if (found(store, family, url) !== undefined) return topic;
	const id = `${topic}:${crypto.randomUUID()}`;
	const token = crypto.randomBytes(64).toString('hex');
	store.subscriptions.set(id, {
		id,
		family,
		topic,
		url,
		key: credentials.key,
		token,
		confirmed: false,
		visits: 0,
	});
	writes.push({
		operation: 'subscribeToNotifications',
		id,
		fields: { [`${family}Endpoint`]: url },
	});
	return topic;
}

function subscribeToNotifications(context: Context) {
	const { input, store, options } = context;
	const asked = checkRequest(input, options);
	const topics = new Map<Family, string | null>();
	for (const family of FAMILIES) {
		const url = asked[`${family}Endpoint`];
		if (url !== undefined) topics.set(family, subscribeOne(family, url, context));
		else if (options.subscribeAnswer === 'all' && all(store).some((one) => one.family === family))
			topics.set(family, topicOf(family));
	}
	const answer = told(input).flatMap((family) => {
		const topic = topics.get(family) ?? null;
		return [
			[`${family}Success`, topic !== null],
			[`${family}TopicId`, topic],
		];
	});
	return Object.fromEntries(answer);
}

function unsubscribeOne(
	family: Family,
	url: string,
	{ store, writes, options, credentials }: Context,
) {
	if (options.brokenEndpoints.includes(family)) return RESULT.unknownError;
	const one = found(store, family, url);
	if (one === undefined) return RESULT.notFound;
	if (one.key !== credentials.key) return RESULT.wrongSource;
	if (!one.confirmed) return RESULT.notConfirmed;
	store.subscriptions.delete(one.id);
	writes.push({
		operation: 'unsubscribeFromNotifications',
		id: one.id,
		fields: { [`${family}Endpoint`]: url },
	});
	return RESULT.done;
}

function unsubscribeFromNotifications(context: Context) {
	const { input, options } = context;
	const asked = checkRequest(input, options);
	const result = (family: Family) => {
		const url = asked[`${family}Endpoint`];
		return url === undefined ? RESULT.notRequested : unsubscribeOne(family, url, context);
	};
	return Object.fromEntries(told(input).map((family) => [`${family}Result`, result(family)]));
}

export const ACTIONS: Actions = {
	account: { subscribeToNotifications, unsubscribeFromNotifications },
};
