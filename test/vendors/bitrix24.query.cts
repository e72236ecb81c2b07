/** PHP-style query strings, list filters, order and paging of the fake Bitrix24 (contract 3.1, 3.2, 4). */
import { there } from '../support/there.cts';
import {
	inPortalTime,
	isMap,
	isOneOf,
	isPhpMap,
	moment,
	plain,
	whole,
} from './bitrix24.answers.cts';
import type { Params } from './bitrix24.portal.cts';
import type { Call } from './server.cts';

/**
 * contract 3.1: 50, not changeable. Tests of how lists end may make it smaller, as of a vendor
 * that gives less than it says.
 */
export const PAGES = { rows: 50 };

function percentDecoded(text: string): string {
	const spaced = text.replaceAll('+', ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}

/** `fields[SUBJECT]=x&a[0]=1&b[]=2` -> nested values, each percent-decoded once (contract 4). */
export function decodeQuery(text: string): Params {
	const root: Params = {};
	for (const pair of text.split('&').filter(Boolean)) {
		const cut = pair.indexOf('=');
		const key = percentDecoded(cut < 0 ? pair : pair.slice(0, cut));
		put(root, pathOf(key), cut < 0 ? '' : percentDecoded(pair.slice(cut + 1)));
	}
	return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, listed(value)]));
}

function pathOf(key: string): string[] {
	const head = there(key.split('[', 1)[0]);
	return [
		head,
		...[...key.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map(([, step = '']) => step),
	];
}

function put(node: Params, [step = '', ...rest]: string[], value: unknown): void {
	const key = step === '' ? String(Object.keys(node).length) : step;
	if (rest.length === 0) {
		Object.defineProperty(node, key, {
			value,
			enumerable: true,
			writable: true,
			configurable: true,
		});
		return;
	}
	if (!Object.hasOwn(node, key) || !isMap(node[key])) put(node, [key], {});
	put(node[key] as Params, rest, value);
}

/** maps with the keys 0..n-1 are lists, at every depth */
function listed(value: unknown): unknown {
	if (!isMap(value)) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const);
	return entries.length > 0 && entries.every(([key], index) => key === String(index))
		? entries.map(([, inner]) => inner)
		: Object.fromEntries(entries);
}

/** In small letters, without what follows it. */
export const contentTypeOf = ({ headers }: Call): string =>
	there((headers['content-type'] ?? '').split(';', 1)[0])
		.trim()
		.toLowerCase();

/** Query and body together, as PHP's $_REQUEST has them; a JSON body needs its content type (contract 1.1). */
export function paramsOf(call: Call): Params {
	const query = decodeQuery(call.rawUrl.split('?', 2)[1] ?? '');
	if (call.method === 'GET' || call.text === '') return query;
	const type = contentTypeOf(call);
	if (type === 'application/x-www-form-urlencoded') return { ...query, ...decodeQuery(call.text) };
	if (type !== 'application/json') throw plain(`Unsupported content type ${type}`);
	if (!isPhpMap(call.json)) throw plain('The request body is not a JSON object');
	return { ...query, ...call.json };
}

/** What a field holds. */
export type Kind = 'boolean' | 'datetime' | 'list' | 'number' | 'string';
export type Schema = Readonly<Record<string, Kind | undefined>>;
/** What is wrong with a list's parameters, and in which field. */
export type Wrong = 'direction' | 'field' | 'order' | 'start' | 'value';
export type Refuse = (wrong: Wrong, field: string) => Error;
type Comparable = boolean | number | string | null;

/** one field's value in a form that can be compared */
const READ: Record<Kind, (value: unknown) => Comparable> = {
	number: (value) => (value === null || value === '' ? null : Number(value)),
	/** stored dates all are in the portal's zone: their texts compare like their moments */
	datetime: (value) => (value ? String(value) : null),
	boolean: (value) => value === true || isOneOf(value, ['Y', 'true', '1', 1]),
	string: (value) => (value === null || value === undefined ? '' : String(value)),
	list: String,
};

const BOOLEANS = [true, false, 'Y', 'N', 'true', 'false', '1', '0', 1, 0];
const GIVEN: Record<Kind, (value: unknown) => boolean> = {
	number: (value) =>
		value === '' ||
		value === null ||
		(value !== true && value !== false && Number.isFinite(Number(value))),
	datetime: (value) => value === '' || value === null || moment(value) !== undefined,
	boolean: (value) => isOneOf(value, BOOLEANS),
	string: (value) => ['string', 'number'].includes(typeof value) || value === null,
	list: (value) => whole(value) !== undefined,
};

