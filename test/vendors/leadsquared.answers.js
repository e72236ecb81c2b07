'use strict';
/** What every endpoint table of the fake LeadSquared shares: refusals, body checks, dates and paging. */

/** A refusal in the vendor's words (contract 3.1): HTTP status and the error body. */
class Refusal extends Error {
	constructor(status, type, message) {
		super(message);
		this.status = status;
		this.type = type;
		this.body = {
			Status: 'Error',
			...(type === undefined ? {} : { ExceptionType: type }),
			ExceptionMessage: message,
		};
	}
}

/** Validation is HTTP 500 with an MX… body (contract 3.2, 9 no. 2). */
const mx = (name, message) => new Refusal(500, `MX${name}Exception`, message);
/**
 * A row of a bulk call that is over the account's limit: not carried out, in the words of
 * contract 2.3. @param {{limitedRows?: number}} how
 */
function admitRow(how) {
	if (!how.limitedRows) return;
	how.limitedRows -= 1;
	throw mx('APIRateLimitExceeded', 'API calls exceeded the limit');
}

/**
 * A body that can't be read, or has wrong JSON types, is 400 (contract 1.4, 3.2); its error body is
 * not documented.
 */
const malformed = (message) => new Refusal(400, undefined, `Bad Request: ${message}`);

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	list: (value) => Array.isArray(value),
	map: isMap,
	any: () => true,
	/** numbers are printed as texts here and as numbers there (contract 2.2) */
	count: (value) => Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value)),
	direction: (value) => [0, 1, '0', '1'].includes(value),
	texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	/** flags that are 0 or 1 */
	bit: (value) => [0, 1].includes(value),
	textOrNull: (value) => value === null || typeof value === 'string',
};

/** `shape`: key -> type; an unknown key or a wrong JSON type is a malformed body */
function shaped(value, shape, where) {
	if (!isMap(value)) throw malformed(`${where} must be an object`);
	for (const [key, inner] of Object.entries(value)) {
		if (!Object.hasOwn(shape, key)) throw malformed(`unknown attribute ${key} in ${where}`);
		if (!TYPES[shape[key]](inner))
			throw malformed(`attribute ${key} in ${where} must be of type ${shape[key]}`);
	}
	return value;
}

/** Refuses what lacks one of the keys, or has it empty (contract 3.3). */
function demand(sent, keys) {
	const missing = keys.find(
		(key) => sent[key] === undefined || sent[key] === '' || sent[key] === null,
	);
	if (missing !== undefined) throw mx('MandatoryAttributeMissing', `${missing} is missing.`);
	return sent;
}

const STAMP = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** Milliseconds of `YYYY-MM-DD HH:MM:SS` in UTC; undefined for anything else (contract 2.1). */
function moment(text) {
	const parts = STAMP.exec(text);
	if (parts === null) return undefined;
	const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
	const at = Date.UTC(year, month - 1, day, hour, minute, second);
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ') === text ? at : undefined;
}

/** A moment that was sent under this name; `usual` when it was not. */
function momentOf(sent, name, usual) {
	if (sent[name] === undefined) return usual;
	const at = moment(sent[name]);
	if (at === undefined) throw mx('InvalidInput', `${name} is not a valid date.`);
	return at;
}

/** Milliseconds of the day `YYYY-MM-DD` (contract 2.1). */
const day = (text) =>
	typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text)
		? moment(`${text} 00:00:00`)
		: undefined;

/** the three forms dates come out in (contract 2.1) */
const stamp = (at) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const stampWithMs = (at) => new Date(at).toISOString().slice(0, 23).replace('T', ' ');
function stampUs(at) {
	const date = new Date(at);
	const hour = date.getUTCHours();
	const two = (value) => String(value).padStart(2, '0');
	return (
		`${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ` +
		`${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ` +
		`${hour < 12 ? 'AM' : 'PM'}`
	);
}

/** how "never" comes out (contract 2.1) */
const NEVER = '0001-01-01 00:00:00.000';
const stampOrNever = (at) => (at === undefined ? NEVER : stampWithMs(at));

/** Offset from 0 and RowCount (contract 2.2); `counts`: what Offset counts */
function offsetOf(paging = {}, counts) {
	const { Offset = 0, RowCount = 25 } = shaped(
		paging,
		{ Offset: 'count', RowCount: 'count' },
		'Paging',
	);
	if (Number(RowCount) < 1) throw mx('InvalidInput', 'RowCount must be greater than 0.');
	const begin = Number(Offset) * (counts === 'pages' ? Number(RowCount) : 1);
	return { begin, size: Number(RowCount), index: Math.floor(begin / Number(RowCount)) + 1 };
}

/** `{ RecordCount, [key]: rows }`; the key can be absent when there are no rows (contract 2.2) */
const listed = (RecordCount, key, rows, { how }) =>
	rows.length === 0 && how.emptyList === 'absent' ? { RecordCount } : { RecordCount, [key]: rows };

const tooBig = (most) => () => mx('InvalidInput', `PageSize can not be more than ${most}.`);

/** PageIndex from 1 and PageSize (contract 2.2); `tooBig` makes the error for a page above `most` */
function pageOf(paging = {}, { usual, most, tooBig }) {
	shaped(paging, { PageIndex: 'count', PageSize: 'count' }, 'Paging');
	const [index, size] = [Number(paging.PageIndex ?? 1), Number(paging.PageSize ?? usual)];
	if (index < 1 || size < 1)
		throw mx('InvalidInput', 'PageIndex and PageSize must be greater than 0.');
	if (size > most) throw tooBig();
	return { index, size, begin: (index - 1) * size };
}

/**
 * Rows in the asked order. Sorting is stable only by the unique id: ties of other columns change
 * with the page (contract 2.2).
 * @param {string} idKey the column that is unique
 */
function sorted(rows, { ColumnName, Direction = 1 }, idKey, { index }) {
	const sign = Number(Direction) === 1 ? -1 : 1;
	const ties = index % 2 === 1 ? 1 : -1;
	const order = (left, right) => (left < right ? -1 : Number(left > right));
	return rows.toSorted(
		(left, right) =>
			order(left[ColumnName], right[ColumnName]) * sign || order(left[idKey], right[idKey]) * ties,
	);
}

/** The order that is asked for, where the account's lists take one. */
const inOrder = (sorting, { how }) =>
	how.sorting === 'ignored' ? { ColumnName: 'CreatedOn', Direction: 0 } : sorting;

/** Markup is not taken (contract 3.3). */
function clean(text) {
	if (/<script/i.test(text)) throw mx('XSS', 'Potentially dangerous content was detected.');
	return text;
}

const done = (Id, more) => ({ Status: 'Success', Message: { Id, ...more } });

module.exports = {
	Refusal,
	mx,
	malformed,
	isMap,
	shaped,
	demand,
	admitRow,
	moment,
	momentOf,
	day,
	stamp,
	stampWithMs,
	stampOrNever,
	stampUs,
	offsetOf,
	listed,
	tooBig,
	pageOf,
	inOrder,
	sorted,
	clean,
	done,
};
