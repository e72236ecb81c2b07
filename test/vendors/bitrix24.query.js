'use strict';
/** PHP-style query strings, list filters, order and paging of the fake Bitrix24 (contract 3.1, 3.2, 4). */
const { plain, isMap, isPhpMap, whole, moment, portalTime } = require('./bitrix24.answers');

/**
 * contract 3.1: 50, not changeable. Tests of how lists end may make it smaller, as of a vendor
 * that gives less than it says.
 */
const PAGES = { rows: 50 };

function percentDecoded(text) {
	const spaced = text.replaceAll('+', ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}

/** `fields[SUBJECT]=x&a[0]=1&b[]=2` -> nested values, each percent-decoded once (contract 4). */
function decodeQuery(text) {
	const root = {};
	for (const pair of text.split('&').filter(Boolean)) {
		const cut = pair.indexOf('=');
		const key = percentDecoded(cut < 0 ? pair : pair.slice(0, cut));
		put(root, pathOf(key), cut < 0 ? '' : percentDecoded(pair.slice(cut + 1)));
	}
	return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, listed(value)]));
}

function pathOf(key) {
	const head = key.split('[', 1)[0];
	return [head, ...[...key.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1])];
}

function put(node, [step, ...rest], value) {
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
	put(node[key], rest, value);
}

/** maps with the keys 0..n-1 are lists, at every depth */
function listed(value) {
	if (!isMap(value)) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)]);
	return entries.length > 0 && entries.every(([key], index) => key === String(index))
		? entries.map(([, inner]) => inner)
		: Object.fromEntries(entries);
}

/** Query and body together, as PHP's $_REQUEST has them; a JSON body needs its content type (contract 1.1). */
function paramsOf(call) {
	const query = decodeQuery(call.rawUrl.split('?', 2)[1] ?? '');
	if (call.method === 'GET' || call.text === '') return query;
	const type = (call.headers['content-type'] ?? '').split(';', 1)[0].trim().toLowerCase();
	if (type === 'application/x-www-form-urlencoded') return { ...query, ...decodeQuery(call.text) };
	if (type !== 'application/json') throw plain(`Unsupported content type ${type}`);
	if (!isPhpMap(call.json)) throw plain('The request body is not a JSON object');
	return { ...query, ...call.json };
}

/** one field's value in a form that can be compared */
const READ = {
	number: (value) => (value === null || value === '' ? null : Number(value)),
	/** stored dates all are in the portal's zone: their texts compare like their moments */
	datetime: (value) => value || null,
	boolean: (value) => value === true || ['Y', 'true', '1', 1].includes(value),
	string: (value) => (value === null || value === undefined ? '' : String(value)),
	list: (value) => value,
};

const GIVEN = {
	number: (value) =>
		value === '' ||
		value === null ||
		(value !== true && value !== false && Number.isFinite(Number(value))),
	datetime: (value) => value === '' || value === null || moment(value) !== undefined,
	boolean: (value) => [true, false, 'Y', 'N', 'true', 'false', '1', '0', 1, 0].includes(value),
	string: (value) => ['string', 'number'].includes(typeof value) || value === null,
	list: (value) => whole(value) !== undefined,
};

const ASKED = { list: Number, datetime: (value) => (value ? portalTime(moment(value)) : null) };

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const contains = (left, right) => left.toLowerCase().includes(right.toLowerCase());
const like = (left, right) =>
	new RegExp(`^${right.split('%').map(escaped).join('.*')}$`, 'is').test(left);

/** prefix -> [what it asks of one wanted value, is it the opposite, does it speak of texts] (contract 3.2) */
const OPERATORS = {
	'!=%': [like, true, true],
	'!%=': [like, true, true],
	'=%': [like, false, true],
	'%=': [like, false, true],
	'!%': [contains, true, true],
	'%': [contains, false, true],
	'!@': [(left, right) => left === right, true],
	'@': [(left, right) => left === right, false],
	'!=': [(left, right) => left === right, true],
	'!': [(left, right) => left === right, true],
	'>=': [(left, right) => left !== null && left >= right, false],
	'<=': [(left, right) => left !== null && left <= right, false],
	'>': [(left, right) => left !== null && left > right, false],
	'<': [(left, right) => left !== null && left < right, false],
	'=': [(left, right) => left === right, false],
	'': [(left, right) => left === right, false],
};
const PREFIXED = /^(!=%|!%=|=%|%=|!%|!@|!=|>=|<=|[%@!><=])?(.+)$/s;

/**
 * A filter as a test of a row. `schema`: field -> number, string, datetime, boolean or list.
 * `refuse(kind, field)` makes the error for kind `field` (unknown name) or `value`.
 */
