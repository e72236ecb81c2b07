/** crm.timeline.logmessage.* and crm.timeline.icon.list of the fake Bitrix24 (contract 2.7). */
import { exists } from './bitrix24.activities.cts';
import {
	coded,
	integer,
	isMap,
	isOneOf,
	missing,
	only,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import { PAGES } from './bitrix24.query.cts';
import type { LogEntry } from './bitrix24.records.cts';

const unknown = (text: string) => coded('100', text);
const LARGEST_PAGE = 10;
const ICONS = ['call', 'arrow-down', 'info', 'task'];

const shown = ({ id, created, authorId, title, text, iconCode }: LogEntry) => ({
	id,
	created,
	authorId,
	title,
	text,
	iconCode,
});

function add(params: Params, context: Context) {
	only(params, ['fields'], unknown);
	if (!isMap(params.fields)) throw missing('fields');
	const names = ['entityTypeId', 'entityId', 'title', 'text', 'iconCode'];
	only(params.fields, names, unknown);
	for (const name of names)
		if (params.fields[name] === undefined || params.fields[name] === '') throw missing(name);
	const { entityTypeId, entityId, title, text, iconCode } = params.fields;
	const { portal, caller } = context;
	if (!exists(portal, entityTypeId, entityId)) throw coded('OWNER_NOT_FOUND', 'Owner not found.');
	if (!isOneOf(iconCode, ICONS)) throw unknown('Icon not found');
	const id = portal.nextId();
	const entry: LogEntry = {
		id,
		created: portalTime(Date.now()),
		authorId: caller.userId,
		title: title as string,
		text: text as string,
		iconCode,
		type: integer(entityTypeId),
		owner: integer(entityId),
		madeBy: caller.kind,
	};
	portal.store.logs.set(id, entry);
	context.wrote(id, params.fields);
	return { result: { logMessage: shown(entry) } };
}

function entryOf(params: Params, { portal }: Context) {
	only(params, ['id'], unknown);
	if (params.id === undefined) throw missing('id');
	const entry = portal.store.logs.get(integer(params.id));
	if (entry === undefined)
		throw coded('NOT_FOUND', `Timeline logmessage not found for id ${params.id}`);
	return entry;
}

/** ten a page; newest first unless asked otherwise */
function list(params: Params, { portal }: Context) {
	only(params, ['entityTypeId', 'entityId', 'order', 'start'], unknown);
	for (const name of ['entityTypeId', 'entityId'])
		if (params[name] === undefined) throw missing(name);
	// what the page does not say: here as at the comments
	if (!exists(portal, params.entityTypeId, params.entityId))
		throw coded('ACCESS_DENIED', 'Access denied');
	const order = Object.entries(params.order ?? { id: 'desc' });
	const isKnown = ([name, way]: [string, unknown]) =>
		['id', 'created'].includes(name) && /^(asc|desc)$/.test(String(way));
	if (!order.every(isKnown)) throw unknown('Invalid order');
	const start = whole(params.start ?? 0);
	if (start === undefined || start < 0) throw unknown('Invalid start');
	const all = [...portal.store.logs.values()].filter(
		({ type, owner }) => type === whole(params.entityTypeId) && owner === whole(params.entityId),
	);
	if (order[0]?.[1] === 'desc') all.reverse();
	const size = Math.min(LARGEST_PAGE, PAGES.rows);
	const begin = Math.floor(start / size) * size;
	const end = begin + size;
	return {
		result: all.slice(begin, end).map(shown),
		total: all.length,
		next: end < all.length ? end : undefined,
	};
}

/** only by what made it */
function remove(params: Params, context: Context) {
	const entry = entryOf(params, context);
	if (entry.madeBy !== context.caller.kind)
		throw coded('REMOVING_DISABLED', 'The entry was created in another application');
	context.portal.store.logs.delete(entry.id);
	context.wrote(entry.id, params);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'crm.timeline.logmessage.add': add,
	'crm.timeline.logmessage.delete': remove,
};

export const METHODS: Methods = {
	...SHOWN,
	'crm.timeline.logmessage.get': (params, context) => ({
		result: { logMessage: shown(entryOf(params, context)) },
	}),
	'crm.timeline.logmessage.list': list,
	'crm.timeline.icon.list': () => ({
		result: { icons: ICONS.map((code) => ({ code, isSystem: true, fileUri: '' })) },
		total: ICONS.length,
	}),
};
