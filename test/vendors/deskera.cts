/**
 * A fake Deskera (the classic CRM REST API), after docs/contracts/deskera.md. Here: tokens and error
 * shapes (sections 2 and 7). The routes stand in tables, one file a family; a new family is one more
 * file and one more line in FAMILIES. The records are in deskera.data.cts.
 */
import { there } from '../support/there.cts';
import * as activities from './deskera.activities.cts';
import {
	Refusal,
	bad,
	isObject,
	refuse,
	type Context,
	type Handler,
	type Options,
	type Route,
} from './deskera.activities.cts';
import {
	seed,
	stamp as format,
	TENANT,
	FIRST_IAM,
	LAST_STAMP,
	type User,
} from './deskera.data.cts';
import * as lookups from './deskera.lookups.cts';
import {
	leakyBucket,
	type Answer,
	type Bucket,
	type Call,
	type Shown,
	type Write,
} from './server.cts';

interface Family {
	readonly ROUTES: readonly Route[];
	readonly SHOWN?: readonly Route[];
}

const FAMILIES: readonly Family[] = [activities, lookups];

// Section 2.2: sign-in and refresh.

/** A token in the form of a JWT; section 2.4: its payload tells user and tenant. */
function jwt(user: User, number: number) {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const payload = {
		userId: user.id,
		iamUserId: user.iamUserId,
		user_name: `${user.id}:${user.tenantId}`,
		jti: number,
	};
	return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.ZmFrZQ`;
}

function textFields<Name extends string>(
	body: unknown,
	names: readonly Name[],
	optional: readonly string[] = [],
) {
	if (!isObject(body)) bad('The body must be a JSON object');
	const allowed: readonly string[] = [...names, ...optional];
	const stranger = Object.keys(body).find((name) => !allowed.includes(name));
	if (stranger !== undefined) bad(`unknown field ${stranger}`);
	const missing = names.find(
		(name) => !['string', 'number'].includes(typeof body[name]) || body[name] === '',
	);
	if (missing !== undefined) bad(`${missing} is required`);
	return body as Record<Name, string | number>;
}

function signedIn({ account, state }: Context) {
	state.issued += 1;
	const accessToken = jwt(account.user, state.issued);
	const refreshToken = `refresh-${state.issued}`;
	state.accessTokens.add(accessToken);
	state.refreshTokens.add(refreshToken);
	const answer = {
		accessToken,
		refreshToken,
		idToken: accessToken,
		expiresIn: 3600,
		tokenType: 'Bearer',
		emailVerified: true,
		isTrialUser: false,
		isMFAEnabled: account.mfa,
		guid: 'guid-1',
	};
	return { status: 200, body: answer };
}

/** Wrong credentials: 400, 401 and 404 are all listed; here a gap is 400, an unknown name 404, a wrong password 401. */
function checkPassword(
	{ userName, password }: Record<'userName' | 'password', string | number>,
	account: Context['account'],
) {
	if (userName !== account.userName) refuse(404, 'user not found');
	if (password !== account.password) refuse(401, 'wrong password');
}

function signIn(context: Context) {
	checkPassword(
		textFields(context.call.json, ['userName', 'password'], ['isMobile', 'inviteCode', 'referer']),
		context.account,
	);
	return context.account.mfa ? { status: 200, body: { isMFAEnabled: true } } : signedIn(context);
}

function mfaSignIn(context: Context) {
	const body = textFields(context.call.json, ['userName', 'password', 'mfaCode']);
	checkPassword(body, context.account);
	if (String(body.mfaCode) !== context.account.mfaCode) refuse(401, 'wrong code');
	return signedIn(context);
}

function refresh(context: Context) {
	const { call, account, state } = context;
	const { refreshToken, userName, tenantId } = textFields(call.json, [
		'refreshToken',
		'userName',
		'tenantId',
	]);
	const known =
		state.refreshTokens.has(String(refreshToken)) &&
		userName === account.userName &&
		String(tenantId) === String(TENANT);
	if (!known) refuse(401, 'refresh token is not valid');
	return signedIn(context);
}

// Routes.

const IAM = '/v1/iam';

const IAM_ROUTES: readonly Route[] = [
	['GET', `${IAM}/token/validate`, () => ({ status: 200 })],
	['POST', `${IAM}/auth/sign-in/web/sign-in`, signIn],
	['POST', `${IAM}/auth/sign-in/web/mfa-signin`, mfaSignIn],
	['POST', `${IAM}/auth/web/getrefreshtoken`, refresh],
];
const ROUTES = [...FAMILIES.flatMap((family) => family.ROUTES), ...IAM_ROUTES].map(
	([method, path, handler, names = []]) => ({
		method,
		handler,
		names,
		pattern: new RegExp(`^${path.replace('{id}', '(\\d+)')}$`),
	}),
);

const SHOWN = FAMILIES.flatMap((family) => family.SHOWN ?? []);
const OPEN: readonly Handler[] = [signIn, mfaSignIn, refresh];

const routeOf = (call: { method?: string; path: string }) =>
	ROUTES.find(({ method, pattern }) => method === call.method && pattern.test(call.path));

/**
 * What the records show afterwards of a call, so that a lost answer to it can be found out.
 * @param call `signature` begins with its verb
 */
export function shows({ signature, path }: { signature: string; path: string }): Shown {
	const route = routeOf({ method: signature.split(' ', 1)[0], path });
	return SHOWN.some(([, , handler]) => handler === route?.handler) ? 'all' : 'nothing';
}

function checkCall(call: Call, { names }: { names: readonly string[] }) {
	const stranger = [...call.query.keys()].find((name) => !names.includes(name));
	if (stranger !== undefined) bad(`unknown parameter ${stranger}`);
	if (!['POST', 'PUT', 'PATCH'].includes(call.method)) return;
	if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
		bad('Content-Type must be application/json');
	if (call.json === undefined) bad('The body is no JSON');
}

/** Section 7: gateway errors have one known shape; what a service sends is an option. */
function answerTo({ status, message, gateway }: Refusal, call: Call, shape: Options['errorShape']) {
	const known = { status: 'error', code: status, message, requestPath: call.path };
	const shapes = { gateway: known, error: { error: message }, text: message, empty: '' };
	return { status, body: gateway ? known : shapes[shape] };
}

export interface Settings extends Partial<Options> {
	token?: string;
	userName?: string;
	password?: string;
	now?: () => number;
	rate?: Bucket;
	records?: { activities?: number };
}

/**
 * @param settings mfa: the account answers a sign-in with isMFAEnabled only (section 2.2); maxPageSize: larger
 * pageSize values are cut to it; refusedAbove: they are refused; ties: whether rows that are alike keep their order
 * from page to page ('kept') or not ('other')
 */
export function deskera({
	token,
	userName = 'user1@deskera.example',
	password = 'Deskera-Test-01',
	mfa = false,
	now = Date.now,
	bulkUnknown = 'refuse',
	usersEnvelope = 'data',
	maxPageSize = Infinity,
	refusedAbove = Infinity,
	ties = 'other',
	sorting = 'obeyed',
	errorShape = 'gateway',
	rate,
	records: { activities: count } = {},
}: Settings = {}) {
	const first: Options = {
		bulkUnknown,
		usersEnvelope,
		maxPageSize,
		refusedAbove,
		ties,
		sorting,
		errorShape,
		mfa,
	};
	const store = seed(count);
	const account = {
		userName,
		password,
		mfaCode: '123456',
		user: there(store.users.get(FIRST_IAM)),
	};
	const staticToken = token ?? jwt(account.user, 0);
	const bucket = rate && leakyBucket(rate);
	const firstState = (): Context['state'] => ({
		issued: 0,
		lastId: Math.max(...store.activities.keys()),
		lastStamp: LAST_STAMP,
		accessTokens: new Set([staticToken]),
		refreshTokens: new Set(),
	});
	let state = firstState();

	/** updated_at: microseconds, later on every call */
	function stamp() {
		state.lastStamp = Math.max(state.lastStamp + 1, now() * 1000);
		return format(state.lastStamp);
	}

	function act(call: Call): Answer {
		if (bucket && !bucket.admit()) refuse(429, 'Too many requests', true);
		const route = routeOf(call) ?? refuse(404, `no ${call.method} ${call.path}`, true);
		const token = String(call.headers['x-access-token']);
		if (!OPEN.includes(route.handler) && !state.accessTokens.has(token))
			refuse(401, 'token is missing or not valid', true);
		checkCall(call, route);
		const [, id] = route.pattern.exec(call.path) ?? [];
		const { options, writes } = vendor;
		return route.handler({
			call,
			id: Number(id),
			store,
			writes,
			options,
			state,
			stamp,
			user: FIRST_IAM,
			account: { ...account, mfa: options.mfa },
		});
	}

	const vendor = {
		name: 'deskera',
		credentials: { token: staticToken, userName, password },
		tenantId: TENANT,
		mfaCode: account.mfaCode,
		/** may be changed between calls; reset() brings back the first values */
		options: { ...first },
		store,
		writes: [] as Write[],
		/** every access token issued so far, and the static one, stops working */
		expireToken() {
			state.accessTokens.clear();
		},
		expireRefreshToken() {
			state.refreshTokens.clear();
		},
		reset() {
			Object.assign(store, seed(count));
			Object.assign(vendor.options, first);
			vendor.writes.length = 0;
			state = firstState();
			bucket?.reset();
		},
		handle(call: Call): Answer {
			try {
				return act(call);
			} catch (error) {
				if (error instanceof Refusal) return answerTo(error, call, vendor.options.errorShape);
				throw error;
			}
		},
	};
	return vendor;
}
