'use strict';
/** crm.timeline.comment.* and crm.timeline.note.* of the fake Bitrix24 (contract 2.7, 9). */
const {
	plain,
	coded,
	missing,
	isMap,
	only,
	whole,
	portalTime,
	isBase64,
} = require('./bitrix24.answers');
const { commentLink } = require('./bitrix24.downloads');
const { page } = require('./bitrix24.query');
const { exists } = require('./bitrix24.activities');
const { OWNER_TYPES } = require('./bitrix24.lookups');

const unknown = (text) => coded('INVALID_ARG_VALUE', text);
const noOwner = () => coded('OWNER_NOT_FOUND', 'Owner not found.');
const notFound = () => coded('NOT_FOUND', 'Not found.');
const denied = () => coded('ACCESS_DENIED', 'Access denied.');

/** `deal`, `dynamic_177`, in either case (contract 9) -> entity type */
const typeOf = (word) => OWNER_TYPES.find(([, , code]) => code === String(word).toUpperCase())?.[0];
const wordOf = (type) => OWNER_TYPES.find(([id]) => id === type)[2].toLowerCase();

function record(portal, type, id) {
	if (!exists(portal, type, id)) throw noOwner();
	return { type: whole(type), id: whole(id) };
}

/** [[name, base64], …] */
function filesOf(sent, { portal }) {
	const fits = (file) =>
		Array.isArray(file) &&
		file.length === 2 &&
		file.every((part) => typeof part === 'string' && part !== '') &&
		isBase64(file[1]);
	if (!Array.isArray(sent) || !sent.every(fits)) throw unknown('Invalid value of FILES');
	return sent.map(([name, content]) => ({ id: portal.nextId(), name, content }));
}

function textOf(value) {
	if (typeof value !== 'string' || value.trim() === '') throw unknown('Empty comment');
	return value;
}

/** the key is `fields`, in lower case */
function fieldsOf(params, names) {
	if (!isMap(params.fields)) throw missing('fields');
	only(params.fields, names, unknown);
	return params.fields;
}

function add(params, context) {
	const sent = fieldsOf(params, ['ENTITY_ID', 'ENTITY_TYPE', 'COMMENT', 'FILES']);
	only(params, ['fields'], unknown);
	for (const name of ['ENTITY_ID', 'ENTITY_TYPE'])
		if (sent[name] === undefined) throw missing(name);
	const { portal, caller } = context;
	const owner = record(portal, typeOf(sent.ENTITY_TYPE), sent.ENTITY_ID);
	const COMMENT = textOf(sent.COMMENT);
	const FILES = sent.FILES === undefined ? [] : filesOf(sent.FILES, context);
	const id = portal.nextId();
	portal.store.comments.set(id, {
		ID: String(id),
		CREATED: portalTime(Date.now()),
		AUTHOR_ID: String(caller.userId),
		COMMENT,
		FILES,
		BINDINGS: [owner],
	});
	context.wrote(id, sent);
	return { result: id };
}

/** The comment to change, and its link to the record that `params` names, if it names one. */
function changed(params, { portal }) {
	if (params.id === undefined) throw missing('id');
	const comment = portal.store.comments.get(whole(params.id));
	if (comment === undefined) throw notFound();
	if (portal.store.deniedComments.has(whole(params.id))) throw denied();
	if (params.ownerTypeId === undefined || params.ownerId === undefined) return { comment };
	const owner = record(portal, params.ownerTypeId, params.ownerId);
	const link = comment.BINDINGS.find(({ type, id }) => type === owner.type && id === owner.id);
	if (link === undefined) throw noOwner();
	return { comment, link };
}

/** New files take the place of the old ones. */
function update(params, context) {
	only(params, ['id', 'fields', 'ownerTypeId', 'ownerId'], unknown);
	const { comment } = changed(params, context);
	const sent = fieldsOf(params, ['COMMENT', 'FILES']);
	if (sent.COMMENT !== undefined) comment.COMMENT = textOf(sent.COMMENT);
	if (sent.FILES !== undefined) comment.FILES = filesOf(sent.FILES, context);
	context.wrote(Number(comment.ID), sent);
	return { result: Number(comment.ID) };
}

/**
 * With a record, only the link to it goes as long as there are others; without one, several links
 * are in the way. Always null (contract 9).
 */
function remove(params, context) {
	only(params, ['id', 'ownerTypeId', 'ownerId'], unknown);
	const { comment, link } = changed(params, context);
	if (link === undefined && comment.BINDINGS.length > 1)
		throw coded('MULTIPLE_BINDINGS', 'Element has bindings to multiple entities');
	if (comment.BINDINGS.length > 1)
		comment.BINDINGS = comment.BINDINGS.filter((one) => one !== link);
	else context.portal.store.comments.delete(Number(comment.ID));
	context.wrote(Number(comment.ID), params);
	return { result: null };
}

/** Links to files carry the secret or the token (contract 1.2). */
function shownFile({ id, name, content }, comment, context) {
	const url = commentLink({ id, name }, context);
	return {
		id,
		date: comment.CREATED,
		type: 'file',
		name,
		size: Buffer.from(content, 'base64').length,
		authorId: Number(comment.AUTHOR_ID),
		urlShow: url,
		urlDownload: url,
	};
}

