/** The authorization server of the fake Bitrix24 and the tokens of its one local app (contract 1.3). */
import { createHash } from 'node:crypto';
import { coded } from './bitrix24.answers.cts';
import type { AppName, Asked, Params } from './bitrix24.portal.cts';
import { decodeQuery, paramsOf } from './bitrix24.query.cts';
import type { Answer, Call } from './server.cts';

const ACCESS_MS = 3600 * 1000;
const REFRESH_MS = 180 * 24 * 3600 * 1000;
const CODE_MS = 30 * 1000;
/** the auth server's host, not the portal's (contract 7 no. 15) */
const AUTH_HOST = 'oauth.bitrix.info';
const MEMBER = 'a223c6b3710f85df22e9377d6c4f7553';
const PAGE = (text: string) => `<html><body><h1>${text}</h1></body></html>`;

const hashed = (text: string) => createHash('md5').update(text).digest('hex');
const refusal = (error: string, description: string): Answer => ({
	status: 400,
	body: { error, error_description: description },
});
const expired = () => coded('expired_token', 'The access token provided has expired.', 401);

export interface App {
	clientId: string;
	clientSecret: string;
	/** who authorises it; 1 is the administrator */
	userId: number;
	/** the handler path in the app's settings */
	redirectUri: string;
	scopes: readonly string[];
	/** of the portal, as deliveries and redirects name it */
	domain: string;
}

export interface TokenPair {
	accessToken: string;
	refreshToken: string;
}

/** What was given out, to whom and until when. */
interface Granted {
	userId: number;
	until: number;
}

export type AuthServer = ReturnType<typeof authServer>;

