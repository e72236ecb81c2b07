'use strict';
/**
 * What a receiver of the fake iVvy's deliveries fetches from Amazon: keys, and the addresses that
 * confirm or end a subscription.
 */
const { keys } = require('./ivvy.keys');
const { REGION } = require('./ivvy.topics');

const SNS = `https://sns.${REGION}.amazonaws.com`;
const xml = (status, text) => ({ status, headers: { 'content-type': 'text/xml' }, body: text });
const failure = (status, code) =>
	xml(
		status,
		`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`,
	);
const success = (action, inner) =>
	xml(200, `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`);

function confirm(params, { store }) {
	const [topic, token] = [params.get('TopicArn'), params.get('Token')];
	const one = [...store.subscriptions.values()].find(
		(each) => each.topic === topic && each.token === token,
	);
	if (one === undefined) return failure(404, 'NotFound');
	one.confirmed = true;
	one.visits += 1;
	return success('ConfirmSubscription', `<SubscriptionArn>${one.id}</SubscriptionArn>`);
}

function unsubscribe(params, { store }) {
	return store.subscriptions.delete(params.get('SubscriptionArn'))
		? success('Unsubscribe', '')
		: failure(404, 'NotFound');
}

const ACTIONS = { ConfirmSubscription: confirm, Unsubscribe: unsubscribe };

/** A GET of an address that a delivery carries. Every one is kept in vendor.visits. */
function visit(vendor, address) {
	const url = new URL(address);
	vendor.visits.push(url.href);
	const pem = keys.urls[url.href];
	if (pem !== undefined)
		return { status: 200, headers: { 'content-type': 'text/plain' }, body: pem };
	const action = ACTIONS[url.searchParams.get('Action')];
	if (url.origin !== SNS || url.pathname !== '/' || action === undefined)
		return failure(404, 'NotFound');
	return action(url.searchParams, vendor);
}

/** The same over HTTP: the fake stands for the hosts of SNS and S3, whichever one a test sends to it. */
function visitHere(vendor, { path, rawUrl }) {
	const known = Object.keys(keys.urls).find((url) => new URL(url).pathname === path);
	return visit(vendor, known ?? SNS + rawUrl);
}

module.exports = { visit, visitHere };
