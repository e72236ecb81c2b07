/** crm.activity.* of the fake Bitrix24 (contract 2.2). */
import { there } from '../support/there.cts';
import {
	inPortalTime,
	integer,
	isBase64,
	isMap,
	isOneOf,
	isPhpMap,
	only,
	plain,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import { BLANK } from './bitrix24.data.cts';
import { activityLink } from './bitrix24.downloads.cts';
import type { Caller, Context, Methods, Params, Portal } from './bitrix24.portal.cts';
import { type Kind, page, type Schema, type Wrong } from './bitrix24.query.cts';
import type { Activity, Binding, Communication, SentFile } from './bitrix24.records.cts';

const TEXT = {
	notFound: 'Activity is not found.',
	denied: 'Access denied.',
	subject: 'The field SUBJECT is not defined or empty',
	responsible: 'The field RESPONSIBLE_ID is not defined or invalid',
	type: 'The field TYPE_ID is not defined or invalid',
	communications: 'The field COMMUNICATIONS is not defined or invalid',
	oneOnly: 'The only one communication is allowed for activity of specified type',
	binding:
		'Could not build binding. Please ensure that owner info and communications are defined correctly',
	provider: 'The custom activity without provider is not supported in current context',
	application: 'Application context required',
};
const configurable = (verb: string) =>
	`Use crm.activity.configurable.${verb} for this activity provider`;

/** name -> type; r required on add, o read-only, i fixed after creation, m many (contract 2.2, 2.1) */
const FIELDS = Object.fromEntries(
	`
	ID integer o|OWNER_ID integer i|OWNER_TYPE_ID crm_enum_ownertype i|TYPE_ID crm_enum_activitytype ri|PROVIDER_ID string|PROVIDER_TYPE_ID string|PROVIDER_GROUP_ID string
	|ASSOCIATED_ENTITY_ID integer o|SUBJECT string r|START_TIME datetime|END_TIME datetime|DEADLINE datetime|COMPLETED char|STATUS crm_enum_activitystatus|RESPONSIBLE_ID user r
	|PRIORITY crm_enum_activitypriority|NOTIFY_TYPE crm_enum_activitynotifytype|NOTIFY_VALUE integer|DESCRIPTION string|DESCRIPTION_TYPE crm_enum_contenttype
	|DIRECTION crm_enum_activitydirection|LOCATION string|CREATED datetime o|AUTHOR_ID user o|LAST_UPDATED datetime o|EDITOR_ID user o|SETTINGS object|ORIGIN_ID string
	|ORIGINATOR_ID string|ORIGIN_VERSION string|RESULT_STATUS integer|RESULT_STREAM integer|RESULT_SOURCE_ID string|PROVIDER_PARAMS object|PROVIDER_DATA string
	|RESULT_MARK integer|RESULT_VALUE double|RESULT_SUM double|RESULT_CURRENCY_ID string|AUTOCOMPLETE_RULE integer|BINDINGS crm_activity_binding om
	|COMMUNICATIONS crm_activity_communication rm|FILES diskfile m|WEBDAV_ELEMENTS diskfile m|IS_INCOMING_CHANNEL char`
		.split('|')
		.map((line) => line.trim().split(' '))
		.map(([name = '', type = '', marks = '']) => [name, { type, marks }] as const),
);

const oneOf = (last: number) => (value: unknown) =>
	integer(value) >= 0 && integer(value) <= last ? String(whole(value)) : undefined;
const integerText = (value: unknown) =>
	whole(value) === undefined ? undefined : String(whole(value));

/** type -> what is stored of a sent value; undefined: refused. An enum takes 0 = not set (contract 2.1). */
const CHECKS: Record<string, (value: unknown) => unknown> = {
	integer: integerText,
	user: integerText,
	string: (value) => (typeof value === 'string' ? value : undefined),
	char: (value) => (value === 'Y' || value === 'N' ? value : undefined),
	double: (value) =>
		['number', 'string'].includes(typeof value) && value !== '' && Number.isFinite(Number(value))
			? String(value)
			: undefined,
	object: (value) => (isPhpMap(value) ? value : undefined),
	datetime: inPortalTime,
	diskfile: (value) =>
		Array.isArray(value) && value.length > 0 && value.every(isFile) ? value : undefined,
	crm_enum_ownertype: (value) => (integer(value) > 0 ? String(whole(value)) : undefined),
	crm_enum_activitytype: oneOf(6),
	crm_enum_activitystatus: oneOf(3),
	crm_enum_activitypriority: oneOf(3),
	crm_enum_activitynotifytype: oneOf(3),
	crm_enum_activitydirection: oneOf(2),
	crm_enum_contenttype: oneOf(3),
};

/** [{fileData: [name, base64]}], plain base64 without a data: prefix (contract 3.4) */
export function isFile(file: unknown): file is SentFile {
	const data = isMap(file) && Object.keys(file).join() === 'fileData' ? file.fileData : undefined;
	return (
		Array.isArray(data) &&
		data.length === 2 &&
		data.every((part) => typeof part === 'string' && part !== '') &&
		isBase64(data[1])
	);
}

export const exists = (portal: Portal, type: unknown, id: unknown) =>
	portal.store.items.get(integer(type))?.has(integer(id)) === true;

/** The activity with this id, if the caller may see it. */
function found(id: unknown, { portal }: Context, refuse = plain) {
	const activity = portal.store.activities.get(integer(id));
	if (activity === undefined) throw refuse(TEXT.notFound);
	if (portal.store.denied.has(integer(id))) throw refuse(TEXT.denied);
	return activity;
}

/** An app's own activities are out of a webhook's reach (contract 1.2, 2.2). */
function reachable(provider: unknown, verb: string, caller: Caller) {
	if (provider === 'CONFIGURABLE_REST_APP') throw plain(configurable(verb));
	if (provider === 'REST_APP' && caller.kind === 'webhook') throw plain(TEXT.application);
}

/** What is stored of sent values, once each was checked. */
type Accepted = Partial<Activity> & { WEBDAV_ELEMENTS?: SentFile[] };

/** What of `sent` is to be stored; throws what the vendor would say. `current`: the stored activity, none on add. */
function accepted(
	sent: Params,
	current: Activity | undefined,
	{ portal, caller }: Context,
): Accepted {
	const verb = current === undefined ? 'add' : 'update';
	const wants = (name: string) => current === undefined || name in sent;
	for (const name of Object.keys(sent)) known(name, verb);
	if (wants('SUBJECT') && !(typeof sent.SUBJECT === 'string' && sent.SUBJECT.trim() !== ''))
		throw plain(TEXT.subject);
	if (wants('RESPONSIBLE_ID') && !portal.store.users.has(integer(sent.RESPONSIBLE_ID)))
		throw plain(TEXT.responsible);
	if (wants('TYPE_ID') && !isOneOf(whole(sent.TYPE_ID), [1, 2, 4, 6, Number(current?.TYPE_ID)]))
		throw plain(TEXT.type);
	reachable(sent.PROVIDER_ID, verb, caller);
	const provider = sent.PROVIDER_ID ?? (current?.TYPE_ID === '6' ? current.PROVIDER_ID : undefined);
	if (whole(sent.TYPE_ID) === 6 && !provider) throw plain(TEXT.provider);
	const type = Number(current?.TYPE_ID ?? sent.TYPE_ID);
	const stored = checked(sent);
	if (wants('COMMUNICATIONS'))
		stored.COMMUNICATIONS = communications(sent.COMMUNICATIONS, type, portal);
	if (wants('OWNER_ID') || wants('OWNER_TYPE_ID')) owned(sent, current, portal);
	return stored;
}

function known(name: string, verb: string) {
	const field = FIELDS[name];
	if (field === undefined) throw plain(`Unknown field ${name}`);
	// the page of update has ASSOCIATED_ENTITY_ID among its parameters (contract 2.2)
	if (field.marks.includes('o') && !(name === 'ASSOCIATED_ENTITY_ID' && verb === 'update'))
		throw plain(`The field ${name} is read-only`);
}

function checked(sent: Params): Accepted {
	const stored: Params = {};
	for (const [name, value] of Object.entries(sent)) {
		if (name === 'COMMUNICATIONS') continue;
		stored[name] = CHECKS[there(FIELDS[name]).type]?.(value);
		if (stored[name] === undefined) throw plain(`The field ${name} has an invalid value`);
	}
	return stored as Accepted;
}

const TYPE_OF: Record<number, string> = { 2: 'PHONE', 4: 'EMAIL' };

/** ENTITY_* names a contact, company or lead; the server fills TYPE for calls and e-mails (contract 2.2). */
function communications(sent: unknown, type: number, portal: Portal): Communication[] {
	if (!Array.isArray(sent) || sent.length === 0 || !sent.every(isMap))
		throw plain(TEXT.communications);
	if (sent.length > 1 && (type === 1 || type === 2)) throw plain(TEXT.oneOnly);
	return sent.map((one, index) => {
		only(one, ['VALUE', 'ENTITY_ID', 'ENTITY_TYPE_ID', 'TYPE']);
		if ((type === 2 || type === 4) && !(typeof one.VALUE === 'string' && one.VALUE !== ''))
			throw plain(TEXT.communications);
		if (
			![1, 3, 4].includes(integer(one.ENTITY_TYPE_ID)) ||
			!exists(portal, one.ENTITY_TYPE_ID, one.ENTITY_ID)
		)
			throw plain(TEXT.binding);
		const TYPE = one.TYPE ?? TYPE_OF[type] ?? '';
		return {
			ID: String(index + 1),
			TYPE: String(TYPE),
			VALUE: String(one.VALUE ?? ''),
			ENTITY_ID: String(one.ENTITY_ID),
			ENTITY_TYPE_ID: String(one.ENTITY_TYPE_ID),
		};
	});
}

function owned(sent: Params, current: Activity | undefined, portal: Portal) {
	if (
		!exists(
			portal,
			sent.OWNER_TYPE_ID ?? current?.OWNER_TYPE_ID,
			sent.OWNER_ID ?? current?.OWNER_ID,
		)
	)
		throw plain(TEXT.binding);
}

/** Its owner may be written as it was sent. */
type New = Omit<Accepted, keyof Binding> & Partial<Record<keyof Binding, unknown>>;

/** Puts accepted values into a record: some are fixed after creation, some follow from others (contract 2.2). */
function apply(
	record: Activity,
	{
		OWNER_ID,
		OWNER_TYPE_ID,
		TYPE_ID,
		ASSOCIATED_ENTITY_ID,
		DEADLINE,
		FILES = [],
		WEBDAV_ELEMENTS = [],
		...values
	}: New,
	{ caller }: Context,
) {
	Object.assign(record, values);
	if (values.COMPLETED !== undefined && values.STATUS === undefined)
		record.STATUS = values.COMPLETED === 'Y' ? '2' : '1';
	if (['1', '2'].includes(record.TYPE_ID) && values.START_TIME !== undefined)
		record.DEADLINE = values.START_TIME;
	if (record.TYPE_ID === '3' && values.END_TIME !== undefined) record.DEADLINE = values.END_TIME;
	record.FILES = [...record.FILES, ...FILES, ...WEBDAV_ELEMENTS];
	record.EDITOR_ID = String(caller.userId);
	record.LAST_UPDATED = portalTime(Date.now());
}

/** A new record in the store; used by crm.activity.add and crm.activity.todo.add. */
export function create(values: New, context: Context): Activity {
	const { portal, caller } = context;
	const id = portal.nextId();
	const author = String(caller.userId);
	const binding = {
		OWNER_TYPE_ID: String(values.OWNER_TYPE_ID),
		OWNER_ID: String(values.OWNER_ID),
	};
	const now = portalTime(Date.now());
	const record: Activity = {
		...BLANK,
		ID: String(id),
		...binding,
		TYPE_ID: there(values.TYPE_ID),
		AUTHOR_ID: author,
		CREATED: now,
		BINDINGS: [binding],
		COMMUNICATIONS: [],
		FILES: [],
		EDITOR_ID: author,
		LAST_UPDATED: now,
	};
	apply(record, values, context);
	portal.store.activities.set(id, record);
	return record;
}

function fieldsOf(params: Params) {
	if (!isMap(params.fields) || Object.keys(params.fields).length === 0)
		throw plain("The parameter 'fields' must be array.");
	return params.fields;
}

function add(params: Params, context: Context) {
	only(params, ['fields']);
	const values = accepted(fieldsOf(params), undefined, context);
	const record = create(values, context);
	if (record.TYPE_ID === '4' && record.DIRECTION === '2' && record.COMPLETED === 'Y') {
		context.portal.store.sentMails.push({
			id: Number(record.ID),
			to: record.COMMUNICATIONS.map((one) => one.VALUE),
			subject: record.SUBJECT,
		});
	}
	context.wrote(Number(record.ID), params.fields);
	return { result: Number(record.ID) };
}

function update(params: Params, context: Context) {
	only(params, ['id', 'fields']);
	const activity = found(params.id, context);
	reachable(activity.PROVIDER_ID, 'update', context.caller);
	apply(activity, accepted(fieldsOf(params), activity, context), context);
	context.wrote(Number(activity.ID), params.fields);
	return { result: true };
}

function remove(params: Params, context: Context) {
	only(params, ['id']);
	const activity = found(params.id, context);
	if (activity.PROVIDER_ID === 'REST_APP' && context.caller.kind === 'webhook')
		throw plain(TEXT.application);
	context.portal.store.activities.delete(Number(activity.ID));
	context.portal.store.todos.delete(Number(activity.ID));
	context.wrote(Number(activity.ID), undefined);
	return { result: true };
}

const HIDDEN = ['BINDINGS', 'COMMUNICATIONS', 'FILES'];
const ON_DEMAND = ['COMMUNICATIONS', 'FILES', 'STORAGE_ELEMENT_IDS'];
const fileId = (activity: Activity, index: number) => String(Number(activity.ID) * 100 + index + 1);

/** Links to files carry the secret (contract 1.2). */
const EXTRA: Record<string, (activity: Activity, context: Context) => unknown> = {
	COMMUNICATIONS: (activity) => activity.COMMUNICATIONS,
	STORAGE_ELEMENT_IDS: (activity) => activity.FILES.map((_, index) => fileId(activity, index)),
	FILES: (activity, context) =>
		activity.FILES.map((_, index) => ({
			id: Number(fileId(activity, index)),
			url: activityLink(activity, index, context),
		})),
};

function shown(activity: Activity, select: readonly string[], context: Context) {
	const all = select.length === 0 || select.includes('*');
	const row = Object.fromEntries(
		Object.entries(activity).filter(
			([name]) => !HIDDEN.includes(name) && (all || select.includes(name)),
		),
	);
	for (const name of ON_DEMAND)
		if (select.includes(name)) row[name] = EXTRA[name]?.(activity, context);
	return row;
}

function get(params: Params, context: Context) {
	only(params, ['id']);
	const activity = found(params.id, context);
	return { result: shown(activity, [], context) };
}

const KIND: Record<string, Kind> = {
	integer: 'number',
	user: 'number',
	double: 'number',
	datetime: 'datetime',
	string: 'string',
	char: 'string',
};
const SCHEMA: Schema = Object.fromEntries(
	Object.entries(FIELDS).map(([name, { type }]) => [
		name,
		KIND[type] ?? (type.startsWith('crm_enum') ? 'number' : undefined),
	]),
);

const LIST_TEXT: Record<Wrong, (name: string) => string> = {
	field: (name) => `Unknown field ${name}`,
	value: (name) => `Invalid filter: field '${name}' has invalid value`,
	order: (name) => `Unknown field ${name} in order`,
	direction: (name) => `Invalid order: allowed sort directions are asc, desc for field '${name}'`,
	start: () => 'The parameter start is invalid',
};

function list(params: Params, context: Context) {
	only(params, ['select', 'filter', 'order', 'start']);
	const { select = [], filter = {}, order = { START_TIME: 'ASC' }, start } = params;
	if (!isPhpMap(order)) throw plain("Parameter 'order' must be array.");
	if (!isPhpMap(filter)) throw plain("Parameter 'filter' must be array.");
	if (!Array.isArray(select)) throw plain("Parameter 'select' must be array.");
	for (const name of select)
		if (name !== '*' && !ON_DEMAND.includes(name) && FIELDS[name] === undefined)
			throw plain(`Unknown field ${name}`);
	const { BINDINGS, ...rest } = filter;
	const { store } = context.portal;
	const rows = [...store.activities.values()];
	const fits = BINDINGS === undefined ? () => 1 : bound(BINDINGS);
	const copies = (row: Activity) => (store.denied.has(Number(row.ID)) ? 0 : fits(row));
	const refuse = (kind: Wrong, name: string) => plain(LIST_TEXT[kind](name));
	const cut = page({
		rows,
		filter: rest,
		order,
		start,
		schema: SCHEMA,
		idKey: 'ID',
		refuse,
		copies,
	});
	return {
		result: cut.rows.map((row) => shown(row, select, context)),
		total: cut.total,
		next: cut.next,
	};
}

/**
 * Several pairs return an activity once for each link that fits; OWNER_ID may be left out (contract
 * 2.2, 7 no. 11, 9).
 */
function bound(pairs: unknown) {
	if (!Array.isArray(pairs) || !pairs.every(isMap)) throw plain(LIST_TEXT.value('BINDINGS'));
	for (const pair of pairs) only(pair, ['OWNER_TYPE_ID', 'OWNER_ID']);
	const fits = (link: Binding) =>
		pairs.some((pair) =>
			Object.entries(pair).every(
				([key, value]) => Number(link[key as keyof Binding]) === whole(value),
			),
		);
	return (row: Activity) => row.BINDINGS.filter(fits).length;
}

function fields(params: Params) {
	only(params, []);
	const described = ([name, { type, marks }]: [string, { type: string; marks: string }]) => [
		name,
		{
			type,
			isRequired: marks.includes('r'),
			isReadOnly: marks.includes('o'),
			isImmutable: marks.includes('i'),
			isMultiple: marks.includes('m'),
			title: name,
		},
	];
	return { result: Object.fromEntries(Object.entries(FIELDS).map(described)) };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'crm.activity.add': add,
	'crm.activity.update': update,
	'crm.activity.delete': remove,
};

export const METHODS: Methods = {
	...SHOWN,
	'crm.activity.get': get,
	'crm.activity.list': list,
	'crm.activity.fields': fields,
};
