'use strict';
/** Advanced search over activities in the fake LeadSquared (contract 4.18). */
const {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	listed,
	tooBig,
	pageOf,
	sorted,
} = require('./leadsquared.answers');
const { typeOf } = require('./leadsquared.types');
const { flatRow } = require('./leadsquared.rows');

const MOST = 1000;
const SORTED_BY = ['CreatedOn', 'ModifiedOn', 'ProspectActivityId'];
const ROW = {
	SubConOp: 'string',
	LSO: 'string',
	LSO_Type: 'string',
	Operator: 'string',
	RSO: 'string',
};
const HOLDS = {
	eq: (value, wanted) => value === wanted,
	gte: (value, wanted) => value !== '' && Number(value) >= Number(wanted),
};

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw mx('InvalidInput', 'AdvancedSearch is not valid.');
	}
}

/** The rows of all groups; only groups and rows that are joined by And are known here. */
function conditionsOf(text, type) {
	const { Conditions } = shaped(
		parsed(text),
		{ GrpConOp: 'string', Conditions: 'list', QueryTimeZone: 'string' },
		'AdvancedSearch',
	);
	return Conditions.flatMap((group) => {
		const { RowCondition } = shaped(
			group,
			{ Type: 'string', ConOp: 'string', RowCondition: 'list' },
			'Conditions',
		);
		return RowCondition.map((row) => condition(row, type));
	});
}

function condition(row, { code, fields }) {
	const { LSO, LSO_Type, Operator, RSO } = demand(shaped(row, ROW, 'RowCondition'), ['LSO', 'RSO']);
	const isEvent = LSO === 'ActivityEvent' && LSO_Type === 'PAEvent' && Operator === 'eq';
	if (isEvent) return () => Number(RSO) === code;
	const meta = fields.find(({ SchemaName }) => SchemaName === LSO);
	if (meta === undefined) throw mx('UnknownAttribute', `Attribute ${LSO} does not exist.`);
	if (meta.DataType !== LSO_Type || !Object.hasOwn(HOLDS, Operator))
		throw mx('InvalidInput', `Invalid condition on ${LSO}.`);
	return (flat) => HOLDS[Operator](flat[LSO] ?? '', RSO);
}

function search({ json }, { account }) {
	if (!account.how.isAdmin)
		throw new Refusal(401, 'MXUnAuthorizedAccessException', 'Only administrators may do this.');
	const sent = demand(
		shaped(
			json,
			{
				ActivityEvent: 'integer',
				AdvancedSearch: 'string',
				Paging: 'map',
				Sorting: 'map',
				Columns: 'map',
			},
			'the body',
		),
		['ActivityEvent', 'AdvancedSearch'],
	);
	const { Sorting = { ColumnName: 'CreatedOn', Direction: 1 }, Columns = {} } = sent;
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
	if (!SORTED_BY.includes(Sorting.ColumnName))
		throw mx('InvalidInput', `Can not sort by ${Sorting.ColumnName}.`);
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	if (csv?.split(',').some((name) => name.trim() === '')) throw malformed('a column is empty');
	const type = typeOf(sent.ActivityEvent, account);
	const holds = conditionsOf(sent.AdvancedSearch, type);
	const page = pageOf(sent.Paging, { usual: 25, most: MOST, tooBig: tooBig(MOST) });
	const names = csv?.split(',').map((name) => name.trim());
	const only = (flat) =>
		names === undefined
			? flat
			: Object.fromEntries(Object.entries(flat).filter(([name]) => names.includes(name)));
	const rows = [...account.store.activities.values()].filter(
		(one) =>
			one.ActivityEvent === type.code &&
			holds.every((fits) => fits(flatRow(one, type, account, false))),
	);
	const List = sorted(rows, Sorting, 'ProspectActivityId', page)
		.slice(page.begin, page.begin + page.size)
		.map((one) => only(flatRow(one, type, account, false)));
	return listed(rows.length, 'List', List, account);
}

module.exports = {
	ENDPOINTS: { 'ProspectActivity.svc/Activity/Retrieve/BySearchParameter': ['POST', search] },
};
