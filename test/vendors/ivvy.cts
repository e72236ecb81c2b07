/**
 * A fake iVvy: POST /api/1.0/{namespace}?action={action} with signed requests, after
 * docs/contracts/ivvy.md. Here: addresses, signatures and error shapes (sections 1, 3, 4). The
 * actions stand in tables by namespace and name, one file a family; a new family is one more file
 * and one more line in FAMILIES. Deliveries are in ivvy.deliver.cts, the rules for parameters in
 * ivvy.checks.cts, the records in ivvy.data.cts, the options in ivvy.behavior.cts.
 */
import crypto from 'node:crypto';
import { there } from '../support/there.cts';
import * as actions from './ivvy.actions.cts';
import { visit, visitHere } from './ivvy.aws.cts';
import * as batches from './ivvy.batch.cts';
import { chosen, type Options } from './ivvy.behavior.cts';
import { Refusal, refuse, isObject, type Actions, type Input } from './ivvy.checks.cts';
import { seed, type Counts } from './ivvy.data.cts';
import { deliver, type Delivery, type How } from './ivvy.deliver.cts';
import { keys } from './ivvy.keys.cts';
import * as leads from './ivvy.leads.cts';
import * as lists from './ivvy.lists.cts';
import * as notes from './ivvy.notes.cts';
import * as people from './ivvy.people.cts';
import * as topics from './ivvy.topics.cts';
import {
	leakyBucket,
	type Answer,
	type Bucket,
	type Call,
	type Limit,
	type Shown,
	type Write,
} from './server.cts';

interface Family {
	readonly ACTIONS: Actions;
	/** What these have done can be read afterwards. */
	readonly SHOWN?: Actions;
}

const FAMILIES: readonly Family[] = [lists, actions, notes, people, leads, topics, batches];

/** namespace -> action -> what it does */
function gathered(table: keyof Family): Actions {
	const all: Record<string, Actions[string]> = {};
	for (const { [table]: part = {} } of FAMILIES) {
		for (const [namespace, some] of Object.entries(part))
			all[namespace] = { ...all[namespace], ...some };
	}
	return all;
}
const ACTIONS = gathered('ACTIONS');
const SHOWN = Object.values(gathered('SHOWN')).flatMap((some) => Object.keys(some));

/**
 * What the records show afterwards of a call, so that a lost answer to it can be found out.
 * @param call its verb, address and body; of a batch, what its first request does
 */
export function shows({ signature }: { signature: string }): Shown {
	const [, action = ''] =
		/"action":"(\w+)"/.exec(signature) ?? /action=(\w+)/.exec(signature) ?? [];
	return SHOWN.includes(action) ? 'all' : 'nothing';
}

const VERSION = '1.0';

/** Section 3.1: lowercase hex, of the raw bytes. */
export const contentMd5 = (body: string) =>
	crypto.createHash('md5').update(Buffer.from(body, 'utf8')).digest('hex');

type Headers = Readonly<Record<string, string>>;

/** Section 3.2, part 7: every header whose name starts with IVVY. */
function ivvyHeaders(headers: Headers) {
	const named = Object.entries(headers).filter(([name]) => /^ivvy/i.test(name));
	return named
		.map(([name, value]) => `${name.replace(/[-_]/g, '')}=${value}`)
		.sort()
		.join('&');
}

/**
 * The text that is signed, section 3.2.
 * @param request requestString: path and query as sent
 */
export function stringToSign({
	method,
	requestString,
	headers,
}: {
	method: string;
	requestString: string;
	headers: Headers;
}) {
	const given = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const date = given['ivvy-date'] === undefined ? (given.date ?? '') : '';
	return [
		method,
		given['content-md5'],
		given['content-type'],
		date,
		requestString,
		VERSION,
		ivvyHeaders(headers),
	]
		.join('')
		.toLowerCase();
}

/** HMAC-SHA1, lowercase hex. */
export const sign = (secret: string, text: string) =>
	crypto.createHmac('sha1', secret).update(text, 'utf8').digest('hex');

