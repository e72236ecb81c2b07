'use strict';
/**
 * A fake LeadSquared account, after the contract `docs/contracts/leadsquared.md`, cited by section.
 * Here: addresses, verbs, keys, the rate window and content types. The endpoints stand in tables,
 * one file a family; a new family is one more file and one more line in FAMILIES (or in the option
 * `endpoints`).
 */
const { slidingWindow } = require('./server');
const { Refusal, malformed } = require('./leadsquared.answers');
const { chosen } = require('./leadsquared.behavior');
const { seed } = require('./leadsquared.data');
const { guid } = require('./leadsquared.make');
const { runQueue } = require('./leadsquared.queue');
const { deliverer } = require('./leadsquared.deliveries');

const FAMILIES = [
	require('./leadsquared.creates'),
	require('./leadsquared.activities'),
	require('./leadsquared.lists'),
	require('./leadsquared.types'),
	require('./leadsquared.queue'),
	require('./leadsquared.tasks'),
	require('./leadsquared.tasklists'),
	require('./leadsquared.leads'),
	require('./leadsquared.lookups'),
	require('./leadsquared.opportunities'),
	require('./leadsquared.notes'),
	require('./leadsquared.sales'),
	require('./leadsquared.search'),
	require('./leadsquared.webhooks'),
];
const gathered = (table) => Object.assign({}, ...FAMILIES.map((family) => family[table]));
const ENDPOINTS = gathered('ENDPOINTS');
const SHOWN = gathered('SHOWN');
const LATER = gathered('LATER');
/** the one call that is exempt from the right region (contract 1.1) */
const ANY_REGION = 'Authentication.svc/UserByAccessKey.Get';
/** contract 2.3 */
const WINDOW = { calls: 25, seconds: 5 };

const page = (status, title) => ({
	status,
	headers: { 'content-type': 'text/html' },
	body: `<html><head><title>${title}</title></head><body><p>${title}</p></body></html>`,
});

/** The endpoint of a path; undefined for one that is none of the API. */
const endpointOf = (path) => /^\/v2\/(.+)$/.exec(path)?.[1];

/**
 * What the records show afterwards of a call, so that a lost answer to it can be found out.
 * @param {{path: string}} call
 * @returns {'all' | 'later' | 'nothing'}
 */
function shows({ path }) {
	const endpoint = endpointOf(path) ?? '';
	if (Object.hasOwn(LATER, endpoint)) return 'later';
	return Object.hasOwn(SHOWN, endpoint) ? 'all' : 'nothing';
}

/** Headers (names in any case) or query (contract 1.3). */
const keysOf = ({ headers, query }) => [
	headers['x-lsq-accesskey'] ?? query.get('accessKey'),
	headers['x-lsq-secretkey'] ?? query.get('secretKey'),
];

/** A body is JSON, typed so, in UTF-8 (contract 1.4). */
function checkBody(call, optional) {
	if (call.text === '' && optional) return;
	const type = (call.headers['content-type'] ?? '').split(';', 1)[0].trim().toLowerCase();
	if (type !== 'application/json') throw malformed('the content type must be application/json');
	if (call.json === undefined) throw malformed('the body is not valid JSON');
	if (!call.isUtf8) throw malformed('the body is not UTF-8');
}

/** contract 2.3: both classes of calls, by the newest table and by the oldest plan of the older ones */
const inFiveSeconds = (calls) => ({ calls, seconds: 5 });
const PLANS = {
	pro: { calls: inFiveSeconds(10), bulkCalls: inFiveSeconds(5) },
	super: { calls: inFiveSeconds(20), bulkCalls: inFiveSeconds(10) },
	olderLite: { calls: inFiveSeconds(2), bulkCalls: inFiveSeconds(1) },
	olderEnterprise: { calls: inFiveSeconds(25), bulkCalls: inFiveSeconds(1) },
};

