'use strict';
/**
 * A fake Bitrix24 portal, after the contract `vendors/bitrix24.md` (cited by section) and the seed page 004.
 * Here: addresses, authentication, the request-rate bucket and the envelope. The methods stand in tables, one file a family;
 * a new family is one more file and one more line in METHODS (or in the option `methods`).
 */
const { leakyBucket } = require('./server');
const { Refusal, plain, coded, isPhpMap, portalTime } = require('./bitrix24.answers');
const { decodeQuery } = require('./bitrix24.query');
const { seed, FIXED, SMART_TYPE } = require('./bitrix24.data');

const METHODS = {
	...require('./bitrix24.batch').METHODS,
	...require('./bitrix24.activities').METHODS,
	...require('./bitrix24.todos').METHODS,
	...require('./bitrix24.lookups').METHODS,
};

/** What only an app may call, and what a webhook hears instead (contract 1.2, 2.4, 2.5). */
const wrongContext = () => coded('ERROR_WRONG_CONTEXT', 'The method can only be called in the context of an application');
const noContext = () => coded('ACCESS_DENIED', 'Access denied! Application context required', 403);
const APP_ONLY = [
	['crm.activity.configurable.', ['add', 'update', 'get'], wrongContext],
	['crm.activity.type.', ['add', 'list', 'delete'], noContext],
];
const appOnly = (method) => APP_ONLY.find(([prefix, verbs]) => method.startsWith(prefix) && verbs.includes(method.slice(prefix.length)))?.[2];

/** contract 5.1 */
const BUCKETS = { standard: { burst: 50, perSecond: 2 }, enterprise: { burst: 250, perSecond: 5 } };
const SCOPES = ['crm', 'task', 'tasks', 'user', 'disk', 'im'];
/** contract 1.4: what a method needs, by its first word; the rest is always there */
const NEEDS = { crm: ['crm'], user: ['user', 'user_basic', 'user_brief'] };
const LONGEST_GET = 2048;