/** `YYYY-MM-DD HH:mm:ss` with or without ` UTC`, else the HTTP form of `Date`: milliseconds or NaN. */
function timeOf(headers: Headers) {
	const own = headers['ivvy-date'];
	if (own === undefined) return Date.parse(headers.date ?? '');
	return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d( UTC)?$/.test(own)
		? Date.parse(`${own.slice(0, 10)}T${own.slice(11, 19)}Z`)
		: Number.NaN;
}

function unauthorized(message: string, specificCode?: number): never {
	refuse(401, message, specificCode);
}

interface Signature {
	readonly signature: string;
	readonly date: string | undefined;
}

/** Of the account, what calls are looked at with. */
interface Authority {
	readonly credentials: { readonly key: string; readonly secret: string };
	readonly signatures: Signature[];
	readonly now: () => number;
	readonly revoked: boolean;
	readonly options: Options;
}

/** Section 3: throws unless the call is dated now and signed with the secret; every signature is kept. */
function authorize(call: Call, { credentials, signatures, now, revoked, options }: Authority) {
	const { headers } = call;
	const [, key, signature = ''] =
		/^IWS ([^:\s]+):(.*)$/.exec(headers['x-api-authorization'] ?? '') ??
		unauthorized('The request is not authorized');
	signatures.push({ signature, date: headers['ivvy-date'] ?? headers.date });
	if (key !== credentials.key) unauthorized('The key is unknown');
	if (revoked) refuse(463, 'The key has been revoked');
	if (headers['content-type'] === undefined) unauthorized('The content type is missing');
	if (headers['content-md5'] !== contentMd5(call.text))
		unauthorized('The content MD5 does not match');
	const at = timeOf(headers);
	if (Number.isNaN(at)) unauthorized('The request date is missing or malformed');
	if (
		signature !==
		sign(
			credentials.secret,
			stringToSign({ method: call.method, requestString: call.rawUrl, headers }),
		)
	)
		unauthorized('The signature does not match');
	if (Math.abs(now() - at) > options.clockSkew) unauthorized('The request is stale', 23005);
}

const MESSAGES: Readonly<Record<number, string>> = {
	460: 'Unknown',
	461: 'Failed Request',
	462: 'Session Expired',
	500: 'Internal Error',
	501: 'Not Implemented',
};

/** Sections 2 and 4.2: what the key's user may not do, and what the test asked for. */
function admit(place: string, { refuseWith, forbidden }: Options) {
	if (refuseWith !== undefined) refuse(refuseWith, MESSAGES[refuseWith] ?? 'Refused');
	if (forbidden.includes(place)) refuse(403, 'Forbidden');
}

/** Sections 1 and 3.4: one JSON object; nothing, `{}` and `[]` all mean no parameters. */
function inputOf(call: Call): Input {
	if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
		refuse(400, 'The content type must be application/json');
	if (call.text === '' || /^\[\s*\]$/.test(call.text)) return {};
	return isObject(call.json) ? call.json : refuse(400, 'The request body must be a JSON object');
}

const callable = (namespace: string, action: string) =>
	Object.hasOwn(ACTIONS, namespace) && Object.hasOwn(ACTIONS[namespace] ?? {}, action);

/** Section 1: the namespace is in the path, the action is the only query parameter. */
function actionOf(call: Call, namespace: string) {
	const action = String(call.query.get('action'));
	const names = [...call.query.keys()];
	if (!Object.hasOwn(ACTIONS, namespace))
		refuse(404, `The namespace '${namespace}' does not exist`);
	if (!callable(namespace, action)) refuse(404, `The action '${action}' does not exist`);
	if (names.length > 1)
		refuse(400, 'The query string may hold the action only', 23016, [
			`${names.find((name) => name !== 'action') ?? 'action'}: *Unknown parameter*`,
		]);
	return action;
}