/**
 * @param {object} [options]
 * @param {string} [options.accessKey] the `$` must be percent-safe in a query (contract 1.3)
 * @param {string} [options.secretKey]
 * @param {{calls: number, seconds: number}} [options.window] the rate limit of all calls together
 * @param {keyof PLANS} [options.plan] instead: ordinary and bulk calls with a limit each (contract 2.3)
 * @param {{calls: number, seconds: number}} [options.bulkWindow] the limit of bulk calls, which then don't
 * count for `window`
 * @param {'429'|'200'} [options.rateForm] how a limit hit is told (contract 2.3)
 * @param {boolean} [options.wrongRegion] the keys belong to another region: every call but
 * UserByAccessKey.Get is 401 (contract 1.1)
 * @param {string} [options.regionHost] the API host UserByAccessKey.Get names then
 * @param {object} [options.records] how many users, leads, activities, extras, tasks
 * @param {number} [options.now] moves the seeded dates: the newest record of each kind was changed an hour before
 * @param {object} [options.endpoints] further ones: path below /v2/ -> [verb, (call, context) ->
 * body, is the body optional]
 * @param {object} [options.behavior] the choices of leadsquared.behavior.js, by their names
 */
function leadsquared({
	accessKey = 'u$rfake0123456789',
	secretKey = 'fakesecret9876543210',
	plan,
	window = PLANS[plan]?.calls ?? WINDOW,
	bulkWindow = PLANS[plan]?.bulkCalls,
	rateForm = '429',
	wrongRegion = false,
	regionHost = 'api-us11.leadsquared.com',
	records,
	now,
	endpoints = {},
	...behavior
} = {}) {
	const table = { ...ENDPOINTS, ...endpoints };
	const rate = slidingWindow(window);
	const bulkRate = bulkWindow && slidingWindow(bulkWindow);
	const ids = {
		activityId: (n) => guid('activity', n),
		userId: (n) => guid('user', n),
		leadId: (n) => guid('lead', n),
		typeId: (code) => guid('type', code),
		extraId: (n) => guid('extra', n),
		taskId: (n) => guid('task', n),
		noteId: (n) => guid('note', n),
		saleId: (n) => guid('sale', n),
		taskTypeId: (n) => guid('taskType', n),
		/** the n-th record that is created after the last reset */
		newRecordId: (n) => guid('new', n),
		twinId: (id) => guid('twin', id),
	};
	const store = seed(records, now);
	const account = {
		store,
		writes: [],
		how: chosen(behavior),
		wrongRegion,
		regionHost,
		newId: () => guid('new', ++store.made),
		...ids,
	};

	function allowed(call, path) {
		const [access, secret] = keysOf(call);
		const here = !wrongRegion || path === ANY_REGION;
		if (access !== accessKey || secret !== secretKey || !here)
			throw new Refusal(
				401,
				'MXUnAuthorizedAccessException',
				'Unauthorized access: check the access key, the secret key and the API host.',
			);
		const isBulk = bulkRate !== undefined && path.includes('/Bulk/');
		const { calls, seconds } = isBulk ? bulkWindow : window;
		if (!(isBulk ? bulkRate : rate).admit(call.at))
			throw new Refusal(
				Number(rateForm),
				'MXAPIRateLimitExceededException',
				`API calls exceeded the limit of ${calls} in ${seconds} second(s)`,
			);
	}

	const headersOf = ({ status }) =>
		status === 429 && account.how.retryAfter === 'present'
			? { 'retry-after': String(window.seconds) }
			: {};

	async function handle(call) {
		const path = endpointOf(call.path);
		if (path === undefined || !Object.hasOwn(table, path)) return page(404, 'Endpoint not found.');
		const [verb, answer, optional] = table[path];
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
			account.writes.length = 0;
			account.how.limitedRows = 0;
			rate.reset();
			bulkRate?.reset();
		},
		/** what a user enters beside the host */
		credentials: { accessKey, secretKey },
		store,
		/** The next rows of bulk calls are refused as over the limit, each on its own. */
		limitRows(count) {
			account.how.limitedRows = count;
		},
		/** what was queued happens */
		runQueue: () => runQueue(account),
		/** makes the request a webhook gets */
		deliver: deliverer(account),
		writes: account.writes,
		...ids,
	};
}

module.exports = { leadsquared, shows };
