/**
 * What belongs to an app on the fake Bitrix24: activity types (contract 2.4), configurable
 * activities and badges (contract 2.5).
 */
import { there } from '../support/there.cts';
import { create, exists, isFile } from './bitrix24.activities.cts';
import {
	coded,
	inPortalTime,
	integer,
	isMap,
	isOneOf,
	isPhpMap,
	missing,
	moment,
	only,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import { BOOLEANS, checkLayout, ICONS, LANGUAGES, LOGOS, TONES } from './bitrix24.layout.cts';
import type { Context, Methods, Params, Portal, Refusals } from './bitrix24.portal.cts';
import type { Activity, Layout, Translated } from './bitrix24.records.cts';

const ADMIN = 1;
const unknown = (text: string) => coded('INVALID_ARG_VALUE', text);
const notFound = () => coded('NOT_FOUND', 'Not found.');
const denied = () => coded('ACCESS_DENIED', 'Access denied.');
const wrong = (name: string) => coded('WRONG_FIELD_VALUE', `Wrong value of the field ${name}`);

function admin({ caller }: Context) {
	if (caller.userId !== ADMIN) throw coded('ACCESS_DENIED', 'Admin permissions required', 403);
}

function addType(params: Params, context: Context) {
	admin(context);
	if (!isMap(params.fields)) throw missing('fields');
	only(params, ['fields'], unknown);
	only(params.fields, ['TYPE_ID', 'NAME', 'ICON_FILE', 'IS_CONFIGURABLE_TYPE'], unknown);
	const { TYPE_ID, NAME = '', ICON_FILE, IS_CONFIGURABLE_TYPE = 'N' } = params.fields;
	const { portal } = context;
	if (typeof TYPE_ID !== 'string' || TYPE_ID === '')
		throw unknown('The required field TYPE_ID is not filled');
	if (portal.store.activityTypes.has(TYPE_ID))
		throw unknown(`A custom activity type with TYPE_ID ${TYPE_ID} already exists`);
	if (!isOneOf(IS_CONFIGURABLE_TYPE, ['Y', 'N']))
		throw unknown('Invalid value of IS_CONFIGURABLE_TYPE');
	if (ICON_FILE !== undefined && !isFile(ICON_FILE)) throw unknown('Invalid value of ICON_FILE');
	portal.store.activityTypes.set(TYPE_ID, {
		TYPE_ID,
		NAME: String(NAME),
		IS_CONFIGURABLE_TYPE,
		ICON_ID: ICON_FILE === undefined ? '0' : String(portal.nextId()),
	});
	context.wrote(TYPE_ID, params.fields);
	return { result: true };
}

function types(params: Params, context: Context) {
	admin(context);
	only(params, [], unknown);
	return { result: [...context.portal.store.activityTypes.values()] };
}

function removeType(params: Params, context: Context) {
	admin(context);
	only(params, ['TYPE_ID'], unknown);
	if (!context.portal.store.activityTypes.delete(params.TYPE_ID))
		throw unknown(`A custom activity type with TYPE_ID ${params.TYPE_ID} does not exist`);
	context.wrote(params.TYPE_ID, undefined);
	return { result: true };
}

const DEFAULT_TYPE = 'CONFIGURABLE';
const truth = (value: unknown) => isOneOf(value, [true, 1, '1', 'Y', 'y', 'true']);
const isBoolean = (value: unknown) => isOneOf(value, BOOLEANS);

/** What add and update may bring, once it was checked. */
interface Wanted {
	fields: {
		typeId?: string;
		pingOffsets?: unknown[];
		badgeCode?: string;
	} & Partial<
		Record<
			| 'completed'
			| 'deadline'
			| 'isIncomingChannel'
			| 'originatorId'
			| 'originId'
			| 'responsibleId',
			unknown
		>
	>;
	layout: Layout;
}

/** name -> is the value right? */
const FITS: Record<string, (value: unknown, portal: Portal) => boolean> = {
	typeId: (value, { store }) =>
		value === DEFAULT_TYPE || store.activityTypes.get(value)?.IS_CONFIGURABLE_TYPE === 'Y',
	completed: isBoolean,
	deadline: (value) => value === '' || value === null || moment(value) !== undefined,
	pingOffsets: (value) => Array.isArray(value) && value.every((minutes) => integer(minutes) >= 0),
	isIncomingChannel: isBoolean,
	responsibleId: (value, { store }) => store.users.has(integer(value)),
	badgeCode: (value, { store }) => value === '' || store.badges.has(value),
	originatorId: (value) => ['string', 'number'].includes(typeof value),
	originId: (value) => ['string', 'number'].includes(typeof value),
};

/** Checks of what both add and update get: fields by name, then the layout. */
function checked(params: Params, { portal }: Context): Wanted {
	const { fields, layout } = params as Params & Pick<Wanted, 'fields'>;
	for (const [name, value] of Object.entries(fields))
		if (FITS[name]?.(value, portal) !== true) throw wrong(name);
	if (truth(fields.isIncomingChannel) && fields.deadline)
		throw coded(
			'INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE',
			'Incoming activity can not be with deadline',
		);
	checkLayout(layout);
	return { fields, layout };
}

/** Parameters by name: a missing one is 100; an empty map is there. */
function demand(params: Params, names: readonly string[]) {
	for (const name of names)
		if (params[name] === undefined || params[name] === null) throw missing(name);
	only(params, names, unknown);
	for (const name of ['fields', 'layout'])
		if (names.includes(name) && !isPhpMap(params[name])) throw wrong(name);
}

const titleOf = (title: Translated) =>
	typeof title === 'string' ? title : there(title.en ?? Object.values(title)[0]);

function put(activity: Activity, { fields, layout }: Wanted, { portal, caller }: Context) {
	const detail = there(portal.store.configurables.get(Number(activity.ID)));
	const {
		typeId,
		completed,
		deadline,
		pingOffsets,
		isIncomingChannel,
		responsibleId,
		badgeCode,
		originatorId,
		originId,
	} = fields;
	if (typeId !== undefined) activity.PROVIDER_TYPE_ID = typeId;
	if (completed !== undefined)
		Object.assign(
			activity,
			truth(completed) ? { COMPLETED: 'Y', STATUS: '2' } : { COMPLETED: 'N', STATUS: '1' },
		);
	if (deadline)
		activity.START_TIME = activity.END_TIME = activity.DEADLINE = there(inPortalTime(deadline));
	if (pingOffsets !== undefined) detail.pingOffsets = pingOffsets.map(integer);
	if (isIncomingChannel !== undefined)
		activity.IS_INCOMING_CHANNEL = truth(isIncomingChannel) ? 'Y' : 'N';
	if (responsibleId !== undefined) activity.RESPONSIBLE_ID = String(whole(responsibleId));
	if (badgeCode !== undefined) detail.badgeCode = badgeCode;
	if (originatorId !== undefined) activity.ORIGINATOR_ID = String(originatorId);
	if (originId !== undefined) activity.ORIGIN_ID = String(originId);
	detail.layout = layout;
	Object.assign(activity, {
		SUBJECT: titleOf(layout.header.title),
		EDITOR_ID: String(caller.userId),
		LAST_UPDATED: portalTime(Date.now()),
	});
}

function add(params: Params, context: Context) {
	demand(params, ['ownerTypeId', 'ownerId', 'fields', 'layout']);
	const { portal, caller } = context;
	if (!exists(portal, params.ownerTypeId, params.ownerId)) throw denied();
	const wanted = checked(params, context);
	const kind = {
		TYPE_ID: '6',
		PROVIDER_ID: 'CONFIGURABLE_REST_APP',
		PROVIDER_TYPE_ID: DEFAULT_TYPE,
		RESPONSIBLE_ID: String(caller.userId),
	};
	const activity = create(
		{ ...kind, OWNER_TYPE_ID: whole(params.ownerTypeId), OWNER_ID: whole(params.ownerId) },
		context,
	);
	const id = Number(activity.ID);
	portal.store.configurables.set(id, {
		app: caller.app,
		layout: undefined,
		pingOffsets: [],
		badgeCode: '',
	});
	put(activity, wanted, context);
	context.wrote(id, params);
	return { result: { activity: { id } } };
}

function found(id: unknown, { portal }: Context) {
	const activity = portal.store.activities.get(integer(id));
	const detail = portal.store.configurables.get(integer(id));
	if (activity === undefined || detail === undefined) throw notFound();
	if (portal.store.denied.has(integer(id))) throw denied();
	return { activity, detail };
}

/** Only by the app that made it; fields and layout both have to be there. */
function update(params: Params, context: Context) {
	demand(params, ['id', 'fields', 'layout']);
	const { activity, detail } = found(params.id, context);
	if (detail.app !== context.caller.app)
		throw coded(
			'ERROR_WRONG_APPLICATION',
			'The activity can only be updated by the application that created it',
		);
	put(activity, checked(params, context), context);
	const id = Number(activity.ID);
	context.wrote(id, params);
	return { result: { activity: { id } } };
}

function get(params: Params, context: Context) {
	demand(params, ['id']);
	const { activity, detail } = found(params.id, context);
	const fields = {
		typeId: activity.PROVIDER_TYPE_ID,
		completed: activity.COMPLETED === 'Y',
		deadline: activity.DEADLINE,
		pingOffsets: detail.pingOffsets,
		isIncomingChannel: activity.IS_INCOMING_CHANNEL === 'Y',
		responsibleId: Number(activity.RESPONSIBLE_ID),
		badgeCode: detail.badgeCode,
		originatorId: activity.ORIGINATOR_ID,
		originId: activity.ORIGIN_ID,
	};
	return {
		result: {
			activity: {
				id: Number(activity.ID),
				ownerTypeId: Number(activity.OWNER_TYPE_ID),
				ownerId: Number(activity.OWNER_ID),
				fields,
				layout: detail.layout,
			},
		},
	};
}

const noArgument = (name: string) =>
	coded('REQUIRED_ARG_MISSING', `Required argument ${name} is missing`);

function crmAdmin({ caller }: Context) {
	if (caller.userId !== ADMIN) throw denied();
}

/** a string, or language -> string */
function translated(value: unknown, name: string): Translated {
	if (typeof value === 'string' && value !== '') return value;
	if (!isMap(value)) throw noArgument(name);
	for (const [lang, text] of Object.entries(value))
		if (!LANGUAGES.includes(lang) || typeof text !== 'string' || text === '')
			throw unknown(`Wrong value of field ${name} for language ${lang}`);
	return value as Record<string, string>;
}

function addBadge(params: Params, context: Context) {
	crmAdmin(context);
	only(params, ['code', 'title', 'value', 'type'], unknown);
	for (const name of ['code', 'title', 'value', 'type'])
		if (params[name] === undefined || params[name] === '') throw noArgument(name);
	if (!isOneOf(params.type, TONES)) throw coded('WRONG_TYPE_VALUE', 'Wrong value of field `type`');
	const { badges } = context.portal.store;
	if (badges.has(params.code)) throw unknown(`A badge with the code ${params.code} already exists`);
	const badge = {
		code: String(params.code),
		title: translated(params.title, 'title'),
		value: translated(params.value, 'value'),
		type: params.type,
	};
	badges.set(badge.code, badge);
	context.wrote(badge.code, params);
	return { result: { badge } };
}

function badgeOf(params: Params, { portal }: Context) {
	only(params, ['code'], unknown);
	if (params.code === undefined) throw noArgument('code');
	const badge = portal.store.badges.get(params.code);
	if (badge === undefined) throw coded('NOT_FOUND', `Badge not found for code \`${params.code}\``);
	return badge;
}

function removeBadge(params: Params, context: Context) {
	crmAdmin(context);
	const { code } = badgeOf(params, context);
	context.portal.store.badges.delete(code);
	context.wrote(code, undefined);
	return { result: true };
}

function badges(params: Params, context: Context) {
	only(params, [], unknown);
	return { result: { badges: [...context.portal.store.badges.values()] } };
}

const codes = (name: string, values: readonly string[]) => (params: Params) => {
	only(params, [], unknown);
	return {
		result: { [name]: values.map((code) => ({ code, isSystem: true, fileUri: '' })) },
		total: values.length,
	};
};

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'crm.activity.type.add': addType,
	'crm.activity.type.delete': removeType,
	'crm.activity.configurable.add': add,
	'crm.activity.configurable.update': update,
	'crm.activity.badge.add': addBadge,
	'crm.activity.badge.delete': removeBadge,
};

