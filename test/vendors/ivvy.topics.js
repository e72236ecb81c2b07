'use strict';
/**
 * Subscriptions of the fake iVvy to notifications, docs/contracts/ivvy.md section 11: two actions of `account`,
 * and what SNS keeps of them.
 */
const crypto = require('node:crypto');
const { parsedUrl } = require('./server');
const { refuse, check } = require('./ivvy.checks');

const REGION = 'ap-southeast-2';
const OWNER = '123456789012';
const ACCOUNT = '14';
const FAMILIES = ['events', 'venues', 'payments', 'crm', 'contacts', 'companies', 'ari'];
/** the vendor's sample answers and its SDK know nothing of ari: it is told only when it was asked for */
const told = (input) => FAMILIES.filter((family) => family !== 'ari' || 'ariEndpoint' in input);

const topicOf = (family, account = `${ACCOUNT}_d4959ffe27f4a760733babdf1fa7fbbd354d4f62`) =>
	`arn:aws:sns:${REGION}:${OWNER}:iVvy_Account_${account}_Notif${family[0].toUpperCase()}${family.slice(1)}`;

const RESULT = {
	done: 1,
	notRequested: 2,
	unknownError: 3,
	notFound: 4,
	wrongSource: 5,
	notConfirmed: 6,
};

const address = (schemes) => (value) =>
	typeof value === 'string' && schemes.includes(parsedUrl(value)?.protocol)
		? undefined
		: 'Value must be an https URL';

/** Key and parameters of both actions: who asks, and `<family>Endpoint: url`. */
function checkRequest(input, { keyOwner, addresses }) {
	if (keyOwner === 'other') refuse(403, 'Not Allowed');
	const schemes = addresses === 'any' ? ['https:', 'http:'] : ['https:'];
	check(
		input,
		Object.fromEntries(FAMILIES.map((family) => [`${family}Endpoint`, address(schemes)])),
	);
}

const all = (store) => [...store.subscriptions.values()];
const found = (store, family, url) =>
	all(store).find((one) => one.family === family && one.url === url);

/** @returns the topic, or null when there can be no subscription */
function subscribeOne(family, url, { store, writes, options, credentials }) {
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

function subscribeToNotifications(context) {
	const { input, store, options } = context;
	checkRequest(input, options);
	const topics = new Map();
	for (const family of FAMILIES) {
		const url = input[`${family}Endpoint`];
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

function unsubscribeOne(family, url, { store, writes, options, credentials }) {
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

function unsubscribeFromNotifications(context) {
	const { input, options } = context;
	checkRequest(input, options);
	const result = (family) =>
		`${family}Endpoint` in input
			? unsubscribeOne(family, input[`${family}Endpoint`], context)
			: RESULT.notRequested;
	return Object.fromEntries(told(input).map((family) => [`${family}Result`, result(family)]));
}

const ACTIONS = { account: { subscribeToNotifications, unsubscribeFromNotifications } };

module.exports = { ACTIONS, FAMILIES, REGION, ACCOUNT, topicOf };
