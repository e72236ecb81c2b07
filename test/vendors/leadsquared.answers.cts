/** What every endpoint table of the fake LeadSquared shares: refusals, body checks, dates and paging. */
import type { Behavior } from './leadsquared.behavior.cts';
import type { Store } from './leadsquared.data.cts';
import type { ids } from './leadsquared.make.cts';
import type { Call, Write } from './server.cts';

/** The account that a call is about. */
export type Account = typeof ids & {
	readonly store: Store;
	readonly writes: Write[];
	/** `limitedRows`: so many next rows of bulk calls are over the limit */
	readonly how: Behavior & { limitedRows?: number };
	readonly wrongRegion: boolean;
	readonly regionHost: string;
	readonly newId: () => string;
};

export interface Context {
	readonly account: Account;
	/** The path below /v2/. */
	readonly operation: string;
}

export type Endpoint = readonly [
	verb: 'GET' | 'POST',
	answer: (call: Call, context: Context) => unknown,
	isBodyOptional?: boolean,
];
/** By path below /v2/. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** A refusal in the vendor's words (contract 3.1): HTTP status and the error body. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly type: string | undefined,
		message: string,
	) {
		super(message);
	}

	get body() {
		return {
			Status: 'Error',
			...(this.type === undefined ? {} : { ExceptionType: this.type }),
			ExceptionMessage: this.message,
		};
	}
}

/** Validation is HTTP 500 with an MX… body (contract 3.2, 9 no. 2). */
export const mx = (name: string, message: string) =>
	new Refusal(500, `MX${name}Exception`, message);
/** A row of a bulk call that is over the account's limit: not carried out, in the words of contract 2.3. */
export function admitRow({ how }: Account) {
	if (!how.limitedRows) return;
	how.limitedRows -= 1;
	throw mx('APIRateLimitExceeded', 'API calls exceeded the limit');
}

/**
 * A body that can't be read, or has wrong JSON types, is 400 (contract 1.4, 3.2); its error body is
 * not documented.
 */
export const malformed = (message: string) =>
	new Refusal(400, undefined, `Bad Request: ${message}`);

export const isMap = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of a field as it is sent; `Fields`: those of a custom field set. */
export interface SentField {
	readonly SchemaName: string;
	readonly Value?: string;
	readonly Fields?: ReadonlyArray<{ readonly SchemaName: string; readonly Value: string }>;
}

/** What a value of each type is. */
interface Kinds {
	string: string;
	integer: number;
	number: number;
	boolean: boolean;
	list: unknown[];
	/** parsedFields looks at what is in it */
	fields: SentField[];
	map: Record<string, unknown>;
	any: unknown;
	count: number | string;
	direction: 0 | 1 | '0' | '1';
	texts: string[];
	bit: 0 | 1;
	textOrNull: string | null;
}
export type Shape = Readonly<Record<string, keyof Kinds>>;
export type Shaped<S extends Shape> = { readonly [Name in keyof S]?: Kinds[S[Name]] };

const TYPES: Record<keyof Kinds, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	list: (value) => Array.isArray(value),
	fields: (value) => Array.isArray(value),
	map: isMap,
	any: () => true,
	/** numbers are printed as texts here and as numbers there (contract 2.2) */
	count: (value) => Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value)),
	direction: (value) => value === 0 || value === 1 || value === '0' || value === '1',
	texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	/** flags that are 0 or 1 */
	bit: (value) => value === 0 || value === 1,
	textOrNull: (value) => value === null || typeof value === 'string',
};

/** `shape`: key -> type; an unknown key or a wrong JSON type is a malformed body */
export function shaped<const S extends Shape>(value: unknown, shape: S, where: string): Shaped<S> {
	if (!isMap(value)) throw malformed(`${where} must be an object`);
	for (const [key, inner] of Object.entries(value)) {
		const kind = Object.hasOwn(shape, key) ? shape[key] : undefined;
		if (kind === undefined) throw malformed(`unknown attribute ${key} in ${where}`);
		if (!TYPES[kind](inner))
			throw malformed(`attribute ${key} in ${where} must be of type ${kind}`);
	}
	return value as Shaped<S>;
}

/** Refuses what lacks one of the keys, or has it empty (contract 3.3). */
export function demand<T extends object, Key extends keyof T & string>(
	sent: T,
	keys: readonly Key[],
) {
	const missing = keys.find(
		(key) => sent[key] === undefined || sent[key] === '' || sent[key] === null,
	);
	if (missing !== undefined) throw mx('MandatoryAttributeMissing', `${missing} is missing.`);
	return sent as T & { readonly [Name in Key]-?: NonNullable<T[Name]> };
}

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Milliseconds of `YYYY-MM-DD HH:MM:SS` in UTC; undefined for anything else (contract 2.1). */
export function moment(text: unknown) {
	if (typeof text !== 'string' || !STAMP.test(text)) return undefined;
	const at = Date.parse(`${text.replace(' ', 'T')}Z`);
	return !Number.isNaN(at) && stamp(at) === text ? at : undefined;
}

