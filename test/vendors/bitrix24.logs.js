'use strict';
/** crm.timeline.logmessage.* and crm.timeline.icon.list of the fake Bitrix24 (contract 2.7). */
const { coded, isMap, missing, only, portalTime, whole } = require('./bitrix24.answers');
const { exists } = require('./bitrix24.activities');
const { PAGES } = require('./bitrix24.query');

const unknown = (text) => coded('100', text);
const LARGEST_PAGE = 10;
const ICONS = ['call', 'arrow-down', 'info', 'task'];

const shown = ({ id, created, authorId, title, text, iconCode }) => ({
	id,
	created,
	authorId,
	title,
	text,
	iconCode,
});

function add(params, context) {
	only(params, ['fields'], unknown);
	if (!isMap(params.fields)) throw missing('fields');
	const names = ['entityTypeId', 'entityId', 'title', 'text', 'iconCode'];
	only(params.fields, names, unknown);
	for (const name of names)
		if (params.fields[name] === undefined || params.fields[name] === '') throw missing(name);
	const { entityTypeId, entityId, title, text, iconCode } = params.fields;
	const { portal, caller } = context;
	if (!exists(portal, entityTypeId, entityId)) throw coded('OWNER_NOT_FOUND', 'Owner not found.');
	if (!ICONS.includes(iconCode)) throw unknown('Icon not found');
	const id = portal.nextId();
	const entry = {
		id,
		created: portalTime(Date.now()),
		authorId: caller.userId,
		title,
		text,
		iconCode,
		type: whole(entityTypeId),
		owner: whole(entityId),
		madeBy: caller.kind,
	};
	portal.store.logs.set(id, entry);
	context.wrote(id, params.fields);
	return { result: { logMessage: shown(entry) } };
}

function entryOf(params, { portal }) {
	only(params, ['id'], unknown);
	if (params.id === undefined) throw missing('id');
	const entry = portal.store.logs.get(whole(params.id));
	if (entry === undefined)
		throw coded('NOT_FOUND', `Timeline logmessage not found for id ${params.id}`);
	return entry;
}

/** ten a page; newest first unless asked otherwise */
function list(params, { portal }) {
	only(params, ['entityTypeId', 'entityId', 'order', 'start'], unknown);
	for (const name of ['entityTypeId', 'entityId'])
		if (params[name] === undefined) throw missing(name);
	// what the page does not say: here as at the comments
	if (!exists(portal, params.entityTypeId, params.entityId))
		throw coded('ACCESS_DENIED', 'Access denied');
	const order = Object.entries(params.order ?? { id: 'desc' });
	const isKnown = ([name, way]) => ['id', 'created'].includes(name) && /^(asc|desc)$/.test(way);
	if (!order.every(isKnown)) throw unknown('Invalid order');
	const start = whole(params.start ?? 0);
	if (start === undefined || start < 0) throw unknown('Invalid start');
	const all = [...portal.store.logs.values()].filter(
		({ type, owner }) => type === whole(params.entityTypeId) && owner === whole(params.entityId),
	);
	if (order[0][1] === 'desc') all.reverse();
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
function remove(params, context) {
	const entry = entryOf(params, context);
	if (entry.madeBy !== context.caller.kind)
		throw coded('REMOVING_DISABLED', 'The entry was created in another application');
	context.portal.store.logs.delete(entry.id);
	context.wrote(entry.id, params);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN = {
	'crm.timeline.logmessage.add': add,
	'crm.timeline.logmessage.delete': remove,
};

const METHODS = {
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

module.exports = { METHODS, SHOWN };
