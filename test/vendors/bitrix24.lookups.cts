/** Users, records and the always-there methods of the fake Bitrix24 (contract 1.4, 2.1, 2.11). */
import { there } from '../support/there.cts';
import {
	coded,
	integer,
	isOneOf,
	isPhpMap,
	missing,
	only,
	phpMap,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import { DEPARTMENTS, SMART_TYPE } from './bitrix24.data.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';
import { type Kind, page, type Schema, type Wrong } from './bitrix24.query.cts';
import type { Item, User } from './bitrix24.records.cts';

const USER_SCHEMA: Schema = {
	ID: 'number',
	ACTIVE: 'boolean',
	NAME: 'string',
	LAST_NAME: 'string',
	SECOND_NAME: 'string',
	EMAIL: 'string',
	LAST_LOGIN: 'datetime',
	DATE_REGISTER: 'datetime',
	TIME_ZONE: 'string',
	IS_ONLINE: 'string',
	WORK_POSITION: 'string',
	UF_DEPARTMENT: 'list',
	USER_TYPE: 'string',
};
const LIST_TEXT: Record<Wrong, (name: string) => string> = {
	field: (name) => `Invalid filter: field '${name}' is not allowed in filter`,
	value: (name) => `Invalid filter: field '${name}' has invalid value`,
	order: (name) => `Invalid order: field '${name}' is not allowed in order`,
	direction: (name) => `Invalid order: allowed sort directions are ASC, DESC for field '${name}'`,
	start: () => 'The parameter start is invalid',
};
const refuse = (kind: Wrong, name: string) => coded('INVALID_ARG_VALUE', LIST_TEXT[kind](name));

/** Names without regard to case; what is no parameter is a filter key: both forms are accepted (contract 9). */
function userAsk(params: Params, names: readonly string[]): Params & { filter: Params } {
	const ask: Params & { filter: Params } = { filter: {} };
	for (const [key, value] of Object.entries(params)) {
		const name = key.toLowerCase();
		if (name === 'filter') Object.assign(ask.filter, isPhpMap(value) ? value : { [key]: value });
		else if (names.includes(name)) ask[name] = value;
		else ask.filter[key] = value;
	}
	return ask;
}

/** `user_brief` has no e-mail (contract 1.4); unknown select names are dropped without a word (contract 7 no. 19). */
function shownUser(user: User, select: unknown, { portal }: Context) {
	const names: unknown[] = Array.isArray(select) ? select : [];
	const all = names.length === 0 || names.includes('*');
	const brief = !portal.scopes.some((scope) => scope === 'user' || scope === 'user_basic');
	return Object.fromEntries(
		Object.entries(user).filter(
			([name]) => (all || names.includes(name)) && !(brief && name === 'EMAIL'),
		),
	);
}

const words = (value: unknown) => String(value).toLowerCase().split(/\s+/).filter(Boolean);
const says = (user: User, value: unknown) =>
	words(value).every((word) =>
		[user.NAME, user.LAST_NAME, user.EMAIL, user.WORK_POSITION].some((text) =>
			text.toLowerCase().includes(word),
		),
	);

function userPage(
	rows: User[],
	{ sort = 'ID', order = 'ASC', start, select }: Params,
	filter: object,
	context: Context,
) {
	const cut = page({
		rows,
		filter,
		order: { [String(sort)]: order },
		start,
		schema: USER_SCHEMA,
		idKey: 'ID',
		refuse,
	});
	return {
		result: cut.rows.map((user) => shownUser(user, select, context)),
		total: cut.total,
		next: cut.next,
	};
}

function users(params: Params, context: Context) {
	const ask = userAsk(params, ['sort', 'order', 'select', 'admin_mode', 'start']);
	const { NAME_SEARCH, ...filter } = ask.filter;
	const rows = [...context.portal.store.users.values()].filter(
		(user) => NAME_SEARCH === undefined || says(user, NAME_SEARCH),
	);
	return userPage(rows, ask, filter, context);
}

const SEARCHED = ['NAME', 'LAST_NAME', 'WORK_POSITION', 'UF_DEPARTMENT_NAME', 'USER_TYPE'];
const PART: Record<string, (user: User) => string> = {
	NAME: (user) => user.NAME,
	LAST_NAME: (user) => user.LAST_NAME,
	WORK_POSITION: (user) => user.WORK_POSITION,
	UF_DEPARTMENT_NAME: (user) => user.UF_DEPARTMENT.map((id) => DEPARTMENTS[id]).join(' '),
	USER_TYPE: (user) => user.USER_TYPE,
};

/** FIND or the single fields, not both (contract 2.11) */
function userSearch(params: Params, context: Context) {
	const ask = userAsk(params, ['select', 'start', 'sort', 'order']);
	const { FIND, ...parts } = ask.filter;
	for (const name of Object.keys(parts)) if (!SEARCHED.includes(name)) throw refuse('field', name);
	const [first] = Object.keys(parts);
	if (FIND !== undefined && first !== undefined) throw refuse('field', first);
	const fits = (user: User) =>
		Object.entries(parts).every(([name, value]) =>
			PART[name]?.(user).toLowerCase().includes(String(value).replaceAll('%', '').toLowerCase()),
		);
	const rows = [...context.portal.store.users.values()].filter(
		(user) => fits(user) && (FIND === undefined || says(user, FIND)),
	);
	return userPage(rows, ask, {}, context);
}

const self = ({ portal, caller }: Context) => portal.store.users.get(caller.userId);

function current(params: Params, context: Context) {
	only(params, []);
	return { result: shownUser(there(self(context)), undefined, context) };
}

/** an empty object, which PHP writes as [], when the user is inactive (contract 1.4) */
function profile(params: Params, context: Context) {
	only(params, []);
	const user = self(context);
	if (user?.ACTIVE !== true) return { result: [] };
	return {
		result: { ID: user.ID, ADMIN: user.ID === '1', NAME: user.NAME, TIME_ZONE: user.TIME_ZONE },
	};
}

const TEXTUAL = ['title', 'name', 'lastName', 'stageId', 'currencyId'];
const kindOf = (name: string): Kind =>
	TEXTUAL.includes(name) ? 'string' : name.endsWith('Time') ? 'datetime' : 'number';

function itemsOf(params: Params, { portal }: Context) {
	if (params.entityTypeId === undefined) throw missing('entityTypeId');
	const items = portal.store.items.get(integer(params.entityTypeId));
	if (items === undefined) throw coded('NOT_FOUND', 'Smart process not found');
	return [...items.values()];
}

const schemaOf = (item: object = {}): Schema =>
	Object.fromEntries(
		Object.keys(item)
			.filter((name) => name !== 'fm')
			.map((name) => [name, kindOf(name)]),
	);

/** Phones and e-mails (`fm`) come only with `*` (contract 2.11). */
function shownItem(item: Item, select: readonly string[]) {
	if (select.length === 0 || select.includes('*')) return item;
	return Object.fromEntries(
		Object.entries(item).filter(([name]) => name !== 'fm' && select.includes(name)),
	);
}

function itemList(params: Params, context: Context) {
	const rows = itemsOf(params, context);
	only(params, ['entityTypeId', 'select', 'filter', 'order', 'start', 'useOriginalUfNames']);
	const {
		select = [],
		filter = {},
		order = { id: 'ASC' },
		start,
		useOriginalUfNames = 'N',
	} = params;
	const schema = schemaOf(rows[0]);
	if (!Array.isArray(select)) throw coded('INVALID_ARG_VALUE', 'Invalid select');
	for (const name of select)
		if (name !== '*' && name !== 'fm' && schema[name] === undefined)
			throw coded('INVALID_ARG_VALUE', `Unknown field ${name}`);
	if (!isPhpMap(filter) && !Array.isArray(filter)) throw refuse('value', 'filter');
	if (!isPhpMap(order)) throw refuse('order', 'order');
	if (!isOneOf(useOriginalUfNames, ['Y', 'N']))
		throw coded('INVALID_ARG_VALUE', 'Invalid value of useOriginalUfNames');
	const cut = page({ rows, filter, order, start, schema, idKey: 'id', refuse });
	return {
		result: { items: cut.rows.map((item) => shownItem(item, select)) },
		total: cut.total,
		next: cut.next,
	};
}

function itemGet(params: Params, context: Context) {
	const rows = itemsOf(params, context);
	if (params.id === undefined) throw missing('id');
	only(params, ['entityTypeId', 'id', 'useOriginalUfNames']);
	const item = rows.find((one) => one.id === whole(params.id));
	if (item === undefined) throw coded('NOT_FOUND', 'Element not found');
	return { result: { item } };
}

/** contract 2.11: at most 20 values; records by kind without a word on which value they have */
const MOST_VALUES = 20;
const KINDS: Record<string, number> = { LEAD: 1, CONTACT: 3, COMPANY: 4 };
const SAME: Record<string, (value: unknown) => string> = {
	EMAIL: (value) => String(value).trim().toLowerCase(),
	PHONE: (value) => String(value).replace(/\D/g, ''),
};

function findByComm(params: Params, { portal }: Context) {
	only(params, ['type', 'values', 'entity_type']);
	const { type, values, entity_type: kind } = params;
	if (type === undefined)
		throw coded('Communication type is not defined', "Parameter 'type' is required.");
	const same = SAME[String(type)];
	if (same === undefined)
		throw coded(`Communication type '${type}' is not supported in current context`, '');
	if (!Array.isArray(values) || values.length === 0)
		throw coded('Communication values is not defined', "Parameter 'values' is required.");
	if (values.length > MOST_VALUES || values.some((value) => typeof value !== 'string'))
		throw coded('INVALID_ARG_VALUE', 'values');
	if (kind !== undefined && KINDS[String(kind)] === undefined)
		throw coded('INVALID_ARG_VALUE', 'entity_type');
	const wanted = values.map(same);
	const found: Array<[kind: string, ids: number[]]> = [];
	for (const [name, entityType] of Object.entries(KINDS)) {
		if (kind !== undefined && kind !== name) continue;
		const ids = [...(portal.store.items.get(entityType)?.values() ?? [])]
			.filter(({ fm = [] }) =>
				fm.some((one) => one.typeId === type && wanted.includes(same(one.value))),
			)
			.map(({ id }) => id);
		if (ids.length > 0) found.push([name, ids.slice(0, MOST_VALUES)]);
		if (ids.length >= MOST_VALUES) break;
	}
	return { result: phpMap(found) };
}

export const OWNER_TYPES: Array<[id: number, name: string, code: string, short: string]> = [
	[1, 'Lead', 'LEAD', 'L'],
	[2, 'Deal', 'DEAL', 'D'],
	[3, 'Contact', 'CONTACT', 'C'],
	[4, 'Company', 'COMPANY', 'CO'],
	[5, 'Invoice (old)', 'INVOICE', 'I'],
	[7, 'Quote', 'QUOTE', 'Q'],
	[8, 'Requisites', 'REQUISITE', 'RQ'],
	[14, 'Order', 'ORDER', 'O'],
	[31, 'Invoice', 'SMART_INVOICE', 'SI'],
	[36, 'Documents', 'SMART_DOCUMENT', 'DO'],
	[39, 'Documents', 'SMART_B2E_DOC', 'SBD'],
	[SMART_TYPE, 'Projects', `DYNAMIC_${SMART_TYPE}`, `T${SMART_TYPE.toString(16)}`],
];

function ownerTypes(params: Params) {
	only(params, []);
	return {
		result: OWNER_TYPES.map(([ID, NAME, SYMBOL_CODE, SYMBOL_CODE_SHORT]) => ({
			ID,
			NAME,
			SYMBOL_CODE,
			SYMBOL_CODE_SHORT,
		})),
	};
}

function scope(params: Params, { portal }: Context) {
	only(params, []);
	return { result: portal.scopes };
}

export const METHODS: Methods = {
	'user.get': users,
	'user.search': userSearch,
	'user.current': current,
	profile,
	scope,
	'server.time': (params) => {
		only(params, []);
		return { result: portalTime(Date.now()) };
	},
	'crm.enum.ownertype': ownerTypes,
	'crm.item.list': itemList,
	'crm.item.get': itemGet,
	'crm.duplicate.findbycomm': findByComm,
};
