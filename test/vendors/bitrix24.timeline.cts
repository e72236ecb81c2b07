/** crm.timeline.comment.* and crm.timeline.note.* of the fake Bitrix24 (contract 2.7, 9). */
import { there } from '../support/there.cts';
import { exists } from './bitrix24.activities.cts';
import {
	coded,
	integer,
	isBase64,
	isMap,
	isOneOf,
	isPhpMap,
	missing,
	only,
	plain,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import { commentLink } from './bitrix24.downloads.cts';
import { OWNER_TYPES } from './bitrix24.lookups.cts';
import type { Context, Methods, Params, Portal } from './bitrix24.portal.cts';
import { page, type Schema } from './bitrix24.query.cts';
import type { CommentFile, RecordLink, TimelineComment } from './bitrix24.records.cts';

const unknown = (text: string) => coded('INVALID_ARG_VALUE', text);
const noOwner = () => coded('OWNER_NOT_FOUND', 'Owner not found.');
const notFound = () => coded('NOT_FOUND', 'Not found.');
const denied = () => coded('ACCESS_DENIED', 'Access denied.');

/** `deal`, `dynamic_177`, in either case (contract 9) -> entity type */
const typeOf = (word: unknown) =>
	OWNER_TYPES.find(([, , code]) => code === String(word).toUpperCase())?.[0];
const wordOf = (type: number) => there(OWNER_TYPES.find(([id]) => id === type))[2].toLowerCase();

function record(portal: Portal, type: unknown, id: unknown): RecordLink {
	if (!exists(portal, type, id)) throw noOwner();
	return { type: integer(type), id: integer(id) };
}

/** [[name, base64], …] */
function filesOf(sent: unknown, { portal }: Context) {
	const fits = (file: unknown): file is [string, string] =>
		Array.isArray(file) &&
		file.length === 2 &&
		file.every((part) => typeof part === 'string' && part !== '') &&
		isBase64(file[1]);
	if (!Array.isArray(sent) || !sent.every(fits)) throw unknown('Invalid value of FILES');
	return sent.map(([name, content]) => ({ id: portal.nextId(), name, content }));
}

function textOf(value: unknown) {
	if (typeof value !== 'string' || value.trim() === '') throw unknown('Empty comment');
	return value;
}

/** the key is `fields`, in lower case */
function fieldsOf(params: Params, names: readonly string[]): Params {
	if (!isMap(params.fields)) throw missing('fields');
	only(params.fields, names, unknown);
	return params.fields;
}

function add(params: Params, context: Context) {
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
function changed(params: Params, { portal }: Context) {
	if (params.id === undefined) throw missing('id');
	const comment = portal.store.comments.get(integer(params.id));
	if (comment === undefined) throw notFound();
	if (portal.store.deniedComments.has(integer(params.id))) throw denied();
	if (params.ownerTypeId === undefined || params.ownerId === undefined) return { comment };
	const owner = record(portal, params.ownerTypeId, params.ownerId);
	const link = comment.BINDINGS.find(({ type, id }) => type === owner.type && id === owner.id);
	if (link === undefined) throw noOwner();
	return { comment, link };
}

/** New files take the place of the old ones. */
function update(params: Params, context: Context) {
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
function remove(params: Params, context: Context) {
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
function shownFile({ id, name, content }: CommentFile, comment: TimelineComment, context: Context) {
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

function shown(
	comment: TimelineComment,
	owner: RecordLink,
	select: readonly string[],
	context: Context,
) {
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
function get(params: Params, context: Context) {
	only(params, ['id'], plain);
	if (!(integer(params.id) > 0)) throw plain('ID is not defined or invalid.');
	const comment = context.portal.store.comments.get(integer(params.id));
	if (comment === undefined) throw plain('Not found.');
	return { result: shown(comment, there(comment.BINDINGS[0]), [], context) };
}

const SORTED: Schema = { ID: 'number', CREATED: 'datetime', AUTHOR_ID: 'number' };

/** the comments of one record, which the filter has to name */
function list(params: Params, context: Context) {
	only(params, ['select', 'filter', 'order', 'start'], plain);
	const { select = [], filter, order = { ID: 'ASC' }, start } = params;
	if (!Array.isArray(select) || !select.every((name) => NAMES.includes(name)))
		throw plain('Unknown field in select');
	if (!isPhpMap(order)) throw plain('Invalid order');
	if (!isMap(filter) || filter.ENTITY_ID === undefined || filter.ENTITY_TYPE === undefined)
		throw plain('Access denied.');
	only(filter, ['ENTITY_ID', 'ENTITY_TYPE'], plain);
	const { portal } = context;
	const [type, id] = [integer(typeOf(filter.ENTITY_TYPE)), integer(filter.ENTITY_ID)];
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
function placeOf(params: Params, names: readonly string[], { portal }: Context) {
	for (const name of [...PLACE, ...names])
		if (params[name] === undefined || params[name] === null) throw missing(name);
	only(params, [...PLACE, ...names], unknown);
	const [type, id] = [integer(params.ownerTypeId), integer(params.ownerId)];
	const [itemType, itemId] = [whole(params.itemType), integer(params.itemId)];
	if (!isOneOf(itemType, [1, 2])) throw unknown('Invalid value of itemType');
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

function saveNote(params: Params, context: Context) {
	const { key, itemId } = placeOf(params, ['text'], context);
	const text = textOf(params.text);
	const { notes } = context.portal.store;
	const [by, now] = [context.caller.userId, portalTime(Date.now())];
	const { createdById = by, createdTime = now } = notes.get(key) ?? {};
	notes.set(key, { text, createdById, createdTime, updatedById: by, updatedTime: now });
	context.wrote(itemId, params);
	return { result: true };
}

function noteAt(params: Params, context: Context) {
	const { key, itemId } = placeOf(params, [], context);
	const note = context.portal.store.notes.get(key);
	if (note === undefined) throw noEntry();
	return { key, itemId, note };
}

function removeNote(params: Params, context: Context) {
	const { key, itemId } = noteAt(params, context);
	context.portal.store.notes.delete(key);
	context.wrote(itemId, params);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'crm.timeline.comment.add': add,
	'crm.timeline.comment.update': update,
	'crm.timeline.comment.delete': remove,
	'crm.timeline.note.save': saveNote,
	'crm.timeline.note.delete': removeNote,
};

export const METHODS: Methods = {
	...SHOWN,
	'crm.timeline.comment.get': get,
	'crm.timeline.comment.list': list,
	'crm.timeline.note.get': (params, context) => ({ result: noteAt(params, context).note }),
};