const ASKED: Record<Kind, (value: unknown) => Comparable> = {
	...READ,
	list: Number,
	datetime: (value) => inPortalTime(value) ?? null,
};

export const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
type Holds = (left: Comparable, right: Comparable) => boolean;
const contains: Holds = (left, right) =>
	String(left).toLowerCase().includes(String(right).toLowerCase());
const like: Holds = (left, right) =>
	new RegExp(`^${String(right).split('%').map(escaped).join('.*')}$`, 'is').test(String(left));
const equals: Holds = (left, right) => left === right;
/** Null is neither above nor below anything. */
const compared =
	(holds: (left: Exclude<Comparable, null>, right: Exclude<Comparable, null>) => boolean): Holds =>
	(left, right) =>
		left !== null && holds(left, right ?? 0);

/** prefix -> [what it asks of one wanted value, is it the opposite, does it speak of texts] (contract 3.2) */
const OPERATORS: Record<string, [holds: Holds, opposite: boolean, textual?: boolean]> = {
	'!=%': [like, true, true],
	'!%=': [like, true, true],
	'=%': [like, false, true],
	'%=': [like, false, true],
	'!%': [contains, true, true],
	'%': [contains, false, true],
	'!@': [equals, true],
	'@': [equals, false],
	'!=': [equals, true],
	'!': [equals, true],
	'>=': [compared((left, right) => left >= right), false],
	'<=': [compared((left, right) => left <= right), false],
	'>': [compared((left, right) => left > right), false],
	'<': [compared((left, right) => left < right), false],
	'=': [equals, false],
	'': [equals, false],
};
const PREFIXED = /^(!=%|!%=|=%|%=|!%|!@|!=|>=|<=|[%@!><=])?(.+)$/s;

type Test = (row: object) => boolean;

/** A filter as a test of a row. `refuse` makes the error for an unknown name (`field`) or a wrong `value`. */
function filterOf(filter: object, schema: Schema, refuse: Refuse): Test {
	const any = isMap(filter) && String(filter.logic ?? 'AND').toUpperCase() === 'OR';
	const tests = Object.entries(filter)
		.filter(([key]) => key !== 'logic')
		.map(([key, wanted]) =>
			/^\d+$/.test(key) && isPhpMap(wanted)
				? filterOf(wanted, schema, refuse)
				: testOf(key, wanted, schema, refuse),
		);
	if (tests.length === 0) return () => true;
	return any ? (row) => tests.some((test) => test(row)) : (row) => tests.every((test) => test(row));
}

const fieldOf = (row: object, field: string): unknown => (row as Params)[field];

function testOf(key: string, wanted: unknown, schema: Schema, refuse: Refuse): Test {
	const [, prefix = '', field = key] = PREFIXED.exec(key) ?? [];
	const kind = schema[field];
	if (kind === undefined) throw refuse('field', field);
	const [holds, opposite, textual = false] = there(OPERATORS[prefix]);
	const type = textual ? 'string' : kind;
	const values: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
	if (!values.every((value) => GIVEN[type](value))) throw refuse('value', field);
	const asked = values.map(ASKED[type]);
	const one = (left: Comparable) => asked.some((right) => holds(left, right)) !== opposite;
	return (row) => {
		const held = fieldOf(row, field);
		return type === 'list' ? (held as number[]).some(one) : one(READ[type](held));
	};
}

/**
 * rows in the asked order; without the id in it no order is promised for ties, and from page to
 * page it is another (`turn`)
 */
