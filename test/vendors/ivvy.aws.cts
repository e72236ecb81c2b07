/**
 * What a receiver of the fake iVvy's deliveries fetches from Amazon: keys, and the addresses that
 * confirm or end a subscription.
 */
import type { Store } from './ivvy.data.cts';
import { keys } from './ivvy.keys.cts';
import { REGION } from './ivvy.topics.cts';
import type { Answer, Call } from './server.cts';

/** Of a fake iVvy, what Amazon keeps for it. */
interface Keeper {
	readonly store: Store;
	readonly visits: string[];
}

const SNS = `https://sns.${REGION}.amazonaws.com`;
const xml = (status: number, text: string): Answer => ({
	status,
	headers: { 'content-type': 'text/xml' },
	body: text,
});
const failure = (status: number, code: string) =>
	xml(
		status,
		`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`,
	);
const success = (action: string, inner: string) =>
	xml(200, `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`);

function confirm(params: URLSearchParams, { store }: Keeper) {
	const [topic, token] = [params.get('TopicArn'), params.get('Token')];
	const one = [...store.subscriptions.values()].find(
		(each) => each.topic === topic && each.token === token,
	);
	if (one === undefined) return failure(404, 'NotFound');
	one.confirmed = true;
	one.visits += 1;
	return success('ConfirmSubscription', `<SubscriptionArn>${one.id}</SubscriptionArn>`);
}

function unsubscribe(params: URLSearchParams, { store }: Keeper) {
	return store.subscriptions.delete(params.get('SubscriptionArn') ?? '')
		? success('Unsubscribe', '')
		: failure(404, 'NotFound');
}

const ACTIONS: Readonly<Record<string, typeof confirm>> = {
	ConfirmSubscription: confirm,
	Unsubscribe: unsubscribe,
};

/** A GET of an address that a delivery carries. Every one is kept in vendor.visits. */
export function visit(vendor: Keeper, address: string): Answer {
	const url = new URL(address);
	vendor.visits.push(url.href);
	const pem = keys.urls[url.href];
	if (pem !== undefined)
		return { status: 200, headers: { 'content-type': 'text/plain' }, body: pem };
	const action = ACTIONS[url.searchParams.get('Action') ?? ''];
	if (url.origin !== SNS || url.pathname !== '/' || action === undefined)
		return failure(404, 'NotFound');
	return action(url.searchParams, vendor);
}

/** The same over HTTP: the fake stands for the hosts of SNS and S3, whichever one a test sends to it. */
export function visitHere(vendor: Keeper, { path, rawUrl }: Call) {
	const known = Object.keys(keys.urls).find((url) => new URL(url).pathname === path);
	return visit(vendor, known ?? SNS + rawUrl);
}