export function authServer({ clientId, clientSecret, userId, redirectUri, scopes, domain }: App) {
	let handlerPath = redirectUri;
	const access = new Map<unknown, Granted & { app: AppName }>();
	const refresh = new Map<unknown, Granted>();
	const codes = new Map<unknown, Granted>();
	let serial = 0;
	let last: TokenPair | undefined;

	/** never the same twice */
	const token = (kind: 'access' | 'code' | 'refresh') => {
		serial += 1;
		return hashed(`${clientId} ${kind} ${serial}`);
	};
	const first = { accessToken: token('access'), refreshToken: token('refresh') };
	let current: TokenPair = first;

	function grant({ accessToken, refreshToken }: TokenPair, forUser: number, now = Date.now()) {
		access.set(accessToken, { app: 'own', userId: forUser, until: now + ACCESS_MS });
		refresh.set(refreshToken, { userId: forUser, until: now + REFRESH_MS });
	}

	/** @param app whose it is: every app of the portal gets tokens that work there (contract 6.4) */
	function issueAccess(forUser: number, now = Date.now(), app: AppName = 'own') {
		const value = token('access');
		access.set(value, { app, userId: forUser, until: now + ACCESS_MS });
		return value;
	}

	/** A new pair; it is what `current` says from now on. */
	function issue(forUser: number, now: number) {
		current = { accessToken: token('access'), refreshToken: token('refresh') };
		last = current;
		grant(current, forUser, now);
		return current;
	}

	/** Back to the first pair. The last one goes on too: an n8n that has renewed its tokens still holds it. */
	function reset() {
		handlerPath = redirectUri;
		for (const store of [access, refresh, codes]) store.clear();
		if (last !== undefined) grant(last, userId);
		current = first;
		grant(first, userId);
	}

	function answer({ accessToken, refreshToken }: TokenPair, call: Call, more = {}): Answer {
		const body = {
			access_token: accessToken,
			client_endpoint: `http://${call.headers.host}/rest/`,
			domain: AUTH_HOST,
			expires: Math.floor((call.at + ACCESS_MS) / 1000),
			expires_in: ACCESS_MS / 1000,
			member_id: MEMBER,
			refresh_token: refreshToken,
			scope: scopes.join(','),
			server_endpoint: `https://${AUTH_HOST}/rest/`,
			status: 'L',
			...more,
		};
		return { status: 200, body };
	}

	/**
	 * Takes a code or a refresh token out of its store. Refresh tokens rotate (contract 1.3); that
	 * the old one and a code work once only is unverified.
	 */
	function spent(store: Map<unknown, Granted>, value: unknown, now: number) {
		const entry = store.get(value);
		store.delete(value);
		return entry !== undefined && entry.until > now ? entry : undefined;
	}

	const GRANTS: Record<string, (params: Params, call: Call) => Answer> = {
		authorization_code: ({ code }, call) => {
			const entry = spent(codes, code, call.at);
			return entry === undefined
				? refusal('invalid_grant', 'The authorization code is invalid or has expired')
				: answer(issue(entry.userId, call.at), call);
		},
		refresh_token: ({ refresh_token: value }, call) => {
			const entry = spent(refresh, value, call.at);
			return entry === undefined
				? refusal('invalid_grant', 'The refresh token is invalid or has expired')
				: answer(issue(entry.userId, call.at), call, { user_id: entry.userId });
		},
	};

	/** by query, or by form (contract 1.3) */
	function tokens(call: Call): Answer {
		const form = (call.headers['content-type'] ?? '').startsWith(
			'application/x-www-form-urlencoded',
		);
		if (call.method === 'POST' && !form && call.text !== '')
			return refusal('invalid_request', 'Only query and form parameters are read');
		const params = {
			...decodeQuery(call.rawUrl.split('?', 2)[1] ?? ''),
			...(call.method === 'POST' ? decodeQuery(call.text) : {}),
		};
		const kind = String(params.grant_type);
		const granted = Object.hasOwn(GRANTS, kind) ? GRANTS[kind] : undefined;
		const wanted = kind === 'refresh_token' ? 'refresh_token' : 'code';
		if (granted === undefined || !params.client_id || !params[wanted])
			return refusal('invalid_request', 'The request is missing a parameter or has a wrong one');
		if (params.client_id !== clientId || params.client_secret !== clientSecret)
			return refusal('invalid_client', 'The client credentials are invalid');
		return granted(params, call);
	}

	/** The redirect comes from the app's settings, whatever the request says; an error is a page, not a redirect. */
	function authorize(call: Call): Answer {
		if (call.query.get('client_id') !== clientId)
			return {
				status: 400,
				headers: { 'content-type': 'text/html' },
				body: PAGE('Application not found'),
			};
		const code = token('code');
		codes.set(code, { userId, until: call.at + CODE_MS });
		const location = new URL(handlerPath);
		const given = {
			code,
			state: call.query.get('state') ?? '',
			domain,
			member_id: MEMBER,
			scope: scopes.join(','),
			server_domain: AUTH_HOST,
		};
		for (const [name, value] of Object.entries(given)) location.searchParams.set(name, value);
		return { status: 302, headers: { location: String(location) }, body: '' };
	}

	/** /oauth/… */
	function route(call: Call): Answer {
		if (/^\/oauth\/authorize\/?$/.test(call.path) && call.method === 'GET') return authorize(call);
		if (/^\/oauth\/token\/?$/.test(call.path) && ['GET', 'POST'].includes(call.method))
			return tokens(call);
		return { status: 404, headers: { 'content-type': 'text/html' }, body: PAGE('404 Not Found') };
	}

	/** the header wins over the parameter `auth` (contract 1.1) */
	function tokenOf(call: Call) {
		const [, bearer] = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
		return bearer ?? paramsOf(call).auth;
	}

	/** `/rest/{method}`, or `/rest/api/{method}` for REST 3.0; no token, or an unknown one: not ours to answer */
	function authenticate(call: Call): Asked | undefined {
		const [, api, method] = /^\/rest\/(api\/)?([^/]+)$/.exec(call.path) ?? [];
		if (method === undefined) return undefined;
		const value = tokenOf(call);
		const entry = access.get(value);
		if (entry === undefined) return undefined;
		if (entry.until <= call.at) throw expired();
		const caller = {
			kind: 'app',
			app: entry.app,
			userId: entry.userId,
			token: String(value),
		} as const;
		return {
			method: api === undefined ? method.replace(/\.json$/, '') : method,
			version: api === undefined ? 2 : 3,
			caller,
		};
	}

	reset();
	return {
		clientId,
		clientSecret,
		memberId: MEMBER,
		host: AUTH_HOST,
		scopes,
		userId,
		route,
		authenticate,
		reset,
		/** a token of its own, as deliveries bring one along */
		issueAccess,
		/** the pair that was given out last */
		current: () => ({ ...current }),
		/** Another handler path in the app's settings. */
		handleAt(address: string) {
			handlerPath = address;
		},
		/** All access tokens have run out; refresh tokens go on. */
		expire() {
			for (const entry of access.values()) entry.until = 0;
		},
		/** All refresh tokens have run out too. */
		revoke() {
			this.expire();
			refresh.clear();
		},
	};
}