/** A moment that was sent under this name; `usual` when it was not. */
export function momentOf<Name extends string>(
	sent: { readonly [_ in Name]?: unknown },
	name: Name,
	usual: number,
) {
	if (sent[name] === undefined) return usual;
	const at = moment(sent[name]);
	if (at === undefined) throw mx('InvalidInput', `${name} is not a valid date.`);
	return at;
}

/** Milliseconds of the day `YYYY-MM-DD` (contract 2.1). */
export const day = (text: string) => moment(`${text} 00:00:00`);

/** the three forms dates come out in (contract 2.1) */
export const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
export const stampWithMs = (at: number) =>
	new Date(at).toISOString().slice(0, 23).replace('T', ' ');
export function stampUs(at: number) {
	const date = new Date(at);
	const hour = date.getUTCHours();
	const two = (value: number) => String(value).padStart(2, '0');
	return (
		`${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ` +
		`${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ` +
		`${hour < 12 ? 'AM' : 'PM'}`
	);
}

/** how "never" comes out (contract 2.1) */
export const NEVER = '0001-01-01 00:00:00.000';

/** Offset from 0 and RowCount (contract 2.2); `counts`: what Offset counts */
export function offsetOf(paging: unknown = {}, counts: 'rows' | 'pages') {
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
export const listed = (
	RecordCount: number,
	key: string,
	rows: readonly unknown[],
	{ how }: Account,
) =>
	rows.length === 0 && how.emptyList === 'absent' ? { RecordCount } : { RecordCount, [key]: rows };

export const tooBig = (most: number) => () =>
	mx('InvalidInput', `PageSize can not be more than ${most}.`);

/** PageIndex from 1 and PageSize (contract 2.2); `tooBig` makes the error for a page above `most` */
export function pageOf(
	paging: unknown = {},
	{ usual, most, tooBig: refusal }: { usual: number; most: number; tooBig: () => Refusal },
) {
	const sent = shaped(paging, { PageIndex: 'count', PageSize: 'count' }, 'Paging');
	const [index, size] = [Number(sent.PageIndex ?? 1), Number(sent.PageSize ?? usual)];
	if (index < 1 || size < 1)
		throw mx('InvalidInput', 'PageIndex and PageSize must be greater than 0.');
	if (size > most) throw refusal();
	return { index, size, begin: (index - 1) * size };
}

export interface Sorting {
	readonly ColumnName: string;
	readonly Direction?: Kinds['direction'];
}

const SORTING = { ColumnName: 'string', Direction: 'direction' } as const;

/** The order that is sent; unasked the last of the column `usual` comes first. */
export function sortingOf(sent: unknown, usual: string, columns?: readonly string[]): Sorting {
	const sorting = shaped(sent ?? { ColumnName: usual, Direction: 1 }, SORTING, 'Sorting');
	const { ColumnName = '' } = sorting;
	if (columns?.includes(ColumnName) === false)
		throw mx('InvalidInput', `Can not sort by ${ColumnName}.`);
	return { ...sorting, ColumnName };
}

/**
 * Rows in the asked order. Sorting is stable only by the unique id: ties of other columns change
 * with the page (contract 2.2).
 * @param idKey the column that is unique
 */
export function sorted<Row extends object>(
	rows: readonly Row[],
	{ ColumnName, Direction = 1 }: Sorting,
	idKey: keyof Row & string,
	{ index }: { index: number },
) {
	const sign = Number(Direction) === 1 ? -1 : 1;
	const ties = index % 2 === 1 ? 1 : -1;
	type Value = string | number;
	const order = (left: Value, right: Value) => (left < right ? -1 : Number(left > right));
	const of = (row: Row, column: string) => (row as Record<string, Value>)[column] ?? '';
	return rows.toSorted(
		(left, right) =>
			order(of(left, ColumnName), of(right, ColumnName)) * sign ||
			order(of(left, idKey), of(right, idKey)) * ties,
	);
}

/** The order that is asked for, where the account's lists take one. */
export const inOrder = (sorting: Sorting, { how }: Account): Sorting =>
	how.sorting === 'ignored' ? { ColumnName: 'CreatedOn', Direction: 0 } : sorting;

/** Markup is not taken (contract 3.3). */
export function clean(text: string) {
	if (/<script/i.test(text)) throw mx('XSS', 'Potentially dangerous content was detected.');
	return text;
}

export const done = (Id: string | number, more: object = {}) => ({
	Status: 'Success',
	Message: { Id, ...more },
});
