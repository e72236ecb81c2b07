'use strict';
/** Opportunities of the fake LeadSquared: activities of the codes from 12000 on, to be picked from (contract 6.1). */
const {
	mx,
	shaped,
	demand,
	stamp,
	listed,
	tooBig,
	pageOf,
	sorted,
} = require('./leadsquared.answers');
const { FIRST_OPPORTUNITY, noActivity } = require('./leadsquared.fields');
const { typeOf } = require('./leadsquared.types');
const { flat } = require('./leadsquared.rows');

const isOpportunity = (code) => code >= FIRST_OPPORTUNITY;

/** a bare array; the code is a text */
const types = (_call, { account }) =>
	[...account.store.types.values()]
		.filter(({ code }) => isOpportunity(code))
		.map(({ code, name, canDelete }) => ({
			EventCode: String(code),
			Name: name,
			DisplayName: name,
			PluralName: `${name}s`,
			CanDelete: canDelete,
		}));

function opportunityType(code, account) {
	const type = typeOf(code, account);
	if (!isOpportunity(type.code)) throw mx('InvalidInput', `${code} is not an opportunity type.`);
	return type;
}

function metadata({ query }, { account }) {
	const { code, name, fields } = opportunityType(query.get('code') ?? undefined, account);
	return { ID: account.typeId(code), Name: name, DisplayName: name, Fields: fields };
}

function row(activity, { types: known }) {
	const { ProspectActivityId, RelatedProspectId, ActivityEvent, CreatedOn, ModifiedOn } = activity;
	const { name } = known.get(ActivityEvent);
	return {
		OpportunityId: ProspectActivityId,
		RelatedProspectId,
		OpportunityEvent: String(ActivityEvent),
		OpportunityEventName: name,
		...flat(activity),
		CreatedOn: stamp(CreatedOn),
		ModifiedOn: stamp(ModifiedOn),
	};
}

const COLUMNS = ['ModifiedOn', 'CreatedOn'];

/** The type is optional, or demanded; the printed example sends a body (contract 6.1, 11). */
function ofLead({ query, json = {} }, { account }) {
	const {
		Columns = {},
		Sorting = { ColumnName: 'ModifiedOn', Direction: 1 },
		Paging,
	} = shaped(json, { Columns: 'map', Sorting: 'map', Paging: 'map' }, 'the body');
	const { leadId } = demand({ leadId: query.get('leadId') }, ['leadId']);
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
	if (!COLUMNS.includes(Sorting.ColumnName))
		throw mx('InvalidInput', `Can not sort by ${Sorting.ColumnName}.`);
	const asked = query.get('opportunityType') ?? '';
	if (asked === '' && account.how.opportunityType === 'required')
		throw mx('MandatoryAttributeMissing', 'opportunityType is missing.');
	const code = asked === '' ? undefined : opportunityType(asked, account).code;
	const page = pageOf(Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const rows = [...account.store.activities.values()].filter(
		(one) =>
			one.RelatedProspectId === leadId.toLowerCase() &&
			(code === undefined ? isOpportunity(one.ActivityEvent) : one.ActivityEvent === code),
	);
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	const names = csv?.split(',').map((name) => name.trim());
	const List = sorted(rows, Sorting, 'ProspectActivityId', page)
		.slice(page.begin, page.begin + page.size)
		.map((one) =>
			Object.entries(row(one, account.store)).filter(
				([name]) => names === undefined || name === 'OpportunityId' || names.includes(name),
			),
		)
		.map((entries) => Object.fromEntries(entries));
	return listed(rows.length, 'List', List, account);
}

/** all fields with their labels */
function details({ query }, { account }) {
	const found = account.store.activities.get((query.get('opportunityId') ?? '').toLowerCase());
	if (found === undefined || !isOpportunity(found.ActivityEvent)) throw noActivity();
	const { name, fields } = account.store.types.get(found.ActivityEvent);
	const values = flat(found);
	return {
		ID: found.ProspectActivityId,
		Name: name,
		DisplayName: name,
		Fields: fields.map((meta) => ({ ...meta, Value: values[meta.SchemaName] ?? '' })),
	};
}

module.exports = {
	ENDPOINTS: {
		'OpportunityManagement.svc/GetOpportunityTypes': ['GET', types],
		'OpportunityManagement.svc/GetOpportunityTypeMetadata': ['GET', metadata],
		'OpportunityManagement.svc/GetOpportunitiesOfLead': ['POST', ofLead, true],
		'OpportunityManagement.svc/GetOpportunityDetails': ['GET', details],
	},
};