const noAuth = () => coded('NO_AUTH_FOUND', 'Wrong authorization data', 401);
const noMethod = () => coded('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404);

/** `/rest/{userId}/{secret}/{method}`, optional `.json` (contract 1.1); everything else under /rest/ lacks authorization */
function webhook(call, { userId, secret }) {
	const [, user, code, method] = /^\/rest\/(\d+)\/([^/]+)\/([^/]+?)(?:\.json)?$/.exec(call.path) ?? [];
	if (method === undefined || Number(user) !== userId || code !== encodeURIComponent(secret)) return undefined;
	return { method, caller: { kind: 'webhook', userId } };
}

/** Query and body together, as PHP's $_REQUEST has them; a JSON body needs its content type (contract 1.1). */
function paramsOf(call) {
	const query = decodeQuery(call.rawUrl.split('?', 2)[1] ?? '');
	if (call.method === 'GET' || call.text === '') return query;
	const type = (call.headers['content-type'] ?? '').split(';', 1)[0].trim().toLowerCase();
	if (type === 'application/x-www-form-urlencoded') return { ...query, ...decodeQuery(call.text) };
	if (type !== 'application/json') throw plain(`Unsupported content type ${type}`);
	if (!isPhpMap(call.json)) throw plain('The request body is not a JSON object');
	return { ...query, ...call.json };
}

/** contract 5.1: epoch seconds, on one page an ISO text, on the to-do pages absent */
function timeOf(method, started) {
	const finished = Date.now();
	const [start, finish, reset] = [started / 1000, finished / 1000, Math.floor(started / 1000) + 600];
	const time = {
		start,
		finish,
		duration: finish - start,
		processing: finish - start,
		date_start: portalTime(started),
		date_finish: portalTime(finished),
		operating: 0.01,
	};
	if (method.startsWith('crm.activity.todo.')) return time;
	return { ...time, operating_reset_at: method === 'crm.activity.list' ? portalTime(reset * 1000) : reset };
}

/**
 * @param {object} [options]
 * @param {string} [options.secret] of the webhook
 * @param {number} [options.userId] whom the webhook acts as: 1 is the administrator, 10, 20 and 30 are inactive
 * @param {'standard'|'enterprise'} [options.plan] the bucket's size (contract 5.1)
 * @param {{burst: number, perSecond: number}} [options.bucket] instead of the plan's
 * @param {object} [options.records] how many of each kind, e.g. { activities: 100_000 } (COUNTS in bitrix24.data.js)
 * @param {string[]} [options.scopes] what the webhook may use (contract 1.4)
 * @param {string} [options.closedTodoCode] code of every refusal about a closed to-do; a live portal gave '0' (contract 2.3)
 * @param {object} [options.methods] further methods: name -> (params, context) -> { result, total?, next? }
 */
function bitrix24({
	secret = 'f4k3s3cr3tw3bh00',
	userId = 1,
	plan = 'standard',
	bucket = BUCKETS[plan],
	records,
	scopes = SCOPES,
	closedTodoCode,
	methods = {},
} = {}) {
	const table = { ...METHODS, ...methods };
	const rate = leakyBucket(bucket);
	const writes = [];
	const store = seed(records);
	const refusals = [];
	const portal = { store, secret, userId, scopes, closedTodoCode, nextId, authenticators: [webhook] };
	let last = Math.max(...store.activities.keys());

	function nextId() {
		last += 1;
		return last;
	}

	function permitted(method) {
		const needed = NEEDS[method.split('.', 1)[0]];
		if (needed !== undefined && !needed.some((scope) => scopes.includes(scope)))
			throw coded('insufficient_scope', 'The request requires higher privileges than provided by the webhook token', 403);
	}

	function planned(method, params) {
		const index = refusals.findIndex((refusal) => refusal.method === method && refusal.match(params));
		if (index < 0) return;
		const refusal = refusals[index];
		refusal.times -= 1;
		if (refusal.times <= 0) refusals.splice(index, 1);
		throw coded(refusal.error, refusal.description, refusal.status);
	}

	/** one method, alone or as a command of a batch */
	function execute(method, params, { caller, batch = false }) {
		const started = Date.now();
		const refused = caller.kind === 'webhook' ? appOnly(method) : undefined;
		if (refused === undefined && !Object.hasOwn(table, method)) throw noMethod();
		permitted(method);
		planned(method, params);
		if (refused !== undefined) throw refused();
		const wrote = (id, fields) => writes.push({ method, id, fields: structuredClone(fields), batch });
		const answer = table[method](params, { portal, caller, batch, execute, wrote });
		return { ...answer, time: timeOf(method, started) };
	}

	function answered(call) {
		const known = portal.authenticators.map((authenticate) => authenticate(call, portal)).find((found) => found !== undefined);
		if (known === undefined) throw noAuth();
		if (!rate.admit(call.at)) throw coded('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503);
		return execute(known.method, paramsOf(call), known);
	}

	function handle(call) {
		if (!call.path.startsWith('/rest/'))
			return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><body><h1>404 Not Found</h1></body></html>' };
		if (call.method !== 'GET' && call.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' }, body: '' };
		if (call.method === 'GET' && call.rawUrl.length > LONGEST_GET) return { status: 414, body: '' };
		try {
			return { status: 200, body: answered(call) };
		} catch (error) {
			if (error instanceof Refusal) return { status: error.status, body: error.body };
			throw error;
		}
	}

	return {
		name: 'bitrix24',
		handle,
		reset() {
			Object.assign(store, seed(records));
			last = Math.max(...store.activities.keys());
			writes.length = 0;
			refusals.length = 0;
			rate.reset();
		},
		/** what a user pastes is the host and `webhookPath` */
		credentials: { userId, secret, webhookPath: `/rest/${userId}/${secret}/` },
		store,
		writes,
		fixed: { ...FIXED, smartType: SMART_TYPE },
		/** The next `times` calls of one method, in a batch or alone, are refused in the words given (e.g. OPERATION_TIME_LIMIT, contract 4). */
		refuseNext(method, { status = 400, error = '', description = '', times = 1, match = () => true } = {}) {
			refusals.push({ method, status, error, description, times, match });
		},
	};
}

module.exports = { bitrix24 };
