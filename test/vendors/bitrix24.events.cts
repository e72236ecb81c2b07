/**
 * Events of the fake Bitrix24: event.* of an app (contract 6.2) and deliveries as the queue server
 * makes them (contract 6.3).
 */
import { there } from '../support/there.cts';
import { coded, isMap, isOneOf, missing, only, whole, wrongType } from './bitrix24.answers.cts';
import type { AuthServer } from './bitrix24.oauth.cts';
import type { Context, Methods, Params, Portal, Refusals } from './bitrix24.portal.cts';
import type { Delivery, Handler } from './bitrix24.records.cts';
import { parsedUrl } from './server.cts';

const ADMIN = 1;
const verbs = (prefix: string) => ['ADD', 'UPDATE', 'DELETE'].map((verb) => `${prefix}${verb}`);
/** scope -> events */
const EVENTS: Record<string, string[]> = {
	basic: ['ONAPPUNINSTALL', 'ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPTEST', 'ONOFFLINEEVENT'],
	crm: [
		...[
			'ONCRMLEAD',
			'ONCRMDEAL',
			'ONCRMCOMPANY',
			'ONCRMCONTACT',
			'ONCRMQUOTE',
			'ONCRMACTIVITY',
			'ONCRMTIMELINECOMMENT',
			'ONCRMDYNAMICITEM',
		].flatMap(verbs),
		'ONCRMTIMELINEITEMACTION',
	],
	task: [...verbs('ONTASK'), ...verbs('ONTASKCOMMENT')],
	user: ['ONUSERADD'],
	telephony: ['ONVOXIMPLANTCALLINIT', 'ONVOXIMPLANTCALLSTART', 'ONVOXIMPLANTCALLEND'],
};
const scopeOf = (event: string) =>
	Object.keys(EVENTS).find((scope) => EVENTS[scope]?.includes(event));
const unknown = (text: string) => coded('100', text);
const denied = (text: string) =>
	coded('ACCESS_DENIED', `Access denied! ${text} requires administrator access rights`, 403);

/** What the app's permissions let it hear of, by names in capitals. */
function known({ scopes }: Portal) {
	return Object.entries(EVENTS).flatMap(([scope, names]) =>
		scope === 'basic' || scopes.includes(scope) ? names : [],
	);
}

const TYPES = ['online', 'offline'];

type EventBinding = Omit<Handler, 'id'>;

/** event, handler, user and kind of a binding as they are stored */
function bindingOf(params: Params, verb: string, { caller }: Context): EventBinding {
	const { event, handler, auth_type: user = '', event_type: type = 'online' } = params;
	if (!isOneOf(type, TYPES)) throw unknown('Invalid value of event_type');
	if (user !== '' && whole(user) === undefined) throw unknown('Invalid value of auth_type');
	if (type === 'offline' && caller.userId !== ADMIN) throw denied(`Offline events ${verb}`);
	const authType = whole(user) ?? 0;
	if (![0, caller.userId].includes(authType) && caller.userId !== ADMIN)
		throw denied(`Event ${verb} with AUTH_TYPE`);
	return {
		event: String(event).toUpperCase(),
		handler,
		auth_type: String(authType),
		offline: type === 'offline' ? 1 : 0,
	};
}

const isAddress = (text: unknown) =>
	typeof text === 'string' && isOneOf(parsedUrl(text)?.protocol, ['http:', 'https:']);
const same = (left: EventBinding, right: EventBinding) =>
	(['event', 'handler', 'auth_type', 'offline'] as const).every((key) => left[key] === right[key]);

function bind(params: Params, context: Context) {
	only(
		params,
		['event', 'handler', 'auth_type', 'event_type', 'auth_connector', 'options'],
		unknown,
	);
	if (!params.event) throw missing('event');
	if (!params.handler && params.event_type !== 'offline') throw missing('handler');
	const { portal } = context;
	const binding = bindingOf(params, 'binding', context);
	if (!known(portal).includes(binding.event))
		throw coded('ERROR_EVENT_NOT_FOUND', 'Event not found');
	if (params.handler !== undefined && !isAddress(params.handler))
		throw unknown('Invalid value of handler');
	const { handlers } = portal.store;
	if (handlers.some((one) => same(one, binding)))
		throw coded('ERROR_CORE', 'Unable to set event handler: Handler already binded');
	const id = portal.nextId();
	handlers.push({ id, ...binding });
	context.wrote(id, params);
	return { result: true };
}

function bound(params: Params, { portal }: Context) {
	only(params, [], unknown);
	return {
		result: portal.store.handlers.map(({ event, handler, auth_type, offline }) => ({
			event,
			handler,
			auth_type,
			offline,
		})),
	};
}

/** What is not named is not asked for: the call takes away more (contract 6.2). */
function unbind(params: Params, context: Context) {
	only(params, ['event', 'handler', 'auth_type', 'event_type'], unknown);
	const binding = bindingOf(params, 'unbinding', context);
	const named = (['event', 'handler', 'auth_type'] as const).filter(
		(name) => params[name] !== undefined,
	);
	const { handlers } = context.portal.store;
	const gone = handlers.filter(
		(one) => one.offline === binding.offline && named.every((name) => one[name] === binding[name]),
	);
	for (const one of gone) handlers.splice(handlers.indexOf(one), 1);
	if (gone[0] !== undefined) context.wrote(gone[0].id, params);
	return { result: { count: gone.length } };
}