function filterOf(filter, schema, refuse) {
	const any = !Array.isArray(filter) && String(filter.logic ?? 'AND').toUpperCase() === 'OR';
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

function testOf(key, wanted, schema, refuse) {
	const [, prefix = '', field] = PREFIXED.exec(key) ?? [];
	const kind = field === undefined ? undefined : schema[field];
	if (kind === undefined) throw refuse('field', field ?? key);
	const [holds, opposite, textual] = OPERATORS[prefix];
	const type = textual ? 'string' : kind;
	const values = Array.isArray(wanted) ? wanted : [wanted];
	if (!values.every((value) => GIVEN[type](value))) throw refuse('value', field);
	const asked = values.map(ASKED[type] ?? READ[type]);
	const one = (left) => asked.some((right) => holds(left, right)) !== opposite;
	return (row) => (type === 'list' ? row[field].some(one) : one(READ[type](row[field])));
}

/**
 * rows in the asked order; without the id in it no order is promised for ties, and from page to
 * page it is another (`turn`)
 */
function sorted(rows, order, schema, idKey, refuse, turn) {
	const steps = Object.entries(order).map(([field, direction]) => {
		if (schema[field] === undefined) throw refuse('order', field);
		if (!/^(asc|desc)$/i.test(String(direction))) throw refuse('direction', field);
		return [field, READ[schema[field]], /^desc$/i.test(direction) ? -1 : 1];
	});
	const keyed = rows.map((row) => ({
		row,
		id: Number(row[idKey]),
		keys: steps.map(([field, read]) => read(row[field])),
	}));
	const before = (a, b) => a === null || (b !== null && a < b);
	keyed.sort((left, right) => {
		const at = left.keys.findIndex((key, index) => key !== right.keys[index]);
		return at < 0
			? (left.id - right.id) * turn
			: (before(left.keys[at], right.keys[at]) ? -1 : 1) * steps[at][2];
	});
	return keyed.map(({ row }) => row);
}

/** where the first row with an id above `id` stands, in rows sorted by id */
function above(rows, id, idKey) {
	let [low, high] = [0, rows.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (Number(rows[middle][idKey]) > id) high = middle;
		else low = middle + 1;
	}
	return low;
}

/**
 * One page of a list method: 50 rows; `total` and, if more follow, `next`; start -1 counts nothing (contract 3.1).
 * @param {object} ask rows (sorted by id), filter, order, start, schema, idKey, refuse,
 * copies(row): how often a row matches
 */
function page({
	rows,
	filter = {},
	order = {},
	start = 0,
	schema,
	idKey,
	refuse,
	copies = () => 1,
}) {
	const test = filterOf(filter, schema, refuse);
	const from = whole(start);
	if (from === undefined || from < -1) throw refuse('start', 'start');
	const direction = Object.keys(order).length === 1 ? String(order[idKey]).toLowerCase() : '';
	if (direction === 'asc' || direction === 'desc') {
		const standing = inOrder(rows, direction, filter, idKey);
		return from === -1
			? { rows: firstOf(standing, test, copies) }
			: counted(standing, test, copies, Math.floor(from / PAGES.rows) * PAGES.rows);
	}
	const found = sorted(
		rows.filter(test).flatMap((row) => new Array(copies(row)).fill(row)),
		order,
		schema,
		idKey,
		refuse,
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
function* inOrder(rows, direction, filter, idKey) {
	if (direction === 'asc') {
		for (
			let index = above(rows, Number(filter[`>${idKey}`] ?? 0), idKey);
			index < rows.length;
			index += 1
		)
			yield rows[index];
	} else {
		for (
			let index = above(rows, Number(filter[`<${idKey}`] ?? Infinity) - 1, idKey) - 1;
			index >= 0;
			index -= 1
		)
			yield rows[index];
	}
}

/** A page of rows that stand in the asked order already, and how many there are. */
function counted(rows, test, copies, begin) {
	const cut = [];
	const behind = begin + PAGES.rows;
	let total = 0;
	for (const row of rows) {
		if (!test(row)) continue;
		for (const end = total + copies(row); total < end; total += 1)
			if (total >= begin && total < behind) cut.push(row);
	}
	return { rows: cut, total, next: behind < total ? behind : undefined };
}

function firstOf(rows, test, copies) {
	const found = [];
	for (const row of rows) {
		if (test(row)) found.push(...new Array(copies(row)).fill(row));
		if (found.length >= PAGES.rows) break;
	}
	return found.slice(0, PAGES.rows);
}

module.exports = { decodeQuery, paramsOf, page, PAGES };
