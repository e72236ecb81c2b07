/**
 * A fake Bitrix24 portal, after the contract `docs/contracts/bitrix24.md`, cited by section. Here:
 * addresses, authentication, the request-rate bucket and the envelope. The methods stand in tables,
 * one file a family; a new family is one more file and one more line in FAMILIES (or in the option
 * `methods`).
 */
import { there } from '../support/there.cts';
import { coded, portalTime, Refusal } from './bitrix24.answers.cts';
import { type Counts, FIXED, seed, SMART_TYPE } from './bitrix24.data.cts';
import { downloadOf } from './bitrix24.downloads.cts';
import { deliverer } from './bitrix24.events.cts';
import { type App, authServer, type TokenPair } from './bitrix24.oauth.cts';
import type {
	Asked,
	BatchNulls,
	Caller,
	Execution,
	Methods,
	Needs,
	Params,
	Portal,
	Refusals,
	TimedAnswer,
} from './bitrix24.portal.cts';
import { paramsOf } from './bitrix24.query.cts';
import { body3, NEEDS_3, once, params3, type Remembered } from './bitrix24.rest3.cts';
import {
	type Answer,
	type Bucket,
	type Call,
	leakyBucket,
	type Shown,
	type Write,
} from './server.cts';
import * as activities from './bitrix24.activities.cts';
import * as apps from './bitrix24.apps.cts';
import * as batch from './bitrix24.batch.cts';
import * as boards from './bitrix24.boards.cts';
import * as calendar from './bitrix24.calendar.cts';
import * as checklists from './bitrix24.checklists.cts';
import * as comments from './bitrix24.comments.cts';
import * as drive from './bitrix24.drive.cts';
import * as elapsed from './bitrix24.elapsed.cts';
import * as events from './bitrix24.events.cts';
import * as logs from './bitrix24.logs.cts';
import * as lookups from './bitrix24.lookups.cts';
import * as results from './bitrix24.results.cts';
import * as tasks from './bitrix24.tasks.cts';
import * as telephony from './bitrix24.telephony.cts';
import * as timeline from './bitrix24.timeline.cts';
import * as todos from './bitrix24.todos.cts';

/** What a family of methods may export, beside what others import of it. */
interface Family {
	METHODS?: Methods;
	/** those of REST 3.0 */
	METHODS_3?: Methods;
	SHOWN?: Methods;
	SHOWN_3?: Methods;
	APP_ONLY?: Refusals;
}
const FAMILIES: Family[] = [
	batch,
	activities,
	todos,
	lookups,
	tasks,
	checklists,
	comments,
	results,
	timeline,
	apps,
	events,
	drive,
	elapsed,
	logs,
	telephony,
	boards,
	calendar,
];
const gathered = <Table extends keyof Family>(table: Table): NonNullable<Family[Table]> =>
	Object.assign({}, ...FAMILIES.map((family) => family[table])) as NonNullable<Family[Table]>;
const METHODS = gathered('METHODS');
/** methods of REST 3.0 */
const METHODS_3 = gathered('METHODS_3');
const SHOWN: Methods = { ...gathered('SHOWN'), ...gathered('SHOWN_3') };
/** What only an app may call, and what a webhook hears instead (contract 1.2). */
const APP_ONLY = gathered('APP_ONLY');

/** What the records show afterwards of a call, so that a lost answer to it can be found out. */
export const shows = ({ path }: Pick<Call, 'path'>): Shown =>
	Object.hasOwn(SHOWN, path.slice(path.lastIndexOf('/') + 1)) ? 'all' : 'nothing';

/** Methods that count their parameters: whatever came stays where it stood (contract 2.9). */
const COUNTING = /^task\.(?:checklistitem|commentitem|elapseditem)\./;

/** contract 5.1 */
const BUCKETS = { standard: { burst: 50, perSecond: 2 }, enterprise: { burst: 250, perSecond: 5 } };
const SCOPES = [
	'crm',
	'task',
	'tasks',
	'user',
	'disk',
	'im',
	'sonet_group',
	'telephony',
	'calendar',
];
/** what a method needs (contract 1.4), told here by its first word; the rest is always there */
const NEEDS: Needs = {
	crm: ['crm'],
	user: ['user', 'user_basic', 'user_brief'],
	task: ['task'],
	tasks: ['task'],
	disk: ['disk'],
	sonet_group: ['sonet_group'],
	im: ['im'],
	telephony: ['telephony'],
	calendar: ['calendar'],
	voximplant: ['telephony'],
};
const LONGEST_GET = 2048;
/** n8n's callback, as the app's handler path */
const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