function events({ SCOPE, ...rest }: Params, { portal }: Context) {
	only(rest, ['FULL'], unknown);
	if (SCOPE !== undefined) return { result: EVENTS[String(SCOPE)] ?? [] };
	return { result: rest.FULL === undefined ? known(portal) : Object.values(EVENTS).flat() };
}

/** Sends ONAPPTEST to those who listen; here it is only kept, in store.sentEvents. */
function test(params: Params, { portal, caller }: Context) {
	for (const one of portal.store.handlers.filter(({ event }) => event === 'ONAPPTEST')) {
		portal.store.sentEvents.push({
			handler: one.handler,
			...portal.deliver('ONAPPTEST', params, { handlerId: one.id, userId: caller.userId }),
		});
	}
	return { result: true };
}

/** bracket keys, as PHP's http_build_query writes them */
function pairs(prefix: string, value: unknown): Array<[name: string, value: string]> {
	if (typeof value === 'object' && value !== null)
		return Object.entries(value).flatMap(([key, inner]) =>
			pairs(prefix === '' ? key : `${prefix}[${key}]`, inner),
		);
	return [[prefix, String(value)]];
}

const tasks = (before: unknown, after: unknown, accessible: [string, string]) => ({
	FIELDS_BEFORE: before,
	FIELDS_AFTER: after,
	IS_ACCESSIBLE_BEFORE: accessible[0],
	IS_ACCESSIBLE_AFTER: accessible[1],
});
const NONE = 'undefined';

/** What `data` holds when only an id is given (contract 6.3, 9). */
function dataOf(event: string, ID: unknown) {
	if (event.startsWith('ONCRMTIMELINECOMMENT')) return { ID };
	if (event.startsWith('ONCRMDYNAMICITEM')) return { FIELDS: { ID, ENTITY_TYPE_ID: 177 } };
	if (event === 'ONTASKADD') return tasks(NONE, { ID }, ['N', NONE]);
	if (event === 'ONTASKUPDATE') return tasks({ ID }, { ID }, [NONE, NONE]);
	if (event === 'ONTASKDELETE') return tasks({ ID }, NONE, [NONE, 'N']);
	// the new task card: no comment, but a message of the task's chat
	if (event === 'ONTASKCOMMENTADD')
		return tasks(NONE, { ID: 0, TASK_ID: ID, MESSAGE_ID: 1458 }, [NONE, NONE]);
	return { FIELDS: { ID } };
}

export interface DeliveryOptions {
	/** an app's handler or an outgoing webhook */
	to?: 'app' | 'webhook';
	/** a robot did it: no tokens */
	automation?: boolean;
	/** the event as some pages print it, e.g. onCrmActivityAdd (contract 9) */
	asGiven?: boolean;
	handlerId?: number;
	userId?: number;
	ts?: number;
	/** replaces parts of the block `auth` */
	auth?: object;
}

/**
 * A delivery, ready to be posted.
 * @param event in any spelling; it goes out in capitals
 * @param data as the event's page has it, or the record's id
 */
export type Deliver = (event: string, data: unknown, how?: DeliveryOptions) => Delivery;

/** @param domain of the portal */
export function deliverer(
	app: AuthServer,
	domain: string,
	applicationTokens: Record<'app' | 'webhook', string>,
): Deliver {
	const place = { domain, server_endpoint: `https://${app.host}/rest/` };
	const portal = { client_endpoint: `https://${domain}/rest/`, member_id: app.memberId };
	return (
		event,
		data,
		{
			to = 'app',
			automation = false,
			asGiven = false,
			handlerId = 185,
			userId = app.userId,
			ts = Math.floor(Date.now() / 1000),
			auth = {},
		} = {},
	) => {
		const name = event.toUpperCase();
		const scope = scopeOf(name) ?? 'crm';
		const token =
			to === 'app' && !automation
				? { access_token: app.issueAccess(userId), expires_in: 3600 }
				: {};
		const own =
			to === 'app'
				? { ...token, scope, ...place, status: 'L', ...portal }
				: { ...place, ...portal };
		const body = {
			event: asGiven ? event : name,
			event_handler_id: handlerId,
			data: isMap(data) ? data : dataOf(name, data),
			ts,
			auth: { ...own, application_token: applicationTokens[to], ...auth },
		};
		return {
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: String(new URLSearchParams(pairs('', body))),
		};
	};
}

/**
 * The app that asks (contract 1.4). That a local app's code is its client id is unverified
 * (contract 6.4); here it is, unless the app was given another.
 */
function info(params: Params, { portal, caller }: Context) {
	only(params, [], unknown);
	const app = portal.apps[there(caller.app)];
	const license = {
		LANGUAGE_ID: 'en',
		LICENSE: 'en_std',
		LICENSE_TYPE: 'std',
		LICENSE_FAMILY: 'std',
	};
	return {
		result: {
			ID: app.id,
			CODE: app.code,
			VERSION: 1,
			STATUS: 'L',
			INSTALLED: true,
			PAYMENT_EXPIRED: 'N',
			DAYS: null,
			...license,
		},
	};
}

export const METHODS: Methods = {
	'app.info': info,
	'event.bind': bind,
	'event.get': bound,
	'event.unbind': unbind,
	'event.test': test,
	events,
};

/** What only an app may call, and what a webhook hears instead. */
export const APP_ONLY: Refusals = {
	'app.info': () => coded('ACCESS_DENIED', 'Access denied! Application context required', 400),
	'event.bind': wrongType,
	'event.get': wrongType,
	'event.unbind': wrongType,
	'event.test': wrongType,
	events: wrongType,
};