/** Section 4.2: the HTTP status is the errorCode or 200; 460 to 463 may be none. */
function answerTo(
	{ errorCode, message, specificCode, additionalMessages }: Refusal,
	{ errorStatus, ownStatuses, retryAfter }: Options,
): Answer {
	const body = { errorCode, message, specificCode, additionalMessages };
	const headers: Record<string, string> =
		errorCode === 429 && retryAfter !== undefined ? { 'retry-after': String(retryAfter) } : {};
	const own = errorCode >= 460 && errorCode <= 463;
	if (own && ownStatuses === '400') return { status: 400, headers, body };
	return { status: errorStatus === '200' ? 200 : errorCode, headers, body };
}

/** Every option of ivvy.behavior.cts, and: */
export interface Settings extends Partial<Options> {
	key?: string;
	secret?: string;
	/** the caller's clock */
	now?: () => number;
	/** the limit of calls; limit() changes it */
	rate?: Bucket;
	/** how many of each kind */
	records?: Partial<Counts>;
}

export function ivvy({
	key = 'iv-test-key',
	secret = 'iv-Test-Secret-01',
	now = Date.now,
	rate,
	records,
	...asked
}: Settings = {}) {
	const first = chosen(asked);
	let bucket: Limit | undefined;
	const vendor = {
		name: 'ivvy',
		credentials: { key, secret },
		/** may be changed between calls; reset() brings back the first values */
		options: structuredClone(first),
		store: seed(records),
		writes: [] as Write[],
		/** one entry for each call that carried a signature: { signature, date } */
		signatures: [] as Signature[],
		/** the addresses of Amazon's that were visited, section 11 */
		visits: [] as string[],
		/** certificates and public keys of the deliveries: ivvy.keys.cts */
		keys,
		revoked: false,
		now: (): number => now() + vendor.options.clockOffset,
		revokeKey() {
			vendor.revoked = true;
		},
		/** A delivery as SNS makes it: ivvy.deliver.cts. */
		deliver: (event: string, data?: number | object | string, how?: How): Delivery =>
			deliver(vendor, event, data, how),
		/**
		 * What Amazon answers to a GET of an address in a delivery; over HTTP the fake answers the
		 * same below its own address.
		 */
		visit: (url: string): Answer => visit(vendor, url),
		/** The call to a finished batch's callbackUrl, ready to be posted: ivvy.batch.cts. */
		callback: (asyncId: string): ReturnType<typeof batches.callback> =>
			batches.callback(vendor, asyncId),
		/** Another limit of calls, or none. */
		limit(other?: Bucket) {
			bucket = other && leakyBucket(other);
		},
		reset() {
			Object.assign(vendor.store, seed(records));
			Object.assign(vendor.options, structuredClone(first));
			vendor.writes.length = 0;
			vendor.signatures.length = 0;
			vendor.visits.length = 0;
			vendor.revoked = false;
			vendor.limit(rate);
		},
		handle(call: Call): Answer {
			if (call.method === 'GET' && !call.path.startsWith('/api/')) return visitHere(vendor, call);
			try {
				return { status: 200, body: act(call) };
			} catch (error) {
				if (error instanceof Refusal) return answerTo(error, vendor.options);
				throw error;
			}
		},
	};
	vendor.limit(rate);

	function act(call: Call): object {
		const [, namespace = ''] =
			/^\/api\/1\.0\/([A-Za-z]+)$/.exec(call.path) ?? refuse(404, 'Not Found');
		if (call.method !== 'POST') refuse(405, 'Method Not Allowed');
		if (bucket && !bucket.admit()) refuse(429, 'Too Many Requests');
		authorize(call, vendor);
		const action = actionOf(call, namespace);
		if (!/(\*|application)\/(\*|json)|^$/i.test(call.headers.accept ?? ''))
			refuse(406, 'Not Acceptable');
		if (namespace !== 'batch')
			batches.goOn({ store: vendor.store, options: vendor.options, perform });
		return perform(namespace, action, inputOf(call));
	}

	function perform(namespace: string, action: string, input: Input): object {
		const { store, writes, options, credentials } = vendor;
		admit(`${namespace}.${action}`, options);
		return there(ACTIONS[namespace]?.[action])({
			input,
			store,
			writes,
			options,
			credentials,
			now: vendor.now,
			callable,
			perform,
		});
	}

	return vendor;
}