const NAMES = ['ID', 'ENTITY_ID', 'ENTITY_TYPE', 'CREATED', 'COMMENT', 'AUTHOR_ID', 'FILES'];

function shown(comment, owner, select, context) {
	const { ID, CREATED, COMMENT, AUTHOR_ID } = comment;
	const files = Object.fromEntries(
		comment.FILES.map((file) => [file.id, shownFile(file, comment, context)]),
	);
	const all = {
		ID,
		ENTITY_ID: String(owner.id),
		ENTITY_TYPE: wordOf(owner.type),
		CREATED,
		COMMENT,
		AUTHOR_ID,
		FILES: comment.FILES.length === 0 ? [] : files,
	};
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => select.length === 0 || select.includes(name)),
	);
}

/** its refusals have an empty code */
function get(params, context) {
	only(params, ['id'], plain);
	if (!(whole(params.id) > 0)) throw plain('ID is not defined or invalid.');
	const comment = context.portal.store.comments.get(whole(params.id));
	if (comment === undefined) throw plain('Not found.');
	return { result: shown(comment, comment.BINDINGS[0], [], context) };
}

const SORTED = { ID: 'number', CREATED: 'datetime', AUTHOR_ID: 'number' };

/** the comments of one record, which the filter has to name */
function list(params, context) {
	only(params, ['select', 'filter', 'order', 'start'], plain);
	const { select = [], filter, order = { ID: 'ASC' }, start } = params;
	if (!Array.isArray(select) || !select.every((name) => NAMES.includes(name)))
		throw plain('Unknown field in select');
	if (!isMap(filter) || filter.ENTITY_ID === undefined || filter.ENTITY_TYPE === undefined)
		throw plain('Access denied.');
	only(filter, ['ENTITY_ID', 'ENTITY_TYPE'], plain);
	const { portal } = context;
	const [type, id] = [typeOf(filter.ENTITY_TYPE), whole(filter.ENTITY_ID)];
	if (!exists(portal, type, id)) throw plain('Access denied.');
	const rows = [...portal.store.comments.values()].filter(({ BINDINGS }) =>
		BINDINGS.some((link) => link.type === type && link.id === id),
	);
	const cut = page({
		rows,
		order,
		start,
		schema: SORTED,
		idKey: 'ID',
		refuse: (kind, name) => plain(`Invalid ${kind} ${name}`),
	});
	return {
		result: cut.rows.map((comment) => shown(comment, { type, id }, select, context)),
		total: cut.total,
		next: cut.next,
	};
}

const PLACE = ['ownerTypeId', 'ownerId', 'itemType', 'itemId'];
const HISTORY = 1;
const noEntry = () => coded('NOT_FOUND', 'Element not found');

/** Where a note stands: a timeline entry of a record, a history entry (here: a comment) or an activity. */
function placeOf(params, names, { portal }) {
	for (const name of [...PLACE, ...names])
		if (params[name] === undefined || params[name] === null) throw missing(name);
	only(params, [...PLACE, ...names], unknown);
	const [type, id, itemType, itemId] = PLACE.map((name) => whole(params[name]));
	if (![1, 2].includes(itemType)) throw unknown('Invalid value of itemType');
	const { store } = portal;
	const links =
		itemType === HISTORY
			? store.comments.get(itemId)?.BINDINGS
			: store.activities.get(itemId)?.BINDINGS.map((link) => ({
					type: Number(link.OWNER_TYPE_ID),
					id: Number(link.OWNER_ID),
				}));
	if (links === undefined || !links.some((link) => link.type === type && link.id === id))
		throw noEntry();
	if (itemType !== HISTORY && store.denied.has(itemId)) throw denied();
	return { key: `${itemType}:${itemId}`, itemId };
}

function saveNote(params, context) {
	const { key, itemId } = placeOf(params, ['text'], context);
	const text = textOf(params.text);
	const { notes } = context.portal.store;
	const [by, now] = [context.caller.userId, portalTime(Date.now())];
	const { createdById = by, createdTime = now } = notes.get(key) ?? {};
	notes.set(key, { text, createdById, createdTime, updatedById: by, updatedTime: now });
	context.wrote(itemId, params);
	return { result: true };
}

function noteAt(params, context) {
	const { key, itemId } = placeOf(params, [], context);
	const note = context.portal.store.notes.get(key);
	if (note === undefined) throw noEntry();
	return { key, itemId, note };
}

function removeNote(params, context) {
	const { key, itemId } = noteAt(params, context);
	context.portal.store.notes.delete(key);
	context.wrote(itemId, params);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN = {
	'crm.timeline.comment.add': add,
	'crm.timeline.comment.update': update,
	'crm.timeline.comment.delete': remove,
	'crm.timeline.note.save': saveNote,
	'crm.timeline.note.delete': removeNote,
};

const METHODS = {
	...SHOWN,
	'crm.timeline.comment.get': get,
	'crm.timeline.comment.list': list,
	'crm.timeline.note.get': (params, context) => ({ result: noteAt(params, context).note }),
};

module.exports = { METHODS, SHOWN };