export const METHODS: Methods = {
	...SHOWN,
	'crm.activity.type.list': types,
	'crm.activity.configurable.get': get,
	'crm.activity.badge.get': (params, context) => ({ result: { badge: badgeOf(params, context) } }),
	'crm.activity.badge.list': badges,
	'crm.timeline.icon.list': codes('icons', ICONS),
	'crm.timeline.logo.list': codes('logos', LOGOS),
};

const wrongContext = () =>
	coded('ERROR_WRONG_CONTEXT', 'The method can only be called in the context of an application');
const noContext = () => coded('ACCESS_DENIED', 'Access denied! Application context required', 403);

/**
 * What only an app may call, and what a webhook hears instead (contract 1.4, 2.4, 2.5). That this holds for badges is
 * unverified.
 */
export const APP_ONLY: Refusals = {
	'crm.activity.configurable.add': wrongContext,
	'crm.activity.configurable.update': wrongContext,
	'crm.activity.configurable.get': wrongContext,
	'crm.activity.type.add': noContext,
	'crm.activity.type.list': noContext,
	'crm.activity.type.delete': noContext,
	'crm.activity.badge.add': noContext,
	'crm.activity.badge.get': noContext,
	'crm.activity.badge.list': noContext,
	'crm.activity.badge.delete': noContext,
};
