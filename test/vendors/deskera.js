'use strict';
/**
 * A fake Deskera (the classic CRM REST API), after docs/contracts/deskera.md. Here: routes, tokens,
 * look-ups and error shapes (sections 2, 4 to 7). The activities are in deskera.activities.js, the
 * records in deskera.data.js.
 */
const { leakyBucket } = require('./server');
const {
	activities,
	dealAnswer,
	userInfo,
	positive,
	Refusal,
	refuse,
	bad,
} = require('./deskera.activities');
const { seed, stamp: format, TENANT, FIRST_IAM, LAST_STAMP } = require('./deskera.data');

const PAGE = 10;
const DEALS_PAGE = 20;
const includes = (value, part) => value.toLowerCase().includes(part.toLowerCase());
const inQuery = (query, name, test) => query.get(name) === null || test(query.get(name));

// Section 2.2: sign-in and refresh.

/** A token in the form of a JWT; section 2.4: its payload tells user and tenant. */
function jwt(user, number) {
	const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const payload = {
		userId: user.id,
		iamUserId: user.iamUserId,
		user_name: `${user.id}:${user.tenantId}`,
		jti: number,
	};
	return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.ZmFrZQ`;
}

function textFields(body, names, optional = []) {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		bad('The body must be a JSON object');
	const stranger = Object.keys(body).find((name) => ![...names, ...optional].includes(name));
	if (stranger !== undefined) bad(`unknown field ${stranger}`);
	const missing = names.find(
		(name) => !['string', 'number'].includes(typeof body[name]) || body[name] === '',
	);
	if (missing !== undefined) bad(`${missing} is required`);
	return body;
}

function signedIn({ account, state }) {
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
function checkPassword({ userName, password }, account) {
	if (userName !== account.userName) refuse(404, 'user not found');
	if (password !== account.password) refuse(401, 'wrong password');
}

function signIn(context) {
	checkPassword(
		textFields(context.call.json, ['userName', 'password'], ['isMobile', 'inviteCode', 'referer']),
		context.account,
	);
	return context.account.mfa ? { status: 200, body: { isMFAEnabled: true } } : signedIn(context);
}

function mfaSignIn(context) {
	const body = textFields(context.call.json, ['userName', 'password', 'mfaCode']);
	checkPassword(body, context.account);
	if (String(body.mfaCode) !== context.account.mfaCode) refuse(401, 'wrong code');
	return signedIn(context);
}

function refresh(context) {
	const { call, account, state } = context;
	const { refreshToken, userName, tenantId } = textFields(call.json, [
		'refreshToken',
		'userName',
		'tenantId',
	]);
	const known =
		state.refreshTokens.has(refreshToken) &&
		userName === account.userName &&
		String(tenantId) === String(TENANT);
	if (!known) refuse(401, 'refresh token is not valid');
	return signedIn(context);
}

// Section 4: contacts.

function contactAnswer(store, contact) {
	const { label_id, visibility_type, owner_id, created_at, updated_at, organization_id, ...rest } =
		contact;
	const nested = {
		organization: {},
		persons: [],
		label: { id: label_id, name: 'No label' },
		owner_details: userInfo(store, owner_id),
		sub_owner_ids: [],
		custom_field: [],
		c_field: {},
		deal_details: [],
	};
	return {
		...rest,
		organization_id,
		label_id,
		visibility_type,
		owner_id,
		...nested,
		created_at,
		updated_at,
		view_only: false,
	};
}

const CONTACT_QUERY = [
	'limit',
	'page',
	'search',
	'name',
	'email',
	'phone',
	'type',
	'contact_ids',
	'columns',
	'contains_email',
	'action',
	'orderBy',
	'order_by',
	'order',
	'sort',
];

function listContacts({ call: { query }, store }) {
	const page = positive(query, 'page', 1);
	const limit = positive(query, 'limit', PAGE);
	if (!inQuery(query, 'type', (type) => ['person', 'organization'].includes(type)))
		bad('type must be person or organization');
	const matches = (contact) =>
		inQuery(query, 'type', (type) => contact.type === type) &&
		inQuery(query, 'contact_ids', (ids) => ids.split(',').includes(String(contact.id))) &&
		['name', 'email', 'phone'].every((name) =>
			inQuery(query, name, (part) => includes(contact[name], part)),
		) &&
		inQuery(query, 'search', (part) =>
			[contact.name, contact.email, contact.phone].some((value) => includes(value, part)),
		);
	const found = [...store.contacts.values()].filter(matches);
	const data = found
		.slice((page - 1) * limit, page * limit)
		.map((contact) => contactAnswer(store, contact));
	return { status: 200, body: { data, paginationInfo: { page, totalRecords: found.length } } };
}

function getContact({ id, store }) {
	const contact = store.contacts.get(id) ?? refuse(404, `contact ${id} not found`);
	return { status: 200, body: contactAnswer(store, contact) };
}

function severalContacts({ call, store }) {
	const ids = call.json?.contact_ids;
	if (!Array.isArray(ids) || !ids.every(Number.isInteger) || Object.keys(call.json).length !== 1)
		bad('contact_ids must be a list of whole numbers');
	const found = ids.map((id) => store.contacts.get(id)).filter((contact) => contact !== undefined);
	return { status: 200, body: found.map((contact) => contactAnswer(store, contact)) };
}

// Section 5: deals.

const DEAL_QUERY = [
	'pipeline_id',
	'deal_summary',
	'contact_id',
	'deal_ids',
	'show_closed_deals',
	'page',
];

function listDeals({ call: { query }, store }) {
	const page = positive(query, 'page', 1);
	const pipeline = positive(query, 'pipeline_id');
	const contact = positive(query, 'contact_id');
	const matches = (deal) =>
		(pipeline === undefined || deal.pipeline_id === pipeline) &&
		(contact === undefined || deal.contact_id === contact) &&
		inQuery(query, 'deal_ids', (ids) => ids.split(',').includes(String(deal.id)));
	const found = [...store.deals.values()].filter(matches);
	const data = found
		.slice((page - 1) * DEALS_PAGE, page * DEALS_PAGE)
		.map((deal) => dealAnswer(store, deal));
	const counts = {
		number_of_elements: data.length,
		size_per_page: DEALS_PAGE,
		total_pages: Math.ceil(found.length / DEALS_PAGE),
		number_of_records: found.length,
	};
	return { status: 200, body: { data, page, ...counts } };
}

function getDeal({ id, store }) {
	const deal = store.deals.get(id) ?? refuse(404, `deal ${id} not found`);
	return { status: 200, body: dealAnswer(store, deal) };
}

const listPipelines = ({ store }) => ({ status: 200, body: [...store.pipelines.values()] });
const getPipeline = ({ id, store }) => ({
	status: 200,
	body: store.pipelines.get(id) ?? refuse(404, `pipeline ${id} not found`),
});

// Section 6: users.

const inEnvelope = (rows, envelope) => ({
	status: 200,
	body: envelope === 'array' ? rows : { [envelope]: rows },
});

/** Section 3.1: pages of the Books endpoints count from 0. */
function listUsers({ call: { query }, store, options }) {
	const given = query.get('page') ?? '0';
	const page = /^\d+$/.test(given) ? Number(given) : bad('page must be a whole number');
	const limit = positive(query, 'limit', PAGE);
	const matches = (user) =>
		['search', 'query'].every((name) =>
			inQuery(query, name, (part) =>
				includes(`${user.firstName} ${user.lastName} ${user.email}`, part),
			),
		);
	const found = [...store.users.values()].filter(matches);
	return inEnvelope(found.slice(page * limit, (page + 1) * limit), options.usersEnvelope);
}

const allUsers = ({ store, options }) =>
	inEnvelope(
		[...store.users.values()].map(({ id, firstName, lastName, email, userName }) => ({
			id,
			firstName,
			lastName,
			email,
			userName,
		})),
		options.usersEnvelope,
	);

function usersInfo({ call, store }) {
	if (!Array.isArray(call.json) || !call.json.every(Number.isInteger))
		bad('The body must be a list of ids');
	const found = [...store.users.values()].filter(
		({ id, iamUserId }) => call.json.includes(id) || call.json.includes(iamUserId),
	);
	return {
		status: 200,
		body: found.map(({ id, iamUserId, firstName, lastName, email, userName, profileUrl }) => ({
			id,
			iamUserId,
			firstName,
			lastName,
			email,
			userName,
			profileUrl,
		})),
	};
}

// Routes.

const CRM = '/v1/crm/activities';
const IAM = '/v1/iam';

/** [method, path, handler, allowed query names]; `{id}` is a whole number */
const ROUTES = [
	['GET', CRM, activities.list, ['page', 'pageSize', 'sortBy', 'sortDir', 'query']],
	['POST', CRM, activities.create],
	['GET', `${CRM}/{id}`, activities.get],
	['PUT', `${CRM}/{id}`, activities.replace],
	['DELETE', `${CRM}/{id}`, activities.remove],
	['PATCH', `${CRM}/bulkUpdate`, activities.bulkUpdate],
	['POST', `${CRM}/bulkDelete`, activities.bulkDelete],
	['GET', '/v1/crm/contacts', listContacts, CONTACT_QUERY],
	['GET', '/v1/crm/contacts/{id}', getContact],
	['POST', '/v1/crm/contacts/multiple', severalContacts],
	['GET', '/v1/crm/deals', listDeals, DEAL_QUERY],
	['GET', '/v1/crm/deals/{id}', getDeal],
	['GET', '/v1/crm/deals/pipelines', listPipelines],
	['GET', '/v1/crm/deals/pipelines/{id}', getPipeline],
	['GET', '/v1/users', listUsers, ['limit', 'page', 'query', 'search', 'sort', 'sortDir']],
	['GET', '/v1/users/all', allUsers],
	['POST', '/v1/users/info', usersInfo],
	['GET', `${IAM}/token/validate`, () => ({ status: 200 })],
	['POST', `${IAM}/auth/sign-in/web/sign-in`, signIn],
	['POST', `${IAM}/auth/sign-in/web/mfa-signin`, mfaSignIn],
	['POST', `${IAM}/auth/web/getrefreshtoken`, refresh],
].map(([method, path, handler, names = []]) => ({
	method,
	handler,
	names,
	pattern: new RegExp(`^${path.replace('{id}', '(\\d+)')}$`),
}));

const OPEN = [signIn, mfaSignIn, refresh];

function routeOf(call) {
	const route = ROUTES.find(
		({ method, pattern }) => method === call.method && pattern.test(call.path),
	);
	return route ?? refuse(404, `no ${call.method} ${call.path}`, true);
}

function checkCall(call, { names }) {
	const stranger = [...call.query.keys()].find((name) => !names.includes(name));
	if (stranger !== undefined) bad(`unknown parameter ${stranger}`);
	if (!['POST', 'PUT', 'PATCH'].includes(call.method)) return;
	if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
		bad('Content-Type must be application/json');
	if (call.json === undefined) bad('The body is no JSON');
}

/** Section 7: gateway errors have one known shape; what a service sends is an option. */
function answerTo({ status, message, gateway }, call, shape) {
	const known = { status: 'error', code: status, message, requestPath: call.path };
	const shapes = { gateway: known, error: { error: message }, text: message, empty: '' };
	return { status, body: gateway ? known : shapes[shape] };
}

/**
 * @param {{token?: string, userName?: string, password?: string, mfa?: boolean, now?: () => number, bulkUnknown?:
 * 'refuse' | 'ignore', usersEnvelope?: 'array' | 'data' | 'content', maxPageSize?: number, refusedAbove?: number,
 * ties?: 'kept' | 'other', errorShape?: 'gateway' | 'error' | 'text' | 'empty', rate?: {burst: number, perSecond:
 * number}, records?: {activities?: number}}} [settings] mfa: the account answers a sign-in with isMFAEnabled only
 * (section 2.2); maxPageSize: larger pageSize values are cut to it; refusedAbove: they are refused; ties: whether
 * rows that are alike keep their order from page to page ('kept') or not ('other')
 */
function deskera({
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
	errorShape = 'gateway',
	rate,
	records: { activities } = {},
} = {}) {
	const first = { bulkUnknown, usersEnvelope, maxPageSize, refusedAbove, ties, errorShape, mfa };
	const store = seed(activities);
	const account = { userName, password, mfaCode: '123456', user: store.users.get(FIRST_IAM) };
	const staticToken = token ?? jwt(account.user, 0);
	const bucket = rate && leakyBucket(rate);
	const firstState = () => ({
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

	function act(call) {
		if (bucket && !bucket.admit()) refuse(429, 'Too many requests', true);
		const route = routeOf(call);
		if (!OPEN.includes(route.handler) && !state.accessTokens.has(call.headers['x-access-token']))
			refuse(401, 'token is missing or not valid', true);
		checkCall(call, route);
		const [, id] = route.pattern.exec(call.path);
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
		writes: [],
		/** every access token issued so far, and the static one, stops working */
		expireToken() {
			state.accessTokens.clear();
		},
		expireRefreshToken() {
			state.refreshTokens.clear();
		},
		reset() {
			Object.assign(store, seed(activities));
			Object.assign(vendor.options, first);
			vendor.writes.length = 0;
			state = firstState();
			bucket?.reset();
		},
		handle(call) {
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

module.exports = { deskera };