function sorted<Row extends object>(
	rows: Row[],
	{ order = {}, schema, idKey, refuse }: Asking<Row>,
	turn: number,
): Row[] {
	const steps = Object.entries(order).map(([field, direction]) => {
		const kind = schema[field];
		if (kind === undefined) throw refuse('order', field);
		if (!/^(asc|desc)$/i.test(String(direction))) throw refuse('direction', field);
		return { field, read: READ[kind], sign: /^desc$/i.test(String(direction)) ? -1 : 1 };
	});
	const keyed = rows.map((row) => ({
		row,
		id: Number(fieldOf(row, idKey)),
		keys: steps.map(({ field, read }) => read(fieldOf(row, field))),
	}));
	const before = (a: Comparable, b: Comparable) => a === null || (b !== null && a < b);
	keyed.sort((left, right) => {
		for (const [index, { sign }] of steps.entries()) {
			const [a = null, b = null] = [left.keys[index], right.keys[index]];
			if (a !== b) return (before(a, b) ? -1 : 1) * sign;
		}
		return (left.id - right.id) * turn;
	});
	return keyed.map(({ row }) => row);
}

/** where the first row with an id above `id` stands, in rows sorted by id */
function above(rows: readonly object[], id: number, idKey: string): number {
	let [low, high] = [0, rows.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (Number(fieldOf(there(rows[middle]), idKey)) > id) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** What a list method is asked for. */
export interface Asking<Row extends object> {
	/** sorted by id */
	rows: Row[];
	filter?: object;
	order?: object;
	start?: unknown;
	schema: Schema;
	idKey: string;
	refuse: Refuse;
	/** how often a row matches */
	copies?: (row: Row) => number;
}

export interface Page<Row> {
	rows: Row[];
	total?: number;
	next?: number | undefined;
}

/** One page of a list method: 50 rows; `total` and, if more follow, `next`; start -1 counts nothing (contract 3.1). */
export function page<Row extends object>(asking: Asking<Row>): Page<Row> {
	const { rows, filter = {}, order = {}, start = 0, schema, idKey, refuse } = asking;
	const { copies = () => 1 } = asking;
	const test = filterOf(filter, schema, refuse);
	const from = whole(start);
	if (from === undefined || from < -1) throw refuse('start', 'start');
	const direction =
		Object.keys(order).length === 1 ? String(fieldOf(order, idKey)).toLowerCase() : '';
	if (direction === 'asc' || direction === 'desc') {
		const standing = inOrder(rows, direction, filter, idKey);
		return from === -1
			? { rows: firstOf(standing, test, copies) }
			: counted(standing, test, copies, Math.floor(from / PAGES.rows) * PAGES.rows);
	}
	const found = sorted(
		rows.filter(test).flatMap((row) => new Array<Row>(copies(row)).fill(row)),
		asking,
		Math.floor(from / PAGES.rows) % 2 === 1 ? -1 : 1,
	);
	if (from === -1) return { rows: found.slice(0, PAGES.rows) };
	const begin = Math.floor(from / PAGES.rows) * PAGES.rows;
	const end = begin + PAGES.rows;
	return {
		rows: found.slice(begin, end),
		total: found.length,
		next: end < found.length ? end : undefined,
	};
}

/** Rows by id, from where a filter by id lets the first one through. */
function* inOrder<Row extends object>(
	rows: readonly Row[],
	direction: 'asc' | 'desc',
	filter: object,
	idKey: string,
): Generator<Row> {
	if (direction === 'asc') {
		const first = above(rows, Number(fieldOf(filter, `>${idKey}`) ?? 0), idKey);
		for (let index = first; index < rows.length; index += 1) yield there(rows[index]);
	} else {
		const behind = above(rows, Number(fieldOf(filter, `<${idKey}`) ?? Infinity) - 1, idKey);
		for (let index = behind - 1; index >= 0; index -= 1) yield there(rows[index]);
	}
}

/** A page of rows that stand in the asked order already, and how many there are. */
function counted<Row extends object>(
	rows: Iterable<Row>,
	test: Test,
	copies: (row: Row) => number,
	begin: number,
): Page<Row> {
	const cut: Row[] = [];
	const behind = begin + PAGES.rows;
	let total = 0;
	for (const row of rows) {
		if (!test(row)) continue;
		for (const end = total + copies(row); total < end; total += 1)
			if (total >= begin && total < behind) cut.push(row);
	}
	return { rows: cut, total, next: behind < total ? behind : undefined };
}

function firstOf<Row extends object>(
	rows: Iterable<Row>,
	test: Test,
	copies: (row: Row) => number,
): Row[] {
	const found: Row[] = [];
	for (const row of rows) {
		if (test(row)) found.push(...new Array<Row>(copies(row)).fill(row));
		if (found.length >= PAGES.rows) break;
	}
	return found.slice(0, PAGES.rows);
}
