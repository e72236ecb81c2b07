/** Advanced search over activities in the fake LeadSquared (contract 4.18). */
import {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	listed,
	tooBig,
	pageOf,
	sorted,
	sortingOf,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import { flatRow } from './leadsquared.rows.cts';
import { typeOf } from './leadsquared.types.cts';
import type { ActivityType } from './leadsquared.types.data.cts';
import type { Call } from './server.cts';

const MOST = 1000;
const SORTED_BY = ['CreatedOn', 'ModifiedOn', 'ProspectActivityId'];
const ROW = {
	SubConOp: 'string',
	LSO: 'string',
	LSO_Type: 'string',
	Operator: 'string',
	RSO: 'string',
} as const;
const HOLDS: Record<string, (value: string, wanted: string) => boolean> = {
	eq: (value, wanted) => value === wanted,
	gte: (value, wanted) => value !== '' && Number(value) >= Number(wanted),
};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw mx('InvalidInput', 'AdvancedSearch is not valid.');
	}
}

/** The rows of all groups; only groups and rows that are joined by And are known here. */
function conditionsOf(text: string, type: ActivityType) {
	const { Conditions = [] } = shaped(
		parsed(text),
		{ GrpConOp: 'string', Conditions: 'list', QueryTimeZone: 'string' },
		'AdvancedSearch',
	);
	return Conditions.flatMap((group) => {
		const { RowCondition = [] } = shaped(
			group,
			{ Type: 'string', ConOp: 'string', RowCondition: 'list' },
			'Conditions',
		);
		return RowCondition.map((row) => condition(row, type));
	});
}

function condition(row: unknown, { code, fields }: ActivityType) {
	const {
		LSO,
		LSO_Type,
		Operator = '',
		RSO,
	} = demand(shaped(row, ROW, 'RowCondition'), ['LSO', 'RSO']);
	const isEvent = LSO === 'ActivityEvent' && LSO_Type === 'PAEvent' && Operator === 'eq';
	if (isEvent) return () => Number(RSO) === code;
	const meta = fields.find(({ SchemaName }) => SchemaName === LSO);
	if (meta === undefined) throw mx('UnknownAttribute', `Attribute ${LSO} does not exist.`);
	const holds = HOLDS[Operator];
	if (meta.DataType !== LSO_Type || holds === undefined)
		throw mx('InvalidInput', `Invalid condition on ${LSO}.`);
	return (flat: Record<string, string>) => holds(flat[LSO] ?? '', RSO);
}

function search({ json }: Call, { account }: Context) {
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
	const Sorting = sortingOf(sent.Sorting, 'CreatedOn', SORTED_BY);
	const { Include_CSV: csv } = shaped(sent.Columns ?? {}, { Include_CSV: 'string' }, 'Columns');
	if (csv?.split(',').some((name) => name.trim() === '')) throw malformed('a column is empty');
	const type = typeOf(sent.ActivityEvent, account);
	const holds = conditionsOf(sent.AdvancedSearch, type);
	const page = pageOf(sent.Paging, { usual: 25, most: MOST, tooBig: tooBig(MOST) });
	const names = csv?.split(',').map((name) => name.trim());
	const only = (flat: Record<string, string>) =>
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

export const ENDPOINTS: Endpoints = {
	'ProspectActivity.svc/Activity/Retrieve/BySearchParameter': ['POST', search],
};
