/** Lists of the fake iVvy: paging and filters, docs/contracts/ivvy.md section 5. */
import type { Options } from './ivvy.behavior.cts';
import {
	refuse,
	check,
	within,
	object,
	type Action,
	type Checked,
	type Checks,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import type { RecordOf, Store, Tables } from './ivvy.data.cts';

const NESTED = [
	'ownerUser',
	'contact',
	'company',
	'companies',
	'companiesData',
	'customFields',
	'groups',
	'address',
	'primaryContact',
	'primaryAccountManager',
	'industry',
	'externalUrls',
	'reasons',
	'subtypes',
];
const plainTime = (value: string) => value.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC$/, '$1');
const lower = (value: unknown) => plainTime(String(value ?? '')).toLowerCase();
const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
const bothNumbers = (a: unknown, b: unknown) =>
	!isEmpty(a) && !isEmpty(b) && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
export const order = (a: unknown, b: unknown) =>
	bothNumbers(a, b)
		? Number(a) - Number(b)
		: lower(a) < lower(b)
			? -1
			: Number(lower(a) > lower(b));
/** Section 5: the page writes ISNULL in its text and __ISNULL__ in its example. */
const NULLS = { __ISNULL__: ['__ISNULL__'], ISNULL: ['ISNULL'], both: ['__ISNULL__', 'ISNULL'] };

type Test = (value: unknown, wanted: unknown, nulls: readonly unknown[]) => boolean;
const same: Test = (a, b, nulls) =>
	nulls.includes(b) ? a === null : !isEmpty(a) && order(a, b) === 0;

const SUFFIXES: Readonly<Record<string, Test>> = {
	'': same,
	CONTAINS: (a, b) => lower(a).includes(lower(b)),
	NOTCONTAINS: (a, b) => !lower(a).includes(lower(b)),
	BEGINS: (a, b) => lower(a).startsWith(lower(b)),
	ENDS: (a, b) => lower(a).endsWith(lower(b)),
	LESSTHAN: (a, b) => !isEmpty(a) && order(a, b) <= 0,
	GREATERTHAN: (a, b) => !isEmpty(a) && order(a, b) >= 0,
	NOT: (a, b, nulls) => !same(a, b, nulls),
	EMPTY: (a) => isEmpty(a),
};

function unknown(key: string, why = 'Unknown filter field'): never {
	refuse(400, "'filter' does not validate", 23016, [`${key}: *${why}*`]);
}
function partsOf(key: string) {
	const [, name = '', suffix = ''] = /^(.+?)(?:__([A-Z]+))?$/.exec(key) ?? [];
	return { name, suffix };
}

/** Filters that are no result field: is a record among what was asked for? */
export type Extras<Row> = Readonly<Record<string, (record: Row, value: unknown) => boolean>>;

/** One filter entry -> a test of (row, record). */
function filterTest<Row>(
	key: string,
	value: unknown,
	fields: readonly string[],
	extras: Extras<Row>,
	nulls: readonly string[],
) {
	const { name, suffix } = partsOf(key);
	if (typeof value === 'object') unknown(key, 'Value must be a single value');
	const extra = Object.hasOwn(extras, key) ? extras[key] : undefined;
	if (extra !== undefined) return (_row: Input, record: Row) => extra(record, value);
	const holds = SUFFIXES[suffix];
	if (!fields.includes(name) || NESTED.includes(name) || holds === undefined) unknown(key);
	return (row: Input) => holds(row[name], value, nulls);
}

/** Sections 5, 6.3, 13: nobody says which fields of the lists can be filtered, least of all in the CRM. */
function doubtful(
	key: string,
	{ idFilter, modifiedFilter, nameFilter, textFilter }: Options,
	crm: boolean,
) {
	const doubts: Readonly<Record<string, Options['nameFilter']>> = {
		name: nameFilter,
		businessName: nameFilter,
		email: nameFilter,
		note: textFilter,
		noteText: textFilter,
		...(crm ? { id: idFilter, modifiedDate: modifiedFilter, description: textFilter } : {}),
	};
	return doubts[partsOf(key).name] ?? 'works';
}

const LAG_MS = 60_000;
const madeAt = (record: object) =>
	'createdDate' in record
		? Date.parse(`${plainTime(String(record.createdDate)).replace(' ', 'T')}Z`)
		: NaN;

function filterTests<Row extends object>(
	filter: Input,
	fields: readonly string[],
	{ extras, crm }: { extras: Extras<Row>; crm: boolean },
	{ options, now }: Context,
) {
	const entries = Object.entries(filter).filter(([key]) => {
		const does = doubtful(key, options, crm);
		if (does === 'refused') unknown(key);
		return does !== 'ignored';
	});
	return entries.map(([key, value]) => {
		const test = filterTest(key, value, fields, extras, NULLS[options.nullTest]);
		const does = doubtful(key, options, crm);
		if (does === 'blind') return () => false;
		if (does === 'lags')
			return (row: Input, record: Row) => madeAt(record) < now() - LAG_MS && test(row, record);
		return test;
	});
}

/** What a list of records of the store is. */
interface Listing<Name extends keyof Tables> {
	readonly records: Name;
	/** The row that goes out. */
	readonly row?: (record: RecordOf<Name>, store: Store, options: Options) => object;
	/** Checks of further parameters, by name. */
	readonly inputs?: Checks | ((options: Options) => Checks);
	/** Those that must be there. */
	readonly required?: readonly string[];
	/** Is a record in the list, before any filter? */
	readonly match?: (record: RecordOf<Name>, input: Input, options: Options) => boolean;
	readonly extras?: Extras<RecordOf<Name>> | ((options: Options) => Extras<RecordOf<Name>>);
	/** Its filters are not documented. */
	readonly crm?: boolean;
}

/** A list action. */
export const list =
	<Name extends keyof Tables>({
		records,
		row = (record) => record,
		inputs = {},
		required = [],
		match = () => true,
		extras = {},
		crm = false,
	}: Listing<Name>): Action =>
	(context) => {
		const { input, store, options } = context;
		const more = typeof inputs === 'function' ? inputs(options) : inputs;
		const own = { perPage: within(1, Infinity), start: within(0, Infinity), filter: object };
		const asked: Checked<typeof own> = check(input, { ...own, ...more }, required);
		const all = [...store[records].values()] as Array<RecordOf<Name>>;
		const start = asked.start ?? 0;
		const perPage = Math.min(asked.perPage ?? options.listCap, options.listCap);
		const [first] = all;
		if (first === undefined)
			return { meta: { totalResults: 0, start, perPage, count: 0 }, results: [] };
		const made = (record: RecordOf<Name>) => row(record, store, options) as Input;
		const filters = typeof extras === 'function' ? extras(options) : extras;
		const fields = Object.keys(made(first));
		const tests = filterTests(asked.filter ?? {}, fields, { extras: filters, crm }, context);
		const passes = (record: RecordOf<Name>) => {
			const shown = made(record);
			return tests.every((test) => test(shown, record));
		};
		const kept = all.filter(
			(record) => match(record, input, options) && (tests.length === 0 || passes(record)),
		);
		const results = kept.slice(start, start + perPage).map(made);
		return { meta: { totalResults: kept.length, start, perPage, count: results.length }, results };
	};
