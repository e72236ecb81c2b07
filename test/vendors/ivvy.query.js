'use strict';
/** Lists of the fake iVvy: paging and filters, docs/contracts/ivvy.md section 5. */
const { refuse, check, within, object } = require('./ivvy.checks');

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
const plainTime = (value) =>
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/.test(value) ? value.slice(0, -4) : value;
const lower = (value) => String(plainTime(value) ?? '').toLowerCase();
const isEmpty = (value) => value === null || value === undefined || value === '';
const bothNumbers = (a, b) =>
	!isEmpty(a) && !isEmpty(b) && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
const order = (a, b) =>
	bothNumbers(a, b)
		? Number(a) - Number(b)
		: lower(a) < lower(b)
			? -1
			: Number(lower(a) > lower(b));
/** Section 5: the page writes ISNULL in its text and __ISNULL__ in its example. */
const NULLS = { __ISNULL__: ['__ISNULL__'], ISNULL: ['ISNULL'], both: ['__ISNULL__', 'ISNULL'] };
const same = (a, b, nulls) => (nulls.includes(b) ? a === null : !isEmpty(a) && order(a, b) === 0);

const SUFFIXES = {
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

const unknown = (key, why = 'Unknown filter field') =>
	refuse(400, "'filter' does not validate", 23016, [`${key}: *${why}*`]);
const partsOf = (key) => /^(.+?)(?:__([A-Z]+))?$/.exec(key)?.slice(1) ?? [];

/** One filter entry -> a test of (row, record). `extras` are filters that are no result field. */
function filterTest(key, value, fields, extras, nulls) {
	const [name, suffix = ''] = partsOf(key);
	if (typeof value === 'object') unknown(key, 'Value must be a single value');
	if (Object.hasOwn(extras, key)) return (row, record) => extras[key](record, value);
	if (!fields.includes(name) || NESTED.includes(name) || !Object.hasOwn(SUFFIXES, suffix))
		unknown(key);
	return (row) => SUFFIXES[suffix](row[name], value, nulls);
}

/** Sections 5, 6.3, 13: nobody says which fields of the lists can be filtered, least of all in the CRM. */
const doubtful = (key, { idFilter, modifiedFilter, nameFilter, textFilter }, crm) =>
	({
		name: nameFilter,
		businessName: nameFilter,
		email: nameFilter,
		note: textFilter,
		noteText: textFilter,
		...(crm ? { id: idFilter, modifiedDate: modifiedFilter, description: textFilter } : {}),
	})[partsOf(key)[0]] ?? 'works';

const LAG_MS = 60_000;
const madeAt = ({ createdDate }) =>
	Date.parse(`${plainTime(String(createdDate)).replace(' ', 'T')}Z`);

function filterTests(filter, fields, { extras, crm }, { options, now }) {
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
			return (row, record) => madeAt(record) < now() - LAG_MS && test(row, record);
		return test;
	});
}

/**
 * A list action.
 * @param {object} what
 * @param {string} what.records of the store
 * @param {Function} [what.row] record, store, options -> the row that goes out
 * @param {object} [what.inputs] checks of further parameters, by name; `required` names those that must be there
 * @param {Function} [what.match] record, input, options -> is it in the list, before any filter
 * @param {object} [what.extras] filters that are no result field
 * @param {boolean} [what.crm] its filters are not documented
 */
const list =
	({
		records,
		row = (record) => record,
		inputs = {},
		required = [],
		match = () => true,
		extras = {},
		crm = false,
	}) =>
	({ input, store, options, now }) => {
		const more = typeof inputs === 'function' ? inputs(options) : inputs;
		check(
			input,
			{ perPage: within(1, Infinity), start: within(0, Infinity), filter: object, ...more },
			required,
		);
		const all = [...store[records].values()];
		const start = input.start ?? 0;
		const perPage = Math.min(input.perPage ?? options.listCap, options.listCap);
		if (all.length === 0)
			return { meta: { totalResults: 0, start, perPage, count: 0 }, results: [] };
		const fields = Object.keys(row(all[0], store, options));
		const own = typeof extras === 'function' ? extras(options) : extras;
		const tests = filterTests(input.filter ?? {}, fields, { extras: own, crm }, { options, now });
		const made = (record) => row(record, store, options);
		const passes = (record) => {
			const shown = made(record);
			return tests.every((test) => test(shown, record));
		};
		const kept = all.filter(
			(record) => match(record, input, options) && (tests.length === 0 || passes(record)),
		);
		const results = kept.slice(start, start + perPage).map(made);
		return { meta: { totalResults: kept.length, start, perPage, count: results.length }, results };
	};

module.exports = { list, order };
