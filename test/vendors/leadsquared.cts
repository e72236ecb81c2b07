/**
 * A fake LeadSquared account, after the contract `docs/contracts/leadsquared.md`, cited by section.
 * Here: addresses, verbs, keys, the rate window and content types. The endpoints stand in tables,
 * one file a family; a new family is one more file and one more line in FAMILIES (or in the option
 * `endpoints`).
 */
import * as activities from './leadsquared.activities.cts';
import { Refusal, malformed, type Account, type Endpoints } from './leadsquared.answers.cts';
import { chosen, type Behavior } from './leadsquared.behavior.cts';
import * as creates from './leadsquared.creates.cts';
import { seed, type Counts } from './leadsquared.data.cts';
import { deliverer } from './leadsquared.deliveries.cts';
import * as leads from './leadsquared.leads.cts';
import * as lists from './leadsquared.lists.cts';
import * as lookups from './leadsquared.lookups.cts';
import { guid, ids } from './leadsquared.make.cts';
import * as notes from './leadsquared.notes.cts';
import * as opportunities from './leadsquared.opportunities.cts';
import * as queue from './leadsquared.queue.cts';
import * as sales from './leadsquared.sales.cts';
import * as search from './leadsquared.search.cts';
import * as tasklists from './leadsquared.tasklists.cts';
import * as tasks from './leadsquared.tasks.cts';
import * as types from './leadsquared.types.cts';
import * as webhooks from './leadsquared.webhooks.cts';
import { slidingWindow, type Answer, type Call, type Shown, type Write } from './server.cts';

interface Family {
	readonly ENDPOINTS: Endpoints;
	/** What these have done can be read afterwards. */
	readonly SHOWN?: Endpoints;
	/** What these have done can be read some time later. */
	readonly LATER?: Endpoints;
}

const FAMILIES: readonly Family[] = [
	creates,
	activities,
	lists,
	types,
	queue,
	tasks,
	tasklists,
	leads,
	lookups,
	opportunities,
	notes,
	sales,
	search,
	webhooks,
];
const gathered = (table: keyof Family): Endpoints =>
	Object.assign({}, ...FAMILIES.map((family) => family[table]));
const ENDPOINTS = gathered('ENDPOINTS');
const SHOWN = gathered('SHOWN');
const LATER = gathered('LATER');
/** the one call that is exempt from the right region (contract 1.1) */
const ANY_REGION = 'Authentication.svc/UserByAccessKey.Get';
/** contract 2.3 */
const WINDOW = { calls: 25, seconds: 5 };

const page = (status: number, title: string) => ({
	status,
	headers: { 'content-type': 'text/html' },
	body: `<html><head><title>${title}</title></head><body><p>${title}</p></body></html>`,
});

/** The endpoint of a path; undefined for one that is none of the API. */
const endpointOf = (path: string) => /^\/v2\/(.+)$/.exec(path)?.[1];

/** What the records show afterwards of a call, so that a lost answer to it can be found out. */
export function shows({ path }: { path: string }): Shown {
	const endpoint = endpointOf(path) ?? '';
	if (Object.hasOwn(LATER, endpoint)) return 'later';
	return Object.hasOwn(SHOWN, endpoint) ? 'all' : 'nothing';
}

/** Headers (names in any case) or query (contract 1.3). */
const keysOf = ({ headers, query }: Call) => [
	headers['x-lsq-accesskey'] ?? query.get('accessKey'),
	headers['x-lsq-secretkey'] ?? query.get('secretKey'),
];

/** A body is JSON, typed so, in UTF-8 (contract 1.4). */
function checkBody(call: Call, optional: boolean) {
	if (call.text === '' && optional) return;
	if (!/^\s*application\/json\s*(?:;|$)/i.test(call.headers['content-type'] ?? ''))
		throw malformed('the content type must be application/json');
	if (call.json === undefined) throw malformed('the body is not valid JSON');
	if (!call.isUtf8) throw malformed('the body is not UTF-8');
}

interface Rate {
	readonly calls: number;
	readonly seconds: number;
}

/** contract 2.3: both classes of calls, by the newest table and by the oldest plan of the older ones */
const inFiveSeconds = (calls: number): Rate => ({ calls, seconds: 5 });
const PLANS = {
	pro: { calls: inFiveSeconds(10), bulkCalls: inFiveSeconds(5) },
	super: { calls: inFiveSeconds(20), bulkCalls: inFiveSeconds(10) },
	olderLite: { calls: inFiveSeconds(2), bulkCalls: inFiveSeconds(1) },
	olderEnterprise: { calls: inFiveSeconds(25), bulkCalls: inFiveSeconds(1) },
};