const noAuth = () => coded('NO_AUTH_FOUND', 'Wrong authorization data', 401);
const noMethod = () => coded('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404);

/** `/rest/{userId}/{secret}/{method}`, optional `.json`; `/rest/api/…` is REST 3.0, without (contract 1.1) */
function webhook(call: Call, { userId, secret }: Portal): Asked | undefined {
	const [, api, user, code, method] =
		/^\/rest\/(api\/)?(\d+)\/([^/]+)\/([^/]+)$/.exec(call.path) ?? [];
	if (method === undefined || Number(user) !== userId || code !== encodeURIComponent(secret))
		return undefined;
	const caller: Caller = { kind: 'webhook', userId };
	return api === undefined
		? { method: method.replace(/\.json$/, ''), version: 2, caller }
		: { method, version: 3, caller };
}

/**
 * What the vendor's SDK adds to the query of its calls, except to those that count (contract
 * 2.9): by it a request is found in logs.
 */
const TRACES = ['bx24_request_id', 'bx24_sdk_ver', 'bx24_sdk_type'];

/** An app's token may stand among the parameters, and so may an SDK's traces; those who count them get to see both. */
function paramsFor({ method, caller }: Asked, call: Call): Params {
	const params = paramsOf(call);
	if (COUNTING.test(method)) return params;
	for (const name of caller.kind === 'app' ? ['auth', ...TRACES] : TRACES) delete params[name];
	return params;
}

/** The computing time of a method, and what a call costs. */
interface OperatingLimit {
	seconds: number;
	cost: (method: string) => number;
}

/** What is used of it, and when its oldest minute comes back, in epoch seconds. */
interface Spent {
	operating: number;
	reset: number;
}

/**
 * Computing time of each method by itself, in ten buckets of a minute (contract 5.1). A call is
 * let through while there is some left.
 */
function operatingTime({ seconds, cost }: OperatingLimit) {
	const spent = new Map<string, Array<{ minute: number; seconds: number }>>();
	const minute = (at: number) => Math.floor(at / 60_000);
	const kept = (method: string, at: number) => {
		const entries = (spent.get(method) ?? []).filter((entry) => entry.minute > minute(at) - 10);
		spent.set(method, entries);
		return entries;
	};
	const used = (method: string, at: number) =>
		kept(method, at).reduce((sum, entry) => sum + entry.seconds, 0);
	return {
		admit: (method: string, at = Date.now()) => used(method, at) < seconds,
		/** @returns what is used now, and when the oldest minute of it comes back, in epoch seconds */
		spend(method: string, at = Date.now()): Spent {
			kept(method, at).push({ minute: minute(at), seconds: cost(method) });
			return {
				operating: used(method, at),
				reset: ((kept(method, at)[0]?.minute ?? minute(at)) + 10) * 60,
			};
		},
		reset: () => spent.clear(),
	};
}

/** contract 5.1: epoch seconds, on one page an ISO text, on the to-do pages absent */
function timeOf(
	method: string,
	started: number,
	{ takes = 0, spent }: { takes?: number; spent?: Spent },
) {
	const finished = Math.max(Date.now(), started + takes);
	const [start, finish] = [started / 1000, finished / 1000];
	const reset = spent?.reset ?? Math.floor(started / 1000) + 600;
	const time = {
		start,
		finish,
		duration: finish - start,
		processing: finish - start,
		date_start: portalTime(started),
		date_finish: portalTime(finished),
		operating: spent?.operating ?? 0.01,
	};
	if (method.startsWith('crm.activity.todo.')) return time;
	return {
		...time,
		operating_reset_at: method === 'crm.activity.list' ? portalTime(reset * 1000) : reset,
	};
}

export interface PortalOptions {
	/** of the webhook */
	secret?: string;
	/** whom the webhook acts as: 1 is the administrator, 10, 20 and 30 are inactive */
	userId?: number;
	/** the bucket's size (contract 5.1) */
	plan?: keyof typeof BUCKETS;
	/** instead of the plan's */
	bucket?: Bucket;
	/** no limit when left out (contract 5.1) */
	operating?: OperatingLimit;
	/** how many of each kind */
	records?: Partial<Counts>;
	/** what the webhook may use (contract 1.4) */
	scopes?: readonly string[];
	/** the local app; `code`: for an app of the Market, whose code is not its client id */
	app?: Partial<Omit<App, 'scopes'>> & { code?: string };
	/** custom fields of tasks that have to be filled (contract 2.8) */
	requiredTaskFields?: readonly string[];
	batchNulls?: BatchNulls;
	/** code of every refusal about a closed to-do; a live portal gave '0' (contract 2.3) */
	closedTodoCode?: string;
	/** milliseconds that each command of a batch takes, one after another */
	commandMs?: number;
	/** further methods */
	methods?: Methods;
}

interface Written extends Write {
	method: string;
	batch: boolean;
}

interface PlannedRefusal {
	method: string;
	status: number;
	error: string;
	description: string;
	times: number;
	match: (params: Params) => boolean;
}

export function bitrix24({
	secret = 'f4k3s3cr3tw3bh00',
	userId = 1,
	plan = 'standard',
	bucket = BUCKETS[plan],
	operating,
	records,
	scopes = SCOPES,
	app: {
		clientId = 'local.6741f0a1b2c3d4.12345678',
		clientSecret = 'Yx3vQ9sT0pLk8RzW5nBmJ7hGfD2cA6eU',
		userId: authorises = 1,
		redirectUri = REDIRECT,
		domain = 'portal.example',
		code,
	} = {},
	requiredTaskFields = [],
	batchNulls = 'null',
	closedTodoCode,
	commandMs,
	methods = {},
}: PortalOptions = {}) {
	const table: Methods = { ...METHODS, ...methods };
	const oauth = authServer({
		clientId,
		clientSecret,
		userId: authorises,
		redirectUri,
		scopes,
		domain,
	});
	const applicationTokens = {
		app: '51856fefc120afa4b628cc82d3935cce',
		webhook: 'jvh9y1ulvt2m6k5or90v9mg8nn32ozas',
	};
	const deliver = deliverer(oauth, domain, applicationTokens);
	const rate = leakyBucket(bucket);
	const computing = operating && operatingTime(operating);
	const writes: Written[] = [];
	const store = seed(records);
	const refusals: PlannedRefusal[] = [];
	const portal: Portal = {
		store,
		secret,
		userId,
		scopes,
		closedTodoCode,
		requiredTaskFields,
		batchNulls,
		commandMs,
		deliver,
		nextId,
		/** the local app, and another one of the same portal */
		apps: {
			own: { id: 7, code: code ?? clientId },
			other: { id: 9, code: 'local.0000ffff0000ff.87654321' },
		},
	};
	const remembered = new Map<string, Remembered>();
	let last = lastId();

	function lastId() {
		return Math.max(...store.activities.keys(), ...store.tasks.keys());
	}

	function nextId() {
		last += 1;
		return last;
	}

	/** the object with the tokens that were given out last, whenever it is asked */
	function withTokens<T extends object>(object: T): T & TokenPair {
		const accessToken = { enumerable: true, get: () => oauth.current().accessToken };
		const refreshToken = { enumerable: true, get: () => oauth.current().refreshToken };
		return Object.defineProperties(object, { accessToken, refreshToken }) as T & TokenPair;
	}

	function permitted(method: string, needs: Needs) {
		const needed = needs[there(method.split('.', 1)[0])];
		if (needed !== undefined && !needed.some((scope) => scopes.includes(scope)))
			throw coded(
				'insufficient_scope',
				'The request requires higher privileges than provided by the webhook token',
				403,
			);
	}

	function planned(method: string, params: Params) {
		const refusal = refusals.find((one) => one.method === method && one.match(params));
		if (refusal === undefined) return;
		refusal.times -= 1;
		if (refusal.times <= 0) refusals.splice(refusals.indexOf(refusal), 1);
		throw coded(refusal.error, refusal.description, refusal.status);
	}

	/** one method, alone or as a command of a batch */
	function execute(
		method: string,
		params: Params,
		{ caller, batch = false, version = 2, begins, takes }: Execution,
	): TimedAnswer {
		const started = begins ?? Date.now();
		const [known, needs] = version === 3 ? [METHODS_3, NEEDS_3] : [table, NEEDS];
		const refused = caller.kind === 'webhook' ? APP_ONLY[method] : undefined;
		const run = Object.hasOwn(known, method) ? known[method] : undefined;
		if (refused === undefined && run === undefined) throw noMethod();
		permitted(method, needs);
		planned(method, params);
		if (computing !== undefined && method !== 'batch' && !computing.admit(method))
			throw coded('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429);
		if (refused !== undefined || run === undefined) throw (refused ?? noMethod)();
		const wrote = (id: unknown, fields: unknown) =>
			void writes.push({ method, id, fields: structuredClone(fields), batch });
		const { timeInside = false, ...answer } = run(params, {
			portal,
			caller,
			batch,
			begins: started,
			execute,
			wrote,
		});
		const time = timeOf(method, started, {
			takes: takes ?? answer.takes,
			spent: method === 'batch' ? undefined : computing?.spend(method),
		});
		// some methods print `time` inside `result` (contract 9)
		return timeInside && !batch
			? { ...answer, result: { ...(answer.result as object), time } }
			: { ...answer, time };
	}

	function answered(call: Call) {
		const known = webhook(call, portal) ?? oauth.authenticate(call);
		if (known === undefined) throw noAuth();
		if (!rate.admit(call.at)) throw coded('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503);
		if (known.version === 3)
			return once(call, remembered, () =>
				execute(known.method, params3(call, known.caller), known),
			);
		return execute(known.method, paramsFor(known, call), known);
	}

	function handle(call: Call): Answer {
		if (call.path.startsWith('/oauth/')) return oauth.route(call);
		portal.origin = `http://${call.headers.host}`;
		const file = downloadOf(call, portal, (token) => token === oauth.current().accessToken);
		if (file !== undefined) return file;
		if (!call.path.startsWith('/rest/'))
			return {
				status: 404,
				headers: { 'content-type': 'text/html' },
				body: '<html><body><h1>404 Not Found</h1></body></html>',
			};
		if (call.method !== 'GET' && call.method !== 'POST')
			return { status: 405, headers: { allow: 'GET, POST' }, body: '' };
		if (call.method === 'GET' && call.rawUrl.length > LONGEST_GET) return { status: 414, body: '' };
		try {
			const { takes, ...body } = answered(call);
			return { status: 200, body, takes };
		} catch (error) {
			if (error instanceof Refusal)
				return {
					status: error.status,
					body: call.path.startsWith('/rest/api/') ? body3(error.body) : error.body,
				};
			throw error;
		}
	}

	return {
		name: 'bitrix24',
		handle,
		reset() {
			Object.assign(store, seed(records));
			last = lastId();
			oauth.reset();
			remembered.clear();
			writes.length = 0;
			refusals.length = 0;
			rate.reset();
			computing?.reset();
		},
		/**
		 * what a user pastes: the host and `webhookPath`; or the app's id and secret, after which the
		 * portal gives the tokens
		 */
		credentials: withTokens({
			userId,
			secret,
			webhookPath: `/rest/${userId}/${secret}/`,
			clientId,
			clientSecret,
		}),
		/** the local app: its keys and the tokens that were given out last */
		oauth: withTokens({ clientId, clientSecret, memberId: oauth.memberId, applicationTokens }),
		get tokens() {
			return oauth.current();
		},
		/** Enters another handler path in the app's settings. */
		handleAt(address: string) {
			oauth.handleAt(address);
		},
		/** From now on the access tokens answer expired_token until they are refreshed. */
		expireTokens() {
			oauth.expire();
		},
		/** The refresh token has run out too: only a new authorisation helps. */
		revokeTokens() {
			oauth.revoke();
		},
		/** A token of another app of the same portal, which works there as ours does. */
		foreignToken: (user = authorises) => oauth.issueAccess(user, Date.now(), 'other'),
		/** A delivery of an event: deliver(event, data or id, how) -> { headers, body }. */
		deliver,
		store,
		writes,
		fixed: { ...FIXED, smartType: SMART_TYPE },
		/**
		 * The next `times` calls of one method, in a batch or alone, are refused in the words given
		 * (e.g. OPERATION_TIME_LIMIT, contract 4).
		 */
		refuseNext(
			method: string,
			{
				status = 400,
				error = '',
				description = '',
				times = 1,
				match = () => true,
			}: Partial<Omit<PlannedRefusal, 'method'>> = {},
		) {
			refusals.push({ method, status, error, description, times, match });
		},
	};
}