/** The choices of leadsquared.behavior.cts, by their names, and: */
export interface Options extends Partial<Behavior> {
	/** the `$` must be percent-safe in a query (contract 1.3) */
	accessKey?: string;
	secretKey?: string;
	/** the rate limit of all calls together */
	window?: Rate;
	/** instead: ordinary and bulk calls with a limit each (contract 2.3) */
	plan?: keyof typeof PLANS;
	/** the limit of bulk calls, which then don't count for `window` */
	bulkWindow?: Rate;
	/** how a limit hit is told (contract 2.3) */
	rateForm?: '429' | '200';
	/** the keys belong to another region: every call but UserByAccessKey.Get is 401 (contract 1.1) */
	wrongRegion?: boolean;
	/** the API host UserByAccessKey.Get names then */
	regionHost?: string;
	/** how many of each kind */
	records?: Partial<Counts>;
	/** moves the seeded dates: the newest record of each kind was changed an hour before */
	now?: number;
	/** further ones */
	endpoints?: Endpoints;
}

export function leadsquared({
	accessKey = 'u$rfake0123456789',
	secretKey = 'fakesecret9876543210',
	plan,
	window = plan === undefined ? WINDOW : PLANS[plan].calls,
	bulkWindow = plan === undefined ? undefined : PLANS[plan].bulkCalls,
	rateForm = '429',
	wrongRegion = false,
	regionHost = 'api-us11.leadsquared.com',
	records,
	now,
	endpoints = {},
	...behavior
}: Options = {}) {
	const table: Endpoints = { ...ENDPOINTS, ...endpoints };
	const rate = slidingWindow(window);
	const bulk = bulkWindow && { ...bulkWindow, rate: slidingWindow(bulkWindow) };
	const store = seed(records, now);
	const writes: Write[] = [];
	const account: Account = {
		store,
		writes,
		how: chosen(behavior),
		wrongRegion,
		regionHost,
		newId: () => guid('new', ++store.made),
		...ids,
	};

	function allowed(call: Call, path: string) {
		const [access, secret] = keysOf(call);
		const here = !wrongRegion || path === ANY_REGION;
		if (access !== accessKey || secret !== secretKey || !here)
			throw new Refusal(
				401,
				'MXUnAuthorizedAccessException',
				'Unauthorized access: check the access key, the secret key and the API host.',
			);
		const limit = bulk !== undefined && path.includes('/Bulk/') ? bulk : { ...window, rate };
		if (!limit.rate.admit(call.at))
			throw new Refusal(
				Number(rateForm),
				'MXAPIRateLimitExceededException',
				`API calls exceeded the limit of ${limit.calls} in ${limit.seconds} second(s)`,
			);
	}

	const headersOf = ({ status }: Refusal): Record<string, string> =>
		status === 429 && account.how.retryAfter === 'present'
			? { 'retry-after': String(window.seconds) }
			: {};

	async function handle(call: Call): Promise<Answer> {
		const path = endpointOf(call.path) ?? '';
		const endpoint = Object.hasOwn(table, path) ? table[path] : undefined;
		if (endpoint === undefined) return page(404, 'Endpoint not found.');
		const [verb, answer, optional = false] = endpoint;
		if (call.method !== verb) return page(405, 'Method not allowed.');
		try {
			allowed(call, path);
			if (verb === 'POST') checkBody(call, optional);
			return { status: 200, body: await answer(call, { account, operation: path }) };
		} catch (error) {
			if (error instanceof Refusal)
				return { status: error.status, headers: headersOf(error), body: error.body };
			throw error;
		}
	}

	return {
		name: 'leadsquared',
		handle,
		reset() {
			Object.assign(store, seed(records, now));
			writes.length = 0;
			account.how.limitedRows = 0;
			rate.reset();
			bulk?.rate.reset();
		},
		/** what a user enters beside the host */
		credentials: { accessKey, secretKey },
		store,
		/** The next rows of bulk calls are refused as over the limit, each on its own. */
		limitRows(count: number) {
			account.how.limitedRows = count;
		},
		/** what was queued happens */
		runQueue: () => queue.runQueue(account),
		/** makes the request a webhook gets */
		deliver: deliverer(account),
		writes,
		...ids,
	};
}
